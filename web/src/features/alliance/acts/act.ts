import type { z } from "zod";
import type { Blank } from "../../../ui/sentence.ts";
import type { Commands, PageCommand } from "../send.ts";

/** Something a reader can do in a place: a verb, the sentence that says it, and the command it becomes. */
export interface Act {
  /** Unique in its place. */
  readonly name: string;
  /** On the button that opens it. */
  readonly verb: string;
  /** On the button that does it, when that says more. */
  readonly confirm?: string;
  /** @default 'plain' */
  readonly look?: "act" | "plain" | "quiet" | "alarm";
  /** Among the further acts, when there are many. */
  readonly further?: boolean;
  /** What the sentence settles, in a few words. */
  readonly label: string;
  /** With `{blanks}`; without them it only asks whether you mean it. */
  readonly sentence: string;
  /** The sentence as it reads with what is filled in so far: a blank that no longer matters is left out. */
  readonly reads?: (values: Readonly<Record<string, string>>) => string;
  /** What follows in the other blanks from what was just filled in. */
  readonly follow?: (typed: Readonly<Record<string, string>>, before: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
  readonly blanks: Readonly<Record<string, Blank>>;
  readonly initial: Readonly<Record<string, string>>;
  /** What follows from it, or who will see it: said before anything is typed. */
  readonly consequence?: string;
  /** What follows from what is filled in so far. */
  readonly foresee?: (values: Readonly<Record<string, string>>) => readonly string[];
  /** It takes something away for good: asked in a dialog. */
  readonly grave?: boolean;
  readonly command: PageCommand;
  readonly path: Readonly<Record<string, string>>;
  readonly body: (values: Readonly<Record<string, string>>) => Readonly<Record<string, unknown>>;
  /** Blanks whose name is not that of their field: field → blank. */
  readonly fields?: Readonly<Record<string, string>>;
}

type Input<Name extends PageCommand> = z.input<Commands[Name]["body"]>;

interface Definition<Name extends PageCommand, Path extends Partial<Input<Name>>, Blanks extends string> extends Omit<
  Act,
  "command" | "path" | "body" | "blanks" | "initial" | "foresee"
> {
  readonly command: Name;
  readonly path: Path;
  readonly blanks: Readonly<Record<Blanks, Blank>>;
  readonly initial: Readonly<Record<NoInfer<Blanks>, string>>;
  readonly foresee?: (values: Readonly<Record<NoInfer<Blanks>, string>>) => readonly string[];
  readonly body: (values: Readonly<Record<NoInfer<Blanks>, string>>) => Omit<Input<Name>, keyof Path>;
}

/** Checks an act against the very schema of its command, then forgets which one it was. */
export function act<Name extends PageCommand, Path extends Partial<Input<Name>>, Blanks extends string>(
  definition: Definition<Name, Path, Blanks>,
): Act {
  return definition as unknown as Act;
}

/** An empty blank is nothing said. */
export const orNull = (value: string): string | null => (value.trim() === "" ? null : value);

/** The lines of a blank, without empty ones. */
export const linesOf = (value: string): string[] =>
  value
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
