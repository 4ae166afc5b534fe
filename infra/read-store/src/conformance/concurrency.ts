import { describe, expect, test } from "vitest";
import type { Position, StreamName } from "@entente/contracts/events/envelope";
import { at, batch, document, type Subject } from "../conformance.ts";

const CALLERS = 64;

export function concurrency(subject: Subject): void {
  describe("many at once", () => {
    test(`${CALLERS} callers read, in every way, while a projector saves`, async () => {
      const { store } = subject;
      const { generation } = await store.begin("alliance", 1);
      const ids = Array.from({ length: CALLERS }, (_, n) => String(n).padStart(2, "0"));
      await store.fill(
        generation,
        ids.flatMap((id) => [document(`${id}/a`, 0, { id, saves: 0 }), document(`${id}/b`, 0, { id, saves: 0 })]),
      );
      let saves = 0;
      let reading = true;
      const projector = (async () => {
        let from: Position | null = null;
        while (reading || saves === 0) {
          saves += 1;
          const to = at(String(saves));
          const changed = ids.flatMap((id) => [document(`${id}/a`, saves, { id, saves }), document(`${id}/b`, saves, { id, saves })]);
          await store.save(
            batch({ from, to, documents: [{ generation, documents: changed }], progress: new Map([["alliance-1" as StreamName, saves]]) }),
          );
          from = to;
        }
      })();
      const torn: unknown[] = [];
      await Promise.all(
        ids.map(async (id) => {
          for (let round = 0; round < 5; round += 1) {
            const pair = (await store.list(generation, `${id}/`, { limit: 10 })).map(
              ({ doc }) => JSON.parse(doc) as Record<string, unknown>,
            );
            if (pair.length !== 2 || pair[0]?.["saves"] !== pair[1]?.["saves"] || pair[0]?.["id"] !== id) torn.push(pair);
            if ((await store.get(generation, `${id}/a`))?.key !== `${id}/a`) torn.push(id);
            if ((await store.load(generation, [`${id}/a`, `${id}/b`])).size !== 2) torn.push(id);
            if ((await store.count(generation)) !== 2 * CALLERS) torn.push("count");
          }
        }),
      );
      reading = false;
      await projector;
      expect(torn).toEqual([]);
      expect(await store.checkpoint()).toBe(String(saves));
    });
  });
}
