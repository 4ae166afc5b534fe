import { afterEach, beforeEach, expect, test } from "vitest";
import { isApiKey, newApiKey } from "./secrets.ts";
import { operatorKey, TestCredentials } from "./testing.ts";

const organisationId = "01900000-0000-7000-8000-0000000000aa";
const createdBy = "01900000-0000-7000-8000-0000000000bb";

let tested: TestCredentials;

beforeEach(() => {
  tested = new TestCredentials();
});

afterEach(() => {
  tested.remove();
});

const issue = () => tested.credentials.issueApiKey({ name: "nightly export", organisationId, role: "integration", createdBy });

test("an issued key is recognised both ways it may be presented, also after a restart", async () => {
  const { keyId, key } = await issue();
  expect(key).toMatch(/^ent_[0-9A-Za-z]{49}$/);
  for (const round of ["at once", "from memory", "after a restart"]) {
    if (round === "after a restart") {
      tested.stop();
      tested.start();
    }
    expect(await tested.byKey(key), round).toEqual({ kind: "apiKey", keyId });
    expect(await tested.credentials.identify(new Headers({ "x-api-key": key })), round).toEqual({ kind: "apiKey", keyId });
  }
});

test("only the hash of a key is stored", async () => {
  const { key } = await issue();
  expect(tested.filesHolding(key)).toEqual([]);
  expect(tested.filesHolding(key.slice(10))).toEqual([]);
});

test("describes a key without giving it away", async () => {
  const { keyId, key } = await issue();
  expect(await tested.credentials.describeApiKey(keyId)).toEqual({
    keyId,
    name: "nightly export",
    organisationId,
    role: "integration",
    createdBy,
    start: key.slice(0, 10),
    createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
    revokedAt: null,
  });
  expect(await tested.credentials.describeApiKey("unknown")).toBeNull();
});

test("a revoked key is refused at once and stays described", async () => {
  const { keyId, key } = await issue();
  const other = await issue();
  expect(await tested.byKey(key)).not.toBeNull();
  expect(await tested.credentials.revokeApiKey(keyId)).toBe(true);
  expect(await tested.byKey(key)).toBeNull();
  expect(await tested.byKey(other.key)).not.toBeNull();
  expect(await tested.credentials.revokeApiKey(keyId)).toBe(false);
  expect(await tested.credentials.revokeApiKey("unknown")).toBe(false);
  expect((await tested.credentials.describeApiKey(keyId))?.revokedAt).toMatch(/Z$/);
});

test("a key works as often as it is used: limits are the gateway's", async () => {
  const { key } = await issue();
  for (let use = 0; use < 40; use++) {
    expect(await tested.byKey(key)).not.toBeNull();
    tested.pass(61_000);
  }
});

test("the operator's key is the operator, nothing near it is", async () => {
  expect(await tested.byKey(operatorKey)).toEqual({ kind: "operator" });
  expect(await tested.credentials.identify(new Headers({ "x-api-key": operatorKey }))).toEqual({ kind: "operator" });
  for (const near of [operatorKey.slice(1), `${operatorKey}x`, operatorKey.toUpperCase(), ""]) expect(await tested.byKey(near)).toBeNull();
  tested.stop();
  const without = new TestCredentials({ operatorKey: undefined });
  expect(await without.byKey("undefined")).toBeNull();
  without.remove();
});

test("short secrets are refused at start", () => {
  tested.stop();
  expect(() => new TestCredentials({ operatorKey: "short" })).toThrow(RangeError);
  expect(() => new TestCredentials({ secret: "short" })).toThrow(RangeError);
});

test("a bad key beside a good cookie is nobody; another scheme is for somebody else", async () => {
  const browser = tested.browser();
  await browser.signUp("ann@alder.example");
  const headers = (authorization: string) => new Headers({ cookie: browser.cookieHeader, authorization });
  expect(await tested.credentials.identify(headers(`Bearer ${newApiKey()}`))).toBeNull();
  expect(await tested.credentials.identify(headers("Basic dXNlcjpwYXNz"))).toMatchObject({ kind: "person" });
});

test("a key sent as a cookie is nobody", async () => {
  const { key } = await issue();
  expect(await tested.byKey(key)).not.toBeNull();
  expect(await tested.credentials.identify(new Headers({ cookie: `entente_session=${key}` }))).toBeNull();
});

test("a mistyped key is known as such by its checksum", () => {
  const keys = Array.from({ length: 200 }, newApiKey);
  expect(new Set(keys).size).toBe(200);
  for (const key of keys) {
    expect(isApiKey(key)).toBe(true);
    expect(isApiKey(key.slice(0, 20) + (key[20] === "a" ? "b" : "a") + key.slice(21))).toBe(false);
  }
});

test("a key is forgotten after a minute, so that a revocation elsewhere is seen", async () => {
  const { keyId, key } = await issue();
  expect(await tested.byKey(key)).not.toBeNull();
  tested.database.prepare("UPDATE apikey SET enabled = 0 WHERE id = ?").run(keyId);
  tested.pass(60_001);
  expect(await tested.byKey(key)).toBeNull();
});
