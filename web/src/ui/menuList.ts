import { lazily } from "./lazily.ts";

// Where a menu hangs and how its keys work is a good part of what a first page would load, and most pages are read without opening one.
const loadMenuList = () => import("./UiMenuList.vue");
export const UiMenuList = lazily(loadMenuList);

/** Whoever comes near a menu may open it: listeners for its trigger. */
export const fetchesMenuList = {
  onPointerenter: () => void loadMenuList().catch(() => undefined),
  onFocus: () => void loadMenuList().catch(() => undefined),
};
