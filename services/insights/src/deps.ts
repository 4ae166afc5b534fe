import type { Authenticate, Events, Logger, Tokens } from "@entente/service-kit";
import type { PersonKeys, ReadStore } from "@entente/service-kit/ports";
import type { LiveHub } from "./live/hub.ts";
import type { Projector } from "./projector/projector.ts";
import type { Reader } from "./reader.ts";

/** Names of people by id; those erased or unknown are left out. */
export type NamesOf = (ids: readonly string[]) => Promise<Readonly<Record<string, string>>>;

/** What the routes of this service stand on. */
export interface InsightsDeps {
  readonly projector: Projector;
  readonly reader: Reader;
  readonly hub: LiveHub;
  readonly readStore: ReadStore;
  readonly events: Events;
  readonly keys: PersonKeys;
  readonly tokens: Tokens;
  readonly authenticate: Authenticate;
  readonly namesOf: NamesOf;
  readonly log: Logger;
  readonly clock: () => string;
}
