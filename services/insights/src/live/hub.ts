import { LRUCache } from "lru-cache";
import { answer, routes, type Caller, type Scope } from "@entente/contracts/access";
import { LiveRequest, liveClose, type LiveMessage } from "@entente/contracts/api/live";
import { idOf, type RecordedEvent, type StreamName } from "@entente/contracts/events/envelope";
import { JsonRefused, parseJson, positionToken, readPosition, type Events, type Logger, type Tokens } from "@entente/service-kit";
import type { PersonKeys } from "@entente/service-kit/ports";
import type { Reader, Sight } from "../reader.ts";
import { shared } from "../sharing.ts";

/** The part of a WebSocket the hub uses. */
export interface Socket {
  readonly bufferedAmount: number;
  send(text: string): void;
  close(code: number, reason?: string): void;
  on(event: "message", listener: (data: unknown) => void): void;
  on(event: "close", listener: () => void): void;
  on(event: "error", listener: () => void): void;
}

export interface HubOptions {
  readonly reader: Reader;
  readonly events: Events;
  readonly keys: PersonKeys;
  readonly tokens: Tokens;
  readonly log: Logger;
}

interface Client {
  readonly socket: Socket;
  readonly scope: Scope;
  readonly organisationId: string;
  readonly authenticate: () => Promise<Caller>;
  readonly alliances: Map<string, Topic>;
  portfolio: boolean;
}

interface Topic {
  /** The last revision sent. */
  sent: number;
  /** History is still being sent; what is published meanwhile is read from the log in its turn. */
  catchingUp: boolean;
  /** The newest revision published while catching up. */
  newest: number;
}

/** More than this unsent to one reader, and it is told to read anew instead of filling our memory. */
const MAX_BUFFERED = 1_000_000;
const MAX_TOPICS = 200;
/** More than this to catch up with, and reading the page anew is quicker. */
const MAX_CATCH_UP = 2_000;

