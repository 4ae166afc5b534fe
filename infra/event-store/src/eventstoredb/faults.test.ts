import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startEventStoreDbDouble, type EventStoreDbDouble, type Fault } from "@entente/doubles/eventstoredb";
import { all, endOfLog, listen, newCategory, newEvent, newEvents, newStream } from "../conformance/events.ts";
import { openEventStore } from "../open.ts";
import type { EventStore } from "../port.ts";
import { openEventStoreDb } from "./store.ts";

const TIMEOUT = 1000;

let double: EventStoreDbDouble;
let store: EventStore;
beforeAll(async () => void (double = await startEventStoreDbDouble()));
afterAll(() => double.stop());
beforeEach(() => void (store = openEventStoreDb({ connectionString: double.connectionString, timeout: TIMEOUT })));
afterEach(async () => {
  await double.misbehave();
  await store.close();
});

const fault = (moment: Fault["moment"], answer: Fault["answer"], times = 1): Fault => ({ rpc: "BatchAppend", moment, answer, times });

describe("an append whose answer is lost", () => {
  test.each([
    ["stored, then the connection broke", fault("after", "unavailable")],
    ["stored, then silence", fault("after", "silence")],
    ["not stored, the connection broke", fault("before", "unavailable")],
    ["not stored, silence", fault("before", "silence")],
  ])("is made once and answered truly: %s", async (_, lost) => {
    const stream = newStream();
    await store.append(stream, newEvents(2), "none");
    await double.misbehave(lost);
    expect(await store.append(stream, newEvents(3), { at: 1 })).toMatchObject({ revision: 4 });
    expect(await all(store.read(stream))).toHaveLength(5);
  });

  test("is refused truly when someone else was first", async () => {
    const stream = newStream();
    await store.append(stream, newEvents(2), "none");
    await double.misbehave(fault("before", "unavailable"));
    await expect(store.append(stream, [newEvent()], "none")).rejects.toMatchObject({ name: "WrongExpectedRevision", actual: 1 });
  });

  test("is made once for each of 64 callers when their connection breaks again and again", async () => {
    const streams = Array.from({ length: 64 }, () => newStream());
    await double.misbehave(fault("after", "unavailable"));
    const answers = await Promise.all(streams.map((stream) => store.append(stream, newEvents(2), "none")));
    expect(answers.map(({ revision }) => revision)).toEqual(streams.map(() => 1));
    for (const stream of streams) expect(await all(store.read(stream))).toHaveLength(2);
  });
});

describe("a server that is not there", () => {
  test("is told within the time set, when it is silent, and everything works once it speaks again", async () => {
    await double.misbehave(fault("before", "silence", 100), { rpc: "Read", moment: "before", answer: "silence", times: 2 });
    const began = performance.now();
    const [append, read, health] = await Promise.allSettled([
      store.append(newStream(), [newEvent()], "none"),
      all(store.read(newStream())),
      store.health(),
    ]);
    expect(performance.now() - began).toBeLessThan(TIMEOUT * 1.5);
    expect(append).toMatchObject({ reason: { name: "StoreUnavailable", message: expect.stringContaining("did not answer") } });
    expect(read).toMatchObject({ reason: { name: "StoreUnavailable" } });
    expect(health).toMatchObject({ value: { ok: false, engine: "eventstoredb" } });

    await double.misbehave();
    expect(await store.append(newStream(), [newEvent()], "none")).toMatchObject({ revision: 0 });
    expect(await store.health()).toMatchObject({ ok: true });
  });

  test("is told when it is gone", async () => {
    const gone = await startEventStoreDbDouble();
    const other = openEventStoreDb({ connectionString: gone.connectionString, timeout: TIMEOUT });
    await other.append(newStream(), [newEvent()], "none");
    await gone.stop();
    await expect(other.append(newStream(), [newEvent()], "none")).rejects.toMatchObject({ name: "StoreUnavailable" });
    await expect(all(other.read(newStream()))).rejects.toMatchObject({ name: "StoreUnavailable" });
    expect(await other.health()).toMatchObject({ ok: false });
    await other.close();
  });
});

describe("a subscription that the server drops", () => {
  test("goes on where it was, without gap or double, while others write", async () => {
    const category = newCategory();
    const filter = { categories: [category] };
    const after = await endOfLog(store);
    const listener = listen(store, { after, filter, batchSize: 10 });
    for (let drop = 0; drop < 4; drop++) {
      await Promise.all(Array.from({ length: 16 }, () => store.append(newStream(category), newEvents(3), "none")));
      await listener.until((events) => events.length > drop * 48);
      await double.dropSubscriptions();
    }
    const stored = await all(store.readAll({ after, filter }));
    expect(stored).toHaveLength(4 * 48);
    expect(await listener.until((events) => events.length >= stored.length)).toEqual(stored);
    await listener.stop();
  });

  test("goes on when it could not be begun", async () => {
    const category = newCategory();
    await double.misbehave({ rpc: "Subscribe", moment: "before", answer: "unavailable", times: 2 });
    const listener = listen(store, { filter: { categories: [category] } });
    await store.append(newStream(category), newEvents(3), "none");
    await listener.until((events) => events.length === 3);
    await listener.stop();
  });
});

describe("the connection", () => {
  test("finds the cluster's leader by gossip", async () => {
    const discovering = await openEventStore(double.discoveryString);
    const stream = newStream();
    await discovering.append(stream, [newEvent()], "none");
    expect(await all(store.read(stream))).toHaveLength(1);
    await discovering.close();
  });

  test("is refused without giving the password away", async () => {
    const refusal = await openEventStore("esdb://admin:secret@:not a host").catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(RangeError);
    expect(String(refusal)).not.toContain("secret");
  });

  test("needs an engine that exists", async () => {
    await expect(openEventStore("postgres://localhost")).rejects.toThrow(RangeError);
  });
});
