import { z } from "zod";
import { defineEvent, type FactsOf } from "./define.ts";
import { LocalDate, Uuid } from "./envelope.ts";

/** The rhythm in which the partners evaluate, agreed beforehand. Source: domain.md 31 (`ins-joint-assessment`). */
export const EvaluationCycleSet = defineEvent("EvaluationCycleSet", {
  cycleId: Uuid,
  /** The day of the first full evaluation. */
  firstOn: LocalDate,
  fullEveryMonths: z.int().min(1).max(60),
  /** A short pulse in between; null for none. */
  pulseEveryMonths: z.int().min(1).max(60).nullable(),
  /** The joint decision it rests on; null when reported. */
  decisionId: Uuid.nullable(),
});
export const EvaluationDue = defineEvent("EvaluationDue", { cycleId: Uuid, kind: z.enum(["full", "pulse"]), dueOn: LocalDate });

export const evaluationEvents = { EvaluationCycleSet, EvaluationDue };
export type EvaluationFact = FactsOf<typeof evaluationEvents>;
