import type { DatabaseSync } from "node:sqlite";
import { kyselyOnSqlite, migrate, openSqlite } from "@entente/sqlite";
import { sql, type Generated, type Selectable } from "kysely";
import type { Position, StreamName } from "@entente/contracts/events/envelope";
import { CheckpointMoved, type Document, type Generation, type ReadStore } from "./port.ts";

interface Tables {
  generations: { generation: Generated<number>; view: string; version: number; active: number; fault_position: string | null; fault_reason: string | null };
  documents: { generation: number; key: string; stream: string; revision: number; doc: string };
  progress: { stream: string; revision: number };
  checkpoint: { only: number; position: string };
}

const schema = `
  CREATE TABLE generations (
    generation INTEGER PRIMARY KEY AUTOINCREMENT, view TEXT NOT NULL, version INTEGER NOT NULL, active INTEGER NOT NULL DEFAULT 0,
    fault_position TEXT, fault_reason TEXT
  ) STRICT;
  CREATE UNIQUE INDEX one_active ON generations (view) WHERE active = 1;
  CREATE TABLE documents (
    generation INTEGER NOT NULL, key TEXT NOT NULL, stream TEXT NOT NULL, revision INTEGER NOT NULL, doc TEXT NOT NULL,
    PRIMARY KEY (generation, key)
  ) STRICT;
  CREATE TABLE progress (stream TEXT PRIMARY KEY, revision INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE checkpoint (only INTEGER PRIMARY KEY CHECK (only = 1), position TEXT NOT NULL) STRICT;
`;

/** How large the write-ahead log grows before it is folded into the file, in pages of 4 kB: each folding waits for the disk. */
const CHECKPOINT_PAGES = 8_000;

/** The embedded read store: one SQLite file that may always be deleted and rebuilt, hence `synchronous=NORMAL`. */
export function openSqliteReadStore(file: string): ReadStore {
  const db = openSqlite(file, { synchronous: "normal" });
  migrate(db, { application: "EntV", steps: [(fresh) => fresh.exec(schema)] });
  db.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  // Reads go through the query builder. Writes are bare statements: a projector makes thousands a second, and since nothing awaits
  // between BEGIN and COMMIT, no two transactions can ever meet on the one connection.
  const tables = kyselyOnSqlite<Tables>(db);
  const write = statementsOf(db);
  const inTransaction = <Result>(work: () => Result): Result => {
    db.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      db.exec("COMMIT");
      return result;
    } catch (error) {
      // A full disk makes SQLite roll back by itself.
      if (db.isTransaction) db.exec("ROLLBACK");
      throw error;
    }
  };
  const put = (generation: number, documents: readonly Document[]) => {
    for (const { key, stream, revision, doc } of documents) write.document.run(generation, key, stream, revision, doc);
  };

  const store: ReadStore = {
    async checkpoint() {
      const row = await tables.selectFrom("checkpoint").select("position").executeTakeFirst();
      return row ? (row.position as Position) : null;
    },

    async generations() {
      const rows = await tables.selectFrom("generations").selectAll().orderBy("generation").execute();
      return rows.map(generationOf);
    },

    async begin(view, version) {
      const { lastInsertRowid } = write.generation.run(view, version);
      return { generation: Number(lastInsertRowid), view, version, active: false, fault: null };
    },

    async activate(generation) {
      inTransaction(() => {
        write.deactivate.run(generation);
        write.activate.run(generation);
      });
    },

    async drop(generation) {
      inTransaction(() => {
        write.dropDocuments.run(generation);
        write.dropGeneration.run(generation);
      });
    },

    async load(generation, keys) {
      if (keys.length === 0) return new Map();
      const { rows } = await sql<{ key: string; doc: string }>`
        SELECT key, doc FROM documents WHERE generation = ${generation} AND key IN (SELECT value FROM json_each(${JSON.stringify(keys)}))`.execute(tables);
      return new Map(rows.map((row) => [row.key, row.doc]));
    },

    async save({ from, to, documents, faults, progress }) {
      inTransaction(() => {
        if ((write.checkpoint.get()?.["position"] ?? null) !== from) throw new CheckpointMoved();
        write.moveCheckpoint.run(to);
        for (const { generation, documents: changed } of documents) put(generation, changed);
        for (const { generation, fault } of faults) write.fault.run(fault.position, fault.reason, generation);
        for (const [stream, revision] of progress) write.progress.run(stream, revision);
      });
    },

    async fill(generation, documents) {
      inTransaction(() => put(generation, documents));
    },

    async get(generation, key) {
      const row = await tables.selectFrom("documents").selectAll().where("generation", "=", generation).where("key", "=", key).executeTakeFirst();
      return row ? documentOf(row) : null;
    },

    async list(generation, prefix, { after, before, limit, direction = "forwards" }) {
      let query = tables.selectFrom("documents").selectAll().where("generation", "=", generation).where("key", ">=", prefix).where("key", "<", pastPrefix(prefix));
      if (after !== undefined) query = query.where("key", ">", after);
      if (before !== undefined) query = query.where("key", "<", before);
      const rows = await query.orderBy("key", direction === "forwards" ? "asc" : "desc").limit(limit).execute();
      return rows.map(documentOf);
    },

    async related(by, prefix, of) {
      const { rows } = await sql<{ by: string; of: string | null }>`
        SELECT b.doc AS by, o.doc AS of FROM documents b
        LEFT JOIN documents o ON o.generation = ${of} AND o.key = substr(b.key, instr(b.key, '/') + 1)
        WHERE b.generation = ${by} AND b.key >= ${prefix} AND b.key < ${pastPrefix(prefix)}`.execute(tables);
      return rows;
    },

    async countBy(generation, field) {
      const { rows } = await sql<{ value: string | null; n: number }>`
        SELECT doc ->> ${`$.${field}`} AS value, count(*) AS n FROM documents WHERE generation = ${generation} GROUP BY 1`.execute(tables);
      return Object.fromEntries(rows.map((row) => [row.value ?? "none", row.n]));
    },

    async count(generation) {
      const row = await tables.selectFrom("documents").select((eb) => eb.fn.countAll<number>().as("n")).where("generation", "=", generation).executeTakeFirstOrThrow();
      return row.n;
    },

    async sumLengths(generation, field) {
      const { rows } = await sql<{ n: number | null }>`
        SELECT sum(json_array_length(doc, ${`$.${field}`})) AS n FROM documents WHERE generation = ${generation}`.execute(tables);
      return rows[0]?.n ?? 0;
    },

    async progressOfAll() {
      const rows = await tables.selectFrom("progress").selectAll().execute();
      return new Map(rows.map((row) => [row.stream as StreamName, row.revision]));
    },

    async progress(stream) {
      const row = await tables.selectFrom("progress").select("revision").where("stream", "=", stream).executeTakeFirst();
      return row?.revision ?? -1;
    },

    async close() {
      await tables.destroy();
    },
  };
  return store;
}

