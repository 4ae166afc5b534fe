import { kyselyOnSqlite, migrate, openSqlite } from "@entente/sqlite";
import { sql, type Generated, type Selectable } from "kysely";
import type { Position, StreamName } from "@entente/contracts/events/envelope";
import type { Document, Generation, ReadStore } from "./port.ts";
import { schema } from "./schema.ts";
import { openWriterThread } from "./writerPort.ts";

interface Tables {
  generations: {
    generation: Generated<number>;
    view: string;
    version: number;
    active: number;
    fault_position: string | null;
    fault_reason: string | null;
  };
  documents: { generation: number; key: string; stream: string; revision: number; doc: string };
  progress: { stream: string; revision: number };
  checkpoint: { only: number; position: string };
}

/** The embedded read store: one SQLite file that may always be deleted and rebuilt, hence `synchronous=NORMAL`. Reads happen here, writes in a thread. */
export function openSqliteReadStore(file: string): ReadStore {
  const db = openSqlite(file, { synchronous: "normal" });
  migrate(db, { application: "EntV", steps: [(fresh) => fresh.exec(schema)] });
  const { close: closeWriter, ...writes } = openWriterThread(file);
  const tables = kyselyOnSqlite<Tables>(db);
  // A projector asks for thousands of documents a second: the bare statement spares the query builder for each.
  const stored = db.prepare("SELECT doc FROM documents WHERE generation = ? AND key = ?");

  const store: ReadStore = {
    ...writes,

    async checkpoint() {
      const row = await tables.selectFrom("checkpoint").select("position").executeTakeFirst();
      return row ? (row.position as Position) : null;
    },

    async generations() {
      const rows = await tables.selectFrom("generations").selectAll().orderBy("generation").execute();
      return rows.map(generationOf);
    },

    async load(generation, keys) {
      const found = new Map<string, string>();
      for (const key of keys) {
        const doc = stored.get(generation, key)?.["doc"];
        if (typeof doc === "string") found.set(key, doc);
      }
      return found;
    },

    async get(generation, key) {
      const row = await tables
        .selectFrom("documents")
        .selectAll()
        .where("generation", "=", generation)
        .where("key", "=", key)
        .executeTakeFirst();
      return row ? documentOf(row) : null;
    },

    async list(generation, prefix, { after, before, limit, direction = "forwards" }) {
      let query = tables
        .selectFrom("documents")
        .selectAll()
        .where("generation", "=", generation)
        .where("key", ">=", prefix)
        .where("key", "<", pastPrefix(prefix));
      if (after !== undefined) query = query.where("key", ">", after);
      if (before !== undefined) query = query.where("key", "<", before);
      const rows = await query
        .orderBy("key", direction === "forwards" ? "asc" : "desc")
        .limit(limit)
        .execute();
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
      const row = await tables
        .selectFrom("documents")
        .select((eb) => eb.fn.countAll<number>().as("n"))
        .where("generation", "=", generation)
        .executeTakeFirstOrThrow();
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
      await closeWriter();
      await tables.destroy();
    },
  };
  return store;
}

/** The first text after all that start with the prefix; keys hold no character above `~`. */
const pastPrefix = (prefix: string) => `${prefix}\u007f`;

const generationOf = (row: Selectable<Tables["generations"]>): Generation => ({
  generation: row.generation,
  view: row.view,
  version: row.version,
  active: row.active === 1,
  fault: row.fault_position === null ? null : { position: row.fault_position, reason: row.fault_reason ?? "" },
});

const documentOf = (row: Tables["documents"]): Document => ({
  key: row.key,
  stream: row.stream as StreamName,
  revision: row.revision,
  doc: row.doc,
});
