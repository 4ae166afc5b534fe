import { z } from "zod";
import { line, prose } from "../text.ts";
import { defineEvent, type FactsOf } from "./define.ts";
import { Instant, Uuid } from "./envelope.ts";

/** The facts that may be mended, and their right value. A closed list: everything else is mended by a new decision or version. */
export const CorrectedFact = z.discriminatedUnion("fact", [
  z.strictObject({ fact: z.literal("allianceName"), was: line(), becomes: line() }),
  z.strictObject({ fact: z.literal("alliancePurpose"), was: prose(2_000), becomes: prose(2_000) }),
  z.strictObject({ fact: z.literal("partnerName"), partnerId: Uuid, was: line(), becomes: line() }),
  z.strictObject({ fact: z.literal("partnerJoinedAt"), partnerId: Uuid, was: Instant, becomes: Instant }),
  z.strictObject({ fact: z.literal("partnerLeftAt"), partnerId: Uuid, was: Instant, becomes: Instant }),
  z.strictObject({ fact: z.literal("decisionQuestion"), decisionId: Uuid, was: line(500), becomes: line(500) }),
  z.strictObject({ fact: z.literal("agreementTitle"), agreementId: Uuid, was: line(), becomes: line() }),
]);
export type CorrectedFact = z.infer<typeof CorrectedFact>;

/** Mends a mistake in the record without rewriting it: names the event, both values and the reason. */
export const FactCorrected = defineEvent("FactCorrected", {
  correctionId: Uuid,
  /** Revision, in the same stream, of the event that stated it wrongly. */
  corrects: z.int().min(0),
  correction: CorrectedFact,
  reason: prose(2_000),
});

export const correctionEvents = { FactCorrected };
export type CorrectionFact = FactsOf<typeof correctionEvents>;
