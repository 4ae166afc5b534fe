import { describe, expect, test } from "vitest";
import type { StreamName } from "@entente/contracts/events/envelope";
import { at, batch, document, type Subject } from "../conformance.ts";
import { CheckpointMoved } from "../port.ts";

export function checkpoints(subject: Subject): void {
  describe("the checkpoint", () => {
    test("is saved together with documents and progress, and is there after opening again", async () => {
      const { store } = subject;
      const { generation } = await store.begin("alliance", 1);
      await store.activate(generation);
      await store.save(
        batch({
          to: at("5"),
          documents: [{ generation, documents: [document("a", 3)] }],
          progress: new Map([["alliance-a" as StreamName, 3]]),
        }),
      );
      await subject.reopen();
      const again = subject.store;
      expect(await again.checkpoint()).toBe("5");
      expect(await again.progress("alliance-a")).toBe(3);
      expect(await again.progressOfAll()).toEqual(new Map([["alliance-a", 3]]));
      expect(await again.get(generation, "a")).toEqual(document("a", 3));
      expect(await again.generations()).toEqual([{ generation, view: "alliance", version: 1, active: true, fault: null }]);
    });

    test("moves by compare-and-set: who comes second saves nothing", async () => {
      const { store } = subject;
      const { generation } = await store.begin("alliance", 1);
      await store.save(batch({ to: at("1") }));
      await expect(
        store.save(
          batch({
            from: null,
            to: at("2"),
            documents: [{ generation, documents: [document("a")] }],
            faults: [{ generation, fault: { position: "2", reason: "of the loser" } }],
            progress: new Map([["alliance-a" as StreamName, 9]]),
          }),
        ),
      ).rejects.toBeInstanceOf(CheckpointMoved);
      expect(await store.checkpoint()).toBe("1");
      expect(await store.get(generation, "a")).toBeNull();
      expect(await store.progress("alliance-a")).toBe(-1);
      expect((await store.generations())[0]?.fault).toBeNull();
      await store.save(batch({ from: at("1"), to: at("2") }));
      expect(await store.checkpoint()).toBe("2");
    });

    test("a batch that fails saves nothing at all", async () => {
      const { store } = subject;
      const { generation } = await store.begin("alliance", 1);
      await store.save(batch({ to: at("1") }));
      // A revision that no engine takes; the type forbids it.
      const broken = { ...document("b"), revision: null as unknown as number };
      await expect(
        store.save(batch({ from: at("1"), to: at("2"), documents: [{ generation, documents: [document("a"), broken] }] })),
      ).rejects.toThrow(/null/i);
      expect(await store.checkpoint()).toBe("1");
      expect(await store.count(generation)).toBe(0);
      await store.save(batch({ from: at("1"), to: at("2") }));
    });

    test.each([
      ["at the very beginning", null],
      ["later on", at("0")],
    ])("of two writers that race for it %s exactly one wins", async (_, from) => {
      const { store } = subject;
      const { generation } = await store.begin("alliance", 1);
      if (from !== null) await store.save(batch({ to: from }));
      const other = await subject.another();
      try {
        let before = from;
        for (let round = 1; round <= 20; round += 1) {
          // Both go to the same place, as two projectors of one log do.
          const to = at(String(round));
          const outcomes = await Promise.allSettled(
            [store, other].map((writer, index) =>
              writer.save(
                batch({
                  from: before,
                  to,
                  documents: [{ generation, documents: [document(`${round}/${index}`, index), document("both", round, { index })] }],
                  progress: new Map([["alliance-a" as StreamName, 2 * round + index]]),
                }),
              ),
            ),
          );
          expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
          const lost = outcomes.find((outcome) => outcome.status === "rejected");
          expect(lost?.reason).toBeInstanceOf(CheckpointMoved);
          const winner = outcomes.findIndex(({ status }) => status === "fulfilled");
          expect((await store.list(generation, `${round}/`, { limit: 9 })).map(({ key }) => key)).toEqual([`${round}/${winner}`]);
          expect(await other.get(generation, "both")).toEqual(document("both", round, { index: winner }));
          expect(await store.progress("alliance-a")).toBe(2 * round + winner);
          before = to;
        }
      } finally {
        await other.close();
      }
    });
  });
}
