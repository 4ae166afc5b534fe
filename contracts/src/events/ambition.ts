import { z } from "zod";
import { line, prose } from "../text.ts";
import { defineEvent, type FactsOf } from "./define.ts";
import { Uuid } from "./envelope.ts";

/** The shared ambition: one per alliance, in versions that are never overwritten. Source: domain.md 11 (`ins-shared-ambition`). */
export const PartnerInAmbition = z.strictObject({
  partnerId: Uuid,
  /** What the ambition yields for this partner. */
  gain: prose(2_000).nullable(),
  /** What time, money and knowledge this partner puts in. */
  input: prose(2_000).nullable(),
});
const text = {
  versionId: Uuid,
  text: prose(8_000),
  partners: z.array(PartnerInAmbition).max(500),
  noGoAreas: z.array(line(300)).max(50),
};

export const AmbitionDrafted = defineEvent("AmbitionDrafted", { ...text, version: z.literal(1) });
export const AmbitionVersionProposed = defineEvent("AmbitionVersionProposed", { ...text, version: z.int().min(2), change: prose(2_000) });
export const AmbitionEndorsed = defineEvent("AmbitionEndorsed", {
  version: z.int().min(1),
  partnerId: Uuid,
  reason: prose(2_000).nullable(),
});
export const AmbitionEndorsementWithdrawn = defineEvent("AmbitionEndorsementWithdrawn", {
  version: z.int().min(1),
  partnerId: Uuid,
  reason: prose(2_000),
});
/** The partners fall back on the ambition, with its three questions. Source: domain.md 40 (`add-falling-back`). */
export const AmbitionInvoked = defineEvent("AmbitionInvoked", {
  invocationId: Uuid,
  version: z.int().min(1),
  occasion: prose(2_000),
  whatWeWereDoing: prose(2_000),
  sameFilm: prose(2_000),
  higherGoal: prose(2_000),
  decisionId: Uuid.nullable(),
  sessionId: Uuid.nullable(),
});
/** A partner says anew that it stands behind the version it endorsed. */
export const AmbitionReaffirmed = defineEvent("AmbitionReaffirmed", {
  reaffirmationId: Uuid,
  version: z.int().min(1),
  partnerId: Uuid,
  note: prose(2_000).nullable(),
});

export const ambitionEvents = {
  AmbitionDrafted,
  AmbitionVersionProposed,
  AmbitionEndorsed,
  AmbitionEndorsementWithdrawn,
  AmbitionInvoked,
  AmbitionReaffirmed,
};
export type AmbitionFact = FactsOf<typeof ambitionEvents>;
