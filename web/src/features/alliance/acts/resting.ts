import type { Blank } from "../../../ui/sentence.ts";
import type { Setting } from "./setting.ts";

/** The joint decision that an act rests on, to choose from those that were taken; a partner alone at the table needs none. */
export function restingOn({ record, t }: Pick<Setting, "record" | "t">): { readonly blank: Blank; readonly missing: boolean } {
  const alone = record.alliance.partners.filter((partner) => partner.left === null && partner.ring !== "free-space").length === 1;
  const taken = [...record.decisions.values()].filter((decision) => decision.status === "taken");
  return {
    blank: {
      kind: "choice",
      label: t("alliance.blank.decision"),
      ...(!alone && { prompt: t("alliance.blank.decisionPrompt") }),
      options: [
        ...(alone ? [{ value: "", label: t("alliance.blank.noDecision") }] : []),
        ...taken.map((decision) => ({ value: decision.decisionId, label: decision.question })),
      ],
    },
    missing: taken.length === 0 && !alone,
  };
}
