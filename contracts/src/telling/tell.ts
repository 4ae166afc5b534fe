import type { Amount } from "../amount.ts";
import { agreementKinds } from "../method/agreementKinds.ts";
import { exchangeCategories } from "../method/exchangeCategories.ts";
import { phases } from "../method/phases.ts";
import { rings } from "../method/rings.ts";
import type { Language } from "../rejections.ts";
import type { TimelineEntry } from "../views/timeline.ts";
import type { Mark } from "./marks.ts";
import { sentences, type Sentence, type Told } from "./sentences.ts";

/** How a reader's page knows the things that events name by id. Each answers null for what it does not know. */
export interface Names {
  partner(id: string): string | null;
  organisation(id: string): string | null;
  decision(id: string): string | null;
  agreement(id: string): string | null;
  /** A commitment, by its text. */
  commitment(id: string): string | null;
  /** A line of bring and get, by what it says. */
  line(id: string): string | null;
}

const words: Readonly<Record<string, Sentence>> = { ...exchangeCategories, ...agreementKinds };
const operator = { en: "the operator", nl: "de beheerder van Entente" };
const unnamed = {
  party: { en: "a party not named here", nl: "een partij die hier geen naam heeft" },
  decision: { en: "a decision not named here", nl: "een besluit dat hier geen naam heeft" },
  agreement: { en: "an agreement not named here", nl: "een afspraak die hier geen naam heeft" },
  commitment: { en: "a commitment not named here", nl: "een toezegging die hier geen naam heeft" },
  line: { en: "a line not named here", nl: "een regel die hier geen naam heeft" },
};
const reportedBy = { en: "reported by", nl: "gemeld door" };

type Entry = Pick<TimelineEntry, "type" | "marks" | "by" | "onBehalfOf">;

/** An entry of the timeline as a sentence. Pure; an unknown type gives its bare name, because nothing recorded may disappear. */
export function tell(entry: Entry, names: Names, language: Language, timeZone: string): string {
  const template = sentenceOf(entry)?.[language];
  if (!template) return entry.type;
  const actor =
    entry.by.organisationId === null ? operator[language] : (names.organisation(entry.by.organisationId) ?? unnamed.party[language]);
  const said = entry.onBehalfOf === null ? actor : (names.partner(entry.onBehalfOf) ?? actor);
  const fill = (mark: string, forms: string | undefined): string => {
    if (mark === "actor") return said;
    const value = entry.marks[mark];
    return value === undefined ? "…" : word(value, forms, names, language, timeZone);
  };
  const told = template
    .replace(/\[([^\]]*)\]/g, (_whole, part: string) =>
      [...part.matchAll(/\{(\w+)/g)].every(([, mark]) => entry.marks[mark ?? ""] !== undefined) ? part : "",
    )
    .replace(/\{(\w+)(?::([^}]*))?\}/g, (_whole, mark: string, forms?: string) => fill(mark, forms));
  const capital = told.charAt(0).toLocaleUpperCase(language) + told.slice(1);
  const sentence = /[.!?…][”’"')]*$/.test(capital) ? capital : `${capital}.`;
  return entry.onBehalfOf === null ? sentence : `${sentence.replace(/\.$/, "")} (${reportedBy[language]} ${actor}).`;
}

function sentenceOf({ type, marks }: Entry): Sentence | undefined {
  const told = (sentences as Readonly<Record<string, Told>>)[type];
  if (told === undefined || !("by" in told)) return told;
  const mark = marks[told.by];
  return mark !== undefined && "word" in mark ? told.when[mark.word] : undefined;
}

function word(mark: Mark, forms: string | undefined, names: Names, language: Language, timeZone: string): string {
  if ("partner" in mark) return names.partner(mark.partner) ?? unnamed.party[language];
  if ("decision" in mark) return quoted(names.decision(mark.decision), language) ?? unnamed.decision[language];
  if ("agreement" in mark) return quoted(names.agreement(mark.agreement), language) ?? unnamed.agreement[language];
  if ("commitment" in mark) return quoted(names.commitment(mark.commitment), language) ?? unnamed.commitment[language];
  if ("line" in mark) return quoted(names.line(mark.line), language) ?? unnamed.line[language];
  if ("amount" in mark) return amountInWords(mark.amount, language);
  if ("phase" in mark) return phases.find((phase) => phase.id === mark.phase)?.name[language] ?? mark.phase;
  if ("ring" in mark) return rings[mark.ring].name[language];
  if ("word" in mark) return words[mark.word]?.[language] ?? mark.word;
  if ("date" in mark) return dateInWords(mark.date, language, timeZone);
  return "count" in mark ? counted(mark.count, forms) : mark.text;
}

/** `one thing|# things`: the first form for one, the second, with the number in place of #, for any other. */
function counted(count: number, forms: string | undefined): string {
  const [one, many] = forms?.split("|") ?? [];
  return (count === 1 ? one : many)?.replace("#", String(count)) ?? String(count);
}

const quoted = (text: string | null, language: Language) => (text === null ? null : language === "nl" ? `‘${text}’` : `“${text}”`);

/** An amount in words: money with its sign, everything else with its unit. */
export function amountInWords(amount: Amount, language: Language): string {
  const locale = language === "nl" ? "nl-NL" : "en-GB";
  if (amount.unit === "money") {
    const format = new Intl.NumberFormat(locale, { style: "currency", currency: amount.currency });
    return format.format(amount.quantity / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
  }
  const quantity = new Intl.NumberFormat(locale).format(amount.quantity);
  if (amount.unit === "count") return `${quantity} ${amount.of}`;
  const one = amount.quantity === 1;
  if (amount.unit === "hours") return language === "nl" ? `${quantity} uur` : `${quantity} ${one ? "hour" : "hours"}`;
  return language === "nl" ? `${quantity} ${one ? "punt" : "punten"}` : `${quantity} ${one ? "point" : "points"}`;
}

/** A local date or an instant in words; instants are told in the alliance's own time zone. */
export function dateInWords(date: string, language: Language, timeZone: string): string {
  const instant = date.includes("T");
  return new Intl.DateTimeFormat(language === "nl" ? "nl-NL" : "en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    ...(instant ? { hour: "2-digit", minute: "2-digit" } : {}),
    timeZone: instant ? timeZone : "UTC",
  }).format(new Date(instant ? date : `${date}T00:00:00Z`));
}
