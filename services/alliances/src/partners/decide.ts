import type { AllianceEvent } from "@entente/contracts/events/catalogue";
import type { PartnerFact } from "@entente/contracts/events/partners";
import type { CommandOf } from "@entente/contracts/commands/define";
import type { partnerCommands } from "@entente/contracts/commands/partners";
import type { RingId } from "@entente/contracts/method/rings";
import { reject, type Rejection } from "@entente/contracts/rejections";
import type { Context } from "../context.ts";
import type { AllianceState } from "../decider.ts";

type Command<Name extends keyof typeof partnerCommands> = CommandOf<(typeof partnerCommands)[Name]>;
type Decision = readonly (PartnerFact | { readonly type: "PhaseEntered"; readonly data: PhaseStart })[] | Rejection;
interface PhaseStart {
  readonly phase: "explore";
  readonly from: null;
  readonly direction: "start";
  readonly transitionId: null;
  readonly leftUndone: [];
}

export interface Partner {
  readonly partnerId: string;
  readonly organisationId: string | null;
  readonly name: string;
  /** As it was first stated: a command that comes again is compared with this, also after a correction. */
  readonly firstName: string;
  readonly ring: RingId;
  /** The partner under which it takes part, if any. */
  readonly under: string | null;
  readonly left: boolean;
  /** Who stated the facts about it, and when: what a correction names. */
  readonly joined: Statement;
  readonly leaving: Statement | null;
}

export interface Invitation {
  readonly invitationId: string;
  readonly kind: "partner" | "facilitator";
  /** The partner's or facilitator's id it will have. */
  readonly forId: string;
  readonly name: string;
  readonly ring: RingId | null;
  readonly under: string | null;
  readonly by: string | null;
  readonly status: "open" | "accepted" | "declined" | "withdrawn";
}

/** Where a fact was stated: what a correction must name, and who may make it. */
export interface Statement {
  readonly revision: number;
  readonly effectiveAt: string;
  readonly organisationId: string | null;
}

export interface PartnersState {
  readonly initiated: {
    readonly name: string;
    readonly firstName: string;
    readonly purpose: string;
    readonly timeZone: string;
    readonly initiatorId: string;
    readonly stated: Statement;
  } | null;
  readonly partners: Readonly<Record<string, Partner>>;
  readonly invitations: Readonly<Record<string, Invitation>>;
  readonly facilitators: Readonly<Record<string, { readonly organisationId: string; readonly name: string }>>;
}

export const noPartners: PartnersState = { initiated: null, partners: {}, invitations: {}, facilitators: {} };

export const statementOf = (event: AllianceEvent): Statement => ({
  revision: event.revision,
  effectiveAt: event.meta.effectiveAt,
  organisationId: event.meta.actor.organisationId,
});

export function evolvePartners(state: PartnersState, event: AllianceEvent): PartnersState {
  switch (event.type) {
    case "AllianceInitiated":
      return { ...state, initiated: { ...event.data, firstName: event.data.name, stated: statementOf(event) } };
    case "PartnerInvited": {
      const { invitationId, partnerId, name, ring, under } = event.data;
      return withInvitation(state, {
        invitationId,
        kind: "partner",
        forId: partnerId,
        name,
        ring,
        under,
        by: event.meta.actor.organisationId,
        status: "open",
      });
    }
    case "FacilitatorInvited": {
      const { invitationId, facilitatorId, name } = event.data;
      return withInvitation(state, {
        invitationId,
        kind: "facilitator",
        forId: facilitatorId,
        name,
        ring: null,
        under: null,
        by: event.meta.actor.organisationId,
        status: "open",
      });
    }
    case "InvitationAccepted":
      return closed(state, event.data.invitationId, "accepted");
    case "InvitationDeclined":
      return closed(state, event.data.invitationId, "declined");
    case "InvitationWithdrawn":
      return closed(state, event.data.invitationId, "withdrawn");
    case "PartnerJoined": {
      const { partnerId, organisationId, name, ring, under } = event.data;
      return withPartner(state, {
        partnerId,
        organisationId,
        name,
        firstName: name,
        ring,
        under,
        left: false,
        joined: statementOf(event),
        leaving: null,
      });
    }
    case "PartnerMovedBetweenRings":
      return changed(state, event.data.partnerId, { ring: event.data.to });
    case "PartnerLeft":
      return changed(state, event.data.partnerId, { left: true, leaving: statementOf(event) });
    case "FacilitatorAppointed": {
      const { facilitatorId, organisationId, name } = event.data;
      return { ...state, facilitators: { ...state.facilitators, [facilitatorId]: { organisationId, name } } };
    }
    case "FacilitatorReleased": {
      const { [event.data.facilitatorId]: _released, ...facilitators } = state.facilitators;
      return { ...state, facilitators };
    }
    case "FactCorrected":
      return corrected(state, event);
    default:
      return state;
  }
}

