import type { z } from "zod";
import type { allianceCommands, AllianceCommandType } from "@entente/contracts/commands/catalogue";
import type { OrganisationLine } from "@entente/contracts/api/imports";

/** A row of a file of the source. */
export interface From {
  readonly file: string;
  readonly line: number;
}

/** Something that was left out, by the row it concerns. */
export interface Fault extends From {
  readonly message: string;
}

/** One line of an import and the row it comes from. */
export interface Line {
  readonly json: object;
  readonly from: From;
}

/** What a source says, in the house's own commands. A mapping makes this; reading, checking, sending and reporting are the same for all. */
export interface Source {
  readonly organisations: readonly Line[];
  /** The commands of each alliance, in the order in which they are to be recorded. */
  readonly alliances: readonly (readonly Line[])[];
  /** Rows that could not be read, and what was left out for it. */
  readonly faults: readonly Fault[];
}

/**
 * Reads a folder of files and says it in commands, up to a day when one is given. Ids are made from the source's own keys, so that the same
 * rows always give the same commands, and what is recorded already stays as it is when they are sent again.
 */
export type Mapping = (folder: string, until: string | undefined) => Source;

type Fields<Type extends AllianceCommandType> = Omit<z.input<(typeof allianceCommands)[Type]["body"]>, "onBehalfOf" | "effectiveAt">;

/** The commands of one alliance, each reported for a partner with the day on which it happened and the row that says so. */
export class Story {
  readonly lines: Line[] = [];
  readonly #alliance: string;

  constructor(alliance: string) {
    this.#alliance = alliance;
  }

  say<Type extends AllianceCommandType>(from: From, command: Type, onBehalfOf: string, day: string, fields: Fields<Type>): void {
    this.lines.push({ json: { alliance: this.#alliance, command, onBehalfOf, effectiveAt: instant(day), ...fields }, from });
  }
}

/** An organisation to register, and the row that names it. */
export const organisationLine = (from: From, organisation: z.input<typeof OrganisationLine>): Line => ({ json: organisation, from });

/** The beginning of a day, in UTC. */
export const instant = (day: string): string => `${day}T00:00:00.000Z`;

/** Text on one line of at most so many characters; what is longer is cut, visibly. */
export function clip(text: string, max = 200): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > max ? `${line.slice(0, max - 1)}…` : line;
}
