import { kyselyOnSqlite, migrate, openSqlite } from "@entente/sqlite";
import { sql, type Generated, type Selectable, type Transaction } from "kysely";
import type { Position, StreamName } from "@entente/contracts/events/envelope";
import { CheckpointMoved, type Document, type Generation, type ReadStore, type SavedBatch } from "./port.ts";

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

/** The embedded read store: one SQLite file that may always be deleted and rebuilt, hence `synchronous=NORMAL`. */
export function openSqliteReadStore(file: string): ReadStore {
  const db = openSqlite(file, { synchronous: "normal" });
  migrate(db, { application: "EntV", steps: [(fresh) => fresh.exec(schema)] });
  const tables = kyselyOnSqlite<Tables>(db);
  // Rebuilds write tens of thousands of rows: the bare statement spares the query builder for each. It runs on the connection, and so in
  // the transaction, that Kysely holds.
  const put = db.prepare(`INSERT INTO documents (generation, key, stream, revision, doc) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (generation, key) DO UPDATE SET revision = excluded.revision, doc = excluded.doc`);
  const upsert = (generation: number, documents: readonly Document[]) => {
    for (const { key, stream, revision, doc } of documents) put.run(generation, key, stream, revision, doc);
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
      const row = await tables.insertInto("generations").values({ view, version, active: 0, fault_position: null, fault_reason: null }).returningAll().executeTakeFirstOrThrow();
      return generationOf(row);
    },

    async activate(generation) {
      await tables.transaction().execute(async (transaction) => {
        const { view } = await transaction.selectFrom("generations").select("view").where("generation", "=", generation).executeTakeFirstOrThrow();
        await transaction.updateTable("generations").set({ active: 0 }).where("view", "=", view).execute();
        await transaction.updateTable("generations").set({ active: 1 }).where("generation", "=", generation).execute();
      });
    },

    async drop(generation) {
      await tables.transaction().execute((transaction) => remove(transaction, generation));
    },

    async load(generation, keys) {
      if (keys.length === 0) return new Map();
      const { rows } = await sql<{ key: string; doc: string }>`
        SELECT key, doc FROM documents WHERE generation = ${generation} AND key IN (SELECT value FROM json_each(${JSON.stringify(keys)}))`.execute(tables);
      return new Map(rows.map((row) => [row.key, row.doc]));
    },

    async save(batch) {
      await tables.transaction().execute(async (transaction) => {
        await moveCheckpoint(transaction, batch);
        for (const { generation, documents } of batch.documents) upsert(generation, documents);
        for (const { generation, fault } of batch.faults) {
          await transaction.updateTable("generations").set({ fault_position: fault.position, fault_reason: fault.reason }).where("generation", "=", generation).execute();
        }
        if (batch.progress.size > 0) {
          await sql`INSERT INTO progress (stream, revision)
            SELECT value ->> 0, value ->> 1 FROM json_each(${JSON.stringify([...batch.progress])}) WHERE true
            ON CONFLICT (stream) DO UPDATE SET revision = excluded.revision`.execute(transaction);
        }
      });
    },

    async fill(generation, documents) {
      await tables.transaction().execute(async () => upsert(generation, documents));
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

async function moveCheckpoint(transaction: Transaction<Tables>, { from, to }: SavedBatch): Promise<void> {
  const current = await transaction.selectFrom("checkpoint").select("position").executeTakeFirst();
  if ((current?.position ?? null) !== from) throw new CheckpointMoved();
  await transaction
    .insertInto("checkpoint")
    .values({ only: 1, position: to })
    .onConflict((conflict) => conflict.column("only").doUpdateSet({ position: to }))
    .execute();
}

async function remove(transaction: Transaction<Tables>, generation: number): Promise<void> {
  await transaction.deleteFrom("documents").where("generation", "=", generation).execute();
  await transaction.deleteFrom("generations").where("generation", "=", generation).execute();
}

const generationOf = (row: Selectable<Tables["generations"]>): Generation => ({
  generation: row.generation,
  view: row.view,
  version: row.version,
  active: row.active === 1,
  fault: row.fault_position === null ? null : { position: row.fault_position, reason: row.fault_reason ?? "" },
});

const documentOf = (row: Tables["documents"]): Document => ({ key: row.key, stream: row.stream as StreamName, revision: row.revision, doc: row.doc });