const withPartner = (state: PartnersState, partner: Partner): PartnersState => ({
  ...state,
  partners: { ...state.partners, [partner.partnerId]: partner },
});
const withInvitation = (state: PartnersState, invitation: Invitation): PartnersState => ({
  ...state,
  invitations: { ...state.invitations, [invitation.invitationId]: invitation },
});

function changed(state: PartnersState, partnerId: string, change: Partial<Partner>): PartnersState {
  const partner = state.partners[partnerId];
  return partner ? withPartner(state, { ...partner, ...change }) : state;
}

function closed(state: PartnersState, invitationId: string, status: Invitation["status"]): PartnersState {
  const invitation = state.invitations[invitationId];
  return invitation ? withInvitation(state, { ...invitation, status }) : state;
}

function corrected(state: PartnersState, event: Extract<AllianceEvent, { type: "FactCorrected" }>): PartnersState {
  const { correction } = event.data;
  const { initiated } = state;
  switch (correction.fact) {
    case "allianceName":
      return initiated ? { ...state, initiated: { ...initiated, name: correction.becomes } } : state;
    case "alliancePurpose":
      return initiated ? { ...state, initiated: { ...initiated, purpose: correction.becomes } } : state;
    case "partnerName":
      return changed(state, correction.partnerId, { name: correction.becomes });
    case "partnerJoinedAt":
    case "partnerLeftAt": {
      const partner = state.partners[correction.partnerId];
      const key = correction.fact === "partnerJoinedAt" ? "joined" : "leaving";
      const statement = partner?.[key];
      return statement ? changed(state, correction.partnerId, { [key]: { ...statement, effectiveAt: correction.becomes } }) : state;
    }
    default:
      return state;
  }
}

/** Partners that take part now. */
export const present = (state: PartnersState): Partner[] => Object.values(state.partners).filter((partner) => !partner.left);
export const coreOf = (state: PartnersState): Partner[] => present(state).filter((partner) => partner.ring === "core");
export const ringOf = (state: PartnersState): Partner[] => present(state).filter((partner) => partner.ring === "complementary");
/** The places an organisation fills now. */
export const placesOf = (state: PartnersState, organisationId: string | null): Partner[] =>
  organisationId === null ? [] : present(state).filter((partner) => partner.organisationId === organisationId);

/** The partner that a command speaks for, if the caller may: its own place, or a reported one that is not on the platform. */
export function speakingFor(state: AllianceState, partnerId: string, context: Context): Partner | Rejection {
  const partner = state.partners.partners[partnerId];
  if (!partner) return reject("unknown-partner");
  if (partner.left) return reject("partner-left", { partner: partner.name });
  if (context.onBehalfOf !== null)
    return context.onBehalfOf === partnerId ? (mayReport(state, context) ?? partner) : reject("not-your-partner");
  if (partner.organisationId === null || partner.organisationId !== context.actor.organisationId) return reject("not-your-partner");
  return partner;
}

/** Reporting is for parties that are not on the platform; the operator may report for all, since nothing reported counts as live. */
export function mayReport(state: AllianceState, context: Context): Rejection | null {
  if (context.onBehalfOf === null) return null;
  const partner = state.partners.partners[context.onBehalfOf];
  if (!partner) return reject("unknown-partner");
  if (context.operator) return null;
  if (partner.organisationId !== null) return reject("partner-speaks-for-itself", { partner: partner.name });
  return placesOf(state.partners, context.actor.organisationId).some((place) => place.ring === "core") ? null : reject("core-partner-only");
}

/** Whether the caller acts as a core partner, or reports for one. */
export function asCorePartner(state: AllianceState, context: Context): Rejection | null {
  const reporting = mayReport(state, context);
  if (reporting) return reporting;
  if (context.operator) return context.onBehalfOf === null ? reject("only-reported") : null;
  return placesOf(state.partners, context.actor.organisationId).some((place) => place.ring === "core") ? null : reject("core-partner-only");
}

/** Whether the caller acts as a partner of core or ring, or reports for one. */
export function atTheTable(state: AllianceState, context: Context): Rejection | null {
  const fault = mayReport(state, context);
  if (fault || context.onBehalfOf !== null) return fault;
  return placesOf(state.partners, context.actor.organisationId).some((place) => place.ring !== "free-space")
    ? null
    : reject("not-your-partner");
}

