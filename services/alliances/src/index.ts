import { WrongExpectedRevision, type Engines } from "@entente/service-kit";
import type { AlliancesDeps } from "./deps.ts";
import { AllianceHandler } from "./handler.ts";

export { allianceRoutes } from "./routes.ts";
export { AllianceHandler } from "./handler.ts";
export type { AlliancesDeps } from "./deps.ts";

/** The command side on the given engines. */
export function openAlliances(engines: Engines, rest: Pick<AlliancesDeps, "authenticate">): AlliancesDeps {
  const clock = () => new Date().toISOString();
  const handler = new AllianceHandler({ events: engines.events, clock, isConflict: (error) => error instanceof WrongExpectedRevision });
  return { handler, events: engines.events, keys: engines.keys, tokens: engines.tokens, log: engines.log, clock, ...rest };
}
