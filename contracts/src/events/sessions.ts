import { z } from "zod";
import { lensIds } from "../method/lenses.ts";
import { line, prose } from "../text.ts";
import { defineEvent, type FactsOf } from "./define.ts";
import { Instant, LocalDate, Uuid } from "./envelope.ts";

/** How long a meeting lasts that says nothing of it. */
export const SESSION_MINUTES = 60;

/** When the partners meet next, and about what; what the fixed line of every alliance page says. */
export const SessionScheduled = defineEvent(
  "SessionScheduled",
  {
    sessionId: Uuid,
    title: line(),
    startsAt: Instant,
    place: line().nullable(),
    minutes: z.int().min(5).max(10_080),
    agenda: z.array(line(300)).max(50),
  },
  [(data) => ({ ...data, minutes: 60, agenda: [] })],
);
export const SessionRescheduled = defineEvent("SessionRescheduled", { sessionId: Uuid, startsAt: Instant, place: line().nullable() });
export const SessionCancelled = defineEvent("SessionCancelled", { sessionId: Uuid });

/** What a partner wants the others to know before the meeting. */
export const SessionPreparationSubmitted = defineEvent("SessionPreparationSubmitted", {
  preparationId: Uuid,
  sessionId: Uuid,
  partnerId: Uuid,
  text: prose(4_000),
});
export const SessionHeld = defineEvent("SessionHeld", {
  sessionId: Uuid,
  /** The partners at the table. */
  present: z.array(Uuid).max(500),
  notes: prose(10_000).nullable(),
});
export const InsightRecorded = defineEvent("InsightRecorded", {
  insightId: Uuid,
  sessionId: Uuid,
  text: prose(2_000),
  lens: z.enum(lensIds).nullable(),
});
/** Agreement for the time being, until the partners look at it again. Source: domain.md 32 (`dec-series-of-workable`). */
export const WorkableAgreementReached = defineEvent("WorkableAgreementReached", {
  workableId: Uuid,
  sessionId: Uuid,
  text: prose(2_000),
  reviewOn: LocalDate.nullable(),
});

export const sessionEvents = {
  SessionScheduled,
  SessionRescheduled,
  SessionCancelled,
  SessionPreparationSubmitted,
  SessionHeld,
  InsightRecorded,
  WorkableAgreementReached,
};
export type SessionFact = FactsOf<typeof sessionEvents>;
