import { describe, expect, test } from "vitest";
import type { Position, RecordedEvent, StreamName } from "@entente/contracts/events/envelope";
import type { Subject } from "../conformance.ts";
import type { EventStore } from "../port.ts";
import { all, endOfLog, newCategory, newEvent, newEvents, newStream, numbers } from "./events.ts";

export function reading(subject: Subject): void {
  describe("reading a stream", () => {
    const tenEvents = async (store: EventStore): Promise<StreamName> => {
      const stream = newStream();
      await store.append(stream, newEvents(10), "none");
      return stream;
    };

    test.each([
      [{}, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
      [{ direction: "backwards" }, [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]],
      [{ from: 7 }, [7, 8, 9]],
      [{ from: 2, direction: "backwards" }, [2, 1, 0]],
      [{ limit: 3 }, [0, 1, 2]],
      [{ from: 4, limit: 2 }, [4, 5]],
      [{ from: 4, limit: 2, direction: "backwards" }, [4, 3]],
      [{ direction: "backwards", limit: 1 }, [9]],
      [{ from: 10 }, []],
      [{ from: 0, direction: "backwards" }, [0]],
      [{ limit: 0 }, []],
      [{ limit: 100 }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ] as const)("with %j", async (options, expected) => {
      const { store } = subject;
      const stream = await tenEvents(store);
      expect(numbers(await all(store.read(stream, options)))).toEqual(expected);
    });

    test("an absent stream is an empty one", async () => {
      const { store } = subject;
      expect(await all(store.read(newStream()))).toEqual([]);
      expect(await all(store.read(newStream(), { direction: "backwards", limit: 1 }))).toEqual([]);
    });

    test("a stream longer than any part it is read in comes whole, both ways", async () => {
      const { store } = subject;
      const stream = newStream();
      for (let part = 0; part < 3; part++) await store.append(stream, newEvents(400), "any");
      const forwards = (await all(store.read(stream))).map(({ revision }) => revision);
      expect(forwards).toEqual(Array.from({ length: 1200 }, (_, n) => n));
      expect((await all(store.read(stream, { direction: "backwards" }))).map(({ revision }) => revision)).toEqual(forwards.toReversed());
    });

    test("events that are large together come whole and in order", async () => {
      const { store } = subject;
      const stream = newStream();
      for (let n = 0; n < 12; n++) await store.append(stream, [newEvent({ n, text: "x".repeat(900_000) })], "any");
      expect(numbers(await all(store.read(stream)))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
      expect(numbers(await all(store.read(stream, { direction: "backwards", limit: 8 })))).toEqual([11, 10, 9, 8, 7, 6, 5, 4]);
    });

    test("a reader may stop early, and append between two events", async () => {
      const { store } = subject;
      const stream = await tenEvents(store);
      for await (const event of store.read(stream)) {
        if (event.revision === 3) break;
        await store.append(newStream(), newEvents(1), "none");
      }
      expect(await all(store.read(stream))).toHaveLength(10);
    });

    test("streams whose names begin alike are kept apart", async () => {
      const { store } = subject;
      const stream = await tenEvents(store);
      await store.append(`${stream}.x`, newEvents(1), "none");
      await store.append(`${stream}%`, newEvents(1), "none");
      expect(await all(store.read(stream))).toHaveLength(10);
    });
  });

  describe("reading the log", () => {
    const threeCategories = async (store: EventStore) => {
      const categories = [newCategory(), newCategory(), newCategory()];
      const after = await endOfLog(store);
      for (let round = 0; round < 4; round++) {
        for (const category of categories) await store.append(`${category}-${round % 2}`, newEvents(2), "any");
      }
      return { categories, after };
    };

    test("events of all streams come in the order of their appends, after a position", async () => {
      const { store } = subject;
      const { categories, after } = await threeCategories(store);
      const events = await all(store.readAll({ after }));
      const inOrder = [0, 1, 0, 1].flatMap((stream) =>
        categories.flatMap((category) => [`${category}-${stream}`, `${category}-${stream}`]),
      );
      expect(events.map(({ stream }) => stream)).toEqual(inOrder);
      for (const [index, { position }] of events.entries()) {
        expect((await all(store.readAll({ after: position }))).map(({ id }) => id)).toEqual(events.slice(index + 1).map(({ id }) => id));
      }
    });

    test("a limit counts from there, and the log can be read part by part", async () => {
      const { store } = subject;
      const { after } = await threeCategories(store);
      const whole = await all(store.readAll({ after }));
      const parts = [];
      for (let from: Position | undefined = after; from !== undefined;) {
        const part: RecordedEvent[] = await all(store.readAll({ after: from, limit: 5 }));
        parts.push(...part);
        from = part.at(-1)?.position;
      }
      expect(parts).toEqual(whole);
      expect(await all(store.readAll({ after, limit: 0 }))).toEqual([]);
    });

    test("a filter keeps the order and lets only its categories through", async () => {
      const { store } = subject;
      const { categories, after } = await threeCategories(store);
      const [first = "", , third = ""] = categories;
      const whole = await all(store.readAll({ after }));
      const ofCategory = (...wanted: string[]) =>
        whole.filter(({ stream }) => wanted.some((category) => stream.startsWith(`${category}-`)));
      expect(await all(store.readAll({ filter: { categories: [first] } }))).toEqual(ofCategory(first));
      expect(await all(store.readAll({ filter: { categories: [third, first, third] } }))).toEqual(ofCategory(first, third));
      expect(await all(store.readAll({ filter: { categories: [third, first] }, limit: 5 }))).toEqual(ofCategory(first, third).slice(0, 5));
      expect(await all(store.readAll({ filter: { categories: [first.slice(0, -1), "absent"] } }))).toEqual([]);
      expect(await all(store.readAll({ filter: { categories: [] } }))).toEqual([]);
    });

    test("the engine's own events never appear", async () => {
      const { store } = subject;
      await threeCategories(store);
      const events = await all(store.readAll());
      expect(events.filter(({ stream, type }) => stream.startsWith("$") || type.startsWith("$"))).toEqual([]);
    });

    test("a position of something else is refused", async () => {
      const { store } = subject;
      await expect(all(store.readAll({ after: "somewhere" as Position }))).rejects.toThrow(RangeError);
    });
  });
}
