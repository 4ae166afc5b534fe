import { z } from "zod";
import { Money } from "../amount.ts";
import { agreementKindIds } from "../method/agreementKinds.ts";
import { line, prose } from "../text.ts";
import { defineEvent, type FactsOf, type Upcaster } from "./define.ts";
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

/** A line of bring and get that the agreement lays down, and what the parties agree that it is worth. */
export const AgreedLine = z.strictObject({ lineId: Uuid, value: Money.nullable() });
export type AgreedLine = z.infer<typeof AgreedLine>;

/** The whole text of one version. */
const version = {
  title: line(),
  parties: z.array(Uuid).min(1).max(500),
  clauses: z.array(Clause).max(200),
  validFrom: LocalDate.nullable(),
  validUntil: LocalDate.nullable(),
  lines: z.array(AgreedLine).max(1_000),
  /** How many days before its end the partners are told. */
  noticeDays: z.int().min(0).max(730),
};
/** How long before their end agreements are announced that say nothing of it. */
export const NOTICE_DAYS = 30;
/** Before, agreements laid down no lines and said nothing of notice. */
const withLines: Upcaster = (data) => ({ ...data, lines: [], noticeDays: 30 });

/** Whether a text says anything that can be signed: a clause, or a line that it lays down. */
export const saysSomething = (text: { readonly clauses: readonly unknown[]; readonly lines: readonly unknown[] }): boolean =>
  text.clauses.length > 0 || text.lines.length > 0;

export const AgreementDrafted = defineEvent(
  "AgreementDrafted",
  { agreementId, kind: z.enum(agreementKindIds), version: z.literal(1), ...version },
  [withLines],
);

export const AgreementVersionProposed = defineEvent(
  "AgreementVersionProposed",
  {
    agreementId,
    version: z.int().min(2),
    ...version,
    /** What changed and why, in the proposer's words. */
    change: prose(2_000),
  },
  [withLines],
);

/** A new version of an agreement in force, which stays in force as it is until all parties sign the new one. */
export const AgreementAmendmentProposed = defineEvent("AgreementAmendmentProposed", {
  agreementId,
  version: z.int().min(2),
  ...version,
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

/** All parties signed the amendment: this version takes the place of the one before, which stays readable. */
export const AgreementAmended = defineEvent("AgreementAmended", {
  agreementId,
  version: z.int().min(2),
  inForceFrom: LocalDate,
  reported: z.boolean(),
});

/** Set aside for a while; what it commits to waits. */
export const AgreementSuspended = defineEvent("AgreementSuspended", {
  agreementId,
  reason: prose(2_000),
  until: LocalDate.nullable(),
  decisionId: Uuid.nullable(),
});
export const AgreementResumed = defineEvent("AgreementResumed", {
  agreementId,
  reason: prose(2_000).nullable(),
  decisionId: Uuid.nullable(),
});
/** The notice before its end. */
export const AgreementExpiring = defineEvent("AgreementExpiring", { agreementId, validUntil: LocalDate });
export const AgreementExpired = defineEvent("AgreementExpired", { agreementId, validUntil: LocalDate });
export const AgreementRenewed = defineEvent("AgreementRenewed", {
  agreementId,
  /** Null: until further notice. */
  validUntil: LocalDate.nullable(),
  reason: prose(2_000).nullable(),
  decisionId: Uuid.nullable(),
});

export const AgreementTerminated = defineEvent("AgreementTerminated", {
  agreementId,
  reason: prose(2_000),
  /** The joint decision it rests on; null when reported. */
  decisionId: Uuid.nullable(),
});

export const agreementEvents = {
  AgreementDrafted,
  AgreementVersionProposed,
  AgreementAmendmentProposed,
  AgreementSigned,
  AgreementReached,
  AgreementAmended,
  AgreementSuspended,
  AgreementResumed,
  AgreementExpiring,
  AgreementExpired,
  AgreementRenewed,
  AgreementTerminated,
};
export type AgreementFact = FactsOf<typeof agreementEvents>;
