import { WrongExpectedRevision, type Engines } from "@entente/service-kit";
import type { AlliancesDeps } from "./deps.ts";
import { openDossiers } from "./dossier/routes.ts";
import { AllianceHandler } from "./handler.ts";

export { allianceRoutes } from "./routes.ts";
export { AllianceHandler } from "./handler.ts";
export { allianceInvitedTo } from "./partners/routes.ts";
export { noteDue } from "./notes.ts";
export type { AlliancesDeps } from "./deps.ts";

/** The command side on the given engines; tells the time by its own clock unless another is given. */
export function openAlliances(
  engines: Engines,
  { clock = () => new Date().toISOString(), ...rest }: Pick<AlliancesDeps, "authenticate"> & Partial<Pick<AlliancesDeps, "clock">>,
): AlliancesDeps {
  const handler = new AllianceHandler({ events: engines.events, clock, isConflict: (error) => error instanceof WrongExpectedRevision });
  const dossiers = openDossiers(engines.events, clock);
  return { handler, dossiers, events: engines.events, keys: engines.keys, tokens: engines.tokens, log: engines.log, clock, ...rest };
}
