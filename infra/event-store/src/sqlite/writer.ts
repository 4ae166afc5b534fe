import type { DatabaseSync, StatementSync } from "node:sqlite";
import { isSqliteError, SQLITE_CONSTRAINT_UNIQUE } from "./errors.ts";
import type { AppendOutcome, AppendRequest } from "./messages.ts";

const NO_STREAM = -1;
const KEPT_HEADS = 100_000;
const PROBE_BYTES = 65_536;

/** Writes batches of appends to the log; each batch is one transaction. The caller holds the log's lock. */
export class LogWriter {
  /** The last position that is durably stored; 0 for an empty log. */
  head: number;
  readonly #db: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #headOf: StatementSync;
  readonly #idsAfter: StatementSync;
  readonly #placeOf: StatementSync;
  readonly #heads = new Map<string, number>();
  /** The last position given out in the transaction that is open. */
  #last: number;
  #failure: string | null = null;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#insert = db.prepare(
      "INSERT INTO events (position, stream, revision, category, id, type, data, meta) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    );
    this.#headOf = db.prepare("SELECT max(revision) AS head FROM events WHERE stream = ?");
    this.#idsAfter = db.prepare("SELECT id, position FROM events WHERE stream = ? AND revision > ? ORDER BY revision LIMIT ?");
    this.#placeOf = db.prepare("SELECT stream, revision FROM events WHERE id = ?");
    this.head = this.#last = this.#storedHead();
  }

  /**
   * Appends all requests in one transaction and returns, after it is durable, one outcome for each. A refused request leaves the others
   * and its own stream untouched; when the disk refuses, none is stored.
   */
  write(requests: readonly AppendRequest[]): AppendOutcome[] {
    try {
      this.#db.exec("BEGIN IMMEDIATE");
      const outcomes = requests.map((request) => this.#append(request));
      this.#db.exec("COMMIT");
      this.head = this.#last;
      this.#failure = null;
      return outcomes;
    } catch (error) {
      const reason = this.#undo(error);
      return requests.map(() => ({ kind: "unavailable", reason }));
    }
  }

  /** Why the log cannot be written to, or null. After a failed write the disk is asked again, so that health returns without an append. */
  probe(): string | null {
    if (this.#failure === null) return null;
    try {
      this.#db.exec(`BEGIN IMMEDIATE; INSERT INTO probe VALUES (zeroblob(${PROBE_BYTES})); COMMIT; DELETE FROM probe`);
      this.#failure = null;
    } catch (error) {
      this.#undo(error);
    }
    return this.#failure;
  }

  #append({ stream, category, expected, events }: AppendRequest): AppendOutcome {
    const head = this.#streamHead(stream);
    const required = expected === "any" ? head : expected === "none" ? NO_STREAM : expected.at;
    if (required !== head) {
      return this.#alreadyAppended(stream, required, events) ?? { kind: "wrongRevision", actual: head === NO_STREAM ? null : head };
    }
    const before = this.#last;
    this.#db.exec("SAVEPOINT append");
    try {
      let revision = head;
      for (const { id, type, data, meta } of events) this.#insert.run(++this.#last, stream, ++revision, category, id, type, data, meta);
      this.#db.exec("RELEASE append");
      this.#remember(stream, revision);
      return { kind: "appended", revision, position: this.#last };
    } catch (error) {
      if (!isSqliteError(error, SQLITE_CONSTRAINT_UNIQUE)) throw error;
      this.#db.exec("ROLLBACK TO append; RELEASE append");
      this.#last = before;
      return this.#idTaken(stream, expected === "any", events);
    }
  }

  #idTaken(stream: string, anywhere: boolean, events: AppendRequest["events"]): AppendOutcome {
    const place = events.map(({ id }) => ({ id, at: this.#placeOf.get(id) })).find(({ at }) => at !== undefined);
    if (place?.at === undefined) throw new Error(`${stream}: a unique constraint failed for other than an event id`);
    const repeated =
      anywhere && place.at["stream"] === stream ? this.#alreadyAppended(stream, Number(place.at["revision"]) - 1, events) : undefined;
    return repeated ?? { kind: "idTaken", id: place.id };
  }

  /** The outcome of the first time, when exactly these events stand right after that revision: a caller that lost the answer asks again. */
  #alreadyAppended(stream: string, after: number, events: AppendRequest["events"]): AppendOutcome | undefined {
    const stored = this.#idsAfter.all(stream, after, events.length);
    if (stored.length !== events.length || !events.every(({ id }, index) => stored[index]?.["id"] === id)) return undefined;
    return { kind: "appended", revision: after + events.length, position: Number(stored.at(-1)?.["position"]) };
  }

  #streamHead(stream: string): number {
    const known = this.#heads.get(stream);
    if (known !== undefined) return known;
    const head = Number(this.#headOf.get(stream)?.["head"] ?? NO_STREAM);
    this.#remember(stream, head);
    return head;
  }

  #remember(stream: string, head: number): void {
    this.#heads.delete(stream); // set again at the young end: a Map keeps the order of insertion
    this.#heads.set(stream, head);
    if (this.#heads.size <= KEPT_HEADS) return;
    for (const oldest of this.#heads.keys()) {
      this.#heads.delete(oldest);
      break;
    }
  }

  #undo(error: unknown): string {
    if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
    this.#heads.clear();
    this.#last = this.head;
    this.#failure = error instanceof Error ? error.message : String(error);
    return this.#failure;
  }

  #storedHead(): number {
    return Number(this.#db.prepare("SELECT max(position) AS head FROM events").get()?.["head"] ?? 0);
  }
}
