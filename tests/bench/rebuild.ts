import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { Projector } from "@entente/insights";
import { openEngines, openLog, readSettings } from "@entente/service-kit";

/** Builds all views from nothing over the log of a data folder. @returns how many events, and how long it took until all were readable. */
export async function buildAllViews(data: string): Promise<{ readonly events: number; readonly ms: number }> {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(join(data, `views.db${suffix}`), { force: true });
  const engines = await openEngines(readSettings({ ENTENTE_DATA: data, ENTENTE_LOG_LEVEL: "error" }), openLog("bench", "error"));
  let events = 0;
  for await (const _event of engines.store.readAll()) events += 1;
  const { readStore, feed, store, log } = engines;
  const projector = new Projector({ readStore, feed, log: store, logger: log });
  const start = performance.now();
  await projector.start();
  const ms = performance.now() - start;
  await projector.stop();
  await engines.close();
  return { events, ms };
}

const RUNS = 5;

/**
 * Rebuilds several times in a process of its own, with the memory settings that the product starts with; the first run only warms up.
 * @returns events per second of each run, slowest first.
 */
export async function ratesOfRebuild(data: string): Promise<number[]> {
  const { stdout } = await promisify(execFile)(process.execPath, ["--max-semi-space-size=64", import.meta.filename, data]);
  // What this very file prints below.
  return (JSON.parse(stdout) as number[]).toSorted((a, b) => a - b);
}

if (import.meta.main) {
  const [data = ""] = process.argv.slice(2);
  const rates: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const { events, ms } = await buildAllViews(data);
    if (run > 0) rates.push((events / ms) * 1_000);
  }
  process.stdout.write(JSON.stringify(rates));
}
