import { z } from "zod";
import type { AllianceEvent } from "../events/catalogue.ts";
import { idOf, Uuid } from "../events/envelope.ts";
import type { Part, Relation } from "../access.ts";
import type { View } from "./view.ts";

/**
 * What an organisation has to do with an alliance, as intervals [joined, left) in the alliance's revisions. Reads are decided on this
 * view; rights always follow recorded time.
 */
export const Participation = z.strictObject({
  organisationId: Uuid,
  allianceId: Uuid,
  places: z.array(
    z.strictObject({
      /** The partner's or facilitator's id. */
      id: Uuid,
      part: z.enum(["core", "complementary", "free-space", "facilitator"]),
      joined: z.int(),
      left: z.int().nullable(),
    }),
  ),
});
export type Participation = z.infer<typeof Participation>;

export const participationsView: View<Participation, AllianceEvent> = {
  name: "participations",
  version: 1,
  category: "alliance",
  keys(event) {
    switch (event.type) {
      case "PartnerJoined":
      case "PartnerMovedBetweenRings":
      case "PartnerLeft":
      case "FacilitatorAppointed":
      case "FacilitatorReleased":
        return event.data.organisationId === null ? [] : [`${event.data.organisationId}/${idOf(event.stream)}`];
      default:
        return [];
    }
  },
  initial(key) {
    const [organisationId = "", allianceId = ""] = key.split("/");
    return { organisationId, allianceId, places: [] };
  },
  evolve(doc, event) {
    switch (event.type) {
      case "PartnerJoined":
        return opened(doc, event.data.partnerId, event.data.ring, event.revision);
      case "FacilitatorAppointed":
        return opened(doc, event.data.facilitatorId, "facilitator", event.revision);
      case "PartnerMovedBetweenRings":
        return opened(closed(doc, event.data.partnerId, event.revision), event.data.partnerId, event.data.to, event.revision);
      case "PartnerLeft":
        return closed(doc, event.data.partnerId, event.revision);
      case "FacilitatorReleased":
        return closed(doc, event.data.facilitatorId, event.revision);
      default:
        return doc;
    }
  },
};

const opened = (doc: Participation, id: string, part: Part, joined: number): Participation => ({
  ...doc,
  places: [...doc.places, { id, part, joined, left: null }],
});
const closed = (doc: Participation, id: string, left: number): Participation => ({
  ...doc,
  places: doc.places.map((place) => (place.id === id && place.left === null ? { ...place, left } : place)),
});

/** The relation that access is decided on, and the last revision the organisation may see (null: everything, also what comes). */
export function relationOf(participation: Participation): { readonly relation: Relation; readonly upTo: number | null } {
  const now = participation.places.filter((place) => place.left === null);
  // Free space gives no access, also not to what was there before.
  const seeing = participation.places.filter((place) => place.part !== "free-space");
  const seeingNow = now.some((place) => place.part !== "free-space");
  if (seeingNow) return { relation: { parts: now.map((place) => place.part), left: false }, upTo: null };
  const upTo = Math.max(-1, ...seeing.map((place) => place.left ?? -1));
  return { relation: { parts: seeing.map((place) => place.part), left: true }, upTo };
}
