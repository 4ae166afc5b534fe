import { BACKWARDS, END, FORWARDS, START, type EventStoreDBClient } from "@eventstore/db-client";
import { categoryOf, type NewEvent, type RecordedEvent, type StreamName } from "@entente/contracts/events/envelope";
import { encodeAppend } from "../appendable.ts";
import {
  StoreUnavailable,
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
import { appendTo } from "./append.ts";
import { acquireClient, releaseClient } from "./client.ts";
import { eventsOf } from "./read.ts";
import { fromPosition } from "./recorded.ts";
import { follow } from "./subscription.ts";

export interface EventStoreDbOptions {
  readonly connectionString: string;
  /** The longest an append, or a silence in a read, may take, in milliseconds; the default is 10,000. */
  readonly timeout?: number;
}

/**
 * EventStoreDB 23.10 or later, by its connection string. Connects at the first call.
 * @throws {RangeError} when the connection string cannot be understood.
 */
export function openEventStoreDb(options: EventStoreDbOptions): EventStore {
  return new EventStoreDbEventStore(options);
}

class EventStoreDbEventStore implements EventStore {
  readonly #connectionString: string;
  readonly #client: EventStoreDBClient;
  readonly #timeout: number;
  readonly #subscriptions = new Set<Subscription>();
  readonly #appends = new Set<Promise<AppendResult>>();
  #closed = false;

  constructor({ connectionString, timeout = 10_000 }: EventStoreDbOptions) {
    this.#connectionString = connectionString;
    this.#client = acquireClient(connectionString);
    this.#timeout = timeout;
  }

  async append(stream: StreamName, events: readonly NewEvent[], expected: ExpectedRevision): Promise<AppendResult> {
    this.#refuseClosed();
    encodeAppend(stream, events, expected);
    const append = appendTo(this.#client, stream, events, expected, this.#timeout);
    this.#appends.add(append);
    try {
      return await append;
    } finally {
      this.#appends.delete(append);
    }
  }

  async *read(stream: StreamName, options: ReadOptions = {}): AsyncGenerator<RecordedEvent> {
    const { direction = "forwards", from, limit } = options;
    if (limit === 0) return;
    this.#refuseClosed();
    const isForwards = direction === "forwards";
    const read = this.#client.readStream(stream, {
      direction: isForwards ? FORWARDS : BACKWARDS,
      fromRevision: from === undefined ? (isForwards ? START : END) : BigInt(from),
      ...(limit !== undefined && { maxCount: limit }),
    });
    yield* eventsOf(read, this.#timeout);
  }

  // The client cannot filter a read on the server, so a filtered one passes over the rest of the log here; subscriptions do not.
  async *readAll(options: ReadAllOptions = {}): AsyncGenerator<RecordedEvent> {
    const { after, filter, limit = Infinity } = options;
    if (limit === 0) return;
    this.#refuseClosed();
    let left = limit;
    const read = this.#client.readAll({ fromPosition: after === undefined ? START : fromPosition(after) });
    for await (const event of eventsOf(read, this.#timeout)) {
      if (event.position === after) continue; // a read begins at the position it names
      if (filter && !filter.categories.includes(categoryOf(event.stream))) continue;
      yield event;
      if (--left === 0) return;
    }
  }

  subscribe(options: SubscribeOptions, onBatch: (batch: SubscriptionBatch) => Promise<void>): Subscription {
    this.#refuseClosed();
    const subscription = follow(this.#client, options, onBatch);
    const forget = () => this.#subscriptions.delete(subscription);
    this.#subscriptions.add(subscription);
    subscription.closed.then(forget, forget);
    return subscription;
  }

  async health(): Promise<StoreHealth> {
    try {
      this.#refuseClosed();
      const newest = this.#client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 });
      for await (const _ of eventsOf(newest, this.#timeout));
      return { ok: true, engine: "eventstoredb" };
    } catch (error) {
      return { ok: false, engine: "eventstoredb", reason: error instanceof Error ? error.message : String(error) };
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await Promise.allSettled([...this.#subscriptions].map((subscription) => subscription.stop()));
    await Promise.allSettled(this.#appends);
    await releaseClient(this.#connectionString);
  }

  #refuseClosed(): void {
    if (this.#closed) throw new StoreUnavailable("the event store is closed");
  }
}
