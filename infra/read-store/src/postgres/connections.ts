import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from "kysely";
import { DatabaseError, Pool, types } from "pg";
import { toPortError } from "./errors.ts";

export interface ConnectionOptions {
  /** How many connections at most. */
  readonly max: number;
  /** No statement takes longer, in milliseconds. */
  readonly timeout: number;
}

const CONNECT_MS = 5_000;
const IDLE_MS = 30_000;
const KEEP_ALIVE_MS = 10_000;
/** The server ends a statement that takes too long; when it does not even say so within this time, the connection is given up. */
const GRACE_MS = 2_000;
const INT8 = 20;

/** Kysely over a pool of connections to PostgreSQL. Its errors are the port's. */
export function kyselyOnPostgres<Tables>(address: string, { max, timeout }: ConnectionOptions): Kysely<Tables> {
  const pool = new Pool({
    connectionString: address,
    max,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: IDLE_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    statement_timeout: timeout,
    query_timeout: timeout + GRACE_MS,
    idle_in_transaction_session_timeout: timeout,
    fallback_application_name: "entente views",
    // Counts and revisions stay far below 2^53.
    types: { getTypeParser: (oid, format) => (oid === INT8 ? Number : types.getTypeParser(oid, format)) },
  });
  // A lost connection is told to the pool, or, while somebody has it in hand, by the connection itself. Whoever asks next gets a new
  // one; without listeners the process would end.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: watched(pool) }) });
}

/** The pool as Kysely takes it: a connection that failed other than by the server's own word is thrown away, not used again. */
function watched(pool: Pool): PostgresPool {
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect().catch((error: unknown) => {
        throw toPortError(error);
      });
      let lost: Error | null = null;
      // Kysely's type also takes cursors, which are handed over only to a dialect that was given a cursor class.
      const query = async (text: string, parameters: readonly unknown[]) => {
        if (lost) throw lost;
        try {
          return await client.query(text, [...parameters]);
        } catch (error) {
          const fault = toPortError(error);
          if (!(error instanceof DatabaseError)) lost = fault;
          throw fault;
        }
      };
      return {
        query: query as unknown as PostgresPoolClient["query"],
        release: (destroy?: boolean) => client.release(destroy === true || lost !== null),
      };
    },
  };
}
