import type { Authenticate, Events, Logger, Tokens } from "@entente/service-kit";
import type { PersonKeys } from "@entente/service-kit/ports";
import type { DossierHandler } from "./dossier/routes.ts";
import type { AllianceHandler } from "./handler.ts";

/** What the routes of this service stand on. */
export interface AlliancesDeps {
  readonly handler: AllianceHandler;
  readonly dossiers: DossierHandler;
  readonly events: Events;
  readonly keys: PersonKeys;
  readonly tokens: Tokens;
  readonly authenticate: Authenticate;
  readonly log: Logger;
  readonly clock: () => string;
}
