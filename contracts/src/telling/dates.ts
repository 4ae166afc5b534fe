import type { Language } from "../rejections.ts";
import type { AllianceCard } from "../views/portfolio.ts";

type CardDate = AllianceCard["dates"][number];

const wordings: Readonly<Record<CardDate["kind"], Readonly<Record<Language, string>>>> = {
  session: { en: "Meeting: {title}", nl: "Bijeenkomst: {title}" },
  respond: { en: "Answers are due: {title}", nl: "Antwoord gevraagd: {title}" },
  decide: { en: "To be decided: {title}", nl: "Te besluiten: {title}" },
  review: { en: "A decision is reviewed: {title}", nl: "Besluit opnieuw bekijken: {title}" },
  workable: { en: "Looked at again: {title}", nl: "Opnieuw te bekijken: {title}" },
  begins: { en: "{title} begins", nl: "{title} gaat in" },
  ends: { en: "{title} ends", nl: "{title} loopt af" },
  commitment: { en: "To be done: {title}", nl: "Te doen: {title}" },
  evaluation: { en: "An evaluation is due", nl: "Een evaluatie is aan de beurt" },
  pulse: { en: "A pulse is due", nl: "Een peiling is aan de beurt" },
};

/** What happens on a date of an alliance, in a few words; without its title where it has none. */
export const dateWording = ({ kind, title }: Pick<CardDate, "kind" | "title">, language: Language): string =>
  wordings[kind][language].replace(title === "" ? ": {title}" : "{title}", () => title);
