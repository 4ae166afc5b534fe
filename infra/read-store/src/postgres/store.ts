import { sql } from "kysely";
import { Client } from "pg";
import type { OpenOptions } from "../open.ts";
import { ReadStoreRefused, type ReadStore } from "../port.ts";
import { readsOver } from "../reading.ts";
import type { Tables } from "../tables.ts";
import { kyselyOnPostgres } from "./connections.ts";
import { findingOf } from "./errors.ts";
import { prepareSchema, SCHEMA } from "./schema.ts";
import { patiently, writesOver, type OwnTables } from "./writer.ts";

export interface PostgresOptions extends OpenOptions {
  /** No question of a reader takes longer, in milliseconds. */
  readonly patience?: number;
}

const READERS = 10;
const READING_MS = 10_000;
/** Writes go one after the other, so one connection is all they use; dropping a large generation may take a while. */
const WRITING = { max: 1, timeout: 60_000 };

/**
 * The read store on PostgreSQL, in a schema of its own that may always be dropped and is then rebuilt.
 * @throws {ReadStoreRefused} when the server cannot be reached or used.
 */
export async function openPostgresReadStore(
  address: string,
  { stopping, patience = READING_MS }: PostgresOptions = {},
): Promise<ReadStore> {
  const place = placeOf(address);
  const closing = new AbortController();
  const impatient = stopping ? AbortSignal.any([stopping, closing.signal]) : closing.signal;
  const reading = kyselyOnPostgres<Tables>(address, { max: READERS, timeout: patience });
  const writing = kyselyOnPostgres<OwnTables>(address, WRITING);
  const close = async () => {
    await Promise.all([reading.destroy(), writing.destroy()]);
  };
  try {
    await prepareSchema(writing);
  } catch (error) {
    await close();
    const advice = error instanceof ReadStoreRefused ? "" : ". Check that it runs, and the address, user, password and database given";
    throw new ReadStoreRefused(`${place} cannot be used: ${findingOf(error)}${advice}`, { cause: error });
  }
  const tables = reading.withSchema(SCHEMA);
  const reads = readsOver(tables, {
    textField: (name) => sql`${document} ->> ${name}::text`,
    // OFFSET 0 keeps PostgreSQL from parsing the document twice.
    listLength: (name) => sql`(
      SELECT CASE WHEN json_typeof(list) = 'array' THEN json_array_length(list) END
      FROM (SELECT ${document} -> ${name}::text AS list OFFSET 0) AS field)`,
    afterSlash: sql`substr(b.key, strpos(b.key, '/') + 1)`,
  });
  const { finished, ...writes } = writesOver(writing.withSchema(SCHEMA), impatient);
  return {
    ...writes,
    ...reads,

    async get(generation, key) {
      return storable(key) ? reads.get(generation, key) : null;
    },

    async list(generation, prefix, options) {
      return storable(prefix) ? reads.list(generation, prefix, options) : [];
    },

    async load(generation, keys) {
      if (keys.length === 0) return new Map();
      const rows = await patiently(
        () =>
          tables
            .selectFrom("documents")
            .select(["key", "doc"])
            .where("generation", "=", generation)
            .where("key", "=", sql<string>`ANY(${keys.filter(storable)}::text[])`)
            .execute(),
        impatient,
      );
      return new Map(rows.map(({ key, doc }) => [key, doc]));
    },

    async close() {
      closing.abort();
      await finished();
      await close();
    },
  };
}

/**
 * The document as JSON. JavaScript escapes control characters and halves of surrogate pairs, and nothing else, as `\uXXXX`; PostgreSQL
 * stores such text but does not take all of it apart, so they are left out here. An escaped backslash is kept as it is.
 */
const document = sql.raw(
  String.raw`(CASE WHEN strpos(doc, '\u') = 0 THEN doc ELSE regexp_replace(doc, '(\\\\)|\\u[0-9a-f]{4}', '\1', 'g') END)::json`,
);

/** PostgreSQL keeps no U+0000 in a text: no document has such a key. */
const storable = (key: string): boolean => !key.includes("\u0000");

/** Where the address leads, without its password. */
function placeOf(address: string): string {
  try {
    const { host, port, database, user } = new Client({ connectionString: address });
    return `PostgreSQL at ${host}:${port} (database ${database ?? user}, user ${user})`;
  } catch {
    // The error is left out, since it may repeat the address and with it the password.
    throw new ReadStoreRefused(
      "it is no address of a PostgreSQL database. Write postgres://USER:PASSWORD@HOST:5432/DATABASE, with special characters percent-encoded.",
    );
  }
}
