import { rmSync } from "node:fs";
import { join } from "node:path";
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
