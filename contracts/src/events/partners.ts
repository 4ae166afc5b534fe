import { z } from "zod";
import { ringIds } from "../method/rings.ts";
import { personal } from "../personal.ts";
import { line, prose, TimeZone } from "../text.ts";
import { defineEvent, type FactsOf } from "./define.ts";
import { Uuid } from "./envelope.ts";

/**
 * Who takes part. A *partner* is one party's place in this alliance and has an id of its own, because one organisation may hold two
 * places and a party need not be on the platform; `organisationId` is the tenant that fills the place, null while there is none.
 */
const partnerId = Uuid;
const organisationId = Uuid.nullable();
const ring = z.enum(ringIds);
const reason = prose(2_000);

export const AllianceInitiated = defineEvent("AllianceInitiated", {
  name: line(),
  /** The issue the parties want to take on together, in a sentence. */
  purpose: prose(2_000),
  /** Due dates are local dates in this zone. */
  timeZone: TimeZone,
  initiatorId: partnerId,
});

export const PartnerInvited = defineEvent("PartnerInvited", {
  invitationId: Uuid,
  partnerId,
  name: line(),
  ring,
  /** The partner under which this one takes part (an affiliated party), if any. */
  under: partnerId.nullable(),
  /** A word from the inviter to the invited. */
  message: personal().nullable(),
});

export const FacilitatorInvited = defineEvent("FacilitatorInvited", {
  invitationId: Uuid,
  facilitatorId: Uuid,
  name: line(),
  message: personal().nullable(),
});

export const InvitationAccepted = defineEvent("InvitationAccepted", { invitationId: Uuid, organisationId: Uuid });
export const InvitationDeclined = defineEvent("InvitationDeclined", { invitationId: Uuid, reason: reason.nullable() });
export const InvitationWithdrawn = defineEvent("InvitationWithdrawn", { invitationId: Uuid, reason: reason.nullable() });

/** The one fact of membership; access begins with it. */
export const PartnerJoined = defineEvent("PartnerJoined", {
  partnerId,
  organisationId,
  name: line(),
  ring,
  under: partnerId.nullable(),
});

export const PartnerMovedBetweenRings = defineEvent("PartnerMovedBetweenRings", {
  partnerId,
  organisationId,
  from: ring,
  to: ring,
  reason,
  /** The joint decision it rests on; null while one core partner stands alone, or when reported. */
  decisionId: Uuid.nullable(),
});

export const PartnerLeft = defineEvent("PartnerLeft", { partnerId, organisationId, reason: reason.nullable() });

export const FacilitatorAppointed = defineEvent("FacilitatorAppointed", { facilitatorId: Uuid, organisationId: Uuid, name: line() });
export const FacilitatorReleased = defineEvent("FacilitatorReleased", {
  facilitatorId: Uuid,
  organisationId: Uuid,
  reason: reason.nullable(),
});

export const partnerEvents = {
  AllianceInitiated,
  PartnerInvited,
  FacilitatorInvited,
  InvitationAccepted,
  InvitationDeclined,
  InvitationWithdrawn,
  PartnerJoined,
  PartnerMovedBetweenRings,
  PartnerLeft,
  FacilitatorAppointed,
  FacilitatorReleased,
};
export type PartnerFact = FactsOf<typeof partnerEvents>;
