import { ringIds, rings, type RingId } from "@entente/contracts/method/rings";
import type { AlliancePage, PartnerOfAlliance } from "@entente/contracts/views/alliance";
import { newId } from "../../../api/ids.ts";
import { asBlanks } from "../../../i18n/index.ts";
import { act, orNull, type Act } from "./act.ts";
import type { Setting } from "./setting.ts";

/** Bringing parties in. */
export function gatheringActs({ stand, t, language }: Setting): Act[] {
  const acts: Act[] = [];
  if (stand.readOnly || !stand.core) return acts;
  const ring = {
    kind: "choice",
    label: t("alliance.blank.ring"),
    options: ringIds.map((id) => ({ value: id, label: rings[id].name[language] })),
  } as const;
  const message = { kind: "prose", label: t("alliance.blank.message"), placeholder: t("alliance.blank.messageHint") } as const;
  if (stand.may("/invitations")) {
    const [invitationId, partnerId] = [newId(), newId()];
    acts.push(
      act({
        name: "invite",
        look: "act",
        command: "InvitePartner",
        path: {},
        verb: t("alliance.invite.verb"),
        label: t("alliance.invite.label"),
        sentence: t("alliance.invite.sentence", asBlanks("name", "ring", "message")),
        blanks: { name: { kind: "text", label: t("alliance.blank.party"), placeholder: t("alliance.blank.partyHint") }, ring, message },
        initial: { name: "", ring: "core", message: "" },
        foresee: (values) =>
          [
            t("alliance.invite.history"),
            rings[values.ring as RingId].decides[language] === ""
              ? ""
              : t("alliance.invite.decides", {
                  ring: rings[values.ring as RingId].name[language],
                  how: rings[values.ring as RingId].decides[language],
                }),
          ].filter((line) => line !== ""),
        consequence: t("alliance.invite.personal"),
        body: (values) => ({ invitationId, partnerId, name: values.name, ring: values.ring as RingId, message: orNull(values.message) }),
      }),
    );
  }
  if (stand.may("/partners")) {
    const partnerId = newId();
    acts.push(
      act({
        name: "report",
        command: "ReportPartner",
        path: {},
        verb: t("alliance.report.partner.verb"),
        label: t("alliance.report.partner.label"),
        sentence: t("alliance.report.partner.sentence", asBlanks("name", "ring")),
        blanks: { name: { kind: "text", label: t("alliance.blank.party"), placeholder: t("alliance.blank.partyHint") }, ring },
        initial: { name: "", ring: "complementary" },
        consequence: t("alliance.report.consequence"),
        body: (values) => ({ partnerId, onBehalfOf: partnerId, name: values.name, ring: values.ring as RingId }),
      }),
    );
  }
  if (stand.may("/facilitators")) {
    const [invitationId, facilitatorId] = [newId(), newId()];
    acts.push(
      act({
        name: "facilitator",
        command: "InviteFacilitator",
        path: {},
        verb: t("alliance.facilitator.invite.verb"),
        label: t("alliance.facilitator.invite.label"),
        sentence: t("alliance.facilitator.invite.sentence", asBlanks("name", "message")),
        blanks: { name: { kind: "text", label: t("alliance.blank.facilitator") }, message },
        initial: { name: "", message: "" },
        foresee: () => [t("alliance.facilitator.invite.history")],
        consequence: t("alliance.invite.personal"),
        body: (values) => ({ invitationId, facilitatorId, name: values.name, message: orNull(values.message) }),
      }),
    );
  }
  return acts;
}

