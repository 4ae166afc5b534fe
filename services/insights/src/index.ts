import type { Authenticate, Engines } from "@entente/service-kit";
import type { InsightsDeps, NamesOf } from "./deps.ts";
import { LiveHub } from "./live/hub.ts";
import { Projector } from "./projector/projector.ts";
import { Reader } from "./reader.ts";

export { insightsRoutes } from "./routes.ts";
export { dueNotes } from "./schedule.ts";
export { Projector } from "./projector/projector.ts";
export type { InsightsDeps } from "./deps.ts";

/** How often open sockets are asked again who they are, beside every change of members. */
const RECHECK_MS = 30_000;

export interface Insights {
  readonly deps: InsightsDeps;
  close(): Promise<void>;
}

/** The query side on the given engines. Resolves once the views show the log as it was at start. */
export async function openInsights(engines: Engines, authenticate: Authenticate, namesOf: NamesOf): Promise<Insights> {
  const { readStore, feed, events, keys, tokens, log, store } = engines;
  const projector = new Projector({ readStore, feed, log: store, logger: log, onProjected: (batch) => hub.publish(batch) });
  const reader = new Reader(readStore, projector, events);
  const hub = new LiveHub({ reader, events, keys, tokens, log });
  await projector.start();
  const recheck = setInterval(() => void hub.recheck(), RECHECK_MS);
  recheck.unref();
  return {
    deps: { projector, reader, hub, readStore, events, keys, tokens, authenticate, namesOf, log, clock: () => new Date().toISOString() },
    async close() {
      clearInterval(recheck);
      hub.close();
      await projector.stop();
    },
  };
}
