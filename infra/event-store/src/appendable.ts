import type { NewEvent, StreamName } from "@entente/contracts/events/envelope";
import { AppendTooLarge, EventIdTaken, MAX_BYTES_PER_APPEND, MAX_EVENTS_PER_APPEND, type ExpectedRevision } from "./port.ts";

/** An event as an engine stores it: data and meta as the JSON text that is hashed, exported and read back. */
export interface EncodedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly meta: string;
}

/**
 * What every engine asks of an append before anything is sent, so that all engines refuse the same things.
 * @throws {AppendTooLarge} for more than 500 events or 1 MB of JSON.
 * @throws {EventIdTaken} when two events of the append share an id.
 * @throws {RangeError} for an append of nothing, a name that is no stream's, or an impossible revision: mistakes of the caller.
 */
export function encodeAppend(stream: StreamName, events: readonly NewEvent[], expected: ExpectedRevision): EncodedEvent[] {
  refuseImpossible(stream, events, expected);
  if (events.length > MAX_EVENTS_PER_APPEND) {
    throw new AppendTooLarge(`${events.length} events for ${stream} in one append; at most ${MAX_EVENTS_PER_APPEND} are allowed`);
  }
  const ids = new Set<string>();
  let bytes = 0;
  return events.map(({ id, type, data, meta }) => {
    if (ids.has(id)) throw new EventIdTaken(id);
    ids.add(id);
    const encoded = { id, type, data: JSON.stringify(data), meta: JSON.stringify(meta) };
    bytes += Buffer.byteLength(encoded.data) + Buffer.byteLength(encoded.meta);
    if (bytes > MAX_BYTES_PER_APPEND) {
      throw new AppendTooLarge(`more than ${MAX_BYTES_PER_APPEND} bytes for ${stream} in one append; stage it in several`);
    }
    return encoded;
  });
}

// A name begins with its category; names that begin with $ belong to EventStoreDB itself.
const STREAM_NAME = /^[A-Za-z][A-Za-z0-9_]*-[^\p{Cc}]{1,400}$/u;

function refuseImpossible(stream: StreamName, events: readonly NewEvent[], expected: ExpectedRevision): void {
  if (!STREAM_NAME.test(stream) || !stream.isWellFormed())
    throw new RangeError(`${JSON.stringify(stream)} is no stream name: it must be {category}-{id}`);
  if (events.length === 0) throw new RangeError(`an append to ${stream} without events`);
  if (typeof expected === "object" && !(Number.isSafeInteger(expected.at) && expected.at >= 0)) {
    throw new RangeError(`${expected.at} is no revision; a stream that must not exist is expected as "none"`);
  }
}
