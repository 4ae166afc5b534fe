import type { AllianceEvent } from "@entente/contracts/events/catalogue";
import type { Debt, PhaseFact } from "@entente/contracts/events/phases";
import type { CommandOf } from "@entente/contracts/commands/define";
import type { phaseCommands } from "@entente/contracts/commands/phases";
import type { AgreementKind } from "@entente/contracts/method/agreementKinds";
import { phaseIds, phaseOrder, phases, type PhaseId } from "@entente/contracts/method/phases";
import { isRejection, reject, type Rejection } from "@entente/contracts/rejections";
import { assess, spokeItself, type Answer } from "../assent.ts";
import type { Context } from "../context.ts";
import type { AllianceState } from "../decider.ts";
import { asCorePartner, atTheTable, mayReport, speakingFor } from "../partners/decide.ts";
import { todayOf } from "../today.ts";

type Command<Name extends keyof typeof phaseCommands> = CommandOf<(typeof phaseCommands)[Name]>;
type Decision = readonly PhaseFact[] | Rejection;
type Proposed = Extract<PhaseFact, { type: "PhaseTransitionProposed" }>["data"];

interface Transition extends Proposed {
  readonly proposedBy: string | null;
  readonly status: "open" | "decided" | "withdrawn";
  readonly answers: Readonly<Record<string, Answer & { readonly reason: string | null }>>;
}

export interface PhasesState {
  readonly current: PhaseId | null;
  readonly started: boolean;
  readonly ended: { readonly ending: "completed" | "terminated" } | null;
  readonly results: Readonly<Record<string, { readonly phase: PhaseId; readonly kind: AgreementKind }>>;
  readonly debts: Readonly<Record<string, Debt>>;
  readonly repaired: Readonly<Record<string, true>>;
  readonly transitions: Readonly<Record<string, Transition>>;
  /** Phases entered by report, by the id the reporter gave. */
  readonly reported: Readonly<Record<string, PhaseId>>;
}

export const noPhases: PhasesState = {
  current: null,
  started: false,
  ended: null,
  results: {},
  debts: {},
  repaired: {},
  transitions: {},
  reported: {},
};

export function evolvePhases(state: PhasesState, event: AllianceEvent): PhasesState {
  switch (event.type) {
    case "PhaseResultSubmitted":
      return { ...state, results: { ...state.results, [event.data.resultId]: { phase: event.data.phase, kind: event.data.kind } } };
    case "PhaseTransitionProposed":
      return withTransition(state, { ...event.data, proposedBy: event.meta.actor.organisationId, status: "open", answers: {} });
    case "PhaseTransitionPositionTaken": {
      const { transitionId, partnerId, position, reason } = event.data;
      const transition = state.transitions[transitionId];
      if (!transition) return state;
      const answer = { position, reason, reported: event.meta.onBehalfOf !== undefined };
      return withTransition(state, { ...transition, answers: { ...transition.answers, [partnerId]: answer } });
    }
    case "PhaseTransitionWithdrawn":
      return closed(state, event.data.transitionId, "withdrawn");
    case "PhaseTransitionDecided":
      return closed(state, event.data.transitionId, "decided");
    case "PhaseEntered": {
      const debts = Object.fromEntries(event.data.leftUndone.map((debt) => [debt.debtId, debt]));
      const { phase, transitionId } = event.data;
      const reported =
        transitionId !== null && !state.transitions[transitionId] ? { ...state.reported, [transitionId]: phase } : state.reported;
      return { ...state, current: phase, debts: { ...state.debts, ...debts }, reported };
    }
    case "PhaseDebtRepaired": {
      const { [event.data.debtId]: _repaired, ...debts } = state.debts;
      return { ...state, debts, repaired: { ...state.repaired, [event.data.debtId]: true } };
    }
    case "CollaborationStarted":
      return { ...state, started: true };
    case "AllianceEnded":
      return { ...state, ended: { ending: event.data.ending } };
    default:
      return state;
  }
}

const withTransition = (state: PhasesState, transition: Transition): PhasesState => ({
  ...state,
  transitions: { ...state.transitions, [transition.transitionId]: transition },
});

function closed(state: PhasesState, transitionId: string, status: Transition["status"]): PhasesState {
  const transition = state.transitions[transitionId];
  return transition ? withTransition(state, { ...transition, status }) : state;
}

