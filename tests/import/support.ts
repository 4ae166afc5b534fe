import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readCsv } from "@entente/scripts/import/csv";
import { root } from "../support/server.ts";

/** A folder of the shared input, beside the project; null, and said so, where it is absent. */
export function sharedData(name: string): string | null {
  const folder = join(root, "..", "shared", "data", name);
  if (existsSync(folder)) return folder;
  process.stdout.write(`${folder} is absent: what rests on it is skipped\n`);
  return null;
}

/** The rows of a file as the source has them. */
export function rowsOf<const Column extends string>(folder: string, file: string, columns: readonly Column[]): Record<Column, string>[] {
  const schema = z.object(Object.fromEntries(columns.map((column) => [column, z.string()])));
  // The schema asks for exactly these columns.
  return readCsv(join(folder, file), schema, columns[0] ?? "").rows.map(({ value }) => value as Record<Column, string>);
}

/** How often each is there. */
export function countBy<Item>(items: Iterable<Item>, key: (item: Item) => string): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(items, key)].map(([name, all]) => [name, all.length]));
}

/** Runs the import as people do. */
export async function runImport(
  url: string,
  key: string,
  ...given: readonly string[]
): Promise<{ readonly code: number | null; readonly output: string; readonly seconds: number }> {
  const began = performance.now();
  const child = spawn(process.execPath, [join(root, "scripts", "import.ts"), ...given], {
    env: { PATH: process.env["PATH"], ENTENTE_URL: url, ENTENTE_OPERATOR_KEY: key },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  // `close` hands over the exit code first.
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output, seconds: (performance.now() - began) / 1_000 };
}

/** What the import reported: how many alliances were imported or changed, unchanged and refused, and how many events that made. */
export function reported(output: string): {
  readonly applied: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly events: number;
} {
  const [, applied, unchanged, refused, events] =
    /alliances: (\d+) imported or changed, (\d+) unchanged, (\d+) refused; (\d+) events/.exec(output) ?? [];
  return { applied: Number(applied), unchanged: Number(unchanged), refused: Number(refused), events: Number(events) };
}
