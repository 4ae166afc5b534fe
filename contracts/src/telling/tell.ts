import { agreementKinds } from "../method/agreementKinds.ts";
import { phases } from "../method/phases.ts";
import { rings } from "../method/rings.ts";
import type { Language } from "../rejections.ts";
import type { TimelineEntry } from "../views/timeline.ts";
import type { Mark } from "./marks.ts";
import { sentences, words } from "./sentences.ts";

/** How a reader's page knows the things that events name by id. Each answers null for what it does not know. */
export interface Names {
  partner(id: string): string | null;
  organisation(id: string): string | null;
  decision(id: string): string | null;
  agreement(id: string): string | null;
}

const someone = { en: "the operator", nl: "de operator" };
const unnamed = { en: "something no longer named", nl: "iets zonder naam" };
const reportedBy = { en: "(reported by {actor})", nl: "(gemeld door {actor})" };

/** An entry of the timeline as a sentence. Pure; an unknown type gives its bare name, because nothing recorded may disappear. */
export function tell(entry: Pick<TimelineEntry, "type" | "marks" | "by" | "onBehalfOf">, names: Names, language: Language, timeZone: string): string {
  const template = (sentences as Readonly<Record<string, { en: string; nl: string }>>)[entry.type]?.[language];
  if (!template) return entry.type;
  const actor = entry.by.organisationId === null ? someone[language] : (names.organisation(entry.by.organisationId) ?? unnamed[language]);
  const said = entry.onBehalfOf === null ? actor : (names.partner(entry.onBehalfOf) ?? actor);
  const fill = (mark: string): string | null => {
    if (mark === "actor") return said;
    const value = entry.marks[mark];
    return value === undefined ? null : word(value, names, language, timeZone);
  };
  const told = template
    .replace(/\[([^\]]*)\]/g, (_whole, part: string) => ([...part.matchAll(/\{(\w+)\}/g)].every((mark) => entry.marks[mark[1] ?? ""] !== undefined) ? part : ""))
    .replace(/\{(\w+)\}/g, (_whole, mark: string) => fill(mark) ?? unnamed[language]);
  const sentence = /[.!?…”’]$/.test(told) ? told : `${told}.`;
  const capital = sentence.charAt(0).toLocaleUpperCase(language) + sentence.slice(1);
  return entry.onBehalfOf === null ? capital : `${capital} ${reportedBy[language].replace("{actor}", actor)}`;
}

function word(mark: Mark, names: Names, language: Language, timeZone: string): string {
  if ("partner" in mark) return names.partner(mark.partner) ?? unnamed[language];
  if ("decision" in mark) return quoted(names.decision(mark.decision) ?? unnamed[language], language);
  if ("agreement" in mark) return quoted(names.agreement(mark.agreement) ?? unnamed[language], language);
  if ("phase" in mark) return phases.find((phase) => phase.id === mark.phase)?.name[language].toLocaleLowerCase(language) ?? mark.phase;
  if ("ring" in mark) return rings[mark.ring].name[language];
  if ("word" in mark) return (words[mark.word] ?? (agreementKinds as Readonly<Record<string, { en: string; nl: string }>>)[mark.word])?.[language] ?? mark.word;
  if ("date" in mark) return dateInWords(mark.date, language, timeZone);
  return "count" in mark ? String(mark.count) : mark.text;
}

const quoted = (text: string, language: Language) => (language === "nl" ? `‘${text}’` : `“${text}”`);

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
