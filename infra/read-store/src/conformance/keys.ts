import { describe, expect, test } from "vitest";
import { document, type Subject } from "../conformance.ts";
import type { ListOptions } from "../port.ts";

/** In the order of their code points, which is that of their bytes in UTF-8. */
const ordered = ["", " ", "%", "-", "/", "0", "10", "2", "A", "B", "Z", "\\", "_", "a", "a-b", "a/b", "ab", "b", "~", "é", "ö", "ﬀ", "🚀"];

export function keys(subject: Subject): void {
  describe("keys", () => {
    test("a list is cut by prefix, before and after, in either direction", async () => {
      const { store } = subject;
      const { generation } = await store.begin("decisions", 1);
      await store.fill(
        generation,
        ["x/1", "x/2", "x/3", "xy/1", "w/9"].map((key) => document(key)),
      );
      const found = async (options: ListOptions) => (await store.list(generation, "x/", options)).map(({ key }) => key);
      expect(await found({ limit: 10 })).toEqual(["x/1", "x/2", "x/3"]);
      expect(await found({ limit: 2 })).toEqual(["x/1", "x/2"]);
      expect(await found({ limit: 10, after: "x/1" })).toEqual(["x/2", "x/3"]);
      expect(await found({ limit: 1, before: "x/3", direction: "backwards" })).toEqual(["x/2"]);
    });

    test("they are ordered by code point, in no language's order", async () => {
      const { store } = subject;
      const { generation } = await store.begin("decisions", 1);
      await store.fill(
        generation,
        ordered.toReversed().map((end) => document(`x/${end}`)),
      );
      const found = async (options: ListOptions) => (await store.list(generation, "x/", options)).map(({ key }) => key.slice(2));
      expect(await found({ limit: 100 })).toEqual(ordered);
      expect(await found({ limit: 100, direction: "backwards" })).toEqual(ordered.toReversed());
      for (const [index, end] of ordered.entries()) {
        expect(await found({ limit: 100, after: `x/${end}` })).toEqual(ordered.slice(index + 1));
        expect(await found({ limit: 100, before: `x/${end}` })).toEqual(ordered.slice(0, index));
      }
    });

    test("a prefix stands for itself, whatever it means elsewhere", async () => {
      const { store } = subject;
      const { generation } = await store.begin("decisions", 1);
      const prefixes = ["a%", "a_", "a\\", "a*", "a[", "a'", "a\\%", "ab", "aB", "a~", "aé", "a\ud7ff", "a🚀", "a\u{10ffff}"];
      await store.fill(
        generation,
        prefixes.flatMap((prefix) => [document(prefix), document(`${prefix}/1`), document(`${prefix}~`), document(`${prefix}\u{10ffff}`)]),
      );
      for (const prefix of prefixes) {
        const found = (await store.list(generation, prefix, { limit: 100 })).map(({ key }) => key);
        const wanted = prefixes.flatMap((one) => [one, `${one}/1`, `${one}~`, `${one}\u{10ffff}`]).filter((key) => key.startsWith(prefix));
        expect(found.toSorted(), prefix).toEqual(wanted.toSorted());
      }
      expect(await store.list(generation, "", { limit: 100 })).toHaveLength(4 * prefixes.length);
      expect(await store.list(generation, "\u{10ffff}", { limit: 100 })).toEqual([]);
    });

    test("what cannot be a key is found nowhere", async () => {
      const { store } = subject;
      const { generation } = await store.begin("decisions", 1);
      await store.fill(generation, [document("a")]);
      for (const key of ["a\u0000", "\u0000", "a\ud800", "'", ""]) {
        expect(await store.get(generation, key)).toBeNull();
        expect(await store.load(generation, [key])).toEqual(new Map());
      }
      expect(await store.list(generation, "a\u0000", { limit: 10 })).toEqual([]);
    });
  });
}
