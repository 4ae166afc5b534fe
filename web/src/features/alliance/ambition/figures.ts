import { factorNames, type AmbitionFigures, type Factor, type FactorName, type NoFigureReason } from "@entente/contracts/measures/ambition";
import type { Language } from "@entente/contracts/rejections";
import { writtenAs } from "../../../i18n/formats.ts";
import type { Translate } from "../../../i18n/index.ts";

/** One factor as it is shown: its figure in words, and what it was counted from, or why there is none. */
export interface ShownFactor {
  readonly name: FactorName;
  readonly label: string;
  /** 0…1 for the bar; null draws none. */
  readonly value: number | null;
  readonly figure: string;
  readonly from: string;
}

export const shareInWords = (value: number, language: Language): string =>
  new Intl.NumberFormat(writtenAs[language] ?? language, { style: "percent", maximumFractionDigits: 0 }).format(value);

export const factorWords = (t: Translate): Readonly<Record<FactorName, string>> => ({
  promise: t("ambition.measure.promise"),
  commitment: t("ambition.measure.commitment"),
  doing: t("ambition.measure.doing"),
});

export const reasonWords = (reason: NoFigureReason, t: Translate): string =>
  ({
    "no-partners": t("ambition.measure.reason.partners"),
    "no-ambition": t("ambition.measure.reason.ambition"),
    "nothing-pledged": t("ambition.measure.reason.pledged"),
    "nothing-due": t("ambition.measure.reason.due"),
  })[reason];

/** The three factors in words: of all partners counted, of one said. */
export function shownFactors(figures: AmbitionFigures, whose: "all" | "one", t: Translate, language: Language): ShownFactor[] {
  const labels = factorWords(t);
  return factorNames.map((name) => {
    const factor = figures[name];
    return {
      name,
      label: labels[name],
      value: factor.value,
      figure: factor.value === null ? t("ambition.measure.none") : shareInWords(factor.value, language),
      from: factor.value === null ? reasonWords(factor.reason, t) : countedFrom(name, factor, whose, t),
    };
  });
}

function countedFrom(name: FactorName, { shares }: Extract<Factor, { value: number }>, whose: "all" | "one", t: Translate): string {
  const [first, second] = shares.map(({ counted, of }) => ({ counted, of }));
  if (!first) return "";
  const one = whose === "one";
  const yes = first.counted > 0;
  if (name === "doing") return t("ambition.measure.shares.kept", first);
  if (name === "promise") {
    if (!one) return t("ambition.measure.shares.stated", first);
    return yes ? t("ambition.measure.shares.isStated") : t("ambition.measure.shares.notStated");
  }
  const endorsed = one
    ? yes
      ? t("ambition.measure.shares.endorses")
      : t("ambition.measure.shares.endorsesNot")
    : t("ambition.measure.shares.endorse", first);
  return second ? `${endorsed}, ${t("ambition.measure.shares.lines", second)}` : endorsed;
}

/** The product with its lowest factor by name, or why there is none yet: the sentence above the picture. */
export function productInWords(figures: AmbitionFigures, t: Translate, language: Language): string {
  if (figures.product !== null) {
    const product = shareInWords(figures.product, language);
    const lowest = figures.lowest && figures.product < 1 ? factorWords(t)[figures.lowest] : null;
    return lowest === null ? t("ambition.measure.whole", { product }) : t("ambition.measure.stands", { product, lowest });
  }
  const missing = factorNames.map((name) => figures[name]).find((factor) => factor.value === null);
  return t("ambition.measure.notYet", { reason: missing?.value === null ? reasonWords(missing.reason, t) : "" });
}
