import { z } from "zod";
import { Clause } from "../events/agreements.ts";
import type { AllianceEvent } from "../events/catalogue.ts";
import { idOf, LocalDate, Uuid } from "../events/envelope.ts";
import { agreementKindIds } from "../method/agreementKinds.ts";
import { Provenance, provenanceOf } from "./provenance.ts";
import { replaced, type View } from "./view.ts";

const Version = z.strictObject({
  version: z.int(),
  title: z.string(),
  parties: z.array(Uuid),
  clauses: z.array(Clause),
  validFrom: LocalDate.nullable(),
  validUntil: LocalDate.nullable(),
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
    status: z.enum(["draft", "in-force", "terminated"]),
    versions: z.array(Version),
    inForceFrom: LocalDate.nullable(),
    /** True when a signature it rests on was only reported. */
    reported: z.boolean(),
    reached: Provenance.nullable(),
    terminated: z.strictObject({ reason: z.string(), decisionId: Uuid.nullable(), ...Provenance.shape }).nullable(),
    corrected: z.boolean(),
    revision: z.int(),
  })
  .meta({ id: "AgreementEntry" });
export type AgreementEntry = z.infer<typeof AgreementEntry>;

/** The version that counts: the one in force, else the newest. Agreements in force are never overwritten, so both are the last. */
export const currentVersion = (agreement: AgreementEntry) => agreement.versions.at(-1);

export const agreementsView: View<AgreementEntry, AllianceEvent> = {
  name: "agreements",
  version: 1,
  category: "alliance",
  keys(event) {
    const allianceId = idOf(event.stream);
    switch (event.type) {
      case "AgreementDrafted":
      case "AgreementVersionProposed":
      case "AgreementSigned":
      case "AgreementReached":
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
      inForceFrom: null,
      reported: false,
      reached: null,
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
      return { kind, title: text.title, versions: [{ ...text, change: null, proposed: provenance, signatures: [] }] };
    }
    case "AgreementVersionProposed": {
      const { agreementId: _id, ...text } = event.data;
      return { title: text.title, versions: [...doc.versions, { ...text, proposed: provenance, signatures: [] }] };
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
    case "AgreementReached":
      return { status: "in-force", inForceFrom: event.data.inForceFrom, reported: event.data.reported, reached: provenance };
    case "AgreementTerminated":
      return { status: "terminated", terminated: { reason: event.data.reason, decisionId: event.data.decisionId, ...provenance } };
    case "FactCorrected": {
      const { correction } = event.data;
      if (correction.fact !== "agreementTitle") return {};
      const last = doc.versions.at(-1)?.version;
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
