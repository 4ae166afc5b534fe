import type { NewEvent, Position, RecordedEvent, StreamName } from "@entente/contracts/events/envelope";

/**
 * The event store port: append to a stream, read a stream, read everything, follow everything.
 * Every engine passes the one conformance suite beside this file.
 */
export interface EventStore {
  /**
   * Appends all events to one stream in one atomic step, and answers only when they are durable.
   * At most 500 events and 1 MB (of JSON) in one append; more is refused with {@link AppendTooLarge} on every engine.
   * @throws {WrongExpectedRevision} when the stream is not where the caller expected it; nothing is stored and the stream's head has not moved.
   * Appending the very same events (by id) at the same place again answers as the first time, so a caller that lost the answer may ask again.
   * @throws {EventIdTaken} when an event's id is already stored elsewhere.
   * @throws {StoreUnavailable} when the engine cannot store now (disk full, read-only, connection lost, timed out). After a lost connection
   *   the events may be stored all the same: append them again to learn it.
   */
  append(stream: StreamName, events: readonly NewEvent[], expected: ExpectedRevision): Promise<AppendResult>;
  /** Events of one stream in order; an absent stream is an empty one. `from` is inclusive in both directions. */
  read(stream: StreamName, options?: ReadOptions): AsyncIterable<RecordedEvent>;
  /** Events of all streams in log order, after a position, in which no committed event is ever missing. */
  readAll(options?: ReadAllOptions): AsyncIterable<RecordedEvent>;
  /**
   * Catch-up that turns live without gap or double. Batches are handed over one at a time and in log order; the next waits until
   * `onBatch` resolved. When `onBatch` rejects, the subscription stops and `closed` rejects with that error: nothing is skipped.
   */
  subscribe(options: SubscribeOptions, onBatch: (batch: SubscriptionBatch) => Promise<void>): Subscription;
  /** Whether the engine can append now; used by readiness. */
  health(): Promise<StoreHealth>;
  close(): Promise<void>;
}

/** A closed union, so that no engine can mistake a sentinel number for "no check". */
export type ExpectedRevision = "none" | "any" | { readonly at: number };

export interface AppendResult {
  /** Revision of the last event appended. */
  readonly revision: number;
  /** Position of the last event appended. */
  readonly position: Position;
}

export interface ReadOptions {
  readonly from?: number;
  readonly direction?: "forwards" | "backwards";
  readonly limit?: number;
}

export interface CategoryFilter {
  /** Only streams of these categories, for example `alliance`. */
  readonly categories: readonly string[];
}

export interface ReadAllOptions {
  readonly after?: Position;
  readonly limit?: number;
  readonly filter?: CategoryFilter;
}

export interface SubscribeOptions {
  readonly after?: Position;
  readonly filter?: CategoryFilter;
  /** Upper bound of a batch; the default is 500. */
  readonly batchSize?: number;
}

export interface SubscriptionBatch {
  readonly events: readonly RecordedEvent[];
  /** The place to resume from once this batch has been dealt with; it may lie past the last event when others were filtered out. */
  readonly upTo: Position;
  /** True once the subscription has reached the head of the log as it was when this batch was made. */
  readonly caughtUp: boolean;
}

export interface Subscription {
  /** Resolves after `stop()`; rejects when `onBatch` failed or the engine was lost for good. */
  readonly closed: Promise<void>;
  /** Ends the subscription once the batch in hand is dealt with. Not to be awaited from within `onBatch`, which it waits for. */
  stop(): Promise<void>;
}

export interface StoreHealth {
  readonly ok: boolean;
  readonly engine: "sqlite" | "eventstoredb";
  readonly reason?: string;
}

export class WrongExpectedRevision extends Error {
  override readonly name = "WrongExpectedRevision";
  readonly stream: StreamName;
  readonly expected: ExpectedRevision;
  /** The stream's last revision, or null when the stream does not exist. */
  readonly actual: number | null;
  constructor(stream: StreamName, expected: ExpectedRevision, actual: number | null) {
    super(`stream ${stream} is at ${actual ?? "nothing"}, expected ${typeof expected === "object" ? expected.at : expected}`);
    this.stream = stream;
    this.expected = expected;
    this.actual = actual;
  }
}

/** An event id that another event already carries: ids are made once, for one event. EventStoreDB looks for it in the event's stream only. */
export class EventIdTaken extends Error {
  override readonly name = "EventIdTaken";
  readonly id: string;
  constructor(id: string) {
    super(`the event id ${id} is taken by another event`);
    this.id = id;
  }
}

export class AppendTooLarge extends Error {
  override readonly name = "AppendTooLarge";
}

export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
}

/** The store's files cannot be used: damaged, newer than this program, or held by another process. The message says what to do. */
export class StoreRefused extends Error {
  override readonly name = "StoreRefused";
}

export const MAX_EVENTS_PER_APPEND = 500;
export const MAX_BYTES_PER_APPEND = 1_000_000;
