import { randomUUID } from "node:crypto";
import type { Json, JsonObject, NewEvent, Position, RecordedEvent, StreamName } from "@entente/contracts/events/envelope";
import type { EventStore, SubscribeOptions, SubscriptionBatch } from "../port.ts";

/** A stream that nothing else uses. */
export function newStream(category = "alliance"): StreamName {
  return `${category}-${randomUUID()}`;
}

/** A category that nothing else uses. */
export function newCategory(): string {
  return `test${randomUUID().replaceAll("-", "")}`;
}

export function newEvent(data: JsonObject | number = {}, type = "SomethingHappened"): NewEvent {
  return {
    id: randomUUID(),
    type,
    data: typeof data === "number" ? { n: data } : data,
    meta: {
      actor: { kind: "person", id: "p1", organisationId: null },
      effectiveAt: "2026-03-01T09:30:00.000Z",
      recordedAt: "2026-03-02T10:00:00.000Z",
      correlationId: "c1",
      schema: 1,
      salt: "AAAAAAAAAAAAAAAAAAAAAA",
    },
  };
}

export function newEvents(count: number): NewEvent[] {
  return Array.from({ length: count }, (_, n) => newEvent(n));
}

export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  return Array.fromAsync(items);
}

/** The numbers that {@link newEvents} counted into the events. */
export function numbers(events: readonly RecordedEvent[]): (Json | undefined)[] {
  return events.map(({ data }) => data["n"]);
}

/** Where the log ends now. */
export async function endOfLog(store: EventStore): Promise<Position> {
  return (await store.append(newStream("marker"), [newEvent()], "none")).position;
}

/** A subscriber that keeps what it is given, for as long as it is not closed. */
export function listen(store: EventStore, options: SubscribeOptions, onBatch?: (batch: SubscriptionBatch) => Promise<void>) {
  const batches: SubscriptionBatch[] = [];
  const waiting = new Set<() => void>();
  const subscription = store.subscribe(options, async (batch) => {
    await onBatch?.(batch);
    batches.push(batch);
    for (const look of waiting) look();
  });
  const events = () => batches.flatMap((batch) => batch.events);
  return {
    ...subscription,
    batches,
    events,
    /** Resolves when what was received satisfies the condition; rejects when the subscription ends before. */
    async until(condition: (events: RecordedEvent[], batches: SubscriptionBatch[]) => boolean): Promise<RecordedEvent[]> {
      const { promise, resolve } = Promise.withResolvers<void>();
      const look = () => condition(events(), batches) && resolve();
      waiting.add(look);
      look();
      await Promise.race([promise, subscription.closed.then(() => Promise.reject(new Error("the subscription ended too early")))]);
      waiting.delete(look);
      return events();
    },
  };
}
