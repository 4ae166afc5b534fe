import type { LiveMessage, LiveRequest } from "@entente/contracts/api/live";
import { reactive, readonly, type DeepReadonly } from "vue";

export type LiveEvent = Extract<LiveMessage, { type: "event" }>["event"];
export type Topic = { topic: "alliance"; id: string } | { topic: "portfolio" };

export interface LiveListener {
  /** A new event. After a reconnect one may come twice: fold by revision. */
  event?: (event: LiveEvent, cursor: string) => void;
  /** A row of the portfolio is out of date; `position` is what a read must have seen. */
  changed?: (allianceId: string, position: string) => void;
  /** Something was missed that will not be told one by one: fetch again. */
  resync?: () => void;
  /** The server will not send this topic. */
  refused?: (code: string) => void;
}

/** `idle`: nobody listens. `signedOut` is final until `open` is called again. */
export type LiveState = "idle" | "connecting" | "live" | "reconnecting" | "signedOut";

/** The part of a WebSocket that is used here. */
export interface Socket {
  readyState: number;
  send: (text: string) => void;
  close: () => void;
  onopen: (() => void) | null;
  onmessage: ((message: { data: unknown }) => void) | null;
  onclose: ((closing: { code: number }) => void) | null;
}

export interface LiveParts {
  connect: (url: string) => Socket;
  /** Address of the socket, with scheme and host, for an organisation. */
  address: (organisationId: string) => string;
  now: () => Date;
  random: () => number;
  onSignedOut?: () => void;
}

export interface Live {
  /** Where the connection stands, and until when what is shown is known to be right. */
  state: DeepReadonly<{ connection: LiveState; heardAt: Date | null; listened: boolean }>;
  /** Speaks for this organisation from now on; another one starts afresh. */
  open: (organisationId: string) => void;
  close: () => void;
  /** Listens to a topic from `after` on. Answers with the function that stops. Equal topics share one subscription. */
  listen: (topic: Topic, listener: LiveListener, after?: string) => () => void;
  /** Tries at once instead of waiting: the network is back. */
  wake: () => void;
}

interface Subscription {
  topic: Topic;
  listeners: Set<LiveListener>;
  cursor: string | undefined;
}

const firstDelay = 1_000;
const longestDelay = 30_000;
const pingEvery = 25_000;
const pongWithin = 10_000;
const open = 1;
const credentialsRefused = 4401;

