import { setImmediate } from "node:timers/promises";
import { categoryOf, type NewEvent, type RecordedEvent, type StreamName } from "@entente/contracts/events/envelope";
import { encodeAppend } from "../appendable.ts";
import {
  EventIdTaken,
  StoreUnavailable,
  WrongExpectedRevision,
  type AppendResult,
  type EventStore,
  type ExpectedRevision,
  type ReadAllOptions,
  type ReadOptions,
  type StoreHealth,
  type SubscribeOptions,
  type Subscription,
  type SubscriptionBatch,
} from "../port.ts";
import type { WriterOptions } from "./messages.ts";
import { fromPosition, LogReader, toPosition, type Part } from "./reader.ts";
import { follow } from "./subscription.ts";
import { WriterThread } from "./writer-thread.ts";

/** Events read at a time: enough to make the query cheap, few enough to leave the thread to others in between. */
const EVENTS_PER_READ = 250;

/**
 * Opens the log in a SQLite file, and creates it when there is none. One process at a time may hold it.
 * @throws {StoreRefused} when the file is in use, damaged, not Entente's, or made by a newer Entente.
 */
export async function openSqliteEventStore(options: WriterOptions): Promise<EventStore> {
  const writer = await WriterThread.start(options);
  return new SqliteEventStore(writer, new LogReader(options.file));
}

/** Appends go to the thread that owns the file; reads happen in the calling thread, on a connection that can only read. */
class SqliteEventStore implements EventStore {
  readonly #writer: WriterThread;
  readonly #reader: LogReader;
  readonly #subscriptions = new Set<Subscription>();
  #closed = false;

  constructor(writer: WriterThread, reader: LogReader) {
    this.#writer = writer;
    this.#reader = reader;
  }

  async append(stream: StreamName, events: readonly NewEvent[], expected: ExpectedRevision): Promise<AppendResult> {
    const encoded = encodeAppend(stream, events, expected);
    const outcome = await this.#writer.append({ stream, category: categoryOf(stream), expected, events: encoded });
    switch (outcome.kind) {
      case "appended":
        return { revision: outcome.revision, position: toPosition(outcome.position) };
      case "wrongRevision":
        throw new WrongExpectedRevision(stream, expected, outcome.actual);
      case "idTaken":
        throw new EventIdTaken(outcome.id);
      case "unavailable":
        throw new StoreUnavailable(`the log cannot be written: ${outcome.reason}`);
    }
  }

  read(stream: StreamName, options: ReadOptions = {}): AsyncIterable<RecordedEvent> {
    const { direction = "forwards", limit = Infinity } = options;
    const step = direction === "forwards" ? 1 : -1;
    let from = options.from ?? (direction === "forwards" ? 0 : Number.MAX_SAFE_INTEGER);
    return this.#inParts(limit, (size) => {
      const part = this.#reader.stream(stream, from, direction, size);
      from = (part.events.at(-1)?.revision ?? from) + step;
      return part;
    });
  }

  readAll(options: ReadAllOptions = {}): AsyncIterable<RecordedEvent> {
    const { filter, limit = Infinity } = options;
    let bounds: { after: number; readonly end: number } | undefined;
    return this.#inParts(limit, (size) => {
      // What is appended while reading belongs to a later read, or this one might never end.
      bounds ??= { after: fromPosition(options.after), end: this.#writer.head.position };
      const part = this.#reader.log(bounds.after, bounds.end, filter, size);
      bounds.after = fromPosition(part.events.at(-1)?.position);
      return part;
    });
  }

  subscribe(options: SubscribeOptions, onBatch: (batch: SubscriptionBatch) => Promise<void>): Subscription {
    this.#refuseClosed();
    const subscription = follow(this.#reader, this.#writer.head, options, onBatch);
    const forget = () => this.#subscriptions.delete(subscription);
    this.#subscriptions.add(subscription);
    subscription.closed.then(forget, forget);
    return subscription;
  }

  async health(): Promise<StoreHealth> {
    const reason = await this.#writer.probe();
    return { engine: "sqlite", ok: reason === null, ...(reason !== null && { reason }) };
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    await Promise.allSettled([...this.#subscriptions].map((subscription) => subscription.stop()));
    this.#closed = true;
    this.#reader.close();
    await this.#writer.close();
  }

  async *#inParts(limit: number, next: (size: number) => Part): AsyncGenerator<RecordedEvent> {
    for (let left = limit; left > 0;) {
      this.#refuseClosed();
      const { events, isLast } = next(Math.min(left, EVENTS_PER_READ));
      // Not `yield*`, which would wait for each event twice.
      for (const event of events) yield event;
      if (isLast) return;
      left -= events.length;
      await setImmediate();
    }
  }

  #refuseClosed(): void {
    if (this.#closed) throw new StoreUnavailable("the log is closed");
  }
}
