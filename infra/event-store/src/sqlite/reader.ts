import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import type { EventMeta, JsonObject, Position, RecordedEvent, StreamName } from "@entente/contracts/events/envelope";
import type { CategoryFilter } from "../port.ts";
import { isSqliteError, SQLITE_CORRUPT, SQLITE_NOTADB } from "./errors.ts";
import { damaged } from "./log-file.ts";

/** About how many characters of JSON one part may hold, so that large events do not fill the memory. */
const LARGEST_PART = 4_000_000;

/** What one read brought. */
export interface Part {
  readonly events: RecordedEvent[];
  /** Whether there was nothing more to read within the bounds asked for. */
  readonly isLast: boolean;
}

const COLUMNS = "position, stream, revision, id, type, data, meta";

/** Reads the log on a connection of its own. Every call is a short read that leaves no statement open, so it never holds back a checkpoint. */
export class LogReader {
  readonly #file: string;
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(file: string) {
    this.#file = file;
    this.#db = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  }

  /** At most `limit` events of a stream from that revision on, in that direction. */
  stream(stream: StreamName, from: number, direction: "forwards" | "backwards", limit: number): Part {
    const [reach, order] = direction === "forwards" ? [">=", "ASC"] : ["<=", "DESC"];
    return this.#part(
      `SELECT ${COLUMNS} FROM events WHERE stream = ? AND revision ${reach} ? ORDER BY revision ${order} LIMIT ?`,
      [stream, from],
      limit,
    );
  }

  /** At most `limit` events with `after < position <= upTo`, in log order. */
  log(after: number, upTo: number, filter: CategoryFilter | undefined, limit: number): Part {
    if (!filter)
      return this.#part(
        `SELECT ${COLUMNS} FROM events WHERE position > ? AND position <= ? ORDER BY position LIMIT ?`,
        [after, upTo],
        limit,
      );
    const categories = [...new Set(filter.categories)];
    if (categories.length === 0) return { events: [], isLast: true };
    // One branch per category lets SQLite merge the branches in index order; `category IN (…)` would sort everything that is left of the log.
    const branch = `SELECT ${COLUMNS} FROM events WHERE category = ? AND position > ? AND position <= ?`;
    const branches = Array(categories.length).fill(branch).join(" UNION ALL ");
    const bounds = categories.flatMap((category) => [category, after, upTo]);
    return this.#part(`${branches} ORDER BY position LIMIT ?`, bounds, limit);
  }

  close(): void {
    this.#db.close();
  }

  #part(sql: string, bounds: SQLInputValue[], limit: number): Part {
    const events: RecordedEvent[] = [];
    let size = 0;
    try {
      for (const row of this.#statement(sql).iterate(...bounds, limit) as Iterable<unknown>) {
        const [position, stream, revision, id, type, data, meta] = row as Row; // SQL edge: the table is STRICT, the query names the columns
        events.push({
          id,
          type,
          data: JSON.parse(data) as JsonObject,
          meta: JSON.parse(meta) as EventMeta,
          stream,
          revision,
          position: toPosition(position),
        });
        size += data.length + meta.length;
        if (size > LARGEST_PART) return { events, isLast: false };
      }
    } catch (error) {
      if (isSqliteError(error, SQLITE_CORRUPT, SQLITE_NOTADB)) throw damaged(this.#file, error.message);
      throw error;
    }
    return { events, isLast: events.length < limit };
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#db.prepare(sql);
    statement.setReturnArrays(true);
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** The row as the STRICT table holds it, in the order of COLUMNS. */
type Row = [position: number, stream: StreamName, revision: number, id: string, type: string, data: string, meta: string];

export function toPosition(position: number): Position {
  return String(position) as Position; // where positions of this engine are made
}

/** @throws {RangeError} when the position did not come from this engine. */
export function fromPosition(position: Position | undefined): number {
  if (position === undefined) return 0;
  if (!/^\d{1,15}$/.test(position)) throw new RangeError(`${JSON.stringify(position)} is no position of this log`);
  return Number(position);
}