/** One socket for the tab: resumes where it was, waits longer after each failure, stops when signed out. */
export function createLive(parts: LiveParts): Live {
  const state = reactive({ connection: "idle" as LiveState, heardAt: null as Date | null, listened: false });
  const subscriptions = new Map<string, Subscription>();
  let organisationId: string | undefined;
  let socket: Socket | undefined;
  let failures = 0;
  let wasOpen = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let watchdog: ReturnType<typeof setTimeout> | undefined;

  function dial() {
    if (socket || !organisationId || subscriptions.size === 0 || state.connection === "signedOut") return;
    clearTimeout(retry);
    retry = undefined;
    state.connection = failures === 0 ? "connecting" : "reconnecting";
    const dialled = parts.connect(parts.address(organisationId));
    socket = dialled;
    dialled.onopen = () => {
      heard();
      state.connection = "live";
      for (const subscription of subscriptions.values()) {
        subscribe(subscription);
        // The portfolio does not resume; what changed meanwhile is only found by fetching.
        if (wasOpen && subscription.topic.topic === "portfolio") subscription.listeners.forEach((listener) => listener.resync?.());
      }
      wasOpen = true;
    };
    dialled.onmessage = ({ data }) => {
      // Only now: a server that accepts and drops at once is still failing.
      failures = 0;
      heard();
      const message = parse(data);
      if (message) receive(message);
    };
    dialled.onclose = ({ code }) => lost(code);
  }

  function hangUp() {
    clearTimeout(retry);
    clearTimeout(watchdog);
    retry = undefined;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    socket = undefined;
  }

  function lost(code: number) {
    hangUp();
    if (code === credentialsRefused) {
      state.connection = "signedOut";
      parts.onSignedOut?.();
      return;
    }
    const delay = Math.min(longestDelay, firstDelay * 2 ** failures++);
    state.connection = "reconnecting";
    // Spread by a quarter either way, so that a restarted server is not met by everybody at once.
    retry = setTimeout(dial, delay * (0.75 + parts.random() / 2));
  }

  function heard() {
    state.heardAt = parts.now();
    clearTimeout(watchdog);
    // A connection can die without a word; silence is asked, and then given up.
    watchdog = setTimeout(() => {
      say({ type: "ping" });
      watchdog = setTimeout(() => lost(1006), pongWithin);
    }, pingEvery);
  }

  function receive(message: LiveMessage) {
    if (message.type === "pong") return;
    const subscription = subscriptions.get(message.topic === "portfolio" ? "portfolio" : `alliance ${"id" in message ? message.id : ""}`);
    if (!subscription) return;
    const listeners = [...subscription.listeners];
    switch (message.type) {
      case "subscribed":
        // It may name the head while older events are still on their way: only a listener without a past takes it.
        subscription.cursor ??= message.cursor;
        return;
      case "event":
        subscription.cursor = message.cursor;
        return listeners.forEach((listener) => listener.event?.(message.event, message.cursor));
      case "changed":
        return listeners.forEach((listener) => listener.changed?.(message.allianceId, message.position));
      case "resync":
        // First from now on, then fetch: what happens in between is heard and not lost.
        subscription.cursor = undefined;
        subscribe(subscription);
        return listeners.forEach((listener) => listener.resync?.());
      case "refused":
        subscriptions.delete(keyOf(subscription.topic));
        state.listened = subscriptions.size > 0;
        return listeners.forEach((listener) => listener.refused?.(message.code));
    }
  }

  function subscribe({ topic, cursor }: Subscription) {
    if (topic.topic === "portfolio") say({ type: "subscribe", ...topic });
    else say({ type: "subscribe", ...topic, ...(cursor !== undefined && { after: cursor }) });
  }

  function say(message: LiveRequest) {
    if (socket?.readyState === open) socket.send(JSON.stringify(message));
  }

  return {
    state: readonly(state),

    open(id) {
      if (id === organisationId && state.connection !== "signedOut") return;
      hangUp();
      organisationId = id;
      failures = 0;
      wasOpen = false;
      state.connection = "idle";
      state.heardAt = null;
      for (const subscription of subscriptions.values()) {
        subscription.cursor = undefined;
        subscription.listeners.forEach((listener) => listener.resync?.());
      }
      dial();
    },

    close() {
      hangUp();
      organisationId = undefined;
      state.connection = "idle";
    },

    listen(topic, listener, after) {
      const key = keyOf(topic);
      const known = subscriptions.get(key);
      const subscription = known ?? { topic, listeners: new Set(), cursor: after };
      subscription.listeners.add(listener);
      subscriptions.set(key, subscription);
      state.listened = true;
      // A newcomer that stands elsewhere rewinds the topic for all; they fold by revision.
      if (known && after !== undefined && after !== known.cursor) known.cursor = after;
      if (!known || after !== undefined) subscribe(subscription);
      dial();

      return () => {
        subscription.listeners.delete(listener);
        if (subscription.listeners.size > 0 || subscriptions.get(key) !== subscription) return;
        subscriptions.delete(key);
        state.listened = subscriptions.size > 0;
        say({ type: "unsubscribe", ...topic });
      };
    },

    wake() {
      if (retry === undefined) return;
      failures = 0;
      clearTimeout(retry);
      dial();
    },
  };
}

function keyOf(topic: Topic): string {
  return topic.topic === "portfolio" ? "portfolio" : `alliance ${topic.id}`;
}

function parse(data: unknown): LiveMessage | undefined {
  try {
    return JSON.parse(String(data)) as LiveMessage;
  } catch {
    return undefined;
  }
}
