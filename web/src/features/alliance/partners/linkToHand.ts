import { lazily } from "../../../ui/lazily.ts";

/** Shown after an invitation only, so fetched then. */
export const LinkToHand = lazily(() => import("./LinkToHand.vue"));
