import type { Actor } from "@entente/contracts/events/envelope";
import type { OrganisationEvent } from "@entente/contracts/events/catalogue";
import type { OrganisationFact } from "@entente/contracts/events/organisation";
import type { OrganisationCommand, OrganisationCommandType } from "@entente/contracts/commands/organisation";
import { reject, type Rejection } from "@entente/contracts/rejections";
import type { RoleId } from "@entente/contracts/roles";

/** What the decider may know beside state and command. */
export interface Context {
  readonly actor: Actor;
  readonly operator: boolean;
}

export interface Invitation {
  readonly role: RoleId;
  readonly status: "open" | "accepted" | "withdrawn";
  readonly acceptedBy: string | null;
  readonly sentAt: string;
}

export interface OrganisationState {
  /** As it was registered: registering the same again changes nothing, also after a renaming. */
  readonly registered: { readonly name: string; readonly country: string | null } | null;
  readonly name: string;
  readonly members: Readonly<Record<string, RoleId>>;
  /** Who was a member once and is not now. */
  readonly former: Readonly<Record<string, "removed" | "erased">>;
  readonly invitations: Readonly<Record<string, Invitation>>;
  readonly apiKeys: Readonly<Record<string, { readonly name: string; readonly role: RoleId; readonly revoked: boolean }>>;
}

export const noOrganisation: OrganisationState = { registered: null, name: "", members: {}, former: {}, invitations: {}, apiKeys: {} };

/** Folds one event into the state. Pure. */
export function evolve(state: OrganisationState, event: OrganisationEvent): OrganisationState {
  switch (event.type) {
    case "OrganisationRegistered":
      return { ...state, registered: event.data, name: event.data.name };
    case "OrganisationRenamed":
      return { ...state, name: event.data.name };
    case "MemberInvited":
      return withInvitation(state, event.data.invitationId, {
        role: event.data.role,
        status: "open",
        acceptedBy: null,
        sentAt: event.meta.recordedAt,
      });
    case "MemberInvitationWithdrawn":
      return withInvitation(state, event.data.invitationId, { status: "withdrawn" });
    case "MemberAdded": {
      const { personId, role, invitationId } = event.data;
      const { [personId]: _back, ...former } = state.former;
      const joined = { ...state, former, members: { ...state.members, [personId]: role } };
      return invitationId === null ? joined : withInvitation(joined, invitationId, { status: "accepted", acceptedBy: personId });
    }
    case "RoleGranted":
      return { ...state, members: { ...state.members, [event.data.personId]: event.data.role } };
    case "MemberRemoved":
      return without(state, event.data.personId, "removed");
    case "PersonErased":
      return without(state, event.data.personId, "erased");
    case "ApiKeyIssued": {
      const { keyId, name, role } = event.data;
      return { ...state, apiKeys: { ...state.apiKeys, [keyId]: { name, role, revoked: false } } };
    }
    case "ApiKeyRevoked": {
      const key = state.apiKeys[event.data.keyId];
      return key ? { ...state, apiKeys: { ...state.apiKeys, [event.data.keyId]: { ...key, revoked: true } } } : state;
    }
    case "RecoveryLinkIssued":
    case "CommandRefused":
      return state;
  }
}

function withInvitation(state: OrganisationState, invitationId: string, change: Partial<Invitation>): OrganisationState {
  const known = state.invitations[invitationId] ?? { role: "member", status: "open", acceptedBy: null, sentAt: "" };
  return { ...state, invitations: { ...state.invitations, [invitationId]: { ...known, ...change } } };
}

function without(state: OrganisationState, personId: string, how: "removed" | "erased"): OrganisationState {
  const { [personId]: _gone, ...members } = state.members;
  return { ...state, members, former: { ...state.former, [personId]: how } };
}

type Decided = readonly OrganisationFact[] | Rejection;
type Decide<Type extends OrganisationCommandType> = (
  state: OrganisationState,
  command: Extract<OrganisationCommand, { type: Type }>,
  context: Context,
) => Decided;

/** Whether others would be left without an owner if this person went. */
export const leavesOthersWithoutOwner = ({ members }: OrganisationState, personId: string): boolean =>
  members[personId] === "owner" && Object.keys(members).length > 1 && isLastOwner(members, personId);

const isLastOwner = (members: OrganisationState["members"], personId: string): boolean =>
  Object.entries(members).every(([id, role]) => role !== "owner" || id === personId);

/** An owner is made and removed by an owner, or by the operator, who gives an organisation its first. */
const mayHandOutOwnership = (state: OrganisationState, { actor, operator }: Context): boolean =>
  operator || (actor.kind === "person" && state.members[actor.id] === "owner");

