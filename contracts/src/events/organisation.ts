import { z } from "zod";
import { roleIds } from "../roles.ts";
import { line, prose } from "../text.ts";
import { defineEvent, type FactsOf } from "./define.ts";
import { Uuid } from "./envelope.ts";

/** Facts of one tenant: `organisation-{id}`. People appear by id only; names and addresses live in identity. */
const role = z.enum(roleIds);

export const OrganisationRegistered = defineEvent("OrganisationRegistered", {
  name: line(),
  /** ISO 3166-1 alpha-2 where known. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
});
export const OrganisationRenamed = defineEvent("OrganisationRenamed", { from: line(), name: line() });
export const MemberInvited = defineEvent("MemberInvited", { invitationId: Uuid, role });
export const MemberInvitationWithdrawn = defineEvent("MemberInvitationWithdrawn", { invitationId: Uuid });
export const MemberAdded = defineEvent("MemberAdded", { personId: Uuid, role, invitationId: Uuid.nullable() });
export const RoleGranted = defineEvent("RoleGranted", { personId: Uuid, from: role, role });
export const MemberRemoved = defineEvent("MemberRemoved", { personId: Uuid });
export const ApiKeyIssued = defineEvent("ApiKeyIssued", { keyId: line(100), name: line(), role });
export const ApiKeyRevoked = defineEvent("ApiKeyRevoked", { keyId: line(100) });
/** A password was to be recovered without mail; who handed out the link is on record. */
export const RecoveryLinkIssued = defineEvent("RecoveryLinkIssued", { personId: Uuid });
/** The person's key is gone: what was personal can be read by nobody any more. */
export const PersonErased = defineEvent("PersonErased", { personId: Uuid });
/** Who tried what, and why it was refused: a refusal of consequence. */
export const CommandRefused = defineEvent("CommandRefused", {
  allianceId: Uuid.nullable(),
  command: line(100),
  code: line(100),
  reason: prose(2_000),
});

export const organisationEvents = {
  OrganisationRegistered,
  OrganisationRenamed,
  MemberInvited,
  MemberInvitationWithdrawn,
  MemberAdded,
  RoleGranted,
  MemberRemoved,
  ApiKeyIssued,
  ApiKeyRevoked,
  RecoveryLinkIssued,
  PersonErased,
  CommandRefused,
};
export type OrganisationFact = FactsOf<typeof organisationEvents>;
