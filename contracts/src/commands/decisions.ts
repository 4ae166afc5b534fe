import { z } from "zod";
import { Position } from "../events/decisions.ts";
import { LocalDate, Uuid } from "../events/envelope.ts";
import { lensIds } from "../method/lenses.ts";
import { line, prose } from "../text.ts";
import { defineCommand, type CommandsOf } from "./define.ts";

const decisionId = Uuid;

export const RequestDecision = defineCommand("RequestDecision", "Ask the partners for a decision", {
  decisionId,
  question: line(500),
  background: prose().nullable().default(null),
  lenses: z.array(z.enum(lensIds)).max(5).default([]),
  decideBy: LocalDate.nullable().default(null),
});
export const AddOption = defineCommand("AddOption", "Add an option to a question", { decisionId, optionId: Uuid, text: prose(2_000) });
export const ProposeDecision = defineCommand("ProposeDecision", "Propose what to decide; a new proposal asks for new positions", {
  decisionId,
  text: prose(),
  optionId: Uuid.nullable().default(null),
  respondBy: LocalDate.nullable().default(null),
});
export const TakePosition = defineCommand("TakePosition", "Take or change your position on the proposal", {
  decisionId,
  proposal: z.int().min(1),
  partnerId: Uuid,
  position: Position,
  reasons: prose(2_000).nullable().default(null),
});
export const RaiseObjection = defineCommand("RaiseObjection", "Object to the proposal, with the reason and what would take it away", {
  decisionId,
  objectionId: Uuid,
  partnerId: Uuid,
  reason: prose(2_000),
  wayOut: prose(2_000).nullable().default(null),
});
export const IntegrateObjection = defineCommand("IntegrateObjection", "Say how your objection was met", {
  decisionId,
  objectionId: Uuid,
  how: prose(2_000),
});
export const WithdrawObjection = defineCommand("WithdrawObjection", "Withdraw your objection", { decisionId, objectionId: Uuid });
export const RecordMinorityView = defineCommand("RecordMinorityView", "Record a minority view beside the decision", {
  decisionId,
  partnerId: Uuid,
  view: prose(2_000),
});
export const TakeDecision = defineCommand("TakeDecision", "Take the decision the partners assented to", {
  decisionId,
  workableUntil: LocalDate.nullable().default(null),
  reviewOn: LocalDate.nullable().default(null),
});
export const FailDecision = defineCommand("FailDecision", "Close the question without a decision", { decisionId, reason: prose(2_000) });
export const ScheduleReview = defineCommand("ScheduleReview", "Set the day on which the decision is reviewed", {
  decisionId,
  reviewOn: LocalDate,
});
export const NoteReviewDue = defineCommand("NoteReviewDue", "Note that the day to review a decision has come; the clock does this", {
  decisionId,
  reviewOn: LocalDate,
});
export const ReviewDecision = defineCommand("ReviewDecision", "Record what the review found", { decisionId, finding: prose(2_000) });
export const ReopenDecision = defineCommand("ReopenDecision", "Reopen a decision; it holds until the next one is taken", {
  decisionId,
  reason: prose(2_000),
});
export const SupersedeDecision = defineCommand("SupersedeDecision", "Record which later decision replaces this one", {
  decisionId,
  by: Uuid,
});

export const decisionCommands = {
  RequestDecision,
  AddOption,
  ProposeDecision,
  TakePosition,
  RaiseObjection,
  IntegrateObjection,
  WithdrawObjection,
  RecordMinorityView,
  TakeDecision,
  FailDecision,
  ScheduleReview,
  NoteReviewDue,
  ReviewDecision,
  ReopenDecision,
  SupersedeDecision,
};
export type DecisionCommand = CommandsOf<typeof decisionCommands>;
