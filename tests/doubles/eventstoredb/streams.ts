import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
  ReadReq,
  ReadResp,
} from "@eventstore/db-client/generated/streams_pb.js";
import type { ServerDuplexStream, ServerReadableStream, ServerWritableStream } from "@grpc/grpc-js";
import { unavailable } from "./errors.ts";
import type { Faults } from "./faults.ts";
import type { EventLog, ProposedEvent, StoredEvent } from "./log.ts";
import * as messages from "./messages.ts";

type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** The RPCs of EventStoreDB's `Streams` service, over one log. */
export class Streams {
  readonly #log: EventLog;
  readonly #faults: Faults;
  readonly #subscriptions = new Set<ReadCall>();

  constructor(log: EventLog, faults: Faults) {
    this.#log = log;
    this.#faults = faults;
  }

  /** One append, as a stream of options first and events after. */
  async append(call: ServerReadableStream<AppendReq, AppendResp>): Promise<AppendResp> {
    let options: AppendReq.Options | undefined;
    const proposed: ProposedEvent[] = [];
    for await (const request of call as AsyncIterable<AppendReq>) {
      options ??= request.getOptions();
      const message = request.getProposedMessage();
      if (message) proposed.push(messages.proposedEvent(message));
    }
    if (!options) throw unavailable();
    const stream = messages.streamName(options.getStreamIdentifier());
    const expected = messages.expectedInAppend(options);
    return messages.appendResponse(await this.#faults.around("Append", () => this.#log.append(stream, expected, proposed)));
  }

  /** Many appends over one call, each in one or more parts that share a correlation id. */
  batchAppend(call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void {
    const unfinished = new Map<string, { options: BatchAppendReq.Options | undefined; proposed: ProposedEvent[] }>();
    call.on("data", (request: BatchAppendReq) => {
      const correlation = request.getCorrelationId()?.getString() ?? "";
      const { options, proposed } = unfinished.get(correlation) ?? { options: request.getOptions(), proposed: [] };
      unfinished.set(correlation, { options, proposed });
      proposed.push(...request.getProposedMessagesList().map(messages.proposedEvent));
      if (!request.getIsFinal() || !options) return;
      unfinished.delete(correlation);
      const identifier = options.getStreamIdentifier();
      this.#faults
        .around("BatchAppend", () => this.#log.append(messages.streamName(identifier), messages.expectedInBatch(options), proposed))
        .then((outcome) => call.write(messages.batchResponse(request.getCorrelationId(), identifier, outcome)))
        .catch((error: unknown) => call.emit("error", error));
    });
    call.on("end", () => call.end());
  }

  /** A read that ends, or a subscription that does not. */
  async read(call: ReadCall): Promise<void> {
    const request = messages.readRequest(call.request);
    const isSubscription = call.request.getOptions()?.hasSubscription() ?? false;
    try {
      await this.#faults.around(isSubscription ? "Subscribe" : "Read", () => {});
      if (isSubscription) await this.#subscribe(call, request);
      else await this.#readOnce(call, request);
      call.end();
    } catch (error) {
      call.emit("error", error);
    }
  }

  dropSubscriptions(): void {
    for (const call of this.#subscriptions) call.emit("error", unavailable());
    this.#subscriptions.clear();
  }

  async #readOnce(call: ReadCall, request: messages.ReadRequest): Promise<void> {
    const outlet = new Outlet(call);
    const events = this.#source(request);
    if (request.stream !== undefined && events.length === 0) return outlet.send(messages.notFoundResponse(request.identifier));
    const step = request.backwards ? -1 : 1;
    let index = firstIndex(events, request);
    for (let left = request.count; left > 0 && !outlet.isClosed; left--, index += step) {
      const event = events[index];
      if (!event) return;
      await outlet.send(messages.eventResponse(event));
    }
  }

  async #subscribe(call: ReadCall, request: messages.ReadRequest): Promise<void> {
    const { filter } = request;
    const outlet = new Outlet(call);
    this.#subscriptions.add(call);
    const unfollow = this.#log.follow(() => outlet.wake());
    await outlet.send(messages.confirmationResponse());
    // A subscription begins after the place it names; a read begins at it.
    const from = typeof request.from === "number" ? request.from + 1 : request.from;
    let index = firstIndex(this.#source(request), { ...request, from });
    for (let looked = 0, toldCaughtUp = false; !outlet.isClosed;) {
      const event = this.#source(request)[index];
      if (event) {
        index++;
        looked++;
        if (filter?.matches(event) ?? true) await outlet.send(messages.eventResponse(event));
        if (filter && looked % filter.eventsPerCheckpoint === 0) await outlet.send(messages.checkpointResponse(event));
      } else if (!toldCaughtUp) {
        toldCaughtUp = true;
        await outlet.send(messages.caughtUpResponse());
      } else {
        await outlet.wakened();
      }
    }
    unfollow();
    this.#subscriptions.delete(call);
  }

  #source({ stream }: messages.ReadRequest): readonly StoredEvent[] {
    return stream === undefined ? this.#log.all : this.#log.stream(stream);
  }
}

function firstIndex(events: readonly StoredEvent[], { stream, from, backwards }: messages.ReadRequest): number {
  if (from === "start") return 0;
  if (from === "end") return backwards ? events.length - 1 : events.length;
  const place = ({ revision, position }: StoredEvent) => (stream === undefined ? position : revision);
  if (backwards) return events.findLastIndex((event) => place(event) <= from);
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const event = events[middle];
    if (event && place(event) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One reader's end of a call: sends at the pace the reader takes it, and sleeps until there is more. */
class Outlet {
  isClosed = false;
  readonly #call: ReadCall;
  #wake: () => void = () => {};

  constructor(call: ReadCall) {
    this.#call = call;
    const close = () => {
      this.isClosed = true;
      this.wake();
    };
    call
      .on("cancelled", close)
      .on("close", close)
      .on("error", close)
      .on("drain", () => this.wake());
  }

  async send(response: ReadResp): Promise<void> {
    if (!this.isClosed && !this.#call.write(response)) await this.wakened();
  }

  wake(): void {
    this.#wake();
  }

  async wakened(): Promise<void> {
    if (this.isClosed) return;
    await new Promise<void>((resolve) => (this.#wake = resolve));
  }
}
