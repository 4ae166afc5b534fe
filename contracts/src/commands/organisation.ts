import { z } from "zod";
import { Uuid } from "../events/envelope.ts";
import { line } from "../text.ts";
import type { CommandsOf } from "./define.ts";

/** Commands of a tenant. They are its own affairs and happen now: nothing is reported for others, nothing lies in the past. */
const define = <const Type extends string, Shape extends z.core.$ZodLooseShape>(type: Type, summary: string, shape: Shape) =>
  ({ type, summary, body: z.strictObject(shape) }) as const;

/** The roles of people; `integration` is for keys. */
export const personRoleIds = ["owner", "admin", "manager", "member", "auditor"] as const;
/** The roles of keys: software never signs and never hands out rights. */
export const keyRoleIds = ["integration", "auditor"] as const;

const personRole = z.enum(personRoleIds);

export const RegisterOrganisation = define("RegisterOrganisation", "Register an organisation; whoever is signed in becomes its owner", {
  name: line(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, { error: "two capitals, ISO 3166-1: NL" })
    .nullable()
    .default(null),
});
export const RenameOrganisation = define("RenameOrganisation", "Rename an organisation", { name: line() });
export const InviteMember = define("InviteMember", "Invite somebody by link; the answer holds the link to hand over", {
  invitationId: Uuid,
  role: personRole,
});
export const WithdrawMemberInvitation = define("WithdrawMemberInvitation", "Withdraw an invitation that nobody has accepted", {
  invitationId: Uuid,
});
export const AcceptMemberInvitation = define("AcceptMemberInvitation", "Become a member by the invitation's link", { invitationId: Uuid });
export const ChangeRole = define("ChangeRole", "Give a member another role", { personId: Uuid, role: personRole });
export const RemoveMember = define("RemoveMember", "Remove a member", { personId: Uuid });
export const IssueApiKey = define("IssueApiKey", "Issue a key for software; the key itself is in this answer only", {
  keyId: line(100),
  name: line(),
  role: z.enum(keyRoleIds),
});
export const RevokeApiKey = define("RevokeApiKey", "Revoke a key, at once", { keyId: line(100) });
export const NoteRecoveryLink = define("NoteRecoveryLink", "Note that a member was handed a link to set a new password", {
  personId: Uuid,
});
export const NotePersonErased = define("NotePersonErased", "Note that a member was erased", { personId: Uuid });

export const organisationCommands = {
  RegisterOrganisation,
  RenameOrganisation,
  InviteMember,
  WithdrawMemberInvitation,
  AcceptMemberInvitation,
  ChangeRole,
  RemoveMember,
  IssueApiKey,
  RevokeApiKey,
  NoteRecoveryLink,
  NotePersonErased,
};
export type OrganisationCommand = CommandsOf<typeof organisationCommands>;
export type OrganisationCommandType = OrganisationCommand["type"];
