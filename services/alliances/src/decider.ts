import type { AllianceCommand, AllianceCommandType } from "@entente/contracts/commands/catalogue";
import type { AllianceEvent, AllianceFact } from "@entente/contracts/events/catalogue";
import { reject, type Rejection } from "@entente/contracts/rejections";
import { agreementDeciders, evolveAgreements, noAgreements, type AgreementsState } from "./agreements/decide.ts";
import { ambitionDeciders, evolveAmbition, noAmbition, type AmbitionState } from "./ambition/decide.ts";
import { commitmentDeciders, evolveCommitments, noCommitments, type CommitmentsState } from "./commitments/decide.ts";
import type { Context } from "./context.ts";
import { correctionDeciders, evolveCorrections, noCorrections, type CorrectionsState } from "./corrections/decide.ts";
import { decisionDeciders, evolveDecisions, noDecisions, type DecisionsState } from "./decisions/decide.ts";
import { evaluationDeciders, evolveEvaluation, noEvaluation, type EvaluationState } from "./evaluation/decide.ts";
import { evolveExchange, exchangeDeciders, noExchange, type ExchangeState } from "./exchange/decide.ts";
import { evolvePartners, noPartners, partnerDeciders, type PartnersState } from "./partners/decide.ts";
import { evolvePhases, noPhases, phaseDeciders, type PhasesState } from "./phases/decide.ts";
import { evolveSessions, noSessions, sessionDeciders, type SessionsState } from "./sessions/decide.ts";

/**
 * The alliance decider: chapters, each of which owns one slice of the state. A chapter may read the others' slices, never write them.
 */
export interface AllianceState {
  readonly partners: PartnersState;
  readonly phases: PhasesState;
  readonly ambition: AmbitionState;
  readonly exchange: ExchangeState;
  readonly decisions: DecisionsState;
  readonly agreements: AgreementsState;
  readonly commitments: CommitmentsState;
  readonly sessions: SessionsState;
  readonly evaluation: EvaluationState;
  readonly corrections: CorrectionsState;
}

export const initialState: AllianceState = {
  partners: noPartners,
  phases: noPhases,
  ambition: noAmbition,
  exchange: noExchange,
  decisions: noDecisions,
  agreements: noAgreements,
  commitments: noCommitments,
  sessions: noSessions,
  evaluation: noEvaluation,
  corrections: noCorrections,
};

/** Folds one event into the state. Pure. */
export function evolve(state: AllianceState, event: AllianceEvent): AllianceState {
  return {
    partners: evolvePartners(state.partners, event),
    phases: evolvePhases(state.phases, event),
    ambition: evolveAmbition(state.ambition, event),
    exchange: evolveExchange(state.exchange, event),
    decisions: evolveDecisions(state.decisions, event),
    agreements: evolveAgreements(state.agreements, event),
    commitments: evolveCommitments(state.commitments, event),
    sessions: evolveSessions(state.sessions, event),
    evaluation: evolveEvaluation(state.evaluation, event),
    corrections: evolveCorrections(state.corrections, event),
  };
}

type Decide<Type extends AllianceCommandType> = (
  state: AllianceState,
  command: Extract<AllianceCommand, { type: Type }>,
  context: Context,
) => readonly AllianceFact[] | Rejection;

const deciders: { readonly [Type in AllianceCommandType]: Decide<Type> } = {
  ...partnerDeciders,
  ...phaseDeciders,
  ...ambitionDeciders,
  ...exchangeDeciders,
  ...decisionDeciders,
  ...agreementDeciders,
  ...commitmentDeciders,
  ...sessionDeciders,
  ...evaluationDeciders,
  ...correctionDeciders,
};

/** Acts that remain possible once an alliance has ended: the record may still be mended and left. */
const afterTheEnd: ReadonlySet<AllianceCommandType> = new Set([
  "CorrectFact",
  "LeaveAlliance",
  "RecordMinorityView",
  "ReportEnding",
  "ReleaseFacilitator",
]);

/**
 * Decides a command. Pure: the same state, command and context always give the same answer.
 * @returns the facts to record; none when it is already so; or a rejection with its reason.
 */
export function decide(state: AllianceState, command: AllianceCommand, context: Context): readonly AllianceFact[] | Rejection {
  if (command.effectiveAt !== undefined && command.effectiveAt > context.now) return reject("effective-in-future");
  // Each decider takes exactly the command of its own name; the type checker cannot follow that through the look-up.
  const decided = (deciders[command.type] as Decide<AllianceCommandType>)(state, command as never, context);
  const ended = state.phases.ended !== null && !afterTheEnd.has(command.type);
  return ended && Array.isArray(decided) && decided.length > 0 ? reject("alliance-ended") : decided;
}
