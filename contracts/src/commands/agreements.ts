import { z } from "zod";
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

export const agreementCommands = { DraftAgreement, ProposeAgreementVersion, SignAgreement, TerminateAgreement };
export type AgreementCommand = CommandsOf<typeof agreementCommands>;