/** The first text after all that start with the prefix; keys hold no character above `~`. */
const pastPrefix = (prefix: string) => `${prefix}\u007f`;

const statementsOf = (db: DatabaseSync) => ({
  generation: db.prepare("INSERT INTO generations (view, version) VALUES (?, ?)"),
  deactivate: db.prepare("UPDATE generations SET active = 0 WHERE view = (SELECT view FROM generations WHERE generation = ?)"),
  activate: db.prepare("UPDATE generations SET active = 1 WHERE generation = ?"),
  dropDocuments: db.prepare("DELETE FROM documents WHERE generation = ?"),
  dropGeneration: db.prepare("DELETE FROM generations WHERE generation = ?"),
  fault: db.prepare("UPDATE generations SET fault_position = ?, fault_reason = ? WHERE generation = ?"),
  document: db.prepare(`INSERT INTO documents (generation, key, stream, revision, doc) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (generation, key) DO UPDATE SET revision = excluded.revision, doc = excluded.doc`),
  progress: db.prepare("INSERT INTO progress (stream, revision) VALUES (?, ?) ON CONFLICT (stream) DO UPDATE SET revision = excluded.revision"),
  checkpoint: db.prepare("SELECT position FROM checkpoint"),
  moveCheckpoint: db.prepare("INSERT INTO checkpoint (only, position) VALUES (1, ?) ON CONFLICT (only) DO UPDATE SET position = excluded.position"),
});

const generationOf = (row: Selectable<Tables["generations"]>): Generation => ({
  generation: row.generation,
  view: row.view,
  version: row.version,
  active: row.active === 1,
  fault: row.fault_position === null ? null : { position: row.fault_position, reason: row.fault_reason ?? "" },
});

const documentOf = (row: Tables["documents"]): Document => ({ key: row.key, stream: row.stream as StreamName, revision: row.revision, doc: row.doc });
