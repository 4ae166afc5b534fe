import { z } from "zod";
import { LocalDate, Uuid } from "../events/envelope.ts";
import { defineCommand, type CommandsOf } from "./define.ts";

export const SetEvaluationCycle = defineCommand("SetEvaluationCycle", "Agree the rhythm of evaluations, resting on a joint decision", {
  cycleId: Uuid,
  firstOn: LocalDate,
  fullEveryMonths: z.int().min(1).max(60),
  pulseEveryMonths: z.int().min(1).max(60).nullable().default(null),
  decisionId: Uuid.nullable().default(null),
});
export const NoteEvaluationDue = defineCommand("NoteEvaluationDue", "Note that an evaluation is due; the clock does this", {
  cycleId: Uuid,
  kind: z.enum(["full", "pulse"]),
  dueOn: LocalDate,
});

export const evaluationCommands = { SetEvaluationCycle, NoteEvaluationDue };
export type EvaluationCommand = CommandsOf<typeof evaluationCommands>;
