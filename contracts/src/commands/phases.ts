import { z } from "zod";
import { LocalDate, Uuid } from "../events/envelope.ts";
import { agreementKindIds } from "../method/agreementKinds.ts";
import { phaseIds } from "../method/phases.ts";
import { line, prose } from "../text.ts";
import { defineCommand, type CommandsOf } from "./define.ts";

const phase = z.enum(phaseIds);

export const SubmitPhaseResult = defineCommand("SubmitPhaseResult", "Submit a tangible result of a phase", {
  resultId: Uuid,
  phase,
  kind: z.enum(agreementKindIds),
  title: line(),
  text: prose(20_000).nullable().default(null),
});

export const ProposeTransition = defineCommand("ProposeTransition", "Propose to move to another phase, back or forward, or to end", {
  transitionId: Uuid,
  to: phase.nullable().meta({ description: "The phase to enter; null proposes to end the alliance" }),
  ending: z.enum(["completed", "terminated"]).nullable().default(null),
  reason: prose(2_000),
  leftUndone: z
    .array(z.strictObject({ debtId: Uuid, phase, text: prose(500) }))
    .max(40)
    .default([])
    .meta({ description: "What you know is left undone, by name; missing phase results are added by Entente" }),
  respondBy: LocalDate.nullable().default(null),
});

export const TakeTransitionPosition = defineCommand("TakeTransitionPosition", "Take a position on a proposed transition", {
  transitionId: Uuid,
  partnerId: Uuid,
  position: z.enum(["agree", "disagree", "abstain", "object"]),
  reason: prose(2_000).nullable().default(null),
});

export const WithdrawTransition = defineCommand("WithdrawTransition", "Withdraw a transition you proposed", {
  transitionId: Uuid,
  reason: prose(2_000).nullable().default(null),
});

export const EnterPhase = defineCommand("EnterPhase", "Enter the phase the partners agreed to, or end the alliance as agreed", {
  transitionId: Uuid,
});

export const RepairDebt = defineCommand("RepairDebt", "Repair something that was left undone in an earlier phase", {
  debtId: line(100),
  how: prose(2_000),
});

export const StartCollaboration = defineCommand("StartCollaboration", "Record that the work itself has begun", {});

export const ReportPhase = defineCommand("ReportPhase", "Report the phase an alliance was in, from a record kept elsewhere", {
  transitionId: Uuid,
  phase,
});

export const ReportEnding = defineCommand("ReportEnding", "Report that an alliance has ended, from a record kept elsewhere", {
  ending: z.enum(["completed", "terminated"]),
  reason: prose(2_000),
});

export const phaseCommands = {
  SubmitPhaseResult,
  ProposeTransition,
  TakeTransitionPosition,
  WithdrawTransition,
  EnterPhase,
  RepairDebt,
  StartCollaboration,
  ReportPhase,
  ReportEnding,
};
export type PhaseCommand = CommandsOf<typeof phaseCommands>;