/** What binds all rests on a decision that was taken, unless a core partner sits at the table alone or it is reported from elsewhere. */
export function restsOnDecision(state: AllianceState, decisionId: string | null, context: Context): Rejection | null {
  if (context.operator && context.onBehalfOf !== null) return null;
  if (decisionId === null) return coreOf(state.partners).length + ringOf(state.partners).length > 1 ? reject("needs-joint-decision") : null;
  const decision = state.decisions.decisions[decisionId];
  if (!decision) return reject("unknown-decision");
  return decision.status === "taken" ? null : reject("decision-not-taken");
}

export const partnerDeciders = {
  InitiateAlliance(state: AllianceState, command: Command<"InitiateAlliance">, context: Context): Decision {
    const { initiated } = state.partners;
    if (initiated) return initiated.initiatorId === command.partnerId && initiated.firstName === command.name ? [] : reject("id-taken");
    const organisationId = context.operator ? (command.partnerOrganisationId ?? null) : context.actor.organisationId;
    if (context.operator && context.onBehalfOf !== command.partnerId) return reject("only-reported");
    if (!context.operator && context.onBehalfOf !== null) return reject("not-your-partner");
    const { name, purpose, timeZone, partnerId, partnerName } = command;
    return [
      { type: "AllianceInitiated", data: { name, purpose, timeZone, initiatorId: partnerId } },
      { type: "PartnerJoined", data: { partnerId, organisationId, name: partnerName, ring: "core", under: null } },
      { type: "PhaseEntered", data: { phase: "explore", from: null, direction: "start", transitionId: null, leftUndone: [] } },
    ];
  },

  InvitePartner(state: AllianceState, command: Command<"InvitePartner">, context: Context): Decision {
    const { invitationId, partnerId, name, ring, under, message } = command;
    const known = state.partners.invitations[invitationId];
    if (known) return known.forId === partnerId && known.name === name ? [] : reject("id-taken");
    const fault = asCorePartner(state, context) ?? freshPlace(state, partnerId) ?? hostPlace(state, under);
    return fault ?? [{ type: "PartnerInvited", data: { invitationId, partnerId, name, ring, under, message: ownWord(message, context) } }];
  },

  InviteFacilitator(state: AllianceState, command: Command<"InviteFacilitator">, context: Context): Decision {
    const { invitationId, facilitatorId, name, message } = command;
    const known = state.partners.invitations[invitationId];
    if (known) return known.forId === facilitatorId && known.name === name ? [] : reject("id-taken");
    const fault = asCorePartner(state, context) ?? freshPlace(state, facilitatorId);
    return fault ?? [{ type: "FacilitatorInvited", data: { invitationId, facilitatorId, name, message: ownWord(message, context) } }];
  },

  AcceptInvitation(state: AllianceState, command: Command<"AcceptInvitation">, context: Context): Decision {
    const invitation = state.partners.invitations[command.invitationId];
    if (!invitation) return reject("unknown-invitation");
    const { organisationId } = context.actor;
    if (organisationId === null) return reject("not-your-partner");
    if (invitation.status === "accepted" && filledBy(state, invitation) === organisationId) return [];
    if (invitation.status !== "open") return reject("invitation-closed");
    const accepted = { type: "InvitationAccepted", data: { invitationId: invitation.invitationId, organisationId } } as const;
    if (invitation.kind === "facilitator") {
      if (placesOf(state.partners, organisationId).length > 0) return reject("facilitator-is-partner");
      return [accepted, { type: "FacilitatorAppointed", data: { facilitatorId: invitation.forId, organisationId, name: invitation.name } }];
    }
    if (placesOf(state.partners, organisationId).length > 0) return reject("already-partner");
    if (Object.values(state.partners.facilitators).some((facilitator) => facilitator.organisationId === organisationId))
      return reject("facilitator-is-partner");
    const { forId: partnerId, name, under } = invitation;
    return [
      accepted,
      { type: "PartnerJoined", data: { partnerId, organisationId, name, ring: invitation.ring ?? "complementary", under } },
    ];
  },

  DeclineInvitation(state: AllianceState, command: Command<"DeclineInvitation">): Decision {
    const invitation = state.partners.invitations[command.invitationId];
    if (!invitation) return reject("unknown-invitation");
    if (invitation.status === "declined") return [];
    if (invitation.status !== "open") return reject("invitation-closed");
    return [{ type: "InvitationDeclined", data: { invitationId: invitation.invitationId, reason: command.reason } }];
  },

  WithdrawInvitation(state: AllianceState, command: Command<"WithdrawInvitation">, context: Context): Decision {
    const invitation = state.partners.invitations[command.invitationId];
    if (!invitation) return reject("unknown-invitation");
    if (invitation.status === "withdrawn") return [];
    if (invitation.status !== "open") return reject("invitation-closed");
    const fault = asCorePartner(state, context);
    return fault ?? [{ type: "InvitationWithdrawn", data: { invitationId: invitation.invitationId, reason: command.reason } }];
  },

  ReportPartner(state: AllianceState, command: Command<"ReportPartner">, context: Context): Decision {
    const { partnerId, name, ring, under } = command;
    const organisationId = context.operator ? (command.organisationId ?? null) : null;
    const known = state.partners.partners[partnerId];
    if (known) return known.firstName === name && known.organisationId === organisationId ? [] : reject("id-taken");
    if (context.onBehalfOf !== partnerId) return reject("only-reported");
    if (!context.operator) {
      const fault = asCorePartner(state, { ...context, onBehalfOf: null });
      if (fault) return fault;
    }
    return (
      freshPlace(state, partnerId) ??
      hostPlace(state, under) ?? [{ type: "PartnerJoined", data: { partnerId, organisationId, name, ring, under } }]
    );
  },

  MovePartner(state: AllianceState, command: Command<"MovePartner">, context: Context): Decision {
    const partner = state.partners.partners[command.partnerId];
    if (!partner) return reject("unknown-partner");
    if (partner.left) return reject("partner-left", { partner: partner.name });
    if (partner.ring === command.ring) return [];
    const notTheirs = asCorePartner(state, context);
    if (notTheirs) return notTheirs;
    if (partner.ring === "core" && coreOf(state.partners).length === 1) return reject("last-core-partner");
    const ungrounded = restsOnDecision(state, command.decisionId, context);
    if (ungrounded) return ungrounded;
    const { partnerId, ring: to, reason, decisionId } = command;
    return [
      {
        type: "PartnerMovedBetweenRings",
        data: { partnerId, organisationId: partner.organisationId, from: partner.ring, to, reason, decisionId },
      },
    ];
  },

  LeaveAlliance(state: AllianceState, command: Command<"LeaveAlliance">, context: Context): Decision {
    const known = state.partners.partners[command.partnerId];
    if (known?.left && (known.organisationId === context.actor.organisationId || context.onBehalfOf === known.partnerId)) return [];
    const partner = speakingFor(state, command.partnerId, context);
    if ("kind" in partner) return partner;
    const core = coreOf(state.partners);
    if (!context.operator && state.phases.ended === null && partner.ring === "core" && core.length === 1)
      return reject("last-core-partner");
    return [
      { type: "PartnerLeft", data: { partnerId: partner.partnerId, organisationId: partner.organisationId, reason: command.reason } },
    ];
  },

  ReleaseFacilitator(state: AllianceState, command: Command<"ReleaseFacilitator">, context: Context): Decision {
    const { facilitatorId } = command;
    const facilitator = state.partners.facilitators[facilitatorId];
    if (!facilitator) {
      const appointed = Object.values(state.partners.invitations).some(
        (invitation) => invitation.forId === facilitatorId && invitation.status === "accepted",
      );
      return appointed ? [] : reject("unknown-facilitator");
    }
    const stepsDown = context.onBehalfOf === null && facilitator.organisationId === context.actor.organisationId;
    const fault = stepsDown ? null : asCorePartner(state, context);
    return (
      fault ?? [
        { type: "FacilitatorReleased", data: { facilitatorId, organisationId: facilitator.organisationId, reason: command.reason } },
      ]
    );
  },
};

/** A personal word has an author, whose key it is stored under; the operator, which only reports, has none. */
const ownWord = <Word>(message: Word, context: Context): Word | null => (context.operator ? null : message);

function freshPlace(state: AllianceState, id: string): Rejection | null {
  const invited = Object.values(state.partners.invitations).some((invitation) => invitation.forId === id && invitation.status === "open");
  return invited || state.partners.partners[id] || state.partners.facilitators[id] ? reject("id-taken") : null;
}

function hostPlace(state: AllianceState, under: string | null): Rejection | null {
  return under === null || state.partners.partners[under] ? null : reject("unknown-partner");
}

function filledBy(state: AllianceState, invitation: Invitation): string | null {
  const place = invitation.kind === "partner" ? state.partners.partners[invitation.forId] : state.partners.facilitators[invitation.forId];
  return place?.organisationId ?? null;
}
