import { z } from "zod";
import { Instant, Uuid } from "../events/envelope.ts";
import { roleIds } from "../roles.ts";
import { line } from "../text.ts";
import { OrganisationPage } from "../views/organisation.ts";
import { CommandOutcome } from "./commands.ts";

const role = z.enum(roleIds);

export const SessionPerson = z.strictObject({ personId: Uuid, name: z.string(), email: z.string() }).meta({ id: "SessionPerson" });

/** Who is asking: a person with what it is a member of, the operator, a key, or nobody. */
export const Session = z
  .strictObject({
    person: SessionPerson.nullable(),
    memberships: z.array(z.strictObject({ organisationId: Uuid, name: z.string(), role })),
    operator: z.boolean(),
    organisationId: Uuid.nullable().meta({ description: "For which organisation requests like this one act; the header Entente-Organisation names another" }),
  })
  .meta({ id: "Session" });
export type Session = z.infer<typeof Session>;

export const PersonChange = z.strictObject({ name: line() });

/** A new password by a recovery link. The lengths are those of sign-up. */
export const PasswordRecovery = z.strictObject({ token: z.string().min(1).max(200), password: z.string().min(10).max(200) }).meta({ id: "PasswordRecovery" });

export const RecoveryLink = z
  .strictObject({ link: z.string().meta({ description: "The path of the link to hand to the person; it voids an earlier one" }), expiresAt: Instant })
  .meta({ id: "RecoveryLink" });

export const Erasure = z
  .strictObject({ personId: Uuid, changed: z.boolean().meta({ description: "False when the person had been erased before" }) })
  .meta({ id: "Erasure" });

const page = OrganisationPage.shape;

/** An organisation's page, with people by name; who was erased has none. */
export const OrganisationAnswer = OrganisationPage.extend({
  members: z.array(page.members.element.extend({ name: z.string().nullable(), email: z.string().nullable() })),
  apiKeys: z.array(page.apiKeys.element.extend({ start: z.string().meta({ description: "The first characters, by which people recognise a key" }) })),
}).meta({ id: "Organisation" });
export type OrganisationAnswer = z.infer<typeof OrganisationAnswer>;

/** What an invited person sees before signing in. */
export const MemberInvitationLetter = z
  .strictObject({ organisationId: Uuid, organisation: z.string(), role, status: z.enum(["open", "accepted", "withdrawn"]), sentAt: Instant })
  .meta({ id: "MemberInvitationLetter" });

export const ApiKeyOutcome = CommandOutcome.extend({
  keyId: z.string(),
  key: z.string().nullable().meta({ description: "The key itself, shown this once; null when the same Idempotency-Key was answered before" }),
}).meta({ id: "ApiKeyOutcome" });
