import type { AgreementKind } from "@entente/contracts/method/agreementKinds";
import type { Clause } from "@entente/contracts/events/agreements";
import { currentVersion, type AgreementEntry } from "@entente/contracts/views/agreements";
import { reactive, watch } from "vue";
import { newId } from "../../../api/ids.ts";
import type { AllianceContext } from "../context.ts";

/** A text that is being written: a new agreement, or the next version of one. */
export interface AgreementDraft {
  agreementId: string;
  kind: AgreementKind;
  title: string;
  parties: string[];
  clauses: Clause[];
  validFrom: string;
  validUntil: string;
  change: string;
}

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
  const version = agreement && currentVersion(agreement);
  return {
    agreementId: agreement?.agreementId ?? newId(),
    kind: agreement?.kind ?? "covenant",
    title: version?.title ?? "",
    parties: version
      ? [...version.parties]
      : partners.filter((partner) => partner.left === null && partner.ring !== "free-space").map((partner) => partner.partnerId),
    clauses: version ? version.clauses.map((clause) => ({ ...clause })) : [],
    validFrom: version?.validFrom ?? "",
    validUntil: version?.validUntil ?? "",
    change: "",
  };
}
