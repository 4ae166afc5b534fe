import { localDay } from "@entente/contracts/days";
import { reject, type Rejection } from "@entente/contracts/rejections";
import type { Context } from "./context.ts";
import type { AllianceState } from "./decider.ts";

/** The alliance's local day of an instant. */
export const dayOf = (state: AllianceState, instant: string): string => localDay(instant, state.partners.initiated?.timeZone ?? "UTC");

/** Today, in the alliance's own time zone. */
export const todayOf = (state: AllianceState, context: Context): string => dayOf(state, context.now);

/** That time has passed is noted by the installation itself, and for nobody. */
export const byTheClock = (context: Context): Rejection | null =>
  context.actor.kind === "system" && context.actor.id === "clock" && context.onBehalfOf === null ? null : reject("clock-only");
