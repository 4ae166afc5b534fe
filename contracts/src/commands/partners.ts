import { z } from "zod";
import { Uuid } from "../events/envelope.ts";
import { ringIds } from "../method/rings.ts";
import { personalText } from "../personal.ts";
import { line, prose, TimeZone } from "../text.ts";
import { defineCommand, type CommandsOf } from "./define.ts";

const ring = z.enum(ringIds);
const reason = prose(2_000);
const message = prose(2_000)
  .transform(personalText)
  .nullable()
  .default(null)
  .meta({ description: "A personal word to the invited; stored encrypted with your key" });

export const InitiateAlliance = defineCommand("InitiateAlliance", "Found an alliance, with your organisation as its first core partner", {
  name: line(),
  purpose: prose(2_000),
  timeZone: TimeZone,
  partnerId: Uuid,
  partnerName: line(),
  partnerOrganisationId: Uuid.optional().meta({ description: "Operator only: the registered organisation that initiated it" }),
});

export const InvitePartner = defineCommand("InvitePartner", "Invite a party to take part; it will see the shared history in full", {
  invitationId: Uuid,
  partnerId: Uuid,
  name: line(),
  ring,
  under: Uuid.nullable().default(null),
  message,
});

export const InviteFacilitator = defineCommand("InviteFacilitator", "Invite an independent facilitator", {
  invitationId: Uuid,
  facilitatorId: Uuid,
  name: line(),
  message,
});

export const AcceptInvitation = defineCommand("AcceptInvitation", "Accept an invitation for your organisation", { invitationId: Uuid });
export const DeclineInvitation = defineCommand("DeclineInvitation", "Decline an invitation", {
  invitationId: Uuid,
  reason: reason.nullable().default(null),
});
export const WithdrawInvitation = defineCommand("WithdrawInvitation", "Withdraw an invitation that nobody has answered", {
  invitationId: Uuid,
  reason: reason.nullable().default(null),
});

export const ReportPartner = defineCommand("ReportPartner", "Report that a party takes part which is not on the platform", {
  partnerId: Uuid,
  name: line(),
  ring,
  under: Uuid.nullable().default(null),
  organisationId: Uuid.optional().meta({ description: "Operator only: the registered organisation that fills this place" }),
});

export const MovePartner = defineCommand("MovePartner", "Move a partner to another ring", {
  partnerId: Uuid,
  ring,
  reason,
  decisionId: Uuid.nullable().default(null),
});

export const LeaveAlliance = defineCommand("LeaveAlliance", "Leave the alliance; you keep the record as it stands now", {
  partnerId: Uuid,
  reason: reason.nullable().default(null),
});

export const ReleaseFacilitator = defineCommand("ReleaseFacilitator", "Release the facilitator", {
  facilitatorId: Uuid,
  reason: reason.nullable().default(null),
});

export const partnerCommands = {
  InitiateAlliance,
  InvitePartner,
  InviteFacilitator,
  AcceptInvitation,
  DeclineInvitation,
  WithdrawInvitation,
  ReportPartner,
  MovePartner,
  LeaveAlliance,
  ReleaseFacilitator,
};
export type PartnerCommand = CommandsOf<typeof partnerCommands>;
