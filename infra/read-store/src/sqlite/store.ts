import { kyselyOnSqlite, migrate, openSqlite } from "@entente/sqlite";
import { sql } from "kysely";
import type { ReadStore } from "../port.ts";
import { readsOver } from "../reading.ts";
import type { Tables } from "../tables.ts";
import { schema } from "./schema.ts";
import { openWriterThread } from "./writerPort.ts";

/** The embedded read store: one SQLite file that may always be deleted and rebuilt, hence `synchronous=NORMAL`. Reads happen here, writes in a thread. */
export function openSqliteReadStore(file: string): ReadStore {
  const db = openSqlite(file, { synchronous: "normal" });
  migrate(db, { application: "EntV", steps: [(fresh) => fresh.exec(schema)] });
  const { close: closeWriter, ...writes } = openWriterThread(file);
  const tables = kyselyOnSqlite<Tables>(db);
  // A projector asks for thousands of documents a second: the bare statement spares the query builder for each.
  const stored = db.prepare("SELECT doc FROM documents WHERE generation = ? AND key = ?");
  return {
    ...writes,
    ...readsOver(tables, {
      textField: (name) => sql`doc ->> ${`$.${name}`}`,
      listLength: (name) => sql`json_array_length(doc, ${`$.${name}`})`,
      afterSlash: sql`substr(b.key, instr(b.key, '/') + 1)`,
    }),

    async load(generation, keys) {
      const found = new Map<string, string>();
      for (const key of keys) {
        const doc = stored.get(generation, key)?.["doc"];
        if (typeof doc === "string") found.set(key, doc);
      }
      return found;
    },

    async close() {
      await closeWriter();
      await tables.destroy();
    },
  };
}
