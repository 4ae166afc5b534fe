import { useSession } from "../../session/useSession.ts";
import type { Feature } from "../feature.ts";

/** An organisation's alliances, and the beginning of a new one. */
export const feature: Feature = {
  routes: [
    {
      path: "/portfolio",
      component: () => import("./PortfolioPage.vue"),
      meta: { title: (t) => t("portfolio.title") },
      beforeEnter: onlyWithOrganisation,
    },
    {
      path: "/portfolio/new",
      component: () => import("./FoundAlliancePage.vue"),
      meta: { title: (t) => t("portfolio.founding.page") },
      beforeEnter: onlyWithOrganisation,
    },
  ],
  menu: { label: (t) => t("portfolio.menu"), to: "/portfolio", order: 1, shownTo: (membership) => membership !== undefined },
};

function onlyWithOrganisation() {
  return useSession().organisationId === undefined ? "/organisations/new" : true;
}
