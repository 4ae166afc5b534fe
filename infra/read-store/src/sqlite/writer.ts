import type { DatabaseSync } from "node:sqlite";
import { openSqlite } from "@entente/sqlite/open";
import { CheckpointMoved, type Document, type Writes } from "../port.ts";

type Done<Write> = Write extends (...given: infer Given) => Promise<infer Result> ? (...given: Given) => Result : never;
/** The same, done at once: nothing awaits between BEGIN and COMMIT. */
export type SqliteWriter = { readonly [Name in keyof Writes]: Done<Writes[Name]> } & { close(): void };

/** How large the write-ahead log grows before it is folded into the file, in pages of 4 kB: each folding waits for the disk. */
const CHECKPOINT_PAGES = 8_000;

/** The writing half of the embedded read store, on a connection of its own. The file's schema is there already. */
export function openSqliteWriter(file: string): SqliteWriter {
  const db = openSqlite(file, { synchronous: "normal" });
  db.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  const run = statementsOf(db);
  const inTransaction = (work: () => void): void => {
    db.exec("BEGIN IMMEDIATE");
    try {
      work();
      db.exec("COMMIT");
    } catch (error) {
      // A full disk makes SQLite roll back by itself.
      if (db.isTransaction) db.exec("ROLLBACK");
      throw error;
    }
  };
  const put = (generation: number, documents: readonly Document[]) => {
    for (const { key, stream, revision, doc } of documents) run.document.run(generation, key, stream, revision, doc);
  };
  return {
    begin(view, version) {
      const { lastInsertRowid } = run.generation.run(view, version);
      return { generation: Number(lastInsertRowid), view, version, active: false, fault: null };
    },
    activate(generation) {
      inTransaction(() => {
        run.deactivate.run(generation);
        run.activate.run(generation);
      });
    },
    drop(generation) {
      inTransaction(() => {
        run.dropDocuments.run(generation);
        run.dropGeneration.run(generation);
      });
    },
    save({ from, to, documents, faults, progress }) {
      inTransaction(() => {
        if ((run.checkpoint.get()?.["position"] ?? null) !== from) throw new CheckpointMoved();
        run.moveCheckpoint.run(to);
        for (const { generation, documents: changed } of documents) put(generation, changed);
        for (const { generation, fault } of faults) run.fault.run(fault.position, fault.reason, generation);
        for (const [stream, revision] of progress) run.progress.run(stream, revision);
      });
    },
    fill(generation, documents) {
      inTransaction(() => put(generation, documents));
    },
    close: () => db.close(),
  };
}

const statementsOf = (db: DatabaseSync) => ({
  generation: db.prepare("INSERT INTO generations (view, version) VALUES (?, ?)"),
  deactivate: db.prepare("UPDATE generations SET active = 0 WHERE view = (SELECT view FROM generations WHERE generation = ?)"),
  activate: db.prepare("UPDATE generations SET active = 1 WHERE generation = ?"),
  dropDocuments: db.prepare("DELETE FROM documents WHERE generation = ?"),
  dropGeneration: db.prepare("DELETE FROM generations WHERE generation = ?"),
  fault: db.prepare("UPDATE generations SET fault_position = ?, fault_reason = ? WHERE generation = ?"),
  document: db.prepare(`INSERT INTO documents (generation, key, stream, revision, doc) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (generation, key) DO UPDATE SET revision = excluded.revision, doc = excluded.doc`),
  progress: db.prepare(
    "INSERT INTO progress (stream, revision) VALUES (?, ?) ON CONFLICT (stream) DO UPDATE SET revision = excluded.revision",
  ),
  checkpoint: db.prepare("SELECT position FROM checkpoint"),
  moveCheckpoint: db.prepare(
    "INSERT INTO checkpoint (only, position) VALUES (1, ?) ON CONFLICT (only) DO UPDATE SET position = excluded.position",
  ),
});
