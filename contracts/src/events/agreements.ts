import { z } from "zod";
import { agreementKindIds } from "../method/agreementKinds.ts";
import { line, prose } from "../text.ts";
import { defineEvent, type FactsOf } from "./define.ts";
import { LocalDate, Uuid } from "./envelope.ts";

/** What the partners lay down and sign. A signature belongs to one version; a new version is signed anew. */
const agreementId = Uuid;

export const Clause = z.strictObject({
  clauseId: Uuid,
  heading: line().nullable(),
  text: prose(),
  /** The decision this clause lays down, if any. */
  decisionId: Uuid.nullable(),
});
export type Clause = z.infer<typeof Clause>;

/** The whole text of one version. */
const version = {
  title: line(),
  parties: z.array(Uuid).min(1).max(500),
  clauses: z.array(Clause).max(200),
  validFrom: LocalDate.nullable(),
  validUntil: LocalDate.nullable(),
};

export const AgreementDrafted = defineEvent("AgreementDrafted", {
  agreementId,
  kind: z.enum(agreementKindIds),
  version: z.literal(1),
  ...version,
});

export const AgreementVersionProposed = defineEvent("AgreementVersionProposed", {
  agreementId,
  version: z.int().min(2),
  ...version,
  /** What changed and why, in the proposer's words. */
  change: prose(2_000),
});

export const AgreementSigned = defineEvent("AgreementSigned", { agreementId, version: z.int().min(1), partnerId: Uuid });

/** All parties signed this version. */
export const AgreementReached = defineEvent("AgreementReached", {
  agreementId,
  version: z.int().min(1),
  inForceFrom: LocalDate,
  /** True when a signature it rests on was only reported. */
  reported: z.boolean(),
});

export const AgreementTerminated = defineEvent("AgreementTerminated", {
  agreementId,
  reason: prose(2_000),
  /** The joint decision it rests on; null when reported. */
  decisionId: Uuid.nullable(),
});

export const agreementEvents = { AgreementDrafted, AgreementVersionProposed, AgreementSigned, AgreementReached, AgreementTerminated };
export type AgreementFact = FactsOf<typeof agreementEvents>;