/** What can be done with one partner's place. */
export function partnerActs(partner: PartnerOfAlliance, { record, stand, t, language }: Setting): Act[] {
  const { partnerId, name } = partner;
  const acts: Act[] = [];
  if (stand.readOnly || partner.left !== null) return acts;
  const core = record.alliance.partners.filter((each) => each.left === null && each.ring === "core");
  const lastOfCore = partner.ring === "core" && core.length === 1;
  const taken = [...record.decisions.values()].filter((decision) => decision.status === "taken");
  if (stand.core && !lastOfCore && stand.may("/partners/:partnerId/move")) {
    const others = ringIds.filter((id) => id !== partner.ring);
    const ring = {
      kind: "choice",
      label: t("alliance.blank.ring"),
      options: others.map((id) => ({ value: id, label: rings[id].name[language] })),
    } as const;
    const reason = { kind: "prose", label: t("alliance.blank.reason") } as const;
    const moving = {
      name: "move",
      further: true,
      command: "MovePartner",
      path: { partnerId },
      verb: t("alliance.partner.move.verb"),
      label: t("alliance.partner.move.label", { name }),
      foresee: (values: Readonly<Record<string, string>>) =>
        values.ring === "free-space" ? [t("alliance.partner.move.freeSpace", { name })] : [],
    } as const;
    acts.push(
      core.length === 1
        ? act({
            ...moving,
            sentence: t("alliance.partner.move.sentence", { name, ...asBlanks("ring", "reason") }),
            blanks: { ring, reason },
            initial: { ring: others[0] ?? "", reason: "" },
            body: (values) => ({ ring: values.ring as RingId, reason: values.reason }),
          })
        : act({
            ...moving,
            sentence: t("alliance.partner.move.sentenceDecision", { name, ...asBlanks("ring", "reason", "decisionId") }),
            blanks: {
              ring,
              reason,
              decisionId: {
                kind: "choice",
                label: t("alliance.blank.decision"),
                prompt: t("alliance.blank.decisionPrompt"),
                options: taken.map((decision) => ({ value: decision.decisionId, label: decision.question })),
              },
            },
            initial: { ring: others[0] ?? "", reason: "", decisionId: "" },
            consequence: taken.length === 0 ? t("alliance.partner.move.noDecision") : t("alliance.partner.move.needsDecision"),
            body: (values) => ({ ring: values.ring as RingId, reason: values.reason, decisionId: orNull(values.decisionId) }),
          }),
    );
  }
  const own = stand.own.some((each) => each.partnerId === partnerId);
  const told = stand.reportable.some((each) => each.partnerId === partnerId);
  if ((own || told) && !lastOfCore && stand.may("/partners/:partnerId/leave")) {
    acts.push(
      act({
        name: "leave",
        further: true,
        look: "alarm",
        grave: true,
        command: "LeaveAlliance",
        path: { partnerId },
        verb: own ? t("alliance.leave.verb") : t("alliance.leave.reportVerb"),
        label: own ? t("alliance.leave.label", { name }) : t("alliance.leave.reportLabel", { name }),
        sentence: t("alliance.leave.sentence", { name, ...asBlanks("reason") }),
        blanks: { reason: { kind: "prose", label: t("alliance.blank.reason"), placeholder: t("alliance.blank.optional") } },
        initial: { reason: "" },
        consequence: own ? t("alliance.leave.consequence") : t("alliance.report.consequence"),
        body: ({ reason }) => ({ reason: orNull(reason), ...(own ? {} : { onBehalfOf: partnerId }) }),
      }),
    );
  }
  return acts;
}

/** Taking an invitation back that nobody has answered. */
export function invitationActs(invitation: AlliancePage["invitations"][number], { stand, t }: Setting): Act[] {
  if (invitation.status !== "open" || stand.readOnly || !stand.core || !stand.may("/invitations/:invitationId/withdraw")) return [];
  return [
    act({
      name: "withdraw",
      look: "quiet",
      command: "WithdrawInvitation",
      path: { invitationId: invitation.invitationId },
      verb: t("alliance.invitation.withdraw.verb"),
      label: t("alliance.invitation.withdraw.label"),
      sentence: t("alliance.invitation.withdraw.sentence", { name: invitation.name, ...asBlanks("reason") }),
      blanks: { reason: { kind: "text", label: t("alliance.blank.reason"), placeholder: t("alliance.blank.optional") } },
      initial: { reason: "" },
      body: ({ reason }) => ({ reason: orNull(reason) }),
    }),
  ];
}

/** Ending the facilitator's task. */
export function facilitatorActs(facilitator: AlliancePage["facilitators"][number], { stand, t }: Setting): Act[] {
  const own = facilitator.organisationId === stand.organisationId;
  if (facilitator.released !== null || stand.readOnly || !(own || stand.core) || !stand.may("/facilitators/:facilitatorId/release"))
    return [];
  return [
    act({
      name: "release",
      look: "quiet",
      command: "ReleaseFacilitator",
      path: { facilitatorId: facilitator.facilitatorId },
      verb: own ? t("alliance.facilitator.release.stepDown") : t("alliance.facilitator.release.verb"),
      label: t("alliance.facilitator.release.label"),
      sentence: t("alliance.facilitator.release.sentence", { name: facilitator.name, ...asBlanks("reason") }),
      blanks: { reason: { kind: "text", label: t("alliance.blank.reason"), placeholder: t("alliance.blank.optional") } },
      initial: { reason: "" },
      consequence: t("alliance.facilitator.release.consequence"),
      body: ({ reason }) => ({ reason: orNull(reason) }),
    }),
  ];
}
