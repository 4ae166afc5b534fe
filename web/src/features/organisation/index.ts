import { useSession } from "../../session/useSession.ts";
import type { Feature } from "../feature.ts";

/** The organisation one speaks for: its people, invitations, keys and name; and the letter that a colleague gets. */
export const feature: Feature = {
  routes: [
    {
      path: "/organisation",
      component: () => import("./OrganisationPage.vue"),
      meta: { title: (t) => t("organisation.title") },
      beforeEnter: () => (useSession().organisationId === undefined ? "/organisations/new" : true),
    },
    {
      path: "/member-invitations/:token",
      component: () => import("./MemberInvitationPage.vue"),
      props: true,
      meta: { access: "anyone", title: (t) => t("invitation.page") },
    },
  ],
  menu: { label: (t) => t("organisation.menu"), to: "/organisation", order: 90, shownTo: (membership) => membership !== undefined },
};
