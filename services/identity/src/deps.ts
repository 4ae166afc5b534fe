import type { Authenticate, Events, Logger, Tokens } from "@entente/service-kit";
import type { PersonKeys } from "@entente/service-kit/ports";
import type { Credentials } from "./credentials/index.ts";
import type { Directory } from "./directory.ts";
import type { OrganisationHandler } from "./organisation/handler.ts";
import type { OrganisationPages } from "./organisation/pages.ts";

/** What the routes of this service stand on. */
export interface IdentityDeps {
  readonly handler: OrganisationHandler;
  readonly pages: OrganisationPages;
  readonly directory: Directory;
  readonly credentials: Credentials;
  readonly events: Events;
  readonly keys: PersonKeys;
  readonly tokens: Tokens;
  readonly authenticate: Authenticate;
  readonly log: Logger;
  /** Where browsers reach Entente, as credentials know it. */
  readonly baseUrl: string;
  /** The origin of the public URL, when one is set. */
  readonly publicOrigin: string | undefined;
}
