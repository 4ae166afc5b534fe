import type { z } from "zod";
import type { allianceCommands } from "../commands/catalogue.ts";
import type { dossierCommands } from "../commands/dossier.ts";
import { addDays } from "../days.ts";
import type { Language } from "../rejections.ts";
import { partnerOrganisations, type Both, type ExamplePartner, type ExamplePerson } from "./cast.ts";

/** A command as somebody sends it: what a schema fills in by itself is left out. A changed schema makes the script fail to compile. */
type Sent<Definition> = Definition extends { readonly type: infer Type; readonly body: infer Body extends z.ZodType }
  ? { readonly type: Type } & z.input<Body>
  : never;
type Catalogue = typeof allianceCommands & typeof dossierCommands;
/** What only the clock says is not in the script: it follows from the days in it. */
type ByPeople = Exclude<keyof Catalogue, `Note${string}`>;

/** What a person of the example does: an act of the alliance, or one in the file that only its own organisation reads. */
export type Act = { [Name in ByPeople]: Sent<Catalogue[Name]> }[ByPeople];

/** One scene: when, who, and what that person does. */
export interface Scene {
  /** Days before the day on which the example is made. */
  readonly before: number;
  /** The hour of that day, in UTC. @default 8 */
  readonly hour?: number;
  readonly who: ExamplePerson;
  readonly does: Act;
}

/** What the script needs to be told: in which language, for which day, and how a thing is named by id. */
export interface Tale {
  say(both: Both): string;
  /** The id of a thing of this telling, by its name in the script. */
  id(name: string): string;
  /** The place of a partner in the alliance. */
  readonly partner: Readonly<Record<ExamplePartner, string>>;
  /** A local date so many days before today; a negative number lies ahead. Nobody of the example works at the weekend or at Christmas. */
  day(before: number): string;
  /** The same day, at a time in UTC: `12:30`. */
  moment(before: number, time: string): string;
}

/** How a telling names its things and which day it takes for today. */
export interface Telling {
  readonly language: Language;
  /** The local day on which the example is made. */
  readonly today: string;
  /** A UUID for a name; the same name always gives the same one within a telling. */
  readonly id: (name: string) => string;
}

const free = (day: string): boolean => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6 || ["12-25", "12-26", "01-01"].includes(day.slice(5));
};

/** The last day on which people work, up to and including a day. */
const workday = (day: string): string => (free(day) ? workday(addDays(day, -1)) : day);

/** Makes a tale of a telling. */
export function taleOf({ language, today, id }: Telling): Tale {
  const day = (before: number) => workday(addDays(today, -before));
  return {
    say: (both) => both[language],
    id,
    // Every partner is named; Object.fromEntries cannot say so.
    partner: Object.fromEntries(partnerOrganisations.map((name) => [name, id(`partner ${name}`)])) as Tale["partner"],
    day,
    moment: (before, time) => `${day(before)}T${time}:00.000Z`,
  };
}
