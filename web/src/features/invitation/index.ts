import type { Feature } from "../feature.ts";

/** The letter that a party gets which is invited to an alliance; whoever has the link reads it. */
export const feature: Feature = {
  routes: [
    {
      path: "/invitations/:token",
      component: () => import("./InvitationPage.vue"),
      props: true,
      meta: { access: "anyone", title: (t) => t("invitation.page") },
    },
  ],
};