export const phaseDeciders = {
  SubmitPhaseResult(state: AllianceState, command: Command<"SubmitPhaseResult">, context: Context): Decision {
    const known = state.phases.results[command.resultId];
    if (known) return known.phase === command.phase ? [] : reject("id-taken");
    const fault = atTheTable(state, context);
    if (fault) return fault;
    const { resultId, phase, kind, title, text } = command;
    const submitted: PhaseFact = { type: "PhaseResultSubmitted", data: { resultId, phase, kind, title, text } };
    const debt = state.phases.debts[resultDebt(phase)];
    return debt && countsAsResult(phase, kind)
      ? [submitted, { type: "PhaseDebtRepaired", data: { debtId: debt.debtId, how: title } }]
      : [submitted];
  },

  ProposeTransition(state: AllianceState, command: Command<"ProposeTransition">, context: Context): Decision {
    const { transitionId, to, ending, reason, respondBy } = command;
    const known = state.phases.transitions[transitionId];
    if (known) return known.to === to ? [] : reject("id-taken");
    const fault = atTheTable(state, context);
    if (fault) return fault;
    if (Object.values(state.phases.transitions).some((transition) => transition.status === "open")) return reject("transition-open");
    const from = state.phases.current ?? "explore";
    if (to === from) return reject("already-in-phase");
    if (to === null && ending === null) return reject("ending-missing");
    if (respondBy !== null && respondBy < todayOf(state, context)) return reject("respond-by-past");
    const named: Debt[] = command.leftUndone.map(({ debtId, phase, text }) => ({ debtId, phase, kind: "named", text }));
    const leftUndone = [...missingResults(state.phases, from, to), ...named];
    const direction = directionOf(from, to);
    return [
      {
        type: "PhaseTransitionProposed",
        data: { transitionId, from, to, direction, ending: to === null ? ending : null, reason, leftUndone, respondBy },
      },
    ];
  },

  TakeTransitionPosition(state: AllianceState, command: Command<"TakeTransitionPosition">, context: Context): Decision {
    const { transitionId, partnerId, position, reason } = command;
    const transition = state.phases.transitions[transitionId];
    if (!transition) return reject("unknown-transition");
    const partner = speakingFor(state, partnerId, context);
    if ("kind" in partner) return partner;
    if (partner.ring === "free-space") return reject("ring-takes-no-position");
    const answer = transition.answers[partnerId];
    const reported = context.onBehalfOf !== null;
    if (answer && answer.position === position && answer.reason === reason && (answer.reported === reported || reported)) return [];
    if (transition.status !== "open") return reject("transition-closed");
    if (answer && spokeItself(answer, context)) return reject("partner-speaks-for-itself", { partner: partner.name });
    return [{ type: "PhaseTransitionPositionTaken", data: { transitionId, partnerId, position, reason } }];
  },

  WithdrawTransition(state: AllianceState, command: Command<"WithdrawTransition">, context: Context): Decision {
    const transition = state.phases.transitions[command.transitionId];
    if (!transition) return reject("unknown-transition");
    if (transition.status === "withdrawn") return [];
    if (transition.status === "decided") return reject("transition-closed");
    if (transition.proposedBy !== context.actor.organisationId) return reject("not-proposer");
    return (
      mayReport(state, context) ?? [
        { type: "PhaseTransitionWithdrawn", data: { transitionId: command.transitionId, reason: command.reason } },
      ]
    );
  },

  EnterPhase(state: AllianceState, command: Command<"EnterPhase">, context: Context): Decision {
    const transition = state.phases.transitions[command.transitionId];
    if (!transition) return reject("unknown-transition");
    if (transition.status === "decided") return [];
    if (transition.status === "withdrawn") return reject("transition-closed");
    const fault = asCorePartner(state, context);
    if (fault) return fault;
    const assent = assess(state.partners, transition.answers, [], { respondBy: transition.respondBy, today: todayOf(state, context) });
    if (isRejection(assent)) return assent;
    const { transitionId, from, to, ending, reason } = transition;
    const decided: PhaseFact = { type: "PhaseTransitionDecided", data: { transitionId, assent } };
    if (to === null) return [decided, { type: "AllianceEnded", data: { ending: ending ?? "terminated", reason, transitionId } }];
    // Results may have come in since the proposal was made.
    const leftUndone = transition.leftUndone.filter((debt) => debt.kind === "named" || !hasResult(state.phases, debt.phase));
    return [decided, ...skippedBetween(from, to, transitionId), entered(from, to, transitionId, leftUndone)];
  },

  RepairDebt(state: AllianceState, command: Command<"RepairDebt">, context: Context): Decision {
    // A debt may come back after it was repaired; its id is free text, so only own keys count.
    if (!Object.hasOwn(state.phases.debts, command.debtId))
      return Object.hasOwn(state.phases.repaired, command.debtId) ? [] : reject("unknown-debt");
    const fault = atTheTable(state, context);
    return fault ?? [{ type: "PhaseDebtRepaired", data: { debtId: command.debtId, how: command.how } }];
  },

  StartCollaboration(state: AllianceState, _command: Command<"StartCollaboration">, context: Context): Decision {
    if (state.phases.started) return [];
    const fault = asCorePartner(state, context);
    if (fault) return fault;
    if (phaseOrder(state.phases.current ?? "explore") < phaseOrder("shape")) return reject("not-started-yet");
    return [{ type: "CollaborationStarted", data: {} }];
  },

  ReportPhase(state: AllianceState, command: Command<"ReportPhase">, context: Context): Decision {
    const { transitionId, phase } = command;
    const known = state.phases.reported[transitionId];
    if (known) return known === phase ? [] : reject("id-taken");
    const fault = reportedByOperator(context) ?? mayReport(state, context);
    if (fault) return fault;
    const from = state.phases.current ?? "explore";
    if (from === phase) return [];
    // A record kept elsewhere says where the alliance stood, not what was left undone on the way.
    return [entered(from, phase, transitionId, [])];
  },

  ReportEnding(state: AllianceState, command: Command<"ReportEnding">, context: Context): Decision {
    if (state.phases.ended) return state.phases.ended.ending === command.ending ? [] : reject("alliance-ended");
    const fault = reportedByOperator(context) ?? mayReport(state, context);
    return fault ?? [{ type: "AllianceEnded", data: { ending: command.ending, reason: command.reason, transitionId: null } }];
  },
};

