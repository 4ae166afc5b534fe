import { describe, expect, test } from "vitest";
import type { JsonObject } from "@entente/contracts/events/envelope";
import type { Subject } from "../conformance.ts";
import { AppendTooLarge, EventIdTaken, MAX_BYTES_PER_APPEND, MAX_EVENTS_PER_APPEND, WrongExpectedRevision } from "../port.ts";
import { all, newEvent, newEvents, newStream, numbers } from "./events.ts";

export function appending(subject: Subject): void {
  describe("appending", () => {
    test("revisions count from 0 and the answer names the last", async () => {
      const { store } = subject;
      const stream = newStream();
      expect(await store.append(stream, newEvents(3), "none")).toMatchObject({ revision: 2 });
      const { revision, position } = await store.append(stream, [newEvent()], { at: 2 });
      expect(revision).toBe(3);
      const stored = await all(store.read(stream));
      expect(stored.map((event) => event.revision)).toEqual([0, 1, 2, 3]);
      expect(stored.at(-1)?.position).toBe(position);
    });

    test("every part of an event comes back as it was given", async () => {
      const { store } = subject;
      const stream = newStream("dossier");
      const event = newEvent({ text: "žluťoučký 🚀\u0000\u2028", nested: { list: [1, null, true, "x"] } }, "OfferŽádán");
      await store.append(stream, [event], "none");
      const [stored] = await all(store.read(stream));
      expect(stored).toEqual({ ...event, stream, revision: 0, position: expect.any(String) });
    });

    test("data survives that careless code would change", async () => {
      const { store } = subject;
      const stream = newStream();
      const data: JsonObject = JSON.parse(
        `{"__proto__":{"polluted":true},"constructor":"c","":"empty key","toString":1,"largest":${Number.MAX_SAFE_INTEGER},"small":5e-324,"lone":"\\ud800","$type":"x","a.b":[[]]}`,
      );
      await store.append(stream, [newEvent(data)], "none");
      const [stored] = await all(store.read(stream));
      expect(JSON.stringify(stored?.data)).toBe(JSON.stringify(data));
      expect(Object.hasOwn(stored?.data ?? {}, "__proto__")).toBe(true);
      expect("polluted" in {}).toBe(false);
    });

    test("a refused append stores nothing and does not move the head", async () => {
      const { store } = subject;
      const stream = newStream();
      await store.append(stream, newEvents(2), "none");
      for (const expected of ["none", { at: 0 }, { at: 2 }, { at: 7 }] as const) {
        const refusal = await store.append(stream, newEvents(3), expected).catch((error: unknown) => error);
        expect(refusal).toBeInstanceOf(WrongExpectedRevision);
        expect(refusal).toMatchObject({ stream, expected, actual: 1 });
      }
      expect(await store.append(stream, [newEvent(2)], { at: 1 })).toMatchObject({ revision: 2 });
      expect(numbers(await all(store.read(stream)))).toEqual([0, 1, 2]);
    });

    test("a stream that was expected to exist is refused and does not come to be", async () => {
      const { store } = subject;
      const stream = newStream();
      await expect(store.append(stream, [newEvent()], { at: 0 })).rejects.toMatchObject({ name: "WrongExpectedRevision", actual: null });
      expect(await all(store.read(stream))).toEqual([]);
      expect(await store.append(stream, [newEvent()], "none")).toMatchObject({ revision: 0 });
    });

    test("any appends to a stream wherever it is", async () => {
      const { store } = subject;
      const stream = newStream();
      expect(await store.append(stream, [newEvent(0)], "any")).toMatchObject({ revision: 0 });
      expect(await store.append(stream, [newEvent(1)], "any")).toMatchObject({ revision: 1 });
    });

    test.each([[{ at: -1 }], [{ at: 1.5 }], [{ at: Number.NaN }], [{ at: Infinity }]] as const)(
      "a revision that cannot be is no way around the check: %j",
      async (expected) => {
        const { store } = subject;
        const stream = newStream();
        await expect(store.append(stream, [newEvent()], expected)).rejects.toThrow(RangeError);
        expect(await all(store.read(stream))).toEqual([]);
      },
    );

    test.each(["none", "any", "at"] as const)("the very same append again answers as before (%s)", async (kind) => {
      const { store } = subject;
      const stream = newStream();
      if (kind === "at") await store.append(stream, newEvents(2), "none");
      const expected = kind === "at" ? { at: 1 } : kind;
      const events = newEvents(3);
      const first = await store.append(stream, events, expected);
      expect(await store.append(stream, events, expected)).toEqual(first);
      await store.append(stream, [newEvent()], { at: first.revision });
      expect(await store.append(stream, events, expected)).toEqual(first);
      expect(await all(store.read(stream))).toHaveLength(first.revision + 2);
    });

    test("an append that repeats only some events is refused", async () => {
      const { store } = subject;
      const stream = newStream();
      const events = newEvents(2);
      await store.append(stream, events, "none");
      await expect(store.append(stream, [...events, newEvent()], "none")).rejects.toThrow(WrongExpectedRevision);
      await expect(store.append(stream, [...events].reverse(), "none")).rejects.toThrow(WrongExpectedRevision);
      expect(await all(store.read(stream))).toHaveLength(2);
    });

    test("an append with one id twice is refused before anything is sent", async () => {
      const { store } = subject;
      const stream = newStream();
      const event = newEvent();
      await expect(store.append(stream, [event, event], "none")).rejects.toThrow(EventIdTaken);
      expect(await all(store.read(stream))).toEqual([]);
    });

    test("the largest append is taken whole, a larger one refused whole", async () => {
      const { store } = subject;
      const [many, tooMany, large, tooLarge] = [newStream(), newStream(), newStream(), newStream()];
      await store.append(many, newEvents(MAX_EVENTS_PER_APPEND), "none");
      expect(await all(store.read(many))).toHaveLength(MAX_EVENTS_PER_APPEND);
      await expect(store.append(tooMany, newEvents(MAX_EVENTS_PER_APPEND + 1), "none")).rejects.toThrow(AppendTooLarge);

      const text = "é".repeat((MAX_BYTES_PER_APPEND - 1000) / 2);
      await store.append(large, [newEvent({ text })], "none");
      expect((await all(store.read(large)))[0]?.data["text"]).toBe(text);
      await expect(store.append(tooLarge, [newEvent({ text }), newEvent({ text })], "none")).rejects.toThrow(AppendTooLarge);

      expect(await all(store.read(tooMany))).toEqual([]);
      expect(await all(store.read(tooLarge))).toEqual([]);
    });

    test.each(["$settings", "nocategory", "-x", "alliance-", "alliance-a\u0000b", "alliance-\ud800"] as never[])(
      "%j is no stream name",
      async (name) => {
        await expect(subject.store.append(name, [newEvent()], "any")).rejects.toThrow(RangeError);
      },
    );

    test("an append of nothing is a mistake of the caller", async () => {
      await expect(subject.store.append(newStream(), [], "any")).rejects.toThrow(RangeError);
    });

    test("after closing, nothing is appended", async () => {
      const store = await subject.open();
      await store.close();
      await expect(store.append(newStream(), [newEvent()], "any")).rejects.toMatchObject({ name: "StoreUnavailable" });
      await expect(all(store.read(newStream()))).rejects.toMatchObject({ name: "StoreUnavailable" });
      expect(await store.health()).toMatchObject({ ok: false });
    });

    test("a store that is well says so", async () => {
      expect(await subject.store.health()).toMatchObject({ ok: true });
    });
  });
}
