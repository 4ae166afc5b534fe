import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createLive, type Live, type Socket } from "./live.ts";

class FakeSocket implements Socket {
  readyState = 0;
  sent: Record<string, unknown>[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: unknown }) => void) | null = null;
  onclose: ((closing: { code: number }) => void) | null = null;
  readonly url: string;
  constructor(url: string) {
    this.url = url;
  }
  send(text: string) {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }
  close() {
    this.readyState = 3;
  }
  opens() {
    this.readyState = 1;
    this.onopen?.();
  }
  says(message: object) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
  drops(code = 1006) {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

let sockets: FakeSocket[];
let live: Live;
const signedOut = vi.fn();
const last = () => sockets.at(-1)!;
const water = { topic: "alliance", id: "water" } as const;

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime("2026-11-21T14:03:00Z");
  sockets = [];
  signedOut.mockClear();
  live = createLive({
    connect: (url) => {
      const socket = new FakeSocket(url);
      sockets.push(socket);
      return socket;
    },
    address: (id) => `ws://here/api/live?organisation=${id}`,
    now: () => new Date(),
    random: () => 0.5,
    onSignedOut: signedOut,
  });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the live connection", () => {
  test("is made once, when there is both an organisation and something to hear", () => {
    live.open("o-1");
    expect(sockets).toHaveLength(0);
    live.listen(water, {});
    live.listen({ topic: "portfolio" }, {});
    expect(sockets.map((socket) => socket.url)).toEqual(["ws://here/api/live?organisation=o-1"]);
    expect(live.state.connection).toBe("connecting");
    last().opens();
    expect(live.state.connection).toBe("live");
    expect(last().sent).toEqual([
      { type: "subscribe", topic: "alliance", id: "water" },
      { type: "subscribe", topic: "portfolio" },
    ]);
  });

  test("hands an event to those who show its alliance, and to nobody else", () => {
    const here = vi.fn();
    const there = vi.fn();
    live.open("o-1");
    live.listen(water, { event: here });
    live.listen({ topic: "alliance", id: "school" }, { event: there });
    last().opens();
    last().says({ type: "event", topic: "alliance", id: "water", cursor: "c7", event: { type: "DecisionTaken" } });
    expect(here).toHaveBeenCalledWith({ type: "DecisionTaken" }, "c7");
    expect(there).not.toHaveBeenCalled();
  });

  test("resumes after the last cursor when the connection comes back", () => {
    live.open("o-1");
    live.listen(water, {}, "c5");
    last().opens();
    expect(last().sent).toEqual([{ type: "subscribe", topic: "alliance", id: "water", after: "c5" }]);
    last().says({ type: "subscribed", topic: "alliance", id: "water", cursor: "head" });
    last().drops();
    vi.advanceTimersByTime(1_000);
    last().opens();
    // The head was only announced: what lies before it has not come yet.
    expect(last().sent[0]).toMatchObject({ after: "c5" });
    last().says({ type: "event", topic: "alliance", id: "water", cursor: "c6", event: {} });
    last().drops();
    vi.advanceTimersByTime(1_000);
    last().opens();
    expect(last().sent[0]).toMatchObject({ after: "c6" });
  });

  test("the portfolio does not resume: it is fetched again", () => {
    const changed = vi.fn();
    const resync = vi.fn();
    live.open("o-1");
    live.listen({ topic: "portfolio" }, { changed, resync });
    last().opens();
    last().says({ type: "changed", topic: "portfolio", allianceId: "water", position: "p9" });
    expect(changed).toHaveBeenCalledWith("water", "p9");
    expect(resync).not.toHaveBeenCalled();
    last().drops();
    vi.advanceTimersByTime(1_000);
    last().opens();
    expect(last().sent).toEqual([{ type: "subscribe", topic: "portfolio" }]);
    expect(resync).toHaveBeenCalledOnce();
  });

  test("waits twice as long after each failure, up to half a minute, and starts over once heard", () => {
    live.open("o-1");
    live.listen(water, {});
    for (const wait of [1, 2, 4, 8, 16, 30, 30]) {
      const before = sockets.length;
      last().opens();
      last().drops();
      expect(live.state.connection).toBe("reconnecting");
      vi.advanceTimersByTime(wait * 1_000 - 1);
      expect(sockets).toHaveLength(before);
      vi.advanceTimersByTime(1);
      expect(sockets).toHaveLength(before + 1);
    }
    last().opens();
    last().says({ type: "pong" });
    last().drops();
    vi.advanceTimersByTime(1_000);
    expect(sockets).toHaveLength(9);
  });

  test("spreads the wait by a quarter either way", () => {
    const waits: number[] = [];
    for (const random of [0, 1]) {
      const spread = createLive({
        connect: (url) => (sockets.push(new FakeSocket(url)), last()),
        address: () => "",
        now: () => new Date(),
        random: () => random,
      });
      spread.open("o-1");
      spread.listen(water, {});
      last().drops();
      const [started, before] = [Date.now(), sockets.length];
      vi.advanceTimersToNextTimer();
      expect(sockets).toHaveLength(before + 1);
      waits.push(Date.now() - started);
    }
    expect(waits).toEqual([750, 1_250]);
  });

  test("knows until when what is shown is right", () => {
    live.open("o-1");
    live.listen(water, {});
    last().opens();
    vi.setSystemTime("2026-11-21T14:05:00Z");
    last().says({ type: "pong" });
    vi.setSystemTime("2026-11-21T14:06:00Z");
    last().drops();
    expect(live.state.heardAt?.getTime()).toBe(Date.parse("2026-11-21T14:05:00Z"));
  });

  test("silence is asked, and given up when nothing comes back", () => {
    live.open("o-1");
    live.listen(water, {});
    last().opens();
    vi.advanceTimersByTime(25_000);
    expect(last().sent.at(-1)).toEqual({ type: "ping" });
    last().says({ type: "pong" });
    vi.advanceTimersByTime(25_000);
    expect(live.state.connection).toBe("live");
    vi.advanceTimersByTime(10_000);
    expect(live.state.connection).toBe("reconnecting");
  });

  test("tries at once when the network is back", () => {
    live.open("o-1");
    live.listen(water, {});
    last().drops();
    live.wake();
    expect(sockets).toHaveLength(2);
    live.wake();
    expect(sockets).toHaveLength(2);
  });

  test("stops for good when signed out, until somebody signs in", () => {
    live.open("o-1");
    live.listen(water, {});
    last().opens();
    last().drops(4401);
    expect(live.state.connection).toBe("signedOut");
    expect(signedOut).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(3_600_000);
    live.wake();
    expect(sockets).toHaveLength(1);
    live.open("o-1");
    expect(sockets).toHaveLength(2);
  });

  test("an equal topic is subscribed once and dropped with its last listener", () => {
    live.open("o-1");
    const first = live.listen(water, {});
    const second = live.listen(water, {});
    last().opens();
    expect(last().sent).toHaveLength(1);
    first();
    first();
    expect(last().sent).toHaveLength(1);
    second();
    expect(last().sent.at(-1)).toEqual({ type: "unsubscribe", topic: "alliance", id: "water" });
    expect(live.state.listened).toBe(false);
  });

  test("after too much was missed it listens from now on and lets the page fetch", () => {
    const resync = vi.fn();
    live.open("o-1");
    live.listen(water, { resync }, "c1");
    last().opens();
    last().says({ type: "resync", topic: "alliance", id: "water" });
    expect(last().sent.at(-1)).toEqual({ type: "subscribe", topic: "alliance", id: "water" });
    expect(resync).toHaveBeenCalledOnce();
  });

  test("a refused topic is not asked for again", () => {
    const refused = vi.fn();
    live.open("o-1");
    live.listen(water, { refused });
    last().opens();
    last().says({ type: "refused", topic: "alliance", id: "water", code: "absent" });
    expect(refused).toHaveBeenCalledWith("absent");
    last().drops();
    vi.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(1);
  });

  test("another organisation starts afresh", () => {
    const resync = vi.fn();
    live.open("o-1");
    live.listen({ topic: "portfolio" }, { resync });
    last().opens();
    live.open("o-2");
    expect(sockets[0]?.readyState).toBe(3);
    last().opens();
    expect(last().url).toContain("o-2");
    expect(last().sent).toEqual([{ type: "subscribe", topic: "portfolio" }]);
    expect(resync).toHaveBeenCalledOnce();
  });

  test("survives what it does not understand", () => {
    live.open("o-1");
    live.listen(water, {});
    last().opens();
    last().onmessage?.({ data: "{" });
    last().says({ type: "event", topic: "alliance", id: "elsewhere", cursor: "c", event: {} });
    last().says({ type: "later", topic: "alliance", id: "water" });
    expect(live.state.connection).toBe("live");
  });
});
