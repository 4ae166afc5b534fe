import { z } from "zod";
import { PartnerInAmbition } from "../events/ambition.ts";
import type { AllianceEvent } from "../events/catalogue.ts";
import { idOf, Uuid } from "../events/envelope.ts";
import { Provenance, provenanceOf } from "./provenance.ts";
import { replaced, type View } from "./view.ts";

const Endorsement = z.strictObject({
  partnerId: Uuid,
  reason: z.string().nullable(),
  given: Provenance,
  withdrawn: z.strictObject({ reason: z.string(), noted: Provenance }).nullable(),
});

const AmbitionVersion = z.strictObject({
  versionId: Uuid,
  version: z.int(),
  text: z.string(),
  partners: z.array(PartnerInAmbition),
  noGoAreas: z.array(z.string()),
  change: z.string().nullable(),
  proposed: Provenance,
  /** In order; what was withdrawn stays readable, and a partner may endorse anew after that. */
  endorsements: z.array(Endorsement),
});
export type AmbitionVersion = z.infer<typeof AmbitionVersion>;

/** The shared ambition with all its versions, who stood behind each, and when the partners fell back on it. */
export const AmbitionPage = z
  .strictObject({
    allianceId: Uuid,
    versions: z.array(AmbitionVersion).meta({ description: "In order; the last is the current one" }),
    invocations: z.array(
      z.strictObject({
        invocationId: Uuid,
        version: z.int(),
        occasion: z.string(),
        whatWeWereDoing: z.string(),
        sameFilm: z.string(),
        higherGoal: z.string(),
        decisionId: Uuid.nullable(),
        sessionId: Uuid.nullable(),
        invoked: Provenance,
      }),
    ),
    reaffirmations: z.array(
      z.strictObject({ reaffirmationId: Uuid, version: z.int(), partnerId: Uuid, note: z.string().nullable(), reaffirmed: Provenance }),
    ),
    revision: z.int().meta({ description: "The last revision that concerned it; -1 while there is no ambition yet" }),
  })
  .meta({ id: "AmbitionPage" });
export type AmbitionPage = z.infer<typeof AmbitionPage>;

/** The version that counts: the newest. */
export const currentAmbition = (page: Pick<AmbitionPage, "versions">): AmbitionVersion | undefined => page.versions.at(-1);

/** The partners that stand behind a version now. */
export const endorsersOf = ({ endorsements }: Pick<AmbitionVersion, "endorsements">): string[] =>
  endorsements.filter(({ withdrawn }) => withdrawn === null).map(({ partnerId }) => partnerId);

export const ambitionView: View<AmbitionPage, AllianceEvent> = {
  name: "ambition",
  version: 1,
  category: "alliance",
  keys(event) {
    switch (event.type) {
      case "AmbitionDrafted":
      case "AmbitionVersionProposed":
      case "AmbitionEndorsed":
      case "AmbitionEndorsementWithdrawn":
      case "AmbitionInvoked":
      case "AmbitionReaffirmed":
        return [idOf(event.stream)];
      default:
        return [];
    }
  },
  initial: (allianceId) => ({ allianceId, versions: [], invocations: [], reaffirmations: [], revision: -1 }),
  evolve: (doc, event) => ({ ...doc, ...change(doc, event), revision: event.revision }),
};

function change(doc: AmbitionPage, event: AllianceEvent): Partial<AmbitionPage> {
  const provenance = provenanceOf(event);
  switch (event.type) {
    case "AmbitionDrafted":
      return { versions: [...doc.versions, { ...event.data, change: null, proposed: provenance, endorsements: [] }] };
    case "AmbitionVersionProposed":
      return { versions: [...doc.versions, { ...event.data, proposed: provenance, endorsements: [] }] };
    case "AmbitionEndorsed": {
      const { version, partnerId, reason } = event.data;
      const given = { partnerId, reason, given: provenance, withdrawn: null };
      // A partner's own endorsement takes the place of a reported one.
      return endorsements(doc, version, (known) => [
        ...known.filter((one) => one.partnerId !== partnerId || one.withdrawn !== null),
        given,
      ]);
    }
    case "AmbitionEndorsementWithdrawn": {
      const { version, partnerId, reason } = event.data;
      return endorsements(doc, version, (known) =>
        replaced(
          known,
          (one) => one.partnerId === partnerId && one.withdrawn === null,
          (one) => ({ ...one, withdrawn: { reason, noted: provenance } }),
        ),
      );
    }
    case "AmbitionInvoked":
      return { invocations: [...doc.invocations, { ...event.data, invoked: provenance }] };
    case "AmbitionReaffirmed":
      return { reaffirmations: [...doc.reaffirmations, { ...event.data, reaffirmed: provenance }] };
    default:
      return {};
  }
}

const endorsements = (
  doc: AmbitionPage,
  version: number,
  change: (known: AmbitionVersion["endorsements"]) => AmbitionVersion["endorsements"],
) => ({
  versions: replaced(
    doc.versions,
    (known) => known.version === version,
    (known) => ({ ...known, endorsements: change(known.endorsements) }),
  ),
});
