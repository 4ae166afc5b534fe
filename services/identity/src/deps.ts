import type { Caller } from "@entente/contracts/access";
import type { Events, Tokens } from "@entente/service-kit";
import type { PersonKeys } from "@entente/service-kit/ports";
import type { Credentials } from "./credentials/index.ts";
import type { Directory } from "./directory.ts";
import type { ExampleBook } from "./exampleBook.ts";
import type { OrganisationHandler } from "./organisation/handler.ts";
import type { OrganisationPages } from "./organisation/pages.ts";
import type { Asked } from "./origin.ts";

/** What the routes of this service stand on. */
export interface IdentityDeps {
  readonly handler: OrganisationHandler;
  readonly pages: OrganisationPages;
  readonly directory: Directory;
  readonly credentials: Credentials;
  /** Which organisations and people are invented. */
  readonly example: ExampleBook;
  readonly events: Events;
  readonly keys: PersonKeys;
  readonly tokens: Tokens;
  /** Serves as the kit's `Authenticate`. */
  readonly authenticate: (request: Asked) => Promise<Caller>;
  /** Where browsers reach Entente, as credentials know it. */
  readonly baseUrl: string;
  /** The origin of the public URL, when one is set. */
  readonly publicOrigin: string | undefined;
}
