import { resolve } from "node:path";
import type { ReadStore } from "./port.ts";
import { openSqliteReadStore } from "./sqlite.ts";

/**
 * Opens the read store that the address names: `sqlite:/path/to/views.db`.
 * @throws {DatabaseRefused} when the file cannot be used. @throws {RangeError} when the address names no engine.
 */
export function openReadStore(address: string): ReadStore {
  if (address.startsWith("sqlite:")) return openSqliteReadStore(resolve(address.slice("sqlite:".length)));
  throw new RangeError(`${address.split(":")[0]}: is no read store; use sqlite:/path/to/views.db`);
}
