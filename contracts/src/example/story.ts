import { allianceCommands, type AllianceCommand } from "../commands/catalogue.ts";
import { dossierCommands, type DossierCommand } from "../commands/dossier.ts";
import { beginning } from "./beginning.ts";
import type { ExamplePerson } from "./cast.ts";
import { crisis } from "./crisis.ts";
import { making } from "./making.ts";
import { present } from "./present.ts";
import { repair } from "./repair.ts";
import { taleOf, type Scene, type Telling } from "./tale.ts";

export type { Act, Scene, Telling } from "./tale.ts";

/** The example alliance, from its founding two years ago to yesterday, as a script that reads from top to bottom. */
const acts = [beginning, making, crisis, repair, present];

/** A scene as it is played: the command in full, at the moment at which it happened. */
export interface Played {
  readonly who: ExamplePerson;
  /** ISO 8601; later than the moment of the scene before. */
  readonly at: string;
  readonly command: { readonly of: "alliance"; readonly is: AllianceCommand } | { readonly of: "dossier"; readonly is: DossierCommand };
}

const HOUR = 8;
/** What happens on one day happens so many minutes apart. */
const MINUTES_BETWEEN = 4;

/** The scenes of the script, in order, with the names of things for ids. */
export const scenesOf = (telling: Telling): readonly Scene[] => {
  const tale = taleOf(telling);
  return acts.flatMap((act) => act(tale)).toSorted((a, b) => b.before - a.before || (a.hour ?? HOUR) - (b.hour ?? HOUR));
};

/**
 * The whole story for a telling: every command as its own schema reads it, each at its moment. Pure; the same telling gives the same.
 * @throws ZodError when a text of the script is not what its schema asks for.
 */
export function storyOf(telling: Telling): readonly Played[] {
  const { moment } = taleOf(telling);
  let last = 0;
  return scenesOf(telling).map(({ before, hour = HOUR, who, does }): Played => {
    const asked = Date.parse(moment(before, `${String(hour).padStart(2, "0")}:10`));
    last = Math.max(asked, last + MINUTES_BETWEEN * 60_000);
    const { type, ...fields } = does;
    const at = new Date(last).toISOString();
    // What a schema has read is a command of that very name.
    if (type in dossierCommands) {
      const is = { type, ...dossierCommands[type as keyof typeof dossierCommands].body.parse(fields) } as DossierCommand;
      return { who, at, command: { of: "dossier", is } };
    }
    const is = { type, ...allianceCommands[type as keyof typeof allianceCommands].body.parse(fields) } as AllianceCommand;
    return { who, at, command: { of: "alliance", is } };
  });
}
