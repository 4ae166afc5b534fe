import { saysSomething } from "@entente/contracts/events/agreements";
import { addDays } from "@entente/contracts/days";
import { currentVersion, proposedVersion, type AgreementEntry } from "@entente/contracts/views/agreements";
import { asBlanks } from "../../../i18n/index.ts";
import { act, orNull, type Act } from "./act.ts";
import { restingOn } from "./resting.ts";
import type { Setting } from "./setting.ts";

/** Signing, and what becomes of an agreement in force; texts have an editor of their own. */
export function agreementActs(agreement: AgreementEntry, setting: Setting): Act[] {
  return setting.stand.readOnly ? [] : [...signActs(agreement, setting), ...courseActs(agreement, setting)];
}

/** The text that waits for signatures: a draft, or the amendment of what is in force. */
function awaiting(agreement: AgreementEntry): AgreementEntry["versions"][number] | undefined {
  if (agreement.status === "draft") return currentVersion(agreement);
  return agreement.status === "in-force" || agreement.status === "suspended" ? proposedVersion(agreement) : undefined;
}

function signActs(agreement: AgreementEntry, { stand, t }: Setting): Act[] {
  const { agreementId } = agreement;
  const text = awaiting(agreement);
  if (!text || !stand.may("/agreements/:agreementId/signatures")) return [];
  const { version } = text;
  const signed = (partnerId: string, live: boolean) =>
    text.signatures.some((signature) => signature.partnerId === partnerId && !(live && signature.signed.reported));
  const own = stand.own.filter((each) => text.parties.includes(each.partnerId) && !signed(each.partnerId, true));
  const told = stand.reportable.filter((each) => text.parties.includes(each.partnerId) && !signed(each.partnerId, false));
  return [
    ...(saysSomething(text) ? own : []).map((partner) =>
      act({
        name: `sign-${partner.partnerId}`,
        look: "act",
        command: "SignAgreement",
        path: { agreementId },
        verb: t("alliance.sign.verb", { version, partner: partner.name }),
        label: t("alliance.sign.label"),
        sentence: t("alliance.sign.sentence", { version, partner: partner.name, title: text.title }),
        blanks: {},
        initial: {},
        consequence: text.amends ? t("alliance.sign.amendment") : t("alliance.sign.consequence"),
        body: () => ({ version, partnerId: partner.partnerId }),
      }),
    ),
    ...told.map((partner) =>
      act({
        name: `report-${partner.partnerId}`,
        further: true,
        command: "SignAgreement",
        path: { agreementId },
        verb: t("alliance.report.signature.verb", { partner: partner.name }),
        label: t("alliance.report.signature.label"),
        sentence: t("alliance.report.signature.sentence", { partner: partner.name, version }),
        blanks: {},
        initial: {},
        consequence: t("alliance.report.consequence"),
        body: () => ({ version, partnerId: partner.partnerId, onBehalfOf: partner.partnerId }),
      }),
    ),
  ];
}

/** Letting it run on, setting it aside and ending it: each rests on a decision that the partners took together. */
function courseActs(agreement: AgreementEntry, setting: Setting): Act[] {
  const { stand, today, t } = setting;
  const { agreementId, status, title, validUntil } = agreement;
  if (!stand.core) return [];
  const path = { agreementId };
  const { blank: decisionId, missing } = restingOn(setting);
  const reason = { kind: "prose", label: t("alliance.blank.reason") } as const;
  const why = { kind: "prose", label: t("alliance.blank.why"), placeholder: t("alliance.blank.whyHint") } as const;
  const consequence = (words: string) => (missing ? t("alliance.terminate.noDecision") : words);
  const runs = status === "in-force" || status === "suspended";
  const acts: Act[] = [];
  if ((runs || status === "expired") && validUntil !== null && stand.may("/agreements/:agreementId/renew")) {
    const near = agreement.expiring !== null || status === "expired";
    // An amendment on the table may say another end: then signing comes first.
    const look = agreement.proposed === null ? "act" : "plain";
    acts.push(
      act({
        name: "renew",
        ...(near ? { look } : { further: true }),
        command: "RenewAgreement",
        path,
        verb: t("alliance.renew.verb"),
        label: t("alliance.renew.label", { title }),
        sentence: t("alliance.renew.sentence", asBlanks("validUntil", "reason", "decisionId")),
        blanks: {
          validUntil: { kind: "date", label: t("alliance.blank.renewUntil"), min: validUntil < today ? today : addDays(validUntil, 1) },
          reason: why,
          decisionId,
        },
        initial: { validUntil: "", reason: "", decisionId: "" },
        consequence: consequence(t("alliance.renew.consequence")),
        body: (values) => ({
          validUntil: orNull(values.validUntil),
          reason: orNull(values.reason),
          decisionId: orNull(values.decisionId),
        }),
      }),
    );
  }
  if (status === "suspended" && stand.may("/agreements/:agreementId/resume")) {
    acts.push(
      act({
        name: "resume",
        look: "act",
        command: "ResumeAgreement",
        path,
        verb: t("alliance.resume.verb"),
        label: t("alliance.resume.label", { title }),
        sentence: t("alliance.resume.sentence", asBlanks("reason", "decisionId")),
        blanks: { reason: why, decisionId },
        initial: { reason: "", decisionId: "" },
        ...(missing && { consequence: t("alliance.terminate.noDecision") }),
        body: (values) => ({ reason: orNull(values.reason), decisionId: orNull(values.decisionId) }),
      }),
    );
  }
  if (status === "in-force" && stand.may("/agreements/:agreementId/suspend")) {
    acts.push(
      act({
        name: "suspend",
        further: true,
        command: "SuspendAgreement",
        path,
        verb: t("alliance.suspend.verb"),
        label: t("alliance.suspend.label", { title }),
        sentence: t("alliance.suspend.sentence", asBlanks("until", "reason", "decisionId")),
        blanks: { until: { kind: "date", label: t("alliance.blank.suspendUntil"), min: today }, reason, decisionId },
        initial: { until: "", reason: "", decisionId: "" },
        consequence: consequence(t("alliance.suspend.consequence")),
        body: (values) => ({ until: orNull(values.until), reason: values.reason, decisionId: orNull(values.decisionId) }),
      }),
    );
  }
  if (runs && stand.may("/agreements/:agreementId/terminate")) {
    acts.push(
      act({
        name: "terminate",
        look: "alarm",
        grave: true,
        command: "TerminateAgreement",
        path,
        verb: t("alliance.terminate.verb"),
        label: t("alliance.terminate.label", { title }),
        sentence: t("alliance.terminate.sentence", asBlanks("reason", "decisionId")),
        blanks: { reason, decisionId },
        initial: { reason: "", decisionId: "" },
        consequence: consequence(t("alliance.terminate.consequence")),
        body: (values) => ({ reason: values.reason, decisionId: orNull(values.decisionId) }),
      }),
    );
  }
  return acts;
}
