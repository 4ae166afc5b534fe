import { evaluationDays } from "@entente/contracts/days";
import type { AllianceEvent } from "@entente/contracts/events/catalogue";
import type { EvaluationFact } from "@entente/contracts/events/evaluation";
import type { CommandOf } from "@entente/contracts/commands/define";
import type { evaluationCommands } from "@entente/contracts/commands/evaluation";
import { reject, type Rejection } from "@entente/contracts/rejections";
import type { Context } from "../context.ts";
import type { AllianceState } from "../decider.ts";
import { asCorePartner, restsOnDecision } from "../partners/decide.ts";
import { byTheClock, todayOf } from "../today.ts";

type Command<Name extends keyof typeof evaluationCommands> = CommandOf<(typeof evaluationCommands)[Name]>;
type Decision = readonly EvaluationFact[] | Rejection;

/** The rhythm in which the partners evaluate. */
export interface EvaluationCycle {
  readonly cycleId: string;
  readonly firstOn: string;
  readonly fullEveryMonths: number;
  readonly pulseEveryMonths: number | null;
}

export interface EvaluationState {
  /** The rhythm that counts: the one set last. */
  readonly cycle: EvaluationCycle | null;
  /** Every rhythm that was ever set, by id. */
  readonly cycles: Readonly<Record<string, EvaluationCycle>>;
  /** The days that were noted, by cycle, kind and day. */
  readonly noted: Readonly<Record<string, true>>;
}
export const noEvaluation: EvaluationState = { cycle: null, cycles: {}, noted: {} };

export function evolveEvaluation(state: EvaluationState, event: AllianceEvent): EvaluationState {
  switch (event.type) {
    case "EvaluationCycleSet": {
      const { cycleId, firstOn, fullEveryMonths, pulseEveryMonths } = event.data;
      const cycle: EvaluationCycle = { cycleId, firstOn, fullEveryMonths, pulseEveryMonths };
      return { ...state, cycle, cycles: { ...state.cycles, [cycleId]: cycle } };
    }
    case "EvaluationDue":
      return { ...state, noted: { ...state.noted, [notedAs(event.data)]: true } };
    default:
      return state;
  }
}

export const evaluationDeciders = {
  SetEvaluationCycle(state: AllianceState, command: Command<"SetEvaluationCycle">, context: Context): Decision {
    const { cycleId, firstOn, fullEveryMonths, pulseEveryMonths, decisionId } = command;
    const known = state.evaluation.cycles[cycleId];
    if (known) return sameRhythm(known, command) ? [] : reject("id-taken");
    const fault = asCorePartner(state, context) ?? restsOnDecision(state, decisionId, context);
    if (fault) return fault;
    if (context.onBehalfOf === null && firstOn < todayOf(state, context)) return reject("date-past");
    return [{ type: "EvaluationCycleSet", data: { cycleId, firstOn, fullEveryMonths, pulseEveryMonths, decisionId } }];
  },

  NoteEvaluationDue(state: AllianceState, command: Command<"NoteEvaluationDue">, context: Context): Decision {
    const { cycleId, kind, dueOn } = command;
    const fault = byTheClock(context);
    if (fault) return fault;
    const { cycle, noted } = state.evaluation;
    if (cycle?.cycleId !== cycleId || noted[notedAs(command)] || state.phases.ended !== null) return [];
    const due = evaluationDays(cycle, todayOf(state, context)).some((day) => day.kind === kind && day.on === dueOn);
    return due ? [{ type: "EvaluationDue", data: { cycleId, kind, dueOn } }] : [];
  },
};

const notedAs = ({ cycleId, kind, dueOn }: Pick<Command<"NoteEvaluationDue">, "cycleId" | "kind" | "dueOn">): string =>
  `${cycleId} ${kind} ${dueOn}`;

const sameRhythm = (known: EvaluationCycle, asked: Omit<EvaluationCycle, "cycleId">): boolean =>
  known.firstOn === asked.firstOn && known.fullEveryMonths === asked.fullEveryMonths && known.pulseEveryMonths === asked.pulseEveryMonths;
