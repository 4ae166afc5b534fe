import { closeSync, existsSync, fsyncSync, openSync, readSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openSqlite } from "@entente/sqlite/open";
import { DatabaseRefused } from "@entente/sqlite/refused";
import { StoreRefused } from "../port.ts";
import { isSqliteError, SQLITE_CORRUPT, SQLITE_NOTADB } from "./errors.ts";
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from "./schema.ts";

/** Up to this size, in bytes, every page is checked at each start; larger files have their newest events checked, to keep the start short. */
const CHECKED_WHOLE = 128 * 1024 * 1024;
/** How many of the newest events that is. */
const CHECKED_EVENTS = 1000;

/** Places in the header of a SQLite file, by https://www.sqlite.org/fileformat.html. */
const HEADER = { size: 100, magic: "SQLite format 3\0", userVersion: 60, applicationId: 68 };

const RESTORE = "Keep the file for examination, restore the data folder from the last backup, and start again.";

/**
 * Opens the log for writing, and creates it when there is none. The caller holds the log's lock.
 * @throws {StoreRefused} when the file is damaged, not Entente's, or made by a newer Entente. The file is left as it is.
 * @param checkedWhole the size in bytes up to which all of it is checked.
 */
export function openLog(file: string, checkedWhole = CHECKED_WHOLE): DatabaseSync {
  if (!existsSync(file)) createLog(file);
  refuseForeign(file);
  let db: DatabaseSync | undefined;
  try {
    db = openSqlite(file, { synchronous: "full" });
    db.exec("PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000");
    refuseNewer(file, Number(pragma(db, "user_version"))); // the write-ahead log may know better than the header
    refuseDamaged(file, db, checkedWhole);
    return db;
  } catch (error) {
    db?.close();
    if (error instanceof DatabaseRefused) throw new StoreRefused(error.message, { cause: error });
    if (isSqliteError(error, SQLITE_CORRUPT, SQLITE_NOTADB)) throw damaged(file, error.message);
    throw error;
  }
}

/** What to say of a log in which SQLite found damage. */
export function damaged(file: string, finding: string): StoreRefused {
  return new StoreRefused(`${file} is damaged (${finding.replaceAll("\n", "; ")}). ${RESTORE}`);
}

// Made whole under another name and then renamed: a log that is there but empty is therefore always one that was lost, never one half made.
function createLog(file: string): void {
  if (existsSync(`${file}-wal`)) {
    throw new StoreRefused(`${file} is missing, but its write-ahead log ${file}-wal is there: the log was moved or deleted. ${RESTORE}`);
  }
  const unfinished = `${file}.new`;
  rmSync(unfinished, { force: true });
  const db = new DatabaseSync(unfinished);
  db.exec(`BEGIN; ${SCHEMA} COMMIT`);
  db.close();
  renameSync(unfinished, file);
  const folder = openSync(dirname(file), "r");
  fsyncSync(folder);
  closeSync(folder);
}

/** Looked at before SQLite opens the file, because opening it for writing would already change a file that is not ours. */
function refuseForeign(file: string): void {
  if (statSync(file).size === 0) {
    throw new StoreRefused(
      `${file} is empty (0 bytes). If it held a log, restore the data folder from the last backup; if not, delete it.`,
    );
  }
  const header = Buffer.alloc(HEADER.size);
  const handle = openSync(file, "r");
  const length = readSync(handle, header, 0, header.length, 0);
  closeSync(handle);
  if (length < header.length || header.toString("latin1", 0, HEADER.magic.length) !== HEADER.magic)
    throw damaged(file, "it does not begin as a SQLite file does");
  if (header.readUInt32BE(HEADER.applicationId) !== APPLICATION_ID) {
    throw new StoreRefused(`${file} is a SQLite file of another program, not Entente's log. Give Entente a data folder of its own.`);
  }
  refuseNewer(file, header.readUInt32BE(HEADER.userVersion));
}

function refuseNewer(file: string, version: number): void {
  if (version <= SCHEMA_VERSION) return;
  throw new StoreRefused(
    `${file} was made by a newer Entente (log version ${version}; this one knows ${SCHEMA_VERSION}). Use that newer Entente, or restore a backup made by this one.`,
  );
}

function refuseDamaged(file: string, db: DatabaseSync, checkedWhole: number): void {
  if (statSync(file).size <= checkedWhole) {
    const finding = pragma(db, "quick_check");
    if (finding !== "ok") throw damaged(file, String(finding));
    return;
  }
  // The newest events are those a crash or a cut-off copy would have hurt; each is looked for by every index that should know it.
  const { known } = db
    .prepare(`
      SELECT count(*) AS known FROM (SELECT * FROM events ORDER BY position DESC LIMIT ${CHECKED_EVENTS}) AS newest
      WHERE EXISTS (SELECT 1 FROM events INDEXED BY sqlite_autoindex_events_1 WHERE id = newest.id AND position = newest.position)
        AND EXISTS (SELECT 1 FROM events INDEXED BY sqlite_autoindex_events_2 WHERE stream = newest.stream AND revision = newest.revision AND position = newest.position)
        AND length(newest.data) > 0 AND length(newest.meta) > 0`)
    .get() ?? { known: 0 };
  const { last } = db.prepare("SELECT max(position) AS last FROM events").get() ?? { last: 0 };
  if (known !== Math.min(Number(last), CHECKED_EVENTS)) throw damaged(file, `only ${String(known)} of the newest events are whole`);
}

function pragma(db: DatabaseSync, name: string): unknown {
  const row = db.prepare(`PRAGMA ${name}`).get() ?? {};
  return Object.values(row)[0];
}
