import { agreementCommands, type AgreementCommand } from "./agreements.ts";
import { correctionCommands, type CorrectionCommand } from "./corrections.ts";
import { decisionCommands, type DecisionCommand } from "./decisions.ts";
import { partnerCommands, type PartnerCommand } from "./partners.ts";
import { phaseCommands, type PhaseCommand } from "./phases.ts";
import { sessionCommands, type SessionCommand } from "./sessions.ts";

/** Every command an alliance can be given. */
export const allianceCommands = {
  ...partnerCommands,
  ...phaseCommands,
  ...decisionCommands,
  ...agreementCommands,
  ...sessionCommands,
  ...correctionCommands,
};
export type AllianceCommand = PartnerCommand | PhaseCommand | DecisionCommand | AgreementCommand | SessionCommand | CorrectionCommand;
export type AllianceCommandType = AllianceCommand["type"];
