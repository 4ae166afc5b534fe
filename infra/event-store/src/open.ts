import { resolve } from "node:path";
import type { EventStore } from "./port.ts";
import { openEventStoreDb } from "./eventstoredb/store.ts";
import { openSqliteEventStore } from "./sqlite/store.ts";

/**
 * Opens the event store that the address names: `sqlite:/path/to/events.db`, or EventStoreDB by its connection string
 * (`esdb://…`, `esdb+discover://…`).
 * @throws {StoreRefused} when the store's files cannot be used; the message says why and what to do.
 * @throws {RangeError} when the address names no engine.
 */
export async function openEventStore(address: string): Promise<EventStore> {
  if (address.startsWith("sqlite:")) return openSqliteEventStore({ file: resolve(address.slice("sqlite:".length)) });
  if (/^esdb(\+discover)?:/.test(address)) return openEventStoreDb({ connectionString: address });
  throw new RangeError(`${address.split(":")[0]}: is no event store; use sqlite:/path/to/events.db or esdb://host:2113`);
}
