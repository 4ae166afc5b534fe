import { sql, type Kysely } from "kysely";
import { ReadStoreRefused } from "../port.ts";

/** Where the views live: a schema of their own, which may always be dropped. */
export const SCHEMA = "entente_views";

/**
 * Step n takes the schema from version n to n + 1. A step that was released is never changed: add another.
 * Keys compare byte by byte, as in SQLite, whatever the database's language. Documents are text, so that they come back to the character.
 */
const steps: readonly string[] = [
  `CREATE TABLE ${SCHEMA}.generations (
     generation integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, view text NOT NULL, version integer NOT NULL,
     active integer NOT NULL DEFAULT 0, fault_position text, fault_reason text
   );
   CREATE UNIQUE INDEX one_active ON ${SCHEMA}.generations (view) WHERE active = 1;
   CREATE TABLE ${SCHEMA}.documents (
     generation integer NOT NULL, key text COLLATE "C" NOT NULL, stream text NOT NULL, revision bigint NOT NULL, doc text NOT NULL,
     PRIMARY KEY (generation, key)
   );
   CREATE TABLE ${SCHEMA}.progress (stream text COLLATE "C" PRIMARY KEY, revision bigint NOT NULL);
   CREATE TABLE ${SCHEMA}.checkpoint ("only" integer PRIMARY KEY CHECK ("only" = 1), position text NOT NULL, batch uuid NOT NULL);
   DO $$ BEGIN
     ALTER TABLE ${SCHEMA}.documents ALTER COLUMN doc SET COMPRESSION lz4;
   EXCEPTION WHEN feature_not_supported THEN NULL;
   END $$`,
];

/** Any number will do that nobody else in this database takes for a lock. */
const LOCK = 0x456e7456;
const OLDEST_SERVER = 14;

/**
 * Brings the database to the newest schema, all missing steps in one transaction, one process at a time.
 * @throws {ReadStoreRefused} for a server or database that cannot be used, or a schema that a newer Entente made.
 */
export async function prepareSchema<Tables>(db: Kysely<Tables>): Promise<void> {
  await refuseUnfit(db);
  if ((await versionOf(db)) === steps.length) return;
  await db.transaction().execute(async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(${LOCK})`.execute(tx);
    // Read again under the lock: another process may have been first.
    const version = await versionOf(tx);
    if (version > steps.length)
      throw new ReadStoreRefused(
        `the schema ${SCHEMA} was made by a newer Entente (version ${version}, this one knows ${steps.length}). Start that newer Entente, or drop the schema: the views are built anew.`,
      );
    // Asked before creating it, since a role that may use a schema made for it need not be allowed to make one.
    const { rows } = await sql`SELECT 1 FROM pg_namespace WHERE nspname = ${SCHEMA}`.execute(tx);
    if (rows.length === 0) await sql.raw(`CREATE SCHEMA ${SCHEMA}`).execute(tx);
    for (const step of steps.slice(version)) await sql.raw(step).execute(tx);
    await sql.raw(`CREATE TABLE IF NOT EXISTS ${SCHEMA}.schema_version (version integer NOT NULL)`).execute(tx);
    await sql.raw(`DELETE FROM ${SCHEMA}.schema_version`).execute(tx);
    await sql.raw(`INSERT INTO ${SCHEMA}.schema_version VALUES (${steps.length})`).execute(tx);
  });
}

async function refuseUnfit<Tables>(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ version: number; encoding: string }>`
    SELECT current_setting('server_version_num')::integer / 10000 AS version, current_setting('server_encoding') AS encoding`.execute(db);
  const [server] = rows;
  if (server && server.version < OLDEST_SERVER)
    throw new ReadStoreRefused(`it is version ${server.version}; Entente needs ${OLDEST_SERVER} or later.`);
  if (server && server.encoding !== "UTF8")
    throw new ReadStoreRefused(`the database is encoded in ${server.encoding}; make one with ENCODING 'UTF8'.`);
}

/** 0 when there is no schema yet. */
async function versionOf<Tables>(db: Kysely<Tables>): Promise<number> {
  // Not to_regclass: it may answer from what the session knew before it waited for the lock.
  const known = await sql`SELECT 1 FROM pg_tables WHERE schemaname = ${SCHEMA} AND tablename = 'schema_version'`.execute(db);
  if (known.rows.length === 0) return 0;
  const { rows } = await sql<{ version: number }>`SELECT version FROM ${sql.table(`${SCHEMA}.schema_version`)}`.execute(db);
  return rows[0]?.version ?? 0;
}
