import type { AgreementKind } from "@entente/contracts/method/agreementKinds";
import { NOTICE_DAYS, type AgreedLine, type Clause } from "@entente/contracts/events/agreements";
import { currentVersion, proposedVersion, type AgreementEntry } from "@entente/contracts/views/agreements";
import { reactive, watch } from "vue";
import { newId } from "../../../api/ids.ts";
import type { AllianceContext } from "../context.ts";
import { blanksOf } from "../exchange/amounts.ts";
import type { ChosenLine } from "./LineChoice.vue";

/** A text that is being written: a new agreement, the next version of a draft, or an amendment of what is in force. */
export interface AgreementDraft {
  agreementId: string;
  kind: AgreementKind;
  title: string;
  parties: string[];
  clauses: Clause[];
  validFrom: string;
  validUntil: string;
  lines: ChosenLine[];
  noticeDays: string;
  change: string;
}

/** The text that a next one is written on: the amendment on the table, else the version that counts. */
export const writtenOn = (agreement: AgreementEntry) => proposedVersion(agreement) ?? currentVersion(agreement);

/** Begins with what stands there, or with what was typed here before; what is typed is kept until it is sent. */
export function useAgreementDraft(agreement: AgreementEntry | undefined, { drafts, setting }: Pick<AllianceContext, "drafts" | "setting">) {
  const key = agreement ? `agreement-${agreement.agreementId}/version` : "agreements/draft";
  const kept = drafts.get(key)?.text;
  const draft = reactive<AgreementDraft>(
    kept ? (JSON.parse(kept) as AgreementDraft) : begun(agreement, setting.value.record.alliance.partners),
  );
  watch(draft, (typed) => drafts.set(key, { text: JSON.stringify(typed) }), { deep: true });
  return { draft, forget: () => drafts.delete(key) };
}

function begun(
  agreement: AgreementEntry | undefined,
  partners: readonly { partnerId: string; left: unknown; ring: string }[],
): AgreementDraft {
  const version = agreement && writtenOn(agreement);
  return {
    agreementId: agreement?.agreementId ?? newId(),
    kind: agreement?.kind ?? "covenant",
    title: version?.title ?? "",
    parties: version
      ? [...version.parties]
      : partners.filter((partner) => partner.left === null && partner.ring !== "free-space").map((partner) => partner.partnerId),
    clauses: version ? version.clauses.map((clause) => ({ ...clause })) : [],
    validFrom: version?.validFrom ?? "",
    // What counts now was renewed since, perhaps; an amendment on the table says its own end.
    validUntil: (version?.version === agreement?.inForce ? agreement?.validUntil : version?.validUntil) ?? "",
    lines: (version?.lines ?? []).map(chosenFrom),
    noticeDays: String(version?.noticeDays ?? NOTICE_DAYS),
    change: "",
  };
}

function chosenFrom({ lineId, value }: AgreedLine): ChosenLine {
  if (value === null) return { lineId, quantity: "", currency: "EUR" };
  const { quantity, unit } = blanksOf({ unit: "money", ...value });
  return { lineId, quantity, currency: unit };
}
