import type { AllStreamResolvedEvent, AllStreamSubscription, Position as LogPosition } from "@eventstore/db-client";
import type { Position, RecordedEvent } from "@entente/contracts/events/envelope";
import { toPosition, toRecordedEvent } from "./recorded.ts";

export type Arrival =
  | { readonly kind: "event"; readonly event: RecordedEvent; readonly position: Position }
  | { readonly kind: "checkpoint"; readonly position: Position }
  | { readonly kind: "caughtUp" };

/**
 * What a subscription brings, in the order the server sent it. The client reports checkpoints and "caught up" beside the stream of
 * events, ahead of those still buffered; here they are put into it, so that no checkpoint overtakes an event.
 */
export class Arrivals {
  readonly #subscription: AllStreamSubscription;
  #lost: Error | undefined;
  #wake: () => void = () => {};

  /** To be given to the client as its `checkpointReached`. */
  static async checkpointReached(subscription: AllStreamSubscription, position: LogPosition): Promise<void> {
    subscription.push({ kind: "checkpoint", position: toPosition(position) } satisfies Arrival);
  }

  constructor(subscription: AllStreamSubscription) {
    this.#subscription = subscription;
    const lose = (reason: Error) => {
      this.#lost ??= reason;
      this.#wake();
    };
    subscription
      .on("caughtUp", () => void subscription.push({ kind: "caughtUp" } satisfies Arrival))
      .on("readable", () => this.#wake())
      .on("error", lose)
      .on("end", () => lose(new Error("the server ended the subscription")))
      .on("close", () => lose(new Error("the subscription was closed")));
  }

  /** Whether everything that came was taken. */
  get isDrained(): boolean {
    return this.#subscription.readableLength === 0;
  }

  /**
   * At least one arrival and at most `limit`, as soon as there is any.
   * @throws why the subscription was lost, or the signal's reason.
   */
  async take(limit: number, signal: AbortSignal): Promise<Arrival[]> {
    const taken: Arrival[] = [];
    for (;;) {
      signal.throwIfAborted();
      if (this.#lost) throw this.#lost;
      for (let next = this.#next(); next; next = taken.length < limit ? this.#next() : undefined) taken.push(next);
      if (taken.length > 0) return taken;
      await this.#wakened(signal);
    }
  }

  async leave(): Promise<void> {
    await this.#subscription.unsubscribe().catch(() => {}); // it may be lost already
    this.#subscription.resume(); // lets through what the server had sent before, or the client waits for it when it is disposed of
  }

  #next(): Arrival | undefined {
    for (;;) {
      const item: Arrival | AllStreamResolvedEvent | null = this.#subscription.read();
      if (item === null) return undefined;
      if ("kind" in item) return item;
      const event = toRecordedEvent(item);
      if (event) return { kind: "event", event, position: event.position };
    }
  }

  async #wakened(signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    const stop = () => resolve();
    signal.addEventListener("abort", stop, { once: true });
    await promise;
    signal.removeEventListener("abort", stop);
  }
}
