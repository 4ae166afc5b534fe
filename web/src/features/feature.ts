import type { RouteLocationRaw, RouteRecordRaw } from "vue-router";
import type { Translate } from "../i18n/index.ts";
import type { Membership } from "../session/gateway.ts";

/** What a feature declares in its `index.ts`, as `export const feature: Feature`. The shell only collects. */
export interface Feature {
  routes: readonly RouteRecordRaw[];
  /** Its place in the main navigation. */
  menu?: {
    label: (t: Translate) => string;
    to: RouteLocationRaw;
    /** Lower comes first; the first is where one lands after signing in. */
    order: number;
    /** Left out: whoever is signed in. */
    shownTo?: (membership: Membership | undefined) => boolean;
  };
}

declare module "vue-router" {
  interface RouteMeta {
    /** The page's title; `usePageTitle` says it better once the page knows its subject. */
    title?: (t: Translate) => string;
    /** @default 'member': whoever is signed in */
    access?: "anyone" | "anonymous" | "member";
  }
}
