import { setImmediate } from "node:timers/promises";
import type { SubscribeOptions, Subscription, SubscriptionBatch } from "../port.ts";
import { StoreRefused } from "../port.ts";
import type { Head } from "./head.ts";
import { fromPosition, toPosition, type LogReader } from "./reader.ts";

const BATCH_SIZE = 500;

/**
 * Follows the log at the subscriber's own pace: nothing is queued for it, each batch is read when the one before is dealt with.
 * A batch never reaches past the head it was read under, and the head is told after the commit, so no commit can come in behind it.
 */
export function follow(
  reader: LogReader,
  head: Head,
  options: SubscribeOptions,
  onBatch: (batch: SubscriptionBatch) => Promise<void>,
): Subscription {
  const stopping = new AbortController();
  const closed = run(reader, head, options, onBatch, stopping.signal);
  return {
    closed,
    async stop() {
      stopping.abort();
      await closed;
    },
  };
}

async function run(
  reader: LogReader,
  head: Head,
  options: SubscribeOptions,
  onBatch: (batch: SubscriptionBatch) => Promise<void>,
  signal: AbortSignal,
) {
  const { filter, batchSize = BATCH_SIZE } = options;
  let position = fromPosition(options.after);
  if (position > head.position) throw beyondTheLog(position, head.position);
  let toldCaughtUp = false;
  while (!signal.aborted) {
    const target = head.position;
    if (position === target && toldCaughtUp) {
      await head.moved(signal);
      continue;
    }
    const { events, isLast } = reader.log(position, target, filter, batchSize);
    const last = events.at(-1);
    const upTo = last && !isLast ? fromPosition(last.position) : target;
    const caughtUp = upTo === target;
    // The first batch at the head is handed over even when it is empty: someone may be waiting to hear that there is nothing more.
    if (last || (caughtUp && !toldCaughtUp)) await onBatch({ events, upTo: toPosition(upTo), caughtUp });
    toldCaughtUp ||= caughtUp;
    position = upTo;
    await setImmediate(); // a long catch-up leaves the thread to others between batches
  }
}

function beyondTheLog(position: number, head: number): StoreRefused {
  return new StoreRefused(
    `the subscriber has been at position ${position}, but the log ends at ${head}: the log was restored from an older backup. Rebuild what the subscriber keeps, from the start of the log.`,
  );
}
