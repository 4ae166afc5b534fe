import { setTimeout as pause } from "node:timers/promises";
import { START, streamNameFilter, type AllStreamSubscription, type EventStoreDBClient, type Filter } from "@eventstore/db-client";
import type { Position, RecordedEvent } from "@entente/contracts/events/envelope";
import type { CategoryFilter, SubscribeOptions, Subscription, SubscriptionBatch } from "../port.ts";
import { Arrivals, type Arrival } from "./arrivals.ts";
import { isFinal, toPortError } from "./errors.ts";
import { BEGINNING, fromPosition as toLogPosition } from "./recorded.ts";

const BATCH_SIZE = 500;
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 5000;
/** In units of the server's search window of 32 events. */
const CHECKPOINT_INTERVAL = 32;

type OnBatch = (batch: SubscriptionBatch) => Promise<void>;

/**
 * Follows the log. When the server ends the subscription, it is begun anew after the last place that was handed over, for as long as it
 * takes; only what asking again cannot mend ends it for good.
 */
export function follow(client: EventStoreDBClient, options: SubscribeOptions, onBatch: OnBatch): Subscription {
  const stopping = new AbortController();
  const closed = run(client, options, onBatch, stopping.signal);
  return {
    closed,
    async stop() {
      stopping.abort();
      await closed;
    },
  };
}

/** What the subscriber has been given so far; outlives reconnections. */
interface Progress {
  upTo: Position | undefined;
  toldCaughtUp: boolean;
}

async function run(client: EventStoreDBClient, options: SubscribeOptions, onBatch: OnBatch, signal: AbortSignal): Promise<void> {
  const progress: Progress = { upTo: options.after, toldCaughtUp: false };
  for (let wait = FIRST_PAUSE; !signal.aborted; wait = Math.min(wait * 2, LONGEST_PAUSE)) {
    const before = progress.upTo;
    const arrivals = new Arrivals(subscribe(client, progress.upTo, options.filter));
    const lost = await handOver(arrivals, progress, options.batchSize ?? BATCH_SIZE, onBatch, signal);
    await arrivals.leave();
    if (isFinal(lost)) throw toPortError(lost);
    if (progress.upTo !== before) wait = FIRST_PAUSE;
    await pause(wait, undefined, { signal }).catch(() => {});
  }
}

/** Hands over what arrives until the signal is given or the connection is lost; then returns why. What `onBatch` throws is thrown on. */
async function handOver(
  arrivals: Arrivals,
  progress: Progress,
  batchSize: number,
  onBatch: OnBatch,
  signal: AbortSignal,
): Promise<unknown> {
  let isLive = false;
  for (;;) {
    let arrived: Arrival[];
    try {
      arrived = await arrivals.take(batchSize, signal);
    } catch (lost) {
      return lost;
    }
    const events: RecordedEvent[] = [];
    for (const arrival of arrived) {
      if (arrival.kind === "caughtUp") isLive = true;
      else progress.upTo = arrival.position;
      if (arrival.kind === "event") events.push(arrival.event);
    }
    const caughtUp = isLive && arrivals.isDrained;
    const isNews = events.length > 0 || (caughtUp && !progress.toldCaughtUp) || arrived.some(({ kind }) => kind === "checkpoint");
    if (!isNews) continue;
    progress.toldCaughtUp ||= caughtUp;
    progress.upTo ??= BEGINNING;
    await onBatch({ events, upTo: progress.upTo, caughtUp });
  }
}

function subscribe(client: EventStoreDBClient, after: Position | undefined, wanted: CategoryFilter | undefined): AllStreamSubscription {
  const fromPosition = after === undefined ? START : toLogPosition(after);
  return client.subscribeToAll({ fromPosition, filter: streamFilter(wanted) }, { highWaterMark: BATCH_SIZE });
}

function streamFilter(wanted: CategoryFilter | undefined): Filter {
  const checkpoints = { checkpointInterval: CHECKPOINT_INTERVAL, checkpointReached: Arrivals.checkpointReached };
  if (!wanted) return streamNameFilter({ regex: "^[^$]", ...checkpoints }); // the server's own streams begin with $
  if (wanted.categories.length === 0) return streamNameFilter({ regex: "(?!)", ...checkpoints }); // a filter by no prefix is refused
  return streamNameFilter({ prefixes: wanted.categories.map((category) => `${category}-`), ...checkpoints });
}