/** Pushes what happens to those who may see it. Rights are checked when a topic is asked for and again at every event sent. */
export class LiveHub {
  readonly #options: HubOptions;
  readonly #clients = new Set<Client>();
  readonly #sights = new LRUCache<string, { sight: Sight | null }>({ max: 10_000 });
  /** Batches are delivered one after the other, so that no event overtakes an earlier one. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: HubOptions) {
    this.#options = options;
  }

  get connections(): number {
    return this.#clients.size;
  }

  /** Takes a socket whose caller has been authenticated for this organisation. `authenticate` asks again who it is. */
  connect(socket: Socket, scope: Scope, organisationId: string, authenticate: () => Promise<Caller>): void {
    const client: Client = { socket, scope, organisationId, authenticate, alliances: new Map(), portfolio: false };
    this.#clients.add(client);
    socket.on("message", (data) => {
      void this.#take(client, String(data)).catch((error: unknown) => this.#options.log.error({ err: error }, "a live message failed"));
    });
    socket.on("close", () => this.#clients.delete(client));
    socket.on("error", () => this.#clients.delete(client));
  }

  /** Asks every client again who it is; those who may no longer act for their organisation are signed out. */
  async recheck(): Promise<void> {
    for (const client of this.#clients) {
      const caller = await client.authenticate().catch((): Caller => ({ kind: "anonymous" }));
      const rule = routes["GET /api/live"];
      const stillHere = "organisationId" in caller && caller.organisationId === client.organisationId;
      if (!rule || !stillHere || answer(rule, caller, {}) !== "allowed") client.socket.close(liveClose.signedOut, "signed out");
    }
  }

  /** Called with every batch once the views show it. */
  publish(events: readonly RecordedEvent[]): void {
    const touched = new Map<StreamName, number>();
    let membersChanged = false;
    for (const event of events) {
      if (event.stream.startsWith("organisation-")) membersChanged = true;
      else if (event.stream.startsWith("alliance-")) touched.set(event.stream, event.revision);
      if (changesSight.has(event.type)) {
        const organisationId = event.data["organisationId"];
        if (typeof organisationId === "string") this.#sights.delete(`${organisationId}/${idOf(event.stream)}`);
      }
    }
    if (membersChanged) void this.recheck();
    if (this.#clients.size === 0 || touched.size === 0) return;
    this.#turn = this.#turn
      .then(() => this.#deliver(events, touched))
      .catch((error: unknown) => this.#options.log.error({ err: error }, "live delivery failed"));
  }

  close(): void {
    for (const client of this.#clients) client.socket.close(liveClose.stopping, "the server stops");
  }

  async #deliver(events: readonly RecordedEvent[], touched: ReadonlyMap<StreamName, number>): Promise<void> {
    for (const event of events) {
      if (!event.stream.startsWith("alliance-")) continue;
      const allianceId = idOf(event.stream);
      const readers: Client[] = [];
      for (const client of this.#clients) {
        const topic = client.alliances.get(allianceId);
        if (topic?.catchingUp) topic.newest = event.revision;
        else if (topic) readers.push(client);
      }
      if (readers.length === 0) continue;
      const frame = await this.#frame(event);
      for (const client of readers) await this.#sendEvent(client, allianceId, event, frame);
    }
    for (const [stream, revision] of touched) {
      const allianceId = idOf(stream);
      for (const client of this.#clients) {
        if (!client.portfolio || !(await this.#sight(client.organisationId, allianceId))) continue;
        this.#send(client, {
          type: "changed",
          topic: "portfolio",
          allianceId,
          position: positionToken(this.#options.tokens, { stream, revision }),
        });
      }
    }
  }

  async #take(client: Client, text: string): Promise<void> {
    const request = read(text);
    if (!request) return this.#send(client, { type: "refused", code: "invalid" });
    switch (request.type) {
      case "ping":
        return this.#send(client, { type: "pong" });
      case "unsubscribe":
        if (request.topic === "alliance") client.alliances.delete(request.id);
        else client.portfolio = false;
        return;
      case "subscribe":
        if (request.topic === "portfolio") {
          client.portfolio = true;
          return this.#send(client, { type: "subscribed", topic: "portfolio" });
        }
        return this.#subscribe(client, request.id, request.after);
    }
  }

  async #subscribe(client: Client, id: string, after: string | undefined): Promise<void> {
    const topic = "alliance" as const;
    const sight = client.alliances.size < MAX_TOPICS ? await this.#sight(client.organisationId, id) : null;
    if (!sight) return this.#send(client, { type: "refused", topic, id, code: client.alliances.size < MAX_TOPICS ? "absent" : "too-many" });
    const stream: StreamName = `alliance-${id}`;
    const from = after === undefined ? null : readPosition(this.#options.tokens, after);
    if (after !== undefined && from?.stream !== stream) return this.#send(client, { type: "resync", topic, id });
    const state: Topic = { sent: from?.revision ?? -1, catchingUp: true, newest: -1 };
    client.alliances.set(id, state);
    // Without a cursor the story begins now.
    if (from === null)
      for await (const head of this.#options.events.read(client.scope, stream, { direction: "backwards", limit: 1 }))
        state.sent = head.revision;
    let sent = 0;
    for (;;) {
      const missed: RecordedEvent[] = [];
      for await (const event of this.#options.events.read(client.scope, stream, { from: state.sent + 1, limit: MAX_CATCH_UP }))
        missed.push(event);
      if (missed.length === 0 && state.newest <= state.sent) break;
      sent += missed.length;
      if (sent > MAX_CATCH_UP) {
        client.alliances.delete(id);
        return this.#send(client, { type: "resync", topic, id });
      }
      for (const event of missed) await this.#sendEvent(client, id, event, await this.#frame(event));
      if (client.alliances.get(id) !== state) return;
    }
    state.catchingUp = false;
    this.#send(client, { type: "subscribed", topic, id, cursor: positionToken(this.#options.tokens, { stream, revision: state.sent }) });
  }

  async #frame(event: RecordedEvent): Promise<string> {
    const cursor = positionToken(this.#options.tokens, { stream: event.stream, revision: event.revision });
    const message: LiveMessage = {
      type: "event",
      topic: "alliance",
      id: idOf(event.stream),
      cursor,
      event: await shared(event, this.#options.keys),
    };
    return JSON.stringify(message);
  }

  async #sendEvent(client: Client, allianceId: string, event: RecordedEvent, frame: string): Promise<void> {
    const sight = await this.#sight(client.organisationId, allianceId);
    const state = client.alliances.get(allianceId);
    if (!state || event.revision <= state.sent) return;
    if (!sight || (sight.upTo !== null && event.revision > sight.upTo)) {
      client.alliances.delete(allianceId);
      return this.#send(client, { type: "refused", topic: "alliance", id: allianceId, code: "absent" });
    }
    if (client.socket.bufferedAmount > MAX_BUFFERED) {
      client.alliances.delete(allianceId);
      return this.#send(client, { type: "resync", topic: "alliance", id: allianceId });
    }
    state.sent = event.revision;
    client.socket.send(frame);
  }

  #send(client: Client, message: LiveMessage): void {
    if (client.socket.bufferedAmount > 2 * MAX_BUFFERED) return client.socket.close(liveClose.tooSlow, "too slow");
    client.socket.send(JSON.stringify(message));
  }

  async #sight(organisationId: string, allianceId: string): Promise<Sight | null> {
    const id = `${organisationId}/${allianceId}`;
    const known = this.#sights.get(id);
    if (known) return known.sight;
    const sight = await this.#options.reader.sightOf(allianceId, organisationId);
    this.#sights.set(id, { sight });
    return sight;
  }
}

const changesSight: ReadonlySet<string> = new Set([
  "PartnerJoined",
  "PartnerLeft",
  "PartnerMovedBetweenRings",
  "FacilitatorAppointed",
  "FacilitatorReleased",
]);

function read(text: string): LiveRequest | null {
  try {
    const parsed = LiveRequest.safeParse(parseJson(text));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof JsonRefused) return null;
    throw error;
  }
}
