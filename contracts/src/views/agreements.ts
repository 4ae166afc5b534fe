import { z } from "zod";
import { AgreedLine, Clause } from "../events/agreements.ts";
import type { AllianceEvent } from "../events/catalogue.ts";
import { idOf, LocalDate, Uuid } from "../events/envelope.ts";
import { agreementKindIds } from "../method/agreementKinds.ts";
import { Provenance, provenanceOf } from "./provenance.ts";
import { replaced, type View } from "./view.ts";

const Version = z.strictObject({
  version: z.int(),
  /** It amends an agreement that was in force; the version before stays readable beside it. */
  amends: z.boolean(),
  title: z.string(),
  parties: z.array(Uuid),
  clauses: z.array(Clause),
  validFrom: LocalDate.nullable(),
  validUntil: LocalDate.nullable(),
  lines: z.array(AgreedLine),
  noticeDays: z.int(),
  change: z.string().nullable(),
  proposed: Provenance,
  signatures: z.array(z.strictObject({ partnerId: Uuid, signed: Provenance })),
});

/** One agreement with all its versions and who signed each. */
export const AgreementEntry = z
  .strictObject({
    allianceId: Uuid,
    agreementId: Uuid,
    kind: z.enum(agreementKindIds),
    title: z.string(),
    status: z.enum(["draft", "in-force", "suspended", "expired", "terminated"]),
    versions: z.array(Version),
    inForce: z.int().nullable().meta({ description: "The version all parties signed last, also once it has ended; null for a draft" }),
    proposed: z.int().nullable().meta({ description: "The version of the amendment that awaits signatures, if any" }),
    inForceFrom: LocalDate.nullable(),
    validUntil: LocalDate.nullable().meta({ description: "Its last day, after renewals; null is until further notice" }),
    /** True when a signature it rests on was only reported. */
    reported: z.boolean(),
    reached: Provenance.nullable(),
    amended: z.array(z.strictObject({ version: z.int(), inForceFrom: LocalDate, reported: z.boolean(), noted: Provenance })),
    suspensions: z.array(
      z.strictObject({
        reason: z.string(),
        until: LocalDate.nullable(),
        decisionId: Uuid.nullable(),
        suspended: Provenance,
        resumed: z.strictObject({ reason: z.string().nullable(), decisionId: Uuid.nullable(), noted: Provenance }).nullable(),
      }),
    ),
    renewals: z.array(
      z.strictObject({ validUntil: LocalDate.nullable(), reason: z.string().nullable(), decisionId: Uuid.nullable(), renewed: Provenance }),
    ),
    expiring: z
      .strictObject({ validUntil: LocalDate, noted: Provenance })
      .nullable()
      .meta({ description: "The notice of the end it has now" }),
    expired: z
      .strictObject({ validUntil: LocalDate, noted: Provenance })
      .nullable()
      .meta({ description: "Set while it has ended and was not renewed" }),
    terminated: z.strictObject({ reason: z.string(), decisionId: Uuid.nullable(), ...Provenance.shape }).nullable(),
    corrected: z.boolean(),
    revision: z.int(),
  })
  .meta({ id: "AgreementEntry" });
export type AgreementEntry = z.infer<typeof AgreementEntry>;

/** The version that counts: the one in force, else the newest. */
export const currentVersion = ({ versions, inForce }: Pick<AgreementEntry, "versions" | "inForce">) =>
  inForce === null ? versions.at(-1) : versions.find((known) => known.version === inForce);

/** The amendment that awaits signatures, if there is one. */
export const proposedVersion = ({ versions, proposed }: Pick<AgreementEntry, "versions" | "proposed">) =>
  versions.find((known) => known.version === proposed);

export const agreementsView: View<AgreementEntry, AllianceEvent> = {
  name: "agreements",
  version: 2,
  category: "alliance",
  keys(event) {
    const allianceId = idOf(event.stream);
    switch (event.type) {
      case "AgreementDrafted":
      case "AgreementVersionProposed":
      case "AgreementAmendmentProposed":
      case "AgreementSigned":
      case "AgreementReached":
      case "AgreementAmended":
      case "AgreementSuspended":
      case "AgreementResumed":
      case "AgreementExpiring":
      case "AgreementExpired":
      case "AgreementRenewed":
      case "AgreementTerminated":
        return [`${allianceId}/${event.data.agreementId}`];
      case "FactCorrected":
        return event.data.correction.fact === "agreementTitle" ? [`${allianceId}/${event.data.correction.agreementId}`] : [];
      default:
        return [];
    }
  },
  initial(key) {
    const [allianceId = "", agreementId = ""] = key.split("/");
    return {
      allianceId,
      agreementId,
      kind: "contract",
      title: "",
      status: "draft",
      versions: [],
      inForce: null,
      proposed: null,
      inForceFrom: null,
      validUntil: null,
      reported: false,
      reached: null,
      amended: [],
      suspensions: [],
      renewals: [],
      expiring: null,
      expired: null,
      terminated: null,
      corrected: false,
      revision: -1,
    };
  },
  evolve: (doc, event) => ({ ...doc, ...change(doc, event), revision: event.revision }),
};