const deciders: { readonly [Type in OrganisationCommandType]: Decide<Type> } = {
  RegisterOrganisation(state, { name, country }, { actor, operator }) {
    if (state.registered) {
      const same =
        state.registered.name === name && state.registered.country === country && (operator || state.members[actor.id] !== undefined);
      return same ? [] : reject("id-taken");
    }
    const registered: OrganisationFact = { type: "OrganisationRegistered", data: { name, country } };
    return operator ? [registered] : [registered, { type: "MemberAdded", data: { personId: actor.id, role: "owner", invitationId: null } }];
  },

  RenameOrganisation(state, { name }) {
    return state.name === name ? [] : [{ type: "OrganisationRenamed", data: { from: state.name, name } }];
  },

  InviteMember(state, { invitationId, role }, context) {
    // Before anything else: whoever may not make owners must not be shown the link of an owner's invitation either.
    if (role === "owner" && !mayHandOutOwnership(state, context)) return reject("owner-only");
    const known = state.invitations[invitationId];
    if (!known) return [{ type: "MemberInvited", data: { invitationId, role } }];
    if (known.role !== role) return reject("id-taken");
    return known.status === "withdrawn" ? reject("invitation-closed") : [];
  },

  WithdrawMemberInvitation(state, { invitationId }) {
    const known = state.invitations[invitationId];
    if (!known) return reject("unknown-invitation");
    if (known.status === "withdrawn") return [];
    return known.status === "accepted" ? reject("invitation-closed") : [{ type: "MemberInvitationWithdrawn", data: { invitationId } }];
  },

  AcceptMemberInvitation(state, { invitationId }, { actor }) {
    const known = state.invitations[invitationId];
    if (!known) return reject("unknown-invitation");
    if (known.status === "accepted" && known.acceptedBy === actor.id && state.members[actor.id] !== undefined) return [];
    if (known.status !== "open") return reject("invitation-closed");
    if (state.members[actor.id] !== undefined) return reject("already-member");
    if (state.former[actor.id] === "erased") return reject("person-erased");
    return [{ type: "MemberAdded", data: { personId: actor.id, role: known.role, invitationId } }];
  },

  ChangeRole(state, { personId, role }, context) {
    const from = state.members[personId];
    if (from === undefined) return reject("unknown-member");
    if (from === role) return [];
    if ((from === "owner" || role === "owner") && !mayHandOutOwnership(state, context)) return reject("owner-only");
    if (from === "owner" && isLastOwner(state.members, personId)) return reject("last-owner");
    return [{ type: "RoleGranted", data: { personId, from, role } }];
  },

  RemoveMember(state, { personId }, context) {
    const role = state.members[personId];
    if (role === undefined) return state.former[personId] ? [] : reject("unknown-member");
    if (role === "owner" && !mayHandOutOwnership(state, context)) return reject("owner-only");
    if (role === "owner" && isLastOwner(state.members, personId)) return reject("last-owner");
    return [{ type: "MemberRemoved", data: { personId } }];
  },

  IssueApiKey(state, { keyId, name, role }) {
    const known = state.apiKeys[keyId];
    if (known) return known.name === name && known.role === role ? [] : reject("id-taken");
    return [{ type: "ApiKeyIssued", data: { keyId, name, role } }];
  },

  RevokeApiKey(state, { keyId }) {
    const known = state.apiKeys[keyId];
    if (!known) return reject("unknown-key");
    return known.revoked ? [] : [{ type: "ApiKeyRevoked", data: { keyId } }];
  },

  // Every link handed out is a fact of its own, so this one is not idempotent but by its key.
  NoteRecoveryLink(state, { personId }) {
    return state.members[personId] === undefined ? reject("unknown-member") : [{ type: "RecoveryLinkIssued", data: { personId } }];
  },

  // Never refused: when it is noted, the person's key is already gone.
  NotePersonErased(state, { personId }) {
    return state.former[personId] === "erased" ? [] : [{ type: "PersonErased", data: { personId } }];
  },
};

/**
 * Decides a command. Pure: the same state, command and context always give the same answer.
 * @returns the facts to record; none when it is already so; or a rejection with its reason.
 */
export function decide(state: OrganisationState, command: OrganisationCommand, context: Context): Decided {
  if (!state.registered && command.type !== "RegisterOrganisation") return reject("unknown-organisation");
  // Each decider takes exactly the command of its own name; the type checker cannot follow that through the look-up.
  return (deciders[command.type] as Decide<OrganisationCommandType>)(state, command as never, context);
}
