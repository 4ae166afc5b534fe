import { z } from "zod";
import { StatedMoney } from "../amount.ts";
import { NOTICE_DAYS } from "../events/agreements.ts";
import { LocalDate, Uuid } from "../events/envelope.ts";
import { agreementKindIds } from "../method/agreementKinds.ts";
import { line, prose } from "../text.ts";
import { defineCommand, type CommandsOf } from "./define.ts";

const agreementId = Uuid;
const clause = z.strictObject({
  clauseId: Uuid,
  heading: line().nullable().default(null),
  text: prose(),
  decisionId: Uuid.nullable().default(null),
});
const text = {
  title: line(),
  parties: z.array(Uuid).min(1).max(500),
  clauses: z.array(clause).max(200).default([]),
  validFrom: LocalDate.nullable().default(null),
  validUntil: LocalDate.nullable().default(null),
  lines: z
    .array(z.strictObject({ lineId: Uuid, value: StatedMoney.nullable().default(null) }))
    .max(1_000)
    .default([])
    .meta({ description: "The lines of bring and get that it lays down, and what the parties agree each is worth" }),
  noticeDays: z.int().min(0).max(730).default(NOTICE_DAYS).meta({ description: "How many days before its end the partners are told" }),
};

export const DraftAgreement = defineCommand("DraftAgreement", "Draft an agreement between partners", {
  agreementId,
  kind: z.enum(agreementKindIds),
  ...text,
});
export const ProposeAgreementVersion = defineCommand(
  "ProposeAgreementVersion",
  "Propose a new version of an agreement that is not in force; it is signed anew",
  {
    agreementId,
    ...text,
    change: prose(2_000),
  },
);
export const ProposeAgreementAmendment = defineCommand(
  "ProposeAgreementAmendment",
  "Propose an amendment of an agreement in force, which stays in force as it is until all parties sign",
  { agreementId, ...text, change: prose(2_000) },
);
export const SuspendAgreement = defineCommand("SuspendAgreement", "Set an agreement aside for a while, resting on a joint decision", {
  agreementId,
  reason: prose(2_000),
  until: LocalDate.nullable().default(null),
  decisionId: Uuid.nullable().default(null),
});
export const ResumeAgreement = defineCommand("ResumeAgreement", "Let a suspended agreement count again, resting on a joint decision", {
  agreementId,
  reason: prose(2_000).nullable().default(null),
  decisionId: Uuid.nullable().default(null),
});
export const RenewAgreement = defineCommand("RenewAgreement", "Let an agreement run on, resting on a joint decision", {
  agreementId,
  validUntil: LocalDate.nullable().default(null),
  reason: prose(2_000).nullable().default(null),
  decisionId: Uuid.nullable().default(null),
});
export const NoteAgreementExpiring = defineCommand("NoteAgreementExpiring", "Note that an agreement ends soon; the clock does this", {
  agreementId,
  validUntil: LocalDate,
});
export const NoteAgreementExpired = defineCommand("NoteAgreementExpired", "Note that an agreement has ended; the clock does this", {
  agreementId,
  validUntil: LocalDate,
});
export const SignAgreement = defineCommand("SignAgreement", "Sign this version for a partner", {
  agreementId,
  version: z.int().min(1),
  partnerId: Uuid,
});
export const TerminateAgreement = defineCommand("TerminateAgreement", "Terminate an agreement, resting on a joint decision", {
  agreementId,
  reason: prose(2_000),
  decisionId: Uuid.nullable().default(null),
});

export const agreementCommands = {
  DraftAgreement,
  ProposeAgreementVersion,
  ProposeAgreementAmendment,
  SignAgreement,
  SuspendAgreement,
  ResumeAgreement,
  RenewAgreement,
  NoteAgreementExpiring,
  NoteAgreementExpired,
  TerminateAgreement,
};
export type AgreementCommand = CommandsOf<typeof agreementCommands>;
