import { expect, test } from "vitest";
import type { RecordedEvent } from "@entente/contracts/events/envelope";
import { asked, founded, recorded } from "@entente/contracts/events/story";
import { emptyStream, foldStream, REMEMBERED_KEYS } from "./allianceStream.ts";

/** The events of a command that came with a key: only the first carries its fingerprint. */
const keyed = (revision: number, key: string): RecordedEvent[] =>
  recorded([asked(), asked()], revision - 1).map((event, index) => {
    const meta = { ...event.meta, idempotencyKey: key, ...(index === 0 ? { commandHash: `hash of ${key}`, salt: "S".repeat(22) } : {}) };
    return { ...event, meta } as unknown as RecordedEvent;
  });

test("a command is remembered by its key, with its last revision and the fingerprint on its first event", () => {
  const stream = foldStream(emptyStream(), [...(recorded(founded()) as unknown as RecordedEvent[]), ...keyed(3, "k")]);
  expect(stream.accepted.get("k")).toEqual({ commandHash: "hash of k", salt: "S".repeat(22), revision: 4 });
  expect([stream.revision, stream.recordedAt]).toEqual([4, "2026-02-01T09:04:00.000Z"]);
});

test("the last thousand keys are remembered and no more", () => {
  let stream = emptyStream();
  for (let n = 0; n < REMEMBERED_KEYS + 5; n += 1) stream = foldStream(stream, keyed(n * 2, `k${n}`));
  expect(REMEMBERED_KEYS).toBe(1_000);
  expect(stream.accepted.size).toBe(1_000);
  expect([stream.accepted.has("k4"), stream.accepted.has("k5"), stream.accepted.has("k1004")]).toEqual([false, true, true]);
});

test("folding in parts is folding at once", () => {
  const events = [...(recorded(founded()) as unknown as RecordedEvent[]), ...keyed(3, "a"), ...keyed(5, "b")];
  const inParts = events.reduce((stream, event) => foldStream(stream, [event]), emptyStream());
  expect(inParts).toEqual(foldStream(emptyStream(), events));
});