function change(doc: AgreementEntry, event: AllianceEvent): Partial<AgreementEntry> {
  const provenance = provenanceOf(event);
  switch (event.type) {
    case "AgreementDrafted": {
      const { agreementId: _id, kind, ...text } = event.data;
      const first = { ...text, amends: false, change: null, proposed: provenance, signatures: [] };
      return { kind, title: text.title, validUntil: text.validUntil, versions: [first] };
    }
    case "AgreementVersionProposed": {
      const { agreementId: _id, ...text } = event.data;
      const next = { ...text, amends: false, proposed: provenance, signatures: [] };
      return { title: text.title, validUntil: text.validUntil, versions: [...doc.versions, next] };
    }
    case "AgreementAmendmentProposed": {
      const { agreementId: _id, ...text } = event.data;
      const next = { ...text, amends: true, proposed: provenance, signatures: [] };
      return { proposed: text.version, versions: [...doc.versions, next] };
    }
    case "AgreementSigned": {
      const { version, partnerId } = event.data;
      return {
        versions: replaced(
          doc.versions,
          (known) => known.version === version,
          (known) => ({
            ...known,
            signatures: [...known.signatures.filter((signature) => signature.partnerId !== partnerId), { partnerId, signed: provenance }],
          }),
        ),
      };
    }
    case "AgreementReached": {
      const { version, inForceFrom, reported } = event.data;
      return { status: "in-force", inForce: version, inForceFrom, reported, reached: provenance };
    }
    case "AgreementAmended": {
      const { version, inForceFrom, reported } = event.data;
      const text = doc.versions.find((known) => known.version === version);
      const validUntil = text?.validUntil ?? null;
      return {
        // A report may learn of an amendment only after the end that it moved.
        status: doc.status === "expired" ? "in-force" : doc.status,
        expired: null,
        inForce: version,
        proposed: null,
        inForceFrom,
        reported,
        title: text?.title ?? doc.title,
        validUntil,
        expiring: doc.expiring?.validUntil === validUntil ? doc.expiring : null,
        amended: [...doc.amended, { version, inForceFrom, reported, noted: provenance }],
      };
    }
    case "AgreementSuspended": {
      const { reason, until, decisionId } = event.data;
      return {
        status: "suspended",
        suspensions: [...doc.suspensions, { reason, until, decisionId, suspended: provenance, resumed: null }],
      };
    }
    case "AgreementResumed": {
      const { reason, decisionId } = event.data;
      return {
        status: "in-force",
        suspensions: replaced(
          doc.suspensions,
          (known) => known === doc.suspensions.at(-1),
          (known) => ({ ...known, resumed: { reason, decisionId, noted: provenance } }),
        ),
      };
    }
    case "AgreementExpiring":
      return { expiring: { validUntil: event.data.validUntil, noted: provenance } };
    case "AgreementExpired":
      return { status: "expired", expired: { validUntil: event.data.validUntil, noted: provenance } };
    case "AgreementRenewed": {
      const { validUntil, reason, decisionId } = event.data;
      return {
        status: doc.status === "expired" ? "in-force" : doc.status,
        validUntil,
        expiring: null,
        expired: null,
        renewals: [...doc.renewals, { validUntil, reason, decisionId, renewed: provenance }],
      };
    }
    case "AgreementTerminated":
      return {
        status: "terminated",
        proposed: null,
        terminated: { reason: event.data.reason, decisionId: event.data.decisionId, ...provenance },
      };
    case "FactCorrected": {
      const { correction } = event.data;
      if (correction.fact !== "agreementTitle") return {};
      const last = currentVersion(doc)?.version;
      const versions = replaced(
        doc.versions,
        (known) => known.version === last,
        (known) => ({ ...known, title: correction.becomes }),
      );
      return { title: correction.becomes, corrected: true, versions };
    }
    default:
      return {};
  }
}
