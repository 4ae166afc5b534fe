import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RecordedEvent } from "../envelope.ts";

/** Stored samples of every version of every event that was ever written. They are only added to: what was stored once is stored for good. */
export interface Sample extends RecordedEvent {
  /** The line of its file, as it was stored. */
  readonly line: string;
}

const folder = import.meta.dirname;

export const samples: readonly Sample[] = readdirSync(folder)
  .filter((name) => /^v\d+\.json$/.test(name))
  .sort()
  .flatMap((name) =>
    readFileSync(join(folder, name), "utf8")
      .split("\n")
      .map((line) => line.trim().replace(/,$/, ""))
      .filter((line) => line.startsWith("{"))
      // A line of the corpus is an event as the store keeps it; that it still reads as one is what the tests check.
      .map((line): Sample => ({ ...(JSON.parse(line) as RecordedEvent), line })),
  );
