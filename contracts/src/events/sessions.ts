import { line } from "../text.ts";
import { defineEvent, type FactsOf } from "./define.ts";
import { Instant, Uuid } from "./envelope.ts";

/** When the partners meet next; what the fixed line of every alliance page says. */
export const SessionScheduled = defineEvent("SessionScheduled", {
  sessionId: Uuid,
  title: line(),
  startsAt: Instant,
  place: line().nullable(),
});
export const SessionRescheduled = defineEvent("SessionRescheduled", { sessionId: Uuid, startsAt: Instant, place: line().nullable() });
export const SessionCancelled = defineEvent("SessionCancelled", { sessionId: Uuid });

export const sessionEvents = { SessionScheduled, SessionRescheduled, SessionCancelled };
export type SessionFact = FactsOf<typeof sessionEvents>;
