import { chmodSync, closeSync, openSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { migrate, openSqlite } from "@entente/sqlite";
import { newKey, openUnder, sealUnder } from "./cipher.ts";
import { PersonErased, PersonKeyMissing, type PersonKeys } from "./port.ts";
import { RecentKeys } from "./recentKeys.ts";

export interface PersonKeysOptions {
  /** Path of `keys.db`; made if absent, readable and writable by its owner only. */
  readonly file: string;
  /** How many keys are kept in memory; the default is 1,000. */
  readonly recentKeys?: number;
  /** The time now, for tests; UTC, ISO 8601 with milliseconds. */
  readonly now?: () => string;
}

/**
 * Person keys in a SQLite file of their own. One process opens it.
 * What erasing promises ends at the file: copies that a file system or a disk keeps of overwritten blocks are out of reach.
 * @throws {DatabaseRefused} when the file is damaged, foreign, or of a newer Entente.
 */
export function openPersonKeys({ file, recentKeys = 1000, now = () => new Date().toISOString() }: PersonKeysOptions): PersonKeys {
  const db = openPrivately(file);
  const recent = new RecentKeys(recentKeys);
  const findKey = db.prepare("SELECT key FROM person_key WHERE person_id = ?");
  const addKey = db.prepare(
    "INSERT INTO person_key (person_id, key, made_at) SELECT ?1, ?2, ?3 WHERE NOT EXISTS (SELECT 1 FROM erased_person WHERE person_id = ?1)",
  );
  const findErasure = db.prepare("SELECT 1 FROM erased_person WHERE person_id = ?");
  const addErasure = db.prepare(
    "INSERT INTO erased_person (person_id, erased_at, scrubbed) VALUES (?, ?, 0) ON CONFLICT (person_id) DO NOTHING",
  );
  const deleteKey = db.prepare("DELETE FROM person_key WHERE person_id = ?");
  const listErasures = db.prepare("SELECT person_id, erased_at FROM erased_person ORDER BY erased_at, person_id");

  scrub(db);

  function keyOf(personId: string): Buffer | undefined {
    const known = recent.get(personId);
    if (known) return known;
    const row = findKey.get(personId);
    if (!row) return undefined;
    // The column is a BLOB of a STRICT table.
    const key = Buffer.from(row["key"] as Uint8Array);
    recent.add(personId, key);
    return key;
  }

  function keyMadeFor(personId: string): Buffer {
    const key = newKey();
    if (Number(addKey.run(personId, key, now()).changes) === 0) throw new PersonErased(personId);
    recent.add(personId, key);
    return key;
  }

  return {
    async seal(personId, plaintext, context) {
      return sealUnder(keyOf(personId) ?? keyMadeFor(personId), personId, plaintext, context);
    },
    async open(sealed, context) {
      const key = keyOf(sealed.personId);
      if (key) return openUnder(key, sealed, context);
      if (findErasure.get(sealed.personId)) return { erased: true };
      throw new PersonKeyMissing(sealed.personId);
    },
    async erase(personId) {
      recent.forget(personId);
      db.exec("BEGIN IMMEDIATE");
      let erasedNow: boolean;
      try {
        erasedNow = Number(addErasure.run(personId, now()).changes) > 0;
        deleteKey.run(personId);
        db.exec("COMMIT");
      } catch (error) {
        if (db.isTransaction) db.exec("ROLLBACK");
        throw error;
      }
      scrub(db);
      return erasedNow;
    },
    async erased() {
      return listErasures.all().map((row) => ({ personId: String(row["person_id"]), erasedAt: String(row["erased_at"]) }));
    },
    async close() {
      recent.forgetAll();
      if (db.isOpen) db.close();
    },
  };
}

function openPrivately(file: string): DatabaseSync {
  // SQLite gives its -wal and -shm the mode of the file, so the file must have it before SQLite opens it.
  closeSync(openSync(file, "a", 0o600));
  chmodSync(file, 0o600);
  const db = openSqlite(file, { synchronous: "full" });
  try {
    // VACUUM would otherwise write keys to a temporary file, which nobody scrubs.
    db.exec("PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY");
    migrate(db, { application: "EntK", steps: [createTables] });
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function createTables(db: DatabaseSync): void {
  db.exec(`
    CREATE TABLE person_key (person_id TEXT PRIMARY KEY, key BLOB NOT NULL CHECK (length(key) = 32), made_at TEXT NOT NULL) STRICT;
    CREATE TABLE erased_person (person_id TEXT PRIMARY KEY, erased_at TEXT NOT NULL, scrubbed INTEGER NOT NULL) STRICT;
    CREATE INDEX erased_person_unscrubbed ON erased_person (scrubbed) WHERE scrubbed = 0;
  `);
}

// secure_delete zeroes the deleted row, but copies that page splits left behind and the pages in the -wal hold the key still: VACUUM
// writes the file afresh and the checkpoint empties the -wal. The mark lets a process that died in between finish at its next start.
function scrub(db: DatabaseSync): void {
  if (!db.prepare("SELECT 1 FROM erased_person WHERE scrubbed = 0 LIMIT 1").get()) return;
  db.exec("VACUUM");
  const busy = db.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get()?.["busy"];
  if (busy !== 0)
    throw new Error(
      `${db.location() ?? "keys.db"} is in use elsewhere, so erased keys are not scrubbed yet; they will be at the next erasure or start`,
    );
  db.exec("UPDATE erased_person SET scrubbed = 1 WHERE scrubbed = 0");
}
