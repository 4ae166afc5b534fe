import { describe, expect, test } from "vitest";
import type { Position } from "@entente/contracts/events/envelope";
import type { Subject } from "../conformance.ts";
import { all, endOfLog, listen, newCategory, newEvent, newEvents, newStream, numbers } from "./events.ts";

export function subscribing(subject: Subject): void {
  describe("subscribing", () => {
    test("what was there comes first, what is appended later follows", async () => {
      const { store } = subject;
      const category = newCategory();
      const stream = newStream(category);
      await store.append(stream, newEvents(3), "none");
      const listener = listen(store, { filter: { categories: [category] } });
      await listener.until((events, batches) => events.length === 3 && batches.some(({ caughtUp }) => caughtUp));
      await store.append(stream, [newEvent(3)], "any");
      expect(numbers(await listener.until((events) => events.length === 4))).toEqual([0, 1, 2, 3]);
      await listener.stop();
      await expect(listener.closed).resolves.toBeUndefined();
    });

    test("one who has nothing to catch up with is told so", async () => {
      const { store } = subject;
      const after = await endOfLog(store);
      const listener = listen(store, { after });
      await listener.until((_, batches) => batches.some(({ caughtUp }) => caughtUp));
      expect(listener.events()).toEqual([]);
      await listener.stop();
    });

    test("without a filter it brings the whole log, without the engine's own events", async () => {
      const { store } = subject;
      const after = await endOfLog(store);
      for (let n = 0; n < 50; n++) await store.append(newStream(n % 2 ? "round" : "person"), newEvents(2), "none");
      const stored = await all(store.readAll({ after }));
      const listener = listen(store, { after });
      const seen = await listener.until((events) => events.length >= 100);
      await listener.stop();
      expect(seen).toEqual(stored);
    });

    test("after any place it was told it goes on without gap or double", async () => {
      const { store } = subject;
      const categories = [newCategory(), newCategory()];
      const start = await endOfLog(store);
      for (let n = 0; n < 40; n++) await store.append(newStream(categories[n % 2]), newEvents(1), "none");
      const options = { filter: { categories }, batchSize: 7 };
      const stored = (await all(store.readAll({ after: start, ...options }))).map(({ id }) => id);

      const whole = listen(store, { ...options, after: start });
      await whole.until((events) => events.length === 40);
      await whole.stop();
      expect(whole.batches.every(({ events }) => events.length <= 7)).toBe(true);

      let received = 0;
      for (const { events, upTo } of whole.batches) {
        received += events.length;
        const rest = listen(store, { ...options, after: upTo });
        const seen = await rest.until((later, batches) => later.length === 40 - received && batches.some(({ caughtUp }) => caughtUp));
        await rest.stop();
        expect(seen.map(({ id }) => id)).toEqual(stored.slice(received));
      }
    });

    test("catching up turns live without gap or double while others write", async () => {
      const { store } = subject;
      const category = newCategory();
      const filter = { categories: [category] };
      const start = await endOfLog(store);
      let writing = true;
      const write = async () => {
        const stream = newStream(category);
        for (let n = 0; n < 300 && writing; n++) await store.append(stream, [newEvent(n)], "any");
      };
      const writers = Promise.all(Array.from({ length: 8 }, write));
      const listeners = [];
      for (let n = 0; n < 6; n++) {
        const listener = listen(store, { after: start, filter, batchSize: 1 + n * 20 });
        listeners.push(listener);
        await listener.until((_, batches) => batches.some(({ caughtUp }) => caughtUp) || batches.length > 20);
      }
      writing = false;
      await writers;
      const stored = (await all(store.readAll({ after: start, filter }))).map(({ id }) => id);
      for (const listener of listeners) {
        const seen = await listener.until((events) => events.length >= stored.length);
        await listener.stop();
        expect(seen.map(({ id }) => id)).toEqual(stored);
      }
    });

    test("batches come one at a time", async () => {
      const { store } = subject;
      const category = newCategory();
      for (let n = 0; n < 30; n++) await store.append(newStream(category), newEvents(1), "none");
      let inHand = 0;
      let most = 0;
      const listener = listen(store, { filter: { categories: [category] }, batchSize: 3 }, async () => {
        most = Math.max(most, ++inHand);
        await new Promise((resolve) => setImmediate(resolve));
        inHand--;
      });
      await listener.until((events) => events.length === 30);
      await listener.stop();
      expect(most).toBe(1);
    });

    test("a batch that cannot be taken ends the subscription and is given again: nothing is skipped", async () => {
      const { store } = subject;
      const category = newCategory();
      const filter = { categories: [category] };
      await store.append(newStream(category), newEvents(10), "none");
      const taken: (number | string | unknown)[] = [];
      let upTo: Position | undefined;
      const fault = new Error("cannot take it");
      for (let attempt = 0; attempt < 3; attempt++) {
        const subscription = store.subscribe({ ...(upTo && { after: upTo }), filter, batchSize: 2 }, async (batch) => {
          if (numbers(batch.events).includes(5)) throw fault;
          taken.push(...numbers(batch.events));
          upTo = batch.upTo;
        });
        await expect(subscription.closed).rejects.toBe(fault);
      }
      expect(taken).not.toContain(5);
      expect(taken).toEqual(Array.from({ length: taken.length }, (_, n) => n));
      const mended = listen(store, { ...(upTo && { after: upTo }), filter });
      expect([...taken, ...numbers(await mended.until((events) => events.length === 10 - taken.length))]).toEqual([
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
      ]);
      await mended.stop();
    });

    test("one that does not get on holds up neither appends nor other subscribers", async () => {
      const { store } = subject;
      const category = newCategory();
      const filter = { categories: [category] };
      const { promise: release, resolve } = Promise.withResolvers<void>();
      const slow = listen(store, { filter, batchSize: 1 }, () => release);
      const quick = listen(store, { filter });
      for (let n = 0; n < 100; n++) await store.append(newStream(category), newEvents(1), "none");
      await quick.until((events) => events.length === 100);
      expect(slow.events()).toEqual([]);
      resolve();
      await slow.until((events) => events.length === 100);
      expect(slow.events()).toEqual(quick.events());
      await slow.stop();
      await quick.stop();
    });

    test("after stopping, nothing more is handed over", async () => {
      const { store } = subject;
      const category = newCategory();
      const listener = listen(store, { filter: { categories: [category] } });
      await store.append(newStream(category), newEvents(1), "none");
      await listener.until((events) => events.length === 1);
      await listener.stop();
      const other = listen(store, { filter: { categories: [category] } });
      await store.append(newStream(category), newEvents(1), "none");
      await other.until((events) => events.length === 2);
      await other.stop();
      expect(listener.events()).toHaveLength(1);
    });

    test("closing the store ends its subscriptions", async () => {
      const store = await subject.open();
      const after = await endOfLog(store);
      const listener = listen(store, { after });
      await store.close();
      await expect(listener.closed).resolves.toBeUndefined();
    });
  });
}
