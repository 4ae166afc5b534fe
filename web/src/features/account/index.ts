import { useSession } from "../../session/useSession.ts";
import type { Feature } from "../feature.ts";
import { placeAfter } from "./then.ts";

/** Who one is here: signing up and in, one's account, and the organisation one begins with. */
export const feature: Feature = {
  routes: [
    {
      path: "/sign-up",
      component: () => import("./SignUpPage.vue"),
      meta: { access: "anyone", title: (t) => t("account.signUp.title") },
      beforeEnter: onlyAnonymous,
    },
    {
      path: "/sign-in",
      component: () => import("./SignInPage.vue"),
      meta: { access: "anyone", title: (t) => t("account.signIn.title") },
      beforeEnter: onlyAnonymous,
    },
    {
      path: "/recover/:token",
      component: () => import("./RecoverPage.vue"),
      props: true,
      meta: { access: "anyone", title: (t) => t("account.recover.title") },
    },
    { path: "/organisations/new", component: () => import("./FoundOrganisationPage.vue"), meta: { title: (t) => t("account.found.page") } },
    { path: "/account", component: () => import("./AccountPage.vue"), meta: { title: (t) => t("account.page.title") } },
  ],
};

/** Whoever is signed in goes where they were going. */
function onlyAnonymous({ query }: { query: Record<string, unknown> }) {
  return useSession().state === "signedIn" ? placeAfter(query.then) : true;
}
