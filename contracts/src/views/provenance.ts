import { z } from "zod";
import { Actor, Instant, type RecordedEvent, Uuid } from "../events/envelope.ts";

/** Who said it and when; stands beside every fact a view shows, so that nothing stands alone. */
export const Provenance = z.strictObject({
  /** When it happened in the world. */
  at: Instant,
  recordedAt: Instant,
  by: Actor,
  /** Reported by somebody else for a party that is not on the platform; drawn hollow. */
  reported: z.boolean(),
  revision: z.int(),
});
export type Provenance = z.infer<typeof Provenance>;

export const provenanceOf = (event: Pick<RecordedEvent, "meta" | "revision">): Provenance => ({
  at: event.meta.effectiveAt,
  recordedAt: event.meta.recordedAt,
  by: event.meta.actor,
  reported: event.meta.onBehalfOf !== undefined,
  revision: event.revision,
});

/** Taken back: by whom, when and why. */
export const Withdrawal = z.strictObject({ reason: z.string().nullable(), ...Provenance.shape });

/** A partner's answer as every register shows it. */
export const Answered = z.strictObject({
  partnerId: Uuid,
  position: z.enum(["agree", "disagree", "abstain", "object"]),
  reasons: z.string().nullable(),
  given: Provenance,
});
export type Answered = z.infer<typeof Answered>;
