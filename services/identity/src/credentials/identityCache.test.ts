import { beforeEach, expect, test } from "vitest";
import { IdentityCache } from "./identityCache.ts";
import type { Identity } from "./port.ts";

const ann: Identity = { kind: "person", personId: "ann", sessionId: "s1" };
const bob: Identity = { kind: "person", personId: "bob", sessionId: "s2" };

let time: number;
let cache: IdentityCache;

beforeEach(() => {
  time = 0;
  cache = new IdentityCache(2, () => time);
});

test("an answer is kept for a minute, or shorter when it expires earlier", () => {
  cache.add("a", ann, cache.epoch, Infinity);
  cache.add("b", bob, cache.epoch, 1_000);
  expect([cache.get("a"), cache.get("b")]).toEqual([ann, bob]);
  time = 1_000;
  expect([cache.get("a"), cache.get("b")]).toEqual([ann, null]);
  time = 60_000;
  expect(cache.get("a")).toBeNull();
});

test("what was looked up before something was forgotten is not kept", () => {
  const before = cache.epoch;
  cache.forget(() => false);
  cache.add("a", ann, before, Infinity);
  expect(cache.get("a")).toBeNull();
});

test("forgets those it is asked to", () => {
  cache.add("a", ann, cache.epoch, Infinity);
  cache.add("b", bob, cache.epoch, Infinity);
  cache.forget((identity) => identity.kind === "person" && identity.personId === "ann");
  expect([cache.get("a"), cache.get("b")]).toEqual([null, bob]);
});

test("is bounded: whoever was not seen longest goes", () => {
  cache.add("a", ann, cache.epoch, Infinity);
  cache.add("b", bob, cache.epoch, Infinity);
  cache.get("a");
  cache.add("c", ann, cache.epoch, Infinity);
  expect([cache.get("a"), cache.get("b"), cache.get("c")]).toEqual([ann, null, ann]);
});