const reportedByOperator = (context: Context): Rejection | null =>
  context.operator && context.onBehalfOf !== null ? null : reject("only-reported");

const directionOf = (from: PhaseId, to: PhaseId | null): Proposed["direction"] => {
  if (to === null) return "end";
  const steps = phaseOrder(to) - phaseOrder(from);
  return steps < 0 ? "back" : steps === 1 ? "forward" : "skip";
};

const between = (from: PhaseId, to: PhaseId | null): PhaseId[] =>
  phaseIds.slice(phaseOrder(from), to === null ? phaseIds.length : phaseOrder(to));
const resultDebt = (phase: PhaseId) => `result-${phase}`;
const countsAsResult = (phase: PhaseId, kind: AgreementKind) => phases[phaseOrder(phase)]?.resultKinds.includes(kind) ?? false;
const hasResult = (state: PhasesState, phase: PhaseId) =>
  Object.values(state.results).some((result) => result.phase === phase && countsAsResult(phase, result.kind));

/** The tangible results that the phases left behind ask for and nobody submitted. Source: domain.md 2.2 and 2.5 (`phase-rule-no-skipping`). */
function missingResults(state: PhasesState, from: PhaseId, to: PhaseId | null): Debt[] {
  return between(from, to)
    .filter((phase) => phases[phaseOrder(phase)]?.resultKinds.length && !hasResult(state, phase) && !state.debts[resultDebt(phase)])
    .map((phase) => ({ debtId: resultDebt(phase), phase, kind: "result", text: null }));
}

function skippedBetween(from: PhaseId, to: PhaseId, transitionId: string): PhaseFact[] {
  return between(from, to)
    .slice(1)
    .map((phase) => ({ type: "PhaseStepSkipped", data: { phase, transitionId } }));
}

function entered(from: PhaseId, phase: PhaseId, transitionId: string, leftUndone: Debt[]): PhaseFact {
  const direction = directionOf(from, phase);
  return { type: "PhaseEntered", data: { phase, from, direction: direction === "end" ? "forward" : direction, transitionId, leftUndone } };
}
