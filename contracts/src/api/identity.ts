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
    memberships: z.array(
      z.strictObject({
        organisationId: Uuid,
        name: z.string(),
        role,
        example: z.literal(true).optional().meta({ description: "The organisation is invented: it belongs to the example network" }),
      }),
    ),
    operator: z.boolean(),
    organisationId: Uuid.nullable().meta({
      description: "For which organisation requests like this one act; the header Entente-Organisation names another",
    }),
  })
  .meta({ id: "Session" });
export type Session = z.infer<typeof Session>;

/** Length only: rules about characters make passwords worse. */
export const passwordLength = { min: 10, max: 200 } as const;
const NewPassword = z.string().min(passwordLength.min).max(passwordLength.max);
const Email = z.string().trim().toLowerCase().max(254).pipe(z.email());
const PersonName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, "no control characters");

export const SignUp = z.strictObject({ email: Email, name: PersonName, password: NewPassword }).meta({ id: "SignUp" });
export const SignIn = z
  .strictObject({ email: Email, password: z.string().max(passwordLength.max), rememberMe: z.boolean().optional() })
  .meta({ id: "SignIn" });
export const ChangePassword = z
  .strictObject({ currentPassword: z.string().max(passwordLength.max), newPassword: NewPassword })
  .meta({ id: "ChangePassword" });
export const RevokeSession = z.strictObject({ sessionId: z.string() }).meta({ id: "RevokeSession" });
const Signed = z.strictObject({ person: SessionPerson });
const nothing = z.null().meta({ description: "Nothing" });

/** What credentials answer under `/api/auth/`; nothing else of them is served. */
export const authEndpoints = [
  {
    method: "POST",
    path: "sign-up/email",
    operationId: "SignUp",
    summary: "Sign up; nothing is mailed",
    body: SignUp,
    status: 200,
    answer: Signed,
  },
  { method: "POST", path: "sign-in/email", operationId: "SignIn", summary: "Sign in", body: SignIn, status: 200, answer: Signed },
  { method: "POST", path: "sign-out", operationId: "SignOut", summary: "Sign out", body: null, status: 204, answer: nothing },
  {
    method: "GET",
    path: "get-session",
    operationId: "GetSession",
    summary: "The present session, prolonged",
    body: null,
    status: 200,
    answer: z.union([z.null(), Signed.extend({ session: z.strictObject({ sessionId: z.string(), expiresAt: Instant }) })]),
  },
  {
    method: "POST",
    path: "change-password",
    operationId: "ChangePassword",
    summary: "Change your password; other sessions end",
    body: ChangePassword,
    status: 204,
    answer: nothing,
  },
  {
    method: "GET",
    path: "list-sessions",
    operationId: "ListSessions",
    summary: "Where you are signed in",
    body: null,
    status: 200,
    answer: z.array(
      z.strictObject({
        sessionId: z.string(),
        userAgent: z.string().nullable(),
        createdAt: z.string(),
        expiresAt: z.string(),
        current: z.boolean(),
      }),
    ),
  },
  {
    method: "POST",
    path: "revoke-session",
    operationId: "RevokeSession",
    summary: "End one of your sessions",
    body: RevokeSession,
    status: 204,
    answer: nothing,
  },
  {
    method: "POST",
    path: "revoke-other-sessions",
    operationId: "RevokeOtherSessions",
    summary: "End all your other sessions",
    body: null,
    status: 204,
    answer: nothing,
  },
] as const;

export const PersonChange = z.strictObject({ name: line() });

/** A new password by a recovery link. The lengths are those of sign-up. */
export const PasswordRecovery = z
  .strictObject({ token: z.string().min(1).max(200), password: NewPassword })
  .meta({ id: "PasswordRecovery" });

export const RecoveryLink = z
  .strictObject({
    link: z.string().meta({ description: "The path of the link to hand to the person; it voids an earlier one" }),
    expiresAt: Instant,
  })
  .meta({ id: "RecoveryLink" });

export const Erasure = z
  .strictObject({ personId: Uuid, changed: z.boolean().meta({ description: "False when the person had been erased before" }) })
  .meta({ id: "Erasure" });

const page = OrganisationPage.shape;

/** An organisation's page, with people by name; who was erased has none. */
export const OrganisationAnswer = OrganisationPage.extend({
  members: z.array(page.members.element.extend({ name: z.string().nullable(), email: z.string().nullable() })),
  apiKeys: z.array(
    page.apiKeys.element.extend({ start: z.string().meta({ description: "The first characters, by which people recognise a key" }) }),
  ),
}).meta({ id: "Organisation" });
export type OrganisationAnswer = z.infer<typeof OrganisationAnswer>;

/** What an invited person sees before signing in. */
export const MemberInvitationLetter = z
  .strictObject({
    organisationId: Uuid,
    organisation: z.string(),
    role,
    status: z.enum(["open", "accepted", "withdrawn"]),
    sentAt: Instant,
  })
  .meta({ id: "MemberInvitationLetter" });

export const ApiKeyOutcome = CommandOutcome.extend({
  keyId: z.string(),
  key: z
    .string()
    .nullable()
    .meta({ description: "The key itself, shown this once; null when the same Idempotency-Key was answered before" }),
}).meta({ id: "ApiKeyOutcome" });
