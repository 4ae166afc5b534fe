import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { Kysely, SqliteDialect } from "kysely";

const CACHED_STATEMENTS = 500;

/** Kysely over an open `node:sqlite` database: Kysely's own SQLite dialect asks for a statement of this shape. */
export function kyselyOnSqlite<Tables>(db: DatabaseSync): Kysely<Tables> {
  const cache = new Map<string, ReturnType<typeof statementOf>>();
  return new Kysely<Tables>({
    dialect: new SqliteDialect({
      database: {
        close: () => db.close(),
        prepare(sql: string) {
          const known = cache.get(sql);
          if (known) return known;
          if (cache.size >= CACHED_STATEMENTS) cache.clear();
          const statement = statementOf(db.prepare(sql));
          cache.set(sql, statement);
          return statement;
        },
      },
    }),
  });
}

function statementOf(statement: StatementSync) {
  return {
    reader: statement.columns().length > 0,
    all: (parameters: readonly unknown[]) => statement.all(...bindable(parameters)),
    run: (parameters: readonly unknown[]) => statement.run(...bindable(parameters)),
    iterate: (parameters: readonly unknown[]) => statement.iterate(...bindable(parameters)),
  };
}

// node:sqlite binds undefined as NULL and takes an object in first place (a Date, say) for a bag of named parameters, which shifts the
// others by one. Both would store wrong rows in silence.
function bindable(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters.map((value, index) => {
    if (value === null || ["string", "number", "bigint"].includes(typeof value) || value instanceof Uint8Array)
      return value as SQLInputValue;
    throw new TypeError(`parameter ${index + 1} cannot be bound: ${Object.prototype.toString.call(value)}`);
  });
}
