import { describe, expect, test } from "vitest";
import { at, batch, document, type Subject } from "../conformance.ts";

export function generations(subject: Subject): void {
  describe("generations", () => {
    test("a new one takes the place of the old one in one step; who still reads the old one can, until it is dropped", async () => {
      const { store } = subject;
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
      const { store } = subject;
      const { generation } = await store.begin("alliance", 1);
      await store.save(batch({ to: at("4"), faults: [{ generation, fault: { position: "4", reason: "cannot take it" } }] }));
      expect((await store.generations())[0]?.fault).toEqual({ position: "4", reason: "cannot take it" });
    });

    test("whoever reads while generations change places sees exactly one active, and it is whole", async () => {
      const { store } = subject;
      const first = await store.begin("alliance", 1);
      await store.fill(first.generation, [document("a", 1), document("b", 1)]);
      await store.activate(first.generation);
      let changing = true;
      const wrong: unknown[] = [];
      let looks = 0;
      const reader = async () => {
        while (changing) {
          const active = (await store.generations()).filter((one) => one.active);
          const [only] = active;
          if (active.length !== 1 || !only || (await store.count(only.generation)) !== 2) wrong.push(active);
          looks += 1;
          // Reading is quick; let the others have their turn.
          await new Promise((resolve) => setImmediate(resolve));
        }
      };
      const readers = [reader(), reader(), reader()];
      for (let version = 2; version <= 30; version += 1) {
        const { generation } = await store.begin("alliance", version);
        await store.fill(generation, [document("a", version)]);
        await store.fill(generation, [document("b", version)]);
        await store.activate(generation);
      }
      changing = false;
      await Promise.all(readers);
      expect(wrong).toEqual([]);
      expect(looks).toBeGreaterThan(10);
    });

    test("two writers that put one in its place at once leave one active", async () => {
      const { store } = subject;
      const other = await subject.another();
      try {
        for (let version = 1; version <= 10; version += 1) {
          const mine = await store.begin("alliance", version);
          const yours = await other.begin("alliance", version);
          expect(yours.generation).not.toBe(mine.generation);
          await Promise.all([store.activate(mine.generation), other.activate(yours.generation)]);
          expect((await store.generations()).filter(({ active }) => active)).toHaveLength(1);
        }
      } finally {
        await other.close();
      }
    });
  });
}
