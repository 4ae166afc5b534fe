import { z } from "zod";
import { Uuid } from "../events/envelope.ts";

/** What every command answers. */
export const CommandOutcome = z
  .strictObject({
    revision: z
      .int()
      .meta({ description: "The last revision of the alliance that this command wrote, or where it stood when it was already so" }),
    position: z.string().meta({ description: "Opaque; hand it to any read as ?atLeast= to see this command's effect" }),
    changed: z.boolean().meta({ description: "False when it was already so; a repeated Idempotency-Key gives the first answer again" }),
    link: z.string().optional().meta({ description: "For an invitation: the path of the link to hand to the invited" }),
  })
  .meta({ id: "CommandOutcome" });
export type CommandOutcome = z.infer<typeof CommandOutcome>;

export const IdempotencyKey = z.string().regex(/^[\x21-\x7e]{1,200}$/, { error: "1 to 200 visible ASCII characters; a UUID serves well" });

/** What an invited person sees before signing in. */
export const InvitationLetter = z
  .strictObject({
    kind: z.enum(["partner", "facilitator"]),
    status: z.enum(["open", "accepted", "declined", "withdrawn"]),
    allianceId: Uuid,
    alliance: z.strictObject({
      name: z.string(),
      purpose: z.string(),
      phase: z.string().nullable(),
      partners: z.array(z.strictObject({ name: z.string(), ring: z.string() })),
    }),
    name: z.string().meta({ description: "The party invited, as the inviter called it" }),
    ring: z.string().nullable(),
    invitedBy: z.string(),
    message: z.union([z.string(), z.strictObject({ erased: z.literal(true) })]).nullable(),
    sentAt: z.string(),
  })
  .meta({ id: "InvitationLetter" });
export type InvitationLetter = z.infer<typeof InvitationLetter>;
