import { Instant, Uuid } from "../events/envelope.ts";
import { line } from "../text.ts";
import { defineCommand, type CommandsOf } from "./define.ts";

export const ScheduleSession = defineCommand("ScheduleSession", "Plan when the partners meet", {
  sessionId: Uuid,
  title: line(),
  startsAt: Instant,
  place: line().nullable().default(null),
});
export const RescheduleSession = defineCommand("RescheduleSession", "Move a planned meeting", {
  sessionId: Uuid,
  startsAt: Instant,
  place: line().nullable().default(null),
});
export const CancelSession = defineCommand("CancelSession", "Cancel a planned meeting", { sessionId: Uuid });

export const sessionCommands = { ScheduleSession, RescheduleSession, CancelSession };
export type SessionCommand = CommandsOf<typeof sessionCommands>;
