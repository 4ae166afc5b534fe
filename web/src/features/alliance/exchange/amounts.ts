import type { Amount, Money } from "@entente/contracts/amount";
import type { Language } from "@entente/contracts/rejections";
import type { Translate } from "../../../i18n/index.ts";

/** Currencies offered first; a line may be in any other that exists, through the API. */
const currencies = ["EUR", "USD", "GBP", "CHF", "SEK", "DKK", "NOK", "PLN", "CZK"] as const;

/** What an amount can be measured in. */
export const unitOptions = (t: Translate) => [
  ...currencies.map((code) => ({ value: code, label: code })),
  { value: "hours", label: t("exchange.unit.hours") },
  { value: "count", label: t("exchange.unit.count") },
  { value: "points", label: t("exchange.unit.points") },
];
export const currencyOptions = currencies.map((code) => ({ value: code, label: code }));

/** How many decimals a currency has; what is no currency has two, and the server says what is wrong with it. */
function decimalsOf(currency: string): number {
  try {
    return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/** A number as people type it, with a comma or a full stop, with or without marks between thousands. NaN when it is none. */
export function numberIn(typed: string, language: Language): number {
  const text = typed.replaceAll(/[\s\u00a0']/g, "");
  if (!/^-?[\d.,]+$/.test(text)) return Number.NaN;
  const marks = [...text].filter((mark) => mark === "." || mark === ",");
  const thousands = language === "nl" ? "." : ",";
  // Two kinds of mark: the last is the decimal one. One kind: it is a mark of thousands where it stands before three digits.
  const decimal =
    new Set(marks).size > 1
      ? (marks.at(-1) ?? "")
      : marks.length > 1 || (marks[0] === thousands && /^-?\d{1,3}[.,]\d{3}$/.test(text))
        ? ""
        : (marks[0] ?? "");
  const parts = decimal === "" ? [text] : text.split(decimal);
  if (parts.length > 2) return Number.NaN;
  return Number(parts.map((part) => part.replaceAll(/[.,]/g, "")).join("."));
}

/** The amount that a sentence states. What was not filled in becomes what no schema takes, so that its blank is pointed at. */
export function amountIn(values: { quantity: string; unit: string; of?: string }, language: Language): Amount {
  const number = numberIn(values.quantity, language);
  switch (values.unit) {
    case "hours":
      return { unit: "hours", quantity: Math.round(number * 4) / 4 };
    case "points":
      return { unit: "points", quantity: number };
    case "count":
      return { unit: "count", of: values.of ?? "", quantity: number };
    default:
      return { unit: "money", ...moneyIn({ quantity: values.quantity, currency: values.unit }, language) };
  }
}

export const moneyIn = (values: { quantity: string; currency: string }, language: Language): Money => ({
  currency: values.currency,
  quantity: Math.round(numberIn(values.quantity, language) * 10 ** decimalsOf(values.currency)),
});

/** An amount as the blanks that would state it. */
export const blanksOf = (amount: Amount): { quantity: string; unit: string; of: string } => ({
  quantity: String(amount.unit === "money" ? amount.quantity / 10 ** decimalsOf(amount.currency) : amount.quantity),
  unit: amount.unit === "money" ? amount.currency : amount.unit,
  of: amount.unit === "count" ? amount.of : "",
});

/** An amount of a unit as `unitOf` names it. */
export function amountOfUnit(unit: string, quantity: number): Amount {
  const [kind, of = ""] = unit.split(/:(.*)/);
  if (kind === "money") return { unit: "money", currency: of, quantity };
  if (kind === "count") return { unit: "count", of, quantity };
  return kind === "hours" ? { unit: "hours", quantity } : { unit: "points", quantity };
}
