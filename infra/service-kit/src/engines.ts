import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openEventStore, type EventStore } from "@entente/event-store";
import { openLogFeed, type Feed } from "@entente/feed";
import { openPersonKeys, type PersonKeys } from "@entente/person-keys";
import { openReadStore, ReadStoreRefused, type ReadStore } from "@entente/read-store";
import { openEvents, type Events } from "./events.ts";
import type { Logger } from "./log.ts";
import type { Settings } from "./settings.ts";
import { tokensOf, type Tokens } from "./token.ts";

export {
  AppendTooLarge,
  MAX_BYTES_PER_APPEND,
  MAX_EVENTS_PER_APPEND,
  StoreRefused,
  StoreUnavailable,
  WrongExpectedRevision,
} from "@entente/event-store";
export { ReadStoreRefused, ReadStoreUnavailable } from "@entente/read-store";

/** Everything a service stands on, opened by configuration alone. */
export interface Engines {
  readonly settings: Settings;
  readonly log: Logger;
  readonly secret: string;
  readonly tokens: Tokens;
  readonly events: Events;
  readonly feed: Feed;
  readonly readStore: ReadStore;
  readonly keys: PersonKeys;
  /** The raw store, for health and for the feed; services read and write through {@link Engines.events}. */
  readonly store: EventStore;
  /** Told when a stop begins: from then on nothing waits for an engine that is out of reach. */
  beginStop(): void;
  close(): Promise<void>;
}

/**
 * Opens the engines that the settings name, in the data folder, which is made when absent.
 * @throws {StoreRefused}, {DatabaseRefused} or {ReadStoreRefused} when an engine cannot be used; the message says why and what to do.
 */
export async function openEngines(settings: Settings, log: Logger): Promise<Engines> {
  mkdirSync(settings.dataFolder, { recursive: true, mode: 0o700 });
  // The event store comes first: its lock is what keeps a second process out of the folder.
  const store = await openEventStore(settings.eventStore);
  const stopping = new AbortController();
  const readStore = await openReadStore(settings.readStore, { stopping: stopping.signal }).catch(async (error: unknown) => {
    await store.close();
    throw error instanceof ReadStoreRefused ? new ReadStoreRefused(`ENTENTE_READ_STORE: ${error.message}`, { cause: error }) : error;
  });
  const keys = openPersonKeys({ file: join(settings.dataFolder, "keys.db") });
  const secret = settings.ENTENTE_SECRET ?? keptSecret(settings.dataFolder);
  return {
    settings,
    log,
    secret,
    tokens: tokensOf(secret),
    events: openEvents(store, keys),
    feed: openLogFeed(store),
    readStore,
    keys,
    store,
    beginStop: () => stopping.abort(),
    async close() {
      await store.close();
      await readStore.close();
      await keys.close();
    },
  };
}

/** The installation's secret, made once. */
function keptSecret(folder: string): string {
  const file = join(folder, "secret");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  const secret = randomBytes(32).toString("base64url");
  writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: "wx" });
  chmodSync(file, 0o600);
  return secret;
}
