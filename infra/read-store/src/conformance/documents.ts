import { describe, expect, test } from "vitest";
import { at, batch, document, type Subject } from "../conformance.ts";

export function documents(subject: Subject): void {
  describe("documents", () => {
    test("a document is replaced, never doubled; text of any kind comes back as it was", async () => {
      const { store } = subject;
      const { generation } = await store.begin("alliance", 1);
      const odd = {
        text: "quote \" back\\slash \\u0041 \u0000 \u0001 \u2028 half a pair \ud800 🚀 žluťoučký '); DROP TABLE documents; --",
        n: 2 ** 53 - 1,
        nothing: null,
      };
      await store.fill(generation, [document("a", 0)]);
      await store.fill(generation, [document("a", 7, odd), document("b")]);
      expect(await store.get(generation, "a")).toEqual(document("a", 7, odd));
      expect(await store.count(generation)).toBe(2);
      expect(await store.load(generation, ["a", "nobody"])).toEqual(new Map([["a", JSON.stringify(odd)]]));
      expect(await store.load(generation, [])).toEqual(new Map());
    });

    test("JSON comes back to the character: its spaces, the order of its fields, the spelling of its numbers", async () => {
      const { store } = subject;
      const { generation } = await store.begin("alliance", 1);
      const doc = '{ "b":1.0,"a" : 1e2,  "a2":-0,\n"b":2 }';
      await store.fill(generation, [{ ...document("a"), doc }]);
      expect((await store.get(generation, "a"))?.doc).toBe(doc);
      expect((await store.load(generation, ["a"])).get("a")).toBe(doc);
    });

    test("a document of a megabyte, and many of them at once", async () => {
      const { store } = subject;
      const { generation } = await store.begin("alliance", 1);
      // Hard to compress, like what people write, and longer in bytes than in characters.
      const text = Array.from({ length: 125_000 }, (_, n) => `é${(n * 2_654_435_761) % 1_000_000}`).join(" ");
      const large = Array.from({ length: 12 }, (_, n) => document(`large/${n}`, n, { n, text }));
      expect(large[0]?.doc.length).toBeGreaterThan(900_000);
      await store.fill(generation, large);
      expect(await store.get(generation, "large/11")).toEqual(large[11]);
      expect(await store.count(generation)).toBe(12);
    });

    test("more documents than a statement has room for parameters", async () => {
      const { store } = subject;
      const { generation } = await store.begin("alliance", 1);
      const many = Array.from({ length: 20_000 }, (_, n) => document(`many/${n}`, n));
      await store.fill(generation, many);
      expect(await store.count(generation)).toBe(20_000);
      const found = await store.load(
        generation,
        many.map(({ key }) => key),
      );
      expect(found.size).toBe(20_000);
      expect(found.get("many/19999")).toBe(many[19_999]?.doc);
    });

    test("of a key given twice the last counts, within one fill and among fills that nobody waited for", async () => {
      const { store } = subject;
      const { generation } = await store.begin("alliance", 1);
      await store.fill(generation, [document("a", 1, "first"), document("a", 2, "second")]);
      expect(await store.get(generation, "a")).toEqual(document("a", 2, "second"));
      const other = (await store.begin("portfolio", 1)).generation;
      await Promise.all(
        Array.from({ length: 60 }, (_, n) => store.fill(n % 3 === 0 ? other : generation, [document("a", n), document(`b/${n}`, n)])),
      );
      expect(await store.get(generation, "a")).toEqual(document("a", 59));
      expect(await store.get(other, "a")).toEqual(document("a", 57));
      expect([await store.count(generation), await store.count(other)]).toEqual([41, 21]);
    });

    test("writes that nobody waited for are done in the order in which they were asked", async () => {
      const { store } = subject;
      const { generation } = await store.begin("alliance", 1);
      const dropped = (await store.begin("portfolio", 1)).generation;
      await Promise.all([
        store.fill(
          generation,
          Array.from({ length: 2_000 }, (_, n) => document(`first/${n}`)),
        ),
        store.fill(generation, [document("a", 1)]),
        store.fill(dropped, [document("a", 1)]),
        store.save(batch({ to: at("1"), documents: [{ generation, documents: [document("a", 2)] }] })),
        store.fill(generation, [document("a", 3)]),
        store.drop(dropped),
        store.save(batch({ from: at("1"), to: at("2"), documents: [{ generation, documents: [document("b", 4)] }] })),
      ]);
      expect(await store.get(generation, "a")).toEqual(document("a", 3));
      expect([await store.count(generation), await store.count(dropped)]).toEqual([2_002, 0]);
      expect(await store.checkpoint()).toBe("2");
    });

    test("a join finds each alliance of an organisation, and of that organisation only", async () => {
      const { store } = subject;
      const by = (await store.begin("participations", 1)).generation;
      const of = (await store.begin("portfolio", 1)).generation;
      await store.fill(
        by,
        ["o1/b", "o1/a", "o2/a", "o1x/a"].map((key) => document(key)),
      );
      await store.fill(of, [document("a"), document("c")]);
      const rows = await store.related(by, "o1/", of);
      expect(rows.map(({ by: one, of: other }) => [JSON.parse(one), other === null ? null : JSON.parse(other)])).toEqual([
        [{ key: "o1/a" }, { key: "a" }],
        [{ key: "o1/b" }, null],
      ]);
    });

    test("counts by a field, and sums the lengths of lists, whatever else the documents hold", async () => {
      const { store } = subject;
      const { generation } = await store.begin("portfolio", 1);
      expect(await store.countBy(generation, "status")).toEqual({});
      expect(await store.sumLengths(generation, "partners")).toBe(0);
      await store.fill(generation, [
        document("a", 0, { status: "active", partners: [1, 2] }),
        document("b", 0, { status: "active", partners: [], note: "\u0000 \ud800 \\u0041 \\" }),
        document("c", 0, { status: null, partners: [3], note: '\\"\u0001' }),
        document("d", 0, { status: "ended" }),
        document("e", 0, { partners: "none" }),
      ]);
      expect(await store.countBy(generation, "status")).toEqual({ active: 2, ended: 1, none: 2 });
      expect(await store.sumLengths(generation, "partners")).toBe(3);
    });
  });
}
