import { agreementCommands, type AgreementCommand } from "./agreements.ts";
import { ambitionCommands, type AmbitionCommand } from "./ambition.ts";
import { commitmentCommands, type CommitmentCommand } from "./commitments.ts";
import { correctionCommands, type CorrectionCommand } from "./corrections.ts";
import { decisionCommands, type DecisionCommand } from "./decisions.ts";
import { evaluationCommands, type EvaluationCommand } from "./evaluation.ts";
import { exchangeCommands, type ExchangeCommand } from "./exchange.ts";
import { partnerCommands, type PartnerCommand } from "./partners.ts";
import { phaseCommands, type PhaseCommand } from "./phases.ts";
import { sessionCommands, type SessionCommand } from "./sessions.ts";

/** Every command an alliance can be given. */
export const allianceCommands = {
  ...partnerCommands,
  ...phaseCommands,
  ...ambitionCommands,
  ...exchangeCommands,
  ...decisionCommands,
  ...agreementCommands,
  ...commitmentCommands,
  ...sessionCommands,
  ...evaluationCommands,
  ...correctionCommands,
};
export type AllianceCommand =
  | PartnerCommand
  | PhaseCommand
  | AmbitionCommand
  | ExchangeCommand
  | DecisionCommand
  | AgreementCommand
  | CommitmentCommand
  | SessionCommand
  | EvaluationCommand
  | CorrectionCommand;
export type AllianceCommandType = AllianceCommand["type"];

/** What only the clock says, inside the installation: these have no route. */
export const clockCommands: ReadonlySet<AllianceCommandType> = new Set([
  "NoteAgreementExpiring",
  "NoteAgreementExpired",
  "NoteOverdueCommitment",
  "NoteReviewDue",
  "NoteEvaluationDue",
]);
