import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RecordedEvent } from "@entente/contracts/events/envelope";
import { reject } from "@entente/contracts/rejections";
import { openEventStore, StoreUnavailable, type EventStore } from "@entente/event-store";
import { openPersonKeys, type PersonKeys } from "@entente/person-keys";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openEvents, type Events } from "./events.ts";
import { scopeOf } from "./scope.ts";
import { StreamHandler } from "./streamHandler.ts";

interface Naming {
  readonly name: string;
  readonly aside?: string;
}

const scope = scopeOf({ kind: "operator", organisationId: null });

let folder: string;
let store: EventStore;
let keys: PersonKeys;
let events: Events;
let now: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "entente-stream-"));
  store = await openEventStore(`sqlite:${join(folder, "events.db")}`);
  keys = openPersonKeys({ file: join(folder, "keys.db") });
  events = openEvents(store, keys);
  now = "2026-01-01T00:00:00.000Z";
});
afterEach(async () => {
  await store.close();
  await keys.close();
  rmSync(folder, { recursive: true });
});

/** Takes any new name, but refuses "forbidden". */
function naming(more: { events?: Events; onFolded?: (events: readonly RecordedEvent[]) => void; kept?: number } = {}) {
  return new StreamHandler<string, Naming>({
    events,
    category: "organisation",
    initialState: "",
    decide: (state, { name }) => {
      if (name === "forbidden") return reject("id-taken");
      return name === state ? [] : [{ type: "OrganisationRenamed", data: { from: state || "-", name } }];
    },
    evolve: (_state, event) => String(event.data["name"]),
    clock: () => now,
    sameness: ({ name }) => name,
    ...more,
  });
}

const asking = (name: string, idempotencyKey?: string) => ({ id: "1", command: { name }, idempotencyKey, correlationId: "c" });
const names = async () => {
  const found: unknown[] = [];
  for await (const event of store.read("organisation-1")) found.push(event.data["name"]);
  return found;
};

test("records what is decided, nothing for what is already so, nothing for a refusal", async () => {
  const handler = naming();
  expect(await handler.load("1")).toBeNull();
  expect(await handler.preview(scope, asking("A"))).toBeNull();
  expect(await handler.execute(scope, asking("A"))).toMatchObject({ kind: "recorded", stream: "organisation-1", revision: 0 });
  expect(await handler.execute(scope, asking("A"))).toEqual({ kind: "already", stream: "organisation-1", revision: 0, replayed: false });
  expect(await handler.preview(scope, asking("forbidden"))).toMatchObject({ code: "id-taken" });
  expect(await handler.execute(scope, asking("forbidden"))).toMatchObject({ code: "id-taken" });
  expect(await handler.execute(scope, { ...asking("B"), precondition: (state) => state !== "A" })).toEqual({ kind: "stale" });
  expect(await names()).toEqual(["A"]);
});

test("the same key answers the first outcome, for another handler too; with another command it is refused", async () => {
  await naming().execute(scope, asking("A", "k"));
  await naming().execute(scope, asking("B"));
  const handler = naming();
  expect(await handler.execute(scope, { ...asking("A", "k"), command: { name: "A", aside: "what does not make it another" } })).toEqual({
    kind: "already",
    stream: "organisation-1",
    revision: 0,
    replayed: true,
  });
  expect(await handler.execute(scope, asking("C", "k"))).toMatchObject({ code: "key-reused" });
  expect(await names()).toEqual(["A", "B"]);
});

test("a thousand keys are remembered", async () => {
  const handler = naming();
  for (let n = 0; n <= 1_000; n++) await handler.execute(scope, asking(`name ${n}`, `key ${n}`));
  expect(await handler.preview(scope, asking("name 1", "key 1"))).toMatchObject({ replayed: true });
  expect(await handler.preview(scope, asking("name 0", "key 0"))).toBeNull();
});

test("commands to one stream go one after the other, and two handlers do not lose each other's", async () => {
  const [here, there] = [naming(), naming()];
  await here.load("1");
  const outcomes = await Promise.all(Array.from({ length: 20 }, (_, n) => (n < 16 ? here : there).execute(scope, asking(`name ${n}`))));
  const recorded = outcomes.filter(({ kind }) => kind === "recorded").length;
  expect(outcomes.every(({ kind }) => kind === "recorded" || kind === "conflict")).toBe(true);
  expect(await names()).toHaveLength(recorded);
});

test("gives up when others are always first", async () => {
  let others = 0;
  const busy: Events = {
    ...events,
    async record(by, stream, facts, recording) {
      await events.record(by, stream, [{ type: "OrganisationRenamed", data: { from: "-", name: `other ${++others}` } }], {
        ...recording,
        expected: "any",
      });
      return events.record(by, stream, facts, recording);
    },
  };
  expect(await naming({ events: busy }).execute(scope, asking("A"))).toEqual({ kind: "conflict" });
  expect(others).toBe(5);
});

test("what was stored although the answer was lost is read again", async () => {
  const lossy: Events = {
    ...events,
    async record(...given) {
      await events.record(...given);
      throw new StoreUnavailable("the answer was lost");
    },
  };
  const handler = naming({ events: lossy });
  await expect(handler.execute(scope, asking("A", "k"))).rejects.toBeInstanceOf(StoreUnavailable);
  expect(await handler.execute(scope, asking("A", "k"))).toMatchObject({ kind: "already", replayed: true });
});

test("shows every event in order before the command is answered, those of others too", async () => {
  const seen: number[] = [];
  const handler = naming({ onFolded: (folded) => seen.push(...folded.map(({ revision }) => revision)) });
  await handler.execute(scope, asking("A"));
  await naming().execute(scope, asking("B"));
  await handler.execute(scope, asking("C"));
  expect(seen).toEqual([0, 1, 2]);
});

test("recorded time does not run backwards when the clock does", async () => {
  const handler = naming();
  await handler.execute(scope, asking("A"));
  now = "2025-01-01T00:00:00.000Z";
  const outcome = await handler.execute(scope, asking("B"));
  expect(outcome.kind === "recorded" && outcome.events[0]?.meta.recordedAt).toBe("2026-01-01T00:00:00.000Z");
});
