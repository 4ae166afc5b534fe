import { describe, expect, test } from "vitest";
import type { Subject } from "../conformance.ts";
import { WrongExpectedRevision } from "../port.ts";
import { all, endOfLog, listen, newCategory, newEvent, newEvents, newStream } from "./events.ts";

export function concurrency(subject: Subject): void {
  describe("many callers at once", () => {
    test.each([16, 64])("of %i that create one stream, one succeeds", async (callers) => {
      const { store } = subject;
      for (let round = 0; round < 5; round++) {
        const stream = newStream();
        const outcomes = await Promise.allSettled(
          Array.from({ length: callers }, (_, n) => store.append(stream, [newEvent(n), newEvent(n)], "none")),
        );
        const winner = outcomes.findIndex(({ status }) => status === "fulfilled");
        const refusals = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
        expect(refusals).toHaveLength(callers - 1);
        for (const refusal of refusals) expect(refusal).toBeInstanceOf(WrongExpectedRevision);
        expect((await all(store.read(stream))).map(({ data }) => data["n"])).toEqual([winner, winner]);
      }
    });

    test("64 that increment one stream by optimistic concurrency lose nothing and all finish", async () => {
      const { store } = subject;
      const stream = newStream();
      let { revision } = await store.append(stream, [newEvent(0)], "none");
      const increment = async (n: number): Promise<number> => {
        for (;;) {
          try {
            const appended = await store.append(stream, [newEvent(n)], { at: revision });
            revision = Math.max(revision, appended.revision);
            return appended.revision;
          } catch (error) {
            if (!(error instanceof WrongExpectedRevision)) throw error;
            revision = Math.max(revision, error.actual ?? 0);
          }
        }
      };
      const revisions = await Promise.all(Array.from({ length: 64 }, (_, n) => increment(n + 1)));
      expect(revisions.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 64 }, (_, n) => n + 1));
      const stored = await all(store.read(stream));
      expect(stored.map((event) => event.revision)).toEqual(Array.from({ length: 65 }, (_, n) => n));
      expect(new Set(stored.map(({ data }) => data["n"])).size).toBe(65);
    });

    test("the same append by 64 callers is stored once and answered alike", async () => {
      const { store } = subject;
      const stream = newStream();
      const events = newEvents(3);
      const answers = await Promise.all(Array.from({ length: 64 }, () => store.append(stream, events, "none")));
      expect(new Set(answers.map(({ position }) => position)).size).toBe(1);
      expect(await all(store.read(stream))).toHaveLength(3);
    });

    test("refusals among 64 callers disturb no one else", async () => {
      const { store } = subject;
      const taken = newStream();
      await store.append(taken, [newEvent()], "none");
      const streams = Array.from({ length: 32 }, () => newStream());
      const refused = Array.from({ length: 32 }, () => store.append(taken, newEvents(3), "none"));
      const accepted = streams.map((stream) => store.append(stream, newEvents(3), "none"));
      const outcomes = await Promise.allSettled(refused);
      expect(outcomes.every(({ status }) => status === "rejected")).toBe(true);
      expect((await Promise.all(accepted)).map(({ revision }) => revision)).toEqual(streams.map(() => 2));
      expect(await all(store.read(taken))).toHaveLength(1);
    });

    test("a subscriber that runs while 64 write misses nothing, doubles nothing and sees each stream in order", async () => {
      const { store } = subject;
      const [writers, rounds] = [64, 8];
      const category = newCategory();
      const after = await endOfLog(store);
      const listener = listen(store, { after, filter: { categories: [category] }, batchSize: 50 });
      await Promise.all(
        Array.from({ length: writers }, async () => {
          const stream = newStream(category);
          for (let round = 0; round < rounds; round++) await store.append(stream, newEvents(1 + (round % 3)), round === 0 ? "none" : "any");
        }),
      );
      const stored = await all(store.readAll({ after, filter: { categories: [category] } }));
      const seen = await listener.until((events) => events.length >= stored.length);
      await listener.stop();
      expect(seen.map(({ id }) => id)).toEqual(stored.map(({ id }) => id));
      const revisions = Map.groupBy(seen, ({ stream }) => stream);
      expect(revisions.size).toBe(writers);
      for (const events of revisions.values()) expect(events.map(({ revision }) => revision)).toEqual(events.map((_, n) => n));
    });

    test("what was acknowledged is there for whoever reads next", async () => {
      const { store } = subject;
      await Promise.all(
        Array.from({ length: 64 }, async () => {
          const stream = newStream();
          const { revision, position } = await store.append(stream, newEvents(2), "none");
          const stored = await all(store.read(stream));
          expect(stored.at(-1)).toMatchObject({ revision, position });
        }),
      );
    });
  });
}
