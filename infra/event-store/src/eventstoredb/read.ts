import { StreamNotFoundError, type AllStreamResolvedEvent, type ResolvedEvent, type StreamingRead } from "@eventstore/db-client";
import type { RecordedEvent } from "@entente/contracts/events/envelope";
import { StoreUnavailable } from "../port.ts";
import { toPortError } from "./errors.ts";
import { toRecordedEvent } from "./recorded.ts";

/**
 * The events of a read, without the server's own; an absent stream has none. A server that goes silent for `timeout` milliseconds ends
 * it with {@link StoreUnavailable}; the time the consumer takes does not count.
 */
export async function* eventsOf(
  read: StreamingRead<ResolvedEvent | AllStreamResolvedEvent>,
  timeout: number,
): AsyncGenerator<RecordedEvent> {
  let waiting = true;
  const timer = setTimeout(() => {
    if (waiting) read.destroy(new StoreUnavailable(`EventStoreDB did not answer within ${timeout} ms`));
  }, timeout);
  read.on("error", () => {}); // an error after the consumer has left would otherwise end the process
  try {
    for await (const resolved of read.iterator({ destroyOnReturn: false })) {
      waiting = false;
      const event = toRecordedEvent(resolved);
      if (event) yield event;
      waiting = true;
      timer.refresh();
    }
  } catch (error) {
    if (!(error instanceof StreamNotFoundError)) throw toPortError(error);
  } finally {
    clearTimeout(timer);
    await read.cancel(); // leaving the loop ends the read on this side only,
    read.resume(); // and what the server had sent before must be let through, or the client waits for it when it is disposed of
  }
}
