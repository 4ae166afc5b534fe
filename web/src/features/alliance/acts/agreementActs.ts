import type { AgreementEntry } from "@entente/contracts/views/agreements";
import { currentVersion } from "@entente/contracts/views/agreements";
import { asBlanks } from "../../../i18n/index.ts";
import { act, orNull, type Act } from "./act.ts";
import type { Setting } from "./setting.ts";

/** Signing and terminating; drafting and new versions have an editor of their own. */
export function agreementActs(agreement: AgreementEntry, { record, stand, t }: Setting): Act[] {
  const { agreementId } = agreement;
  const version = currentVersion(agreement);
  if (stand.readOnly || !version) return [];
  const acts: Act[] = [];
  const unsigned = (partnerId: string) =>
    version.parties.includes(partnerId) &&
    !version.signatures.some((signature) => signature.partnerId === partnerId && !signature.signed.reported);
  if (agreement.status === "draft" && version.clauses.length > 0 && stand.may("/agreements/:agreementId/signatures")) {
    for (const partner of stand.own.filter((each) => unsigned(each.partnerId))) {
      acts.push(
        act({
          name: `sign-${partner.partnerId}`,
          look: "act",
          command: "SignAgreement",
          path: { agreementId },
          verb: t("alliance.sign.verb", { version: version.version, partner: partner.name }),
          label: t("alliance.sign.label"),
          sentence: t("alliance.sign.sentence", { version: version.version, partner: partner.name, title: agreement.title }),
          blanks: {},
          initial: {},
          consequence: t("alliance.sign.consequence"),
          body: () => ({ version: version.version, partnerId: partner.partnerId }),
        }),
      );
    }
  }
  if (agreement.status === "draft" && stand.may("/agreements/:agreementId/signatures")) {
    for (const partner of stand.reportable.filter(
      (each) => version.parties.includes(each.partnerId) && !version.signatures.some((signature) => signature.partnerId === each.partnerId),
    )) {
      acts.push(
        act({
          name: `report-${partner.partnerId}`,
          further: true,
          command: "SignAgreement",
          path: { agreementId },
          verb: t("alliance.report.signature.verb", { partner: partner.name }),
          label: t("alliance.report.signature.label"),
          sentence: t("alliance.report.signature.sentence", { partner: partner.name, version: version.version }),
          blanks: {},
          initial: {},
          consequence: t("alliance.report.consequence"),
          body: () => ({ version: version.version, partnerId: partner.partnerId, onBehalfOf: partner.partnerId }),
        }),
      );
    }
  }
  if (agreement.status === "in-force" && stand.core && stand.may("/agreements/:agreementId/terminate")) {
    const alone = record.alliance.partners.filter((partner) => partner.left === null && partner.ring === "core").length === 1;
    const taken = [...record.decisions.values()].filter((decision) => decision.status === "taken");
    acts.push(
      act({
        name: "terminate",
        look: "alarm",
        grave: true,
        command: "TerminateAgreement",
        path: { agreementId },
        verb: t("alliance.terminate.verb"),
        label: t("alliance.terminate.label", { title: agreement.title }),
        sentence: t("alliance.terminate.sentence", asBlanks("reason", "decisionId")),
        blanks: {
          reason: { kind: "prose", label: t("alliance.blank.reason") },
          decisionId: {
            kind: "choice",
            label: t("alliance.blank.decision"),
            prompt: t("alliance.blank.decisionPrompt"),
            options: [
              ...(alone ? [{ value: "", label: t("alliance.blank.noDecision") }] : []),
              ...taken.map((decision) => ({ value: decision.decisionId, label: decision.question })),
            ],
          },
        },
        initial: { reason: "", decisionId: "" },
        consequence: taken.length === 0 && !alone ? t("alliance.terminate.noDecision") : t("alliance.terminate.consequence"),
        body: (values) => ({ reason: values.reason, decisionId: orNull(values.decisionId) }),
      }),
    );
  }
  return acts;
}
