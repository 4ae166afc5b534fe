import type { Feature } from "../feature.ts";

export const feature: Feature = {
  routes: [
    {
      path: "/alliances/:allianceId([0-9a-f-]{36})/:part(exchange|ambition)?",
      name: "alliance",
      component: () => import("./AlliancePage.vue"),
      props: (route) => ({
        allianceId: route.params.allianceId,
        part: route.params.part || undefined,
        asOf: typeof route.query.asOf === "string" ? route.query.asOf : undefined,
      }),
      meta: { title: (t) => t("alliance.page") },
    },
  ],
};
