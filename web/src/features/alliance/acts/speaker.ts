import type { PartnerOfAlliance } from "@entente/contracts/views/alliance";
import type { Translate } from "../../../i18n/index.ts";
import type { Blank } from "../../../ui/sentence.ts";

interface Speaker {
  /** Fills the place of the partner in a sentence: its name, or the blank to choose from several. */
  readonly words: string;
  readonly blanks: { readonly partnerId: Blank };
  readonly initial: { readonly partnerId: string };
  readonly idOf: (values: { readonly partnerId?: string }) => string;
}

/** Who speaks in a sentence: one partner by name, or a blank to choose from several. */
export function speakerOf(partners: readonly PartnerOfAlliance[], t: Translate): Speaker {
  const only = partners.length === 1 ? partners[0] : undefined;
  return {
    words: only?.name ?? "{partnerId}",
    blanks: {
      partnerId: {
        kind: "choice",
        label: t("alliance.blank.partner"),
        prompt: t("alliance.blank.partnerPrompt"),
        options: partners.map(({ partnerId, name }) => ({ value: partnerId, label: name })),
      },
    },
    initial: { partnerId: only?.partnerId ?? "" },
    idOf: ({ partnerId = "" }) => only?.partnerId ?? partnerId,
  };
}
