import { DatabaseSync } from "node:sqlite";
import { refusingDamage } from "./refused.ts";

export interface OpenOptions {
  /** `full` for what must survive a power cut; `normal` for what can be rebuilt. */
  readonly synchronous: "full" | "normal";
}

/**
 * Opens a SQLite file in WAL mode and asserts that the pragmas took, because a pragma that SQLite cannot honour is ignored in silence.
 * @throws {DatabaseRefused} when the file is damaged or not a SQLite database.
 * @throws Error naming the file and the pragma that did not hold.
 */
export function openSqlite(file: string, options: OpenOptions): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: 5000 });
  try {
    refusingDamage(file, () => assertPragmas(db, file, options));
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

function assertPragmas(db: DatabaseSync, file: string, options: OpenOptions): void {
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${options.synchronous}; PRAGMA foreign_keys = ON`);
  const wanted = { journal_mode: "wal", synchronous: options.synchronous === "full" ? 2 : 1, foreign_keys: 1 };
  for (const [pragma, value] of Object.entries(wanted)) {
    const actual = db.prepare(`PRAGMA ${pragma}`).get()?.[pragma];
    if (actual !== value)
      throw new Error(
        `${file}: PRAGMA ${pragma} is ${String(actual)}, not ${String(value)}; is the folder on a file system that supports it?`,
      );
  }
}
