import { createRouter, createWebHistory, type RouteRecordRaw, type RouterHistory } from "vue-router";
import { features as collected } from "./features/collect.ts";
import type { Feature } from "./features/feature.ts";
import { useSession } from "./session/useSession.ts";
import NotFoundPage from "./shell/NotFoundPage.vue";
import { forgetPageTitle } from "./shell/pageTitle.ts";
import WelcomePage from "./shell/WelcomePage.vue";

const shellRoutes: RouteRecordRaw[] = [
  { path: "/", name: "welcome", component: WelcomePage, meta: { access: "anonymous", title: (t) => t("welcome.page") } },
  { path: "/:path(.*)*", name: "not-found", component: NotFoundPage, meta: { access: "anyone", title: (t) => t("notFound.title") } },
];

if (import.meta.env.DEV) {
  shellRoutes.push({
    path: "/gallery",
    component: () => import("./gallery/GalleryPage.vue"),
    meta: { access: "anyone", title: () => "Gallery" },
  });
}

/** The shell's own pages and what each feature declares. */
export function makeRouter(history: RouterHistory = createWebHistory(), features: readonly Feature[] = collected) {
  const router = createRouter({
    history,
    routes: [...features.flatMap((feature) => feature.routes), ...shellRoutes],
    scrollBehavior: (to, from, saved) => saved ?? (to.hash ? { el: to.hash } : to.path === from.path ? false : { top: 0 }),
  });
  const home = features.find((feature) => feature.menu)?.menu?.to;

  router.beforeEach(async (to) => {
    const session = useSession();
    await session.restore();
    const access = to.meta.access ?? "member";
    if (access === "member" && session.state !== "signedIn") return { path: "/sign-in", query: { then: to.fullPath } };
    if (access === "anonymous" && session.state === "signedIn" && home) return home;
    return true;
  });
  router.afterEach((to, from) => {
    if (to.path !== from.path) forgetPageTitle();
  });
  return router;
}
