import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { NewEvent, Position, StreamName } from "@entente/contracts/events/envelope";
import { openEventStore } from "@entente/event-store";
import { openLogFeed } from "./index.ts";

const event = (n: number): NewEvent => ({
  id: randomUUID(),
  type: "Counted",
  data: { n },
  meta: {
    actor: { kind: "system", id: "test", organisationId: null },
    effectiveAt: "2026-01-01T00:00:00.000Z",
    recordedAt: "2026-01-01T00:00:00.000Z",
    correlationId: "test",
    schema: 1,
    salt: "s".repeat(22),
  },
});

test("a group goes on where its own checkpoint stands, and is given nothing twice", async () => {
  const folder = mkdtempSync(join(tmpdir(), "entente-feed-"));
  const store = await openEventStore(`sqlite:${join(folder, "events.db")}`);
  const stream: StreamName = "alliance-1";
  const feed = openLogFeed(store);
  let checkpoint: Position | null = null;
  const seen: unknown[] = [];
  const follow = async (until: number) => {
    let enough: () => void = () => undefined;
    const there = new Promise<void>((resolve) => {
      enough = resolve;
    });
    const subscription = await feed.subscribe("counting", { load: async () => checkpoint }, async ({ events, upTo }) => {
      seen.push(...events.map(({ data }) => data["n"]));
      checkpoint = upTo;
      if (seen.length >= until) enough();
    });
    await there;
    await subscription.stop();
  };
  await store.append(stream, [event(1), event(2)], "none");
  await follow(2);
  await store.append(stream, [event(3)], { at: 1 });
  await follow(3);
  expect(seen).toEqual([1, 2, 3]);
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});
