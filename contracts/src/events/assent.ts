import { z } from "zod";
import { Uuid } from "./envelope.ts";

/**
 * What a joint outcome rested on, written into the event that states it, so that nobody has to recompute it later.
 * House rule (design.md 6): consensus of the strategic core, consent of the complementary ring.
 */
export const Assent = z.strictObject({
  rule: z.enum(["consensus-and-consent", "reported"]),
  /** Core partners that agreed. */
  agreed: z.array(Uuid),
  /** Ring partners that had no objection, by word or by letting the date to respond pass. */
  consented: z.array(Uuid),
  /** Those of the above whose position was only reported by somebody else. */
  reported: z.array(Uuid),
});
export type Assent = z.infer<typeof Assent>;
