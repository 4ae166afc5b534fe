import { LocalDate, Uuid } from "../events/envelope.ts";
import { prose } from "../text.ts";
import { defineCommand, type CommandsOf } from "./define.ts";

const commitmentId = Uuid;
const from = Uuid.nullable().default(null);

export const MakeCommitment = defineCommand("MakeCommitment", "Promise what your partner will have done by a day", {
  commitmentId,
  partnerId: Uuid.nullable().default(null).meta({ description: "The partner that owns it; a commitment without an owner is refused" }),
  text: prose(2_000),
  dueOn: LocalDate,
  agreementId: from,
  decisionId: from,
  sessionId: from,
  lineId: from,
});
export const FulfilCommitment = defineCommand("FulfilCommitment", "Record that your partner fulfilled its commitment", {
  commitmentId,
  note: prose(2_000).nullable().default(null),
});
export const AskCommitmentPostponement = defineCommand("AskCommitmentPostponement", "Ask the partners for more time", {
  commitmentId,
  postponementId: Uuid,
  dueOn: LocalDate,
  reason: prose(2_000),
});
export const PostponeCommitment = defineCommand("PostponeCommitment", "Grant another partner the time it asks for", {
  commitmentId,
  postponementId: Uuid,
  partnerId: Uuid,
});
export const WaiveCommitment = defineCommand("WaiveCommitment", "Let another partner off its commitment", {
  commitmentId,
  partnerId: Uuid,
  reason: prose(2_000),
});
export const NoteOverdueCommitment = defineCommand(
  "NoteOverdueCommitment",
  "Note that a commitment's day has passed; the clock does this",
  {
    commitmentId,
    dueOn: LocalDate,
  },
);

export const commitmentCommands = {
  MakeCommitment,
  FulfilCommitment,
  AskCommitmentPostponement,
  PostponeCommitment,
  WaiveCommitment,
  NoteOverdueCommitment,
};
export type CommitmentCommand = CommandsOf<typeof commitmentCommands>;
