import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Position, StreamName } from "@entente/contracts/events/envelope";
import { CheckpointMoved, type Document, type ReadStore, type SavedBatch } from "./port.ts";

// A position is opaque; to a read store any text will do.
const at = (text: string) => text as Position;
const document = (key: string, revision = 0, doc: unknown = { key }): Document => ({
  key,
  stream: `alliance-${key.split("/")[0]}`,
  revision,
  doc: JSON.stringify(doc),
});
const batch = (given: Partial<SavedBatch> & Pick<SavedBatch, "to">): SavedBatch => ({
  from: null,
  documents: [],
  faults: [],
  progress: new Map(),
  ...given,
});

/** What every read store holds to, whatever its engine. `open` gives a fresh one; `reopen` opens what was written. */
export function readStoreConformance(
  name: string,
  open: () => Promise<{ store: ReadStore; reopen: () => Promise<ReadStore>; remove: () => Promise<void> }>,
): void {
  describe(`${name} is a read store`, () => {
    let store: ReadStore;
    let reopen: () => Promise<ReadStore>;
    let remove: () => Promise<void>;
    beforeEach(async () => {
      ({ store, reopen, remove } = await open());
    });
    afterEach(async () => {
      await store.close();
      await remove();
    });

    test("documents, progress and checkpoint are saved together, and are there after opening again", async () => {
      const { generation } = await store.begin("alliance", 1);
      await store.activate(generation);
      await store.save(
        batch({
          to: at("5"),
          documents: [{ generation, documents: [document("a", 3)] }],
          progress: new Map([["alliance-a" as StreamName, 3]]),
        }),
      );
      await store.close();
      store = await reopen();
      expect(await store.checkpoint()).toBe("5");
      expect(await store.progress("alliance-a")).toBe(3);
      expect(await store.progressOfAll()).toEqual(new Map([["alliance-a", 3]]));
      expect(await store.get(generation, "a")).toEqual(document("a", 3));
      expect(await store.generations()).toEqual([{ generation, view: "alliance", version: 1, active: true, fault: null }]);
    });

    test("the checkpoint moves by compare-and-set: who comes second saves nothing", async () => {
      const { generation } = await store.begin("alliance", 1);
      await store.save(batch({ to: at("1") }));
      await expect(
        store.save(
          batch({
            from: null,
            to: at("2"),
            documents: [{ generation, documents: [document("a")] }],
            progress: new Map([["alliance-a" as StreamName, 9]]),
          }),
        ),
      ).rejects.toBeInstanceOf(CheckpointMoved);
      expect(await store.checkpoint()).toBe("1");
      expect(await store.get(generation, "a")).toBeNull();
      expect(await store.progress("alliance-a")).toBe(-1);
      await store.save(batch({ from: at("1"), to: at("2") }));
      expect(await store.checkpoint()).toBe("2");
    });

    test("a document is replaced, never doubled; text of any kind comes back as it was", async () => {
      const { generation } = await store.begin("alliance", 1);
      const odd = { text: "quote \" back\\slash \u0001 🚀 žluťoučký '); DROP TABLE documents; --", n: 2 ** 53 - 1, nothing: null };
      await store.fill(generation, [document("a", 0)]);
      await store.fill(generation, [document("a", 7, odd), document("b")]);
      expect(await store.get(generation, "a")).toEqual(document("a", 7, odd));
      expect(await store.count(generation)).toBe(2);
      expect(await store.load(generation, ["a", "nobody"])).toEqual(new Map([["a", JSON.stringify(odd)]]));
      expect(await store.load(generation, [])).toEqual(new Map());
    });

    test("a list is cut by prefix, before and after, in either direction", async () => {
      const { generation } = await store.begin("decisions", 1);
      await store.fill(
        generation,
        ["x/1", "x/2", "x/3", "xy/1", "w/9"].map((key) => document(key)),
      );
      const keys = async (...given: Parameters<ReadStore["list"]> extends [number, string, infer Options] ? [Options] : never) =>
        (await store.list(generation, "x/", ...given)).map(({ key }) => key);
      expect(await keys({ limit: 10 })).toEqual(["x/1", "x/2", "x/3"]);
      expect(await keys({ limit: 2 })).toEqual(["x/1", "x/2"]);
      expect(await keys({ limit: 10, after: "x/1" })).toEqual(["x/2", "x/3"]);
      expect(await keys({ limit: 1, before: "x/3", direction: "backwards" })).toEqual(["x/2"]);
    });

    test("a join finds each alliance of an organisation, and of that organisation only", async () => {
      const by = (await store.begin("participations", 1)).generation;
      const of = (await store.begin("portfolio", 1)).generation;
      await store.fill(
        by,
        ["o1/a", "o1/b", "o2/a", "o1x/a"].map((key) => document(key)),
      );
      await store.fill(of, [document("a"), document("c")]);
      const rows = await store.related(by, "o1/", of);
      expect(rows.map(({ by: one, of: other }) => [JSON.parse(one), other === null ? null : JSON.parse(other)])).toEqual([
        [{ key: "o1/a" }, { key: "a" }],
        [{ key: "o1/b" }, null],
      ]);
    });

    test("counts by a field, and sums the lengths of lists", async () => {
      const { generation } = await store.begin("portfolio", 1);
      await store.fill(generation, [
        document("a", 0, { status: "active", partners: [1, 2] }),
        document("b", 0, { status: "active", partners: [] }),
        document("c", 0, { status: null, partners: [3] }),
      ]);
      expect(await store.countBy(generation, "status")).toEqual({ active: 2, none: 1 });
      expect(await store.sumLengths(generation, "partners")).toBe(3);
    });

    test("a new generation takes the place of the old one in one step; who still reads the old one can, until it is dropped", async () => {
      const old = await store.begin("alliance", 1);
      await store.activate(old.generation);
      await store.fill(old.generation, [document("a")]);
      const next = await store.begin("alliance", 2);
      await store.fill(next.generation, [document("b")]);
      expect((await store.generations()).filter(({ active }) => active)).toEqual([{ ...old, active: true }]);
      await store.activate(next.generation);
      expect(await store.generations()).toEqual([old, { ...next, active: true }]);
      expect(await store.get(old.generation, "a")).toEqual(document("a"));
      await store.drop(old.generation);
      expect(await store.get(old.generation, "a")).toBeNull();
      await store.drop(next.generation);
      expect(await store.generations()).toEqual([]);
    });

    test("a fault is kept with its view", async () => {
      const { generation } = await store.begin("alliance", 1);
      await store.save(batch({ to: at("4"), faults: [{ generation, fault: { position: "4", reason: "cannot take it" } }] }));
      expect((await store.generations())[0]?.fault).toEqual({ position: "4", reason: "cannot take it" });
    });
  });
}
