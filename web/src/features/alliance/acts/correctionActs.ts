import type { AgreementEntry } from "@entente/contracts/views/agreements";
import type { AlliancePage, PartnerOfAlliance } from "@entente/contracts/views/alliance";
import type { DecisionEntry } from "@entente/contracts/views/decisions";
import type { Actor } from "@entente/contracts/events/envelope";
import { newId } from "../../../api/ids.ts";
import { asBlanks } from "../../../i18n/index.ts";
import { act, type Act } from "./act.ts";
import type { Setting } from "./setting.ts";

type Fact =
  | { fact: "allianceName" | "alliancePurpose" }
  | { fact: "partnerName"; partnerId: string }
  | { fact: "decisionQuestion"; decisionId: string }
  | { fact: "agreementTitle"; agreementId: string };
export type Correction = AlliancePage["corrections"][number];

/** Only the organisation that stated something mends it, and only while nobody has answered to it. */
export function correctAllianceActs(setting: Setting): Act[] {
  const { alliance } = setting.record;
  return [
    ...correct({ fact: "allianceName" }, alliance.name, alliance.initiated?.by, setting.t("alliance.correct.name"), setting),
    ...correct({ fact: "alliancePurpose" }, alliance.purpose, alliance.initiated?.by, setting.t("alliance.correct.purpose"), setting),
  ];
}

export const correctPartnerActs = (partner: PartnerOfAlliance, setting: Setting): Act[] =>
  correct(
    { fact: "partnerName", partnerId: partner.partnerId },
    partner.name,
    partner.joined.by,
    setting.t("alliance.correct.partnerName"),
    setting,
  );

export function correctDecisionActs(decision: DecisionEntry, setting: Setting): Act[] {
  const answered = decision.status === "proposed" && (decision.proposals.at(-1)?.positions.length ?? 0) > 0;
  if (answered || decision.status === "taken") return [];
  return correct(
    { fact: "decisionQuestion", decisionId: decision.decisionId },
    decision.question,
    decision.requested?.by,
    setting.t("alliance.correct.question"),
    setting,
  );
}

export function correctAgreementActs(agreement: AgreementEntry, setting: Setting): Act[] {
  const version = agreement.versions.at(-1);
  if (!version || version.signatures.length > 0) return [];
  return correct(
    { fact: "agreementTitle", agreementId: agreement.agreementId },
    agreement.title,
    version.proposed.by,
    setting.t("alliance.correct.title"),
    setting,
  );
}

function correct(fact: Fact, was: string, by: Actor | undefined, verb: string, { stand, t }: Setting): Act[] {
  if (!stand.may("/corrections") || !by || by.organisationId === null || by.organisationId !== stand.organisationId) return [];
  const correctionId = newId();
  return [
    act({
      name: `correct-${fact.fact}`,
      further: true,
      look: "quiet",
      command: "CorrectFact",
      path: {},
      fields: { correction: "becomes" },
      verb,
      confirm: t("alliance.correct.confirm"),
      label: verb,
      sentence: t("alliance.correct.sentence", { was, ...asBlanks("becomes", "reason") }),
      blanks: {
        becomes: { kind: was.length > 60 ? "prose" : "text", label: t("alliance.blank.becomes") },
        reason: { kind: "prose", label: t("alliance.blank.reason"), placeholder: t("alliance.blank.correctHint") },
      },
      initial: { becomes: was, reason: "" },
      consequence: t("alliance.correct.consequence"),
      body: ({ becomes, reason }) => ({ correctionId, correction: { ...fact, becomes }, reason }),
    }),
  ];
}

/** What was mended about a thing, the newest last. */
export function correctionsOf(
  alliance: Pick<AlliancePage, "corrections">,
  fact: Correction["correction"]["fact"],
  id?: string,
): Correction[] {
  return alliance.corrections.filter(
    ({ correction }) => correction.fact === fact && (id === undefined || Object.values(correction).includes(id)),
  );
}
