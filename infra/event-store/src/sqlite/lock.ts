import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StoreRefused } from "../port.ts";
import { isSqliteError, SQLITE_BUSY } from "./errors.ts";

/** How long a holder that is just writing its process id may keep a newcomer waiting, in milliseconds. */
const WAIT = 1000;

/**
 * Takes the log for this process until the returned database is closed or the process ends, however it ends.
 *
 * The lock is the write lock of a small SQLite file beside the log, held in an open transaction: the operating system drops it with the
 * process, so nothing stale is left after a crash. The holder's process id is kept in that file's header, where a newcomer can read it.
 * @throws {StoreRefused} naming the process that holds it.
 */
export function lockLog(file: string): DatabaseSync {
  const lock = openLock(file);
  try {
    lock.exec("PRAGMA synchronous = OFF; BEGIN IMMEDIATE");
    lock.exec(`PRAGMA user_version = ${process.pid}; COMMIT; BEGIN IMMEDIATE`);
    return lock;
  } catch (error) {
    const holder = isSqliteError(error, SQLITE_BUSY) ? holderOf(lock) : undefined;
    lock.close();
    if (holder === undefined) throw error;
    throw new StoreRefused(
      `${file} is in use by process ${holder}. Two processes must not write one log: stop that process, or give this one a data folder of its own.`,
    );
  }
}

function openLock(file: string): DatabaseSync {
  try {
    mkdirSync(dirname(file), { recursive: true });
    return new DatabaseSync(`${file}.lock`, { timeout: WAIT });
  } catch (error) {
    const finding = error instanceof Error ? error.message : String(error);
    throw new StoreRefused(
      `${dirname(file)} cannot be written to (${finding}). Give this user the right to it, or name another data folder.`,
    );
  }
}

function holderOf(lock: DatabaseSync): string {
  return String(lock.prepare("PRAGMA user_version").get()?.["user_version"]);
}
