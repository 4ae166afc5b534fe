import { z } from "zod";
import type { OrganisationEvent } from "../events/catalogue.ts";
import { idOf, Uuid } from "../events/envelope.ts";
import { roleIds } from "../roles.ts";
import { Provenance, provenanceOf } from "./provenance.ts";
import { replaced, type View } from "./view.ts";

const role = z.enum(roleIds);

/** A tenant: its people by id and role, its keys, its open invitations. */
export const OrganisationPage = z
  .strictObject({
    organisationId: Uuid,
    name: z.string(),
    country: z.string().nullable(),
    registered: Provenance.nullable(),
    members: z.array(z.strictObject({ personId: Uuid, role, since: Provenance })),
    invitations: z.array(z.strictObject({ invitationId: Uuid, role, sent: Provenance })),
    apiKeys: z.array(z.strictObject({ keyId: z.string(), name: z.string(), role, issued: Provenance })),
    erased: z.array(Uuid),
    revision: z.int(),
  })
  .meta({ id: "OrganisationPage" });
export type OrganisationPage = z.infer<typeof OrganisationPage>;

export const organisationView: View<OrganisationPage, OrganisationEvent> = {
  name: "organisation",
  version: 1,
  category: "organisation",
  keys: (event) => [idOf(event.stream)],
  initial: (organisationId) => ({
    organisationId,
    name: "",
    country: null,
    registered: null,
    members: [],
    invitations: [],
    apiKeys: [],
    erased: [],
    revision: -1,
  }),
  evolve: (doc, event) => ({ ...doc, ...change(doc, event), revision: event.revision }),
};

function change(doc: OrganisationPage, event: OrganisationEvent): Partial<OrganisationPage> {
  const since = provenanceOf(event);
  switch (event.type) {
    case "OrganisationRegistered":
      return { name: event.data.name, country: event.data.country, registered: since };
    case "OrganisationRenamed":
      return { name: event.data.name };
    case "MemberInvited":
      return { invitations: [...doc.invitations, { ...event.data, sent: since }] };
    case "MemberInvitationWithdrawn":
      return { invitations: doc.invitations.filter((invitation) => invitation.invitationId !== event.data.invitationId) };
    case "MemberAdded": {
      const { personId, role: given, invitationId } = event.data;
      return {
        members: [...doc.members, { personId, role: given, since }],
        invitations: doc.invitations.filter((invitation) => invitation.invitationId !== invitationId),
      };
    }
    case "RoleGranted":
      return {
        members: replaced(
          doc.members,
          (member) => member.personId === event.data.personId,
          (member) => ({ ...member, role: event.data.role, since }),
        ),
      };
    case "MemberRemoved":
      return { members: doc.members.filter((member) => member.personId !== event.data.personId) };
    case "ApiKeyIssued":
      return { apiKeys: [...doc.apiKeys, { ...event.data, issued: since }] };
    case "ApiKeyRevoked":
      return { apiKeys: doc.apiKeys.filter((key) => key.keyId !== event.data.keyId) };
    case "PersonErased":
      return {
        erased: [...doc.erased, event.data.personId],
        members: doc.members.filter((member) => member.personId !== event.data.personId),
      };
    default:
      return {};
  }
}

/** What a person is in one organisation; the key is `person/organisation`, so that one indexed read finds all of a person's. */
export const Membership = z.strictObject({ personId: Uuid, organisationId: Uuid, role: role.nullable() });
export type Membership = z.infer<typeof Membership>;

export const membershipsView: View<Membership, OrganisationEvent> = {
  name: "memberships",
  version: 1,
  category: "organisation",
  keys(event) {
    switch (event.type) {
      case "MemberAdded":
      case "RoleGranted":
      case "MemberRemoved":
      case "PersonErased":
        return [`${event.data.personId}/${idOf(event.stream)}`];
      default:
        return [];
    }
  },
  initial(key) {
    const [personId = "", organisationId = ""] = key.split("/");
    return { personId, organisationId, role: null };
  },
  evolve(doc, event) {
    switch (event.type) {
      case "MemberAdded":
      case "RoleGranted":
        return { ...doc, role: event.data.role };
      case "MemberRemoved":
      case "PersonErased":
        return { ...doc, role: null };
      default:
        return doc;
    }
  },
};
