import { z } from "zod";
import { Instant, LocalDate, Uuid } from "../events/envelope.ts";
import { SESSION_MINUTES } from "../events/sessions.ts";
import { lensIds } from "../method/lenses.ts";
import { line, prose } from "../text.ts";
import { defineCommand, type CommandsOf } from "./define.ts";

export const ScheduleSession = defineCommand("ScheduleSession", "Plan when the partners meet", {
  sessionId: Uuid,
  title: line(),
  startsAt: Instant,
  place: line().nullable().default(null),
  minutes: z.int().min(5).max(10_080).default(SESSION_MINUTES),
  agenda: z.array(line(300)).max(50).default([]),
});
export const RescheduleSession = defineCommand("RescheduleSession", "Move a planned meeting", {
  sessionId: Uuid,
  startsAt: Instant,
  place: line().nullable().default(null),
});
export const CancelSession = defineCommand("CancelSession", "Cancel a planned meeting", { sessionId: Uuid });
export const PrepareSession = defineCommand("PrepareSession", "Say before the meeting what your partner wants the others to know", {
  preparationId: Uuid,
  sessionId: Uuid,
  partnerId: Uuid,
  text: prose(4_000),
});
export const HoldSession = defineCommand("HoldSession", "Record that the meeting was held, and who was there", {
  sessionId: Uuid,
  present: z.array(Uuid).max(500),
  notes: prose(10_000).nullable().default(null),
});
export const RecordInsight = defineCommand("RecordInsight", "Record what the partners came to see in the meeting", {
  insightId: Uuid,
  sessionId: Uuid,
  text: prose(2_000),
  lens: z.enum(lensIds).nullable().default(null),
});
export const ReachWorkableAgreement = defineCommand("ReachWorkableAgreement", "Record what the partners agreed for the time being", {
  workableId: Uuid,
  sessionId: Uuid,
  text: prose(2_000),
  reviewOn: LocalDate.nullable().default(null),
});

export const sessionCommands = {
  ScheduleSession,
  RescheduleSession,
  CancelSession,
  PrepareSession,
  HoldSession,
  RecordInsight,
  ReachWorkableAgreement,
};
export type SessionCommand = CommandsOf<typeof sessionCommands>;
