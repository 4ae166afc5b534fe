import type { CategoryFilter, EventStore, Subscription, SubscriptionBatch } from "@entente/event-store";
import type { Position } from "@entente/contracts/events/envelope";

/**
 * The feed port: ordered, resumable delivery of the log to a group of consumers.
 * A consumer's checkpoint lives beside its effect, so the feed asks the group where it stands and never keeps it itself.
 */
export interface Feed {
  /**
   * @param group names the consumers that share one checkpoint.
   * @param onBatch must save its effect together with `batch.upTo`; a rejected batch ends the subscription, nothing is skipped.
   */
  subscribe(
    group: string,
    checkpoints: Checkpoints,
    onBatch: (batch: Batch) => Promise<void>,
    filter?: CategoryFilter,
  ): Promise<Subscription>;
}

export interface Checkpoints {
  /** Where the group stands; null at the very beginning. */
  load(): Promise<Position | null>;
}
export type Batch = SubscriptionBatch;

/** The embedded feed: the log itself, one partition. */
export function openLogFeed(store: EventStore): Feed {
  return {
    async subscribe(_group, checkpoints, onBatch, filter) {
      const after = await checkpoints.load();
      return store.subscribe({ ...(after === null ? {} : { after }), ...(filter ? { filter } : {}) }, onBatch);
    },
  };
}
