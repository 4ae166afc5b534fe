import { resolve } from "node:path";
import type { ReadStore } from "./port.ts";
import { openPostgresReadStore } from "./postgres/store.ts";
import { openSqliteReadStore } from "./sqlite/store.ts";

export interface OpenOptions {
  /** Once aborted, nothing waits any longer for an engine that is out of reach. */
  readonly stopping?: AbortSignal;
}

/**
 * Opens the read store that the address names: `sqlite:/path/to/views.db`, or PostgreSQL by its connection string
 * (`postgres://user:password@host:5432/database`).
 * @throws {DatabaseRefused} when the file cannot be used. @throws {ReadStoreRefused} when PostgreSQL cannot be used.
 * @throws {RangeError} when the address names no engine.
 */
export async function openReadStore(address: string, options: OpenOptions = {}): Promise<ReadStore> {
  if (address.startsWith("sqlite:")) return openSqliteReadStore(resolve(address.slice("sqlite:".length)));
  if (/^postgres(ql)?:\/\//.test(address)) return openPostgresReadStore(address, options);
  throw new RangeError(
    `${address.split(":")[0]}: is no read store; use sqlite:/path/to/views.db or postgres://user:password@host:5432/database`,
  );
}
