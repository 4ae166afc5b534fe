import { join } from "node:path";
import { DatabaseRefused, kyselyOnSqlite, openSqlite } from "@entente/sqlite";
import { getMigrations } from "better-auth/db/migration";
import { afterEach, beforeEach, expect, test } from "vitest";
import { optionsOf } from "./betterAuth.ts";
import type { Tables } from "./schema.ts";
import { origin, TestCredentials } from "./testing.ts";

let tested: TestCredentials;

beforeEach(() => {
  tested = new TestCredentials();
});

afterEach(() => {
  tested.remove();
});

test("our tables are what this version of Better Auth wants", async () => {
  const options = optionsOf({
    db: kyselyOnSqlite<Tables>(tested.database),
    secret: "x".repeat(32),
    baseUrl: new URL(origin),
    trustedOrigins: [],
    onSessionEnded: () => {},
    onError: () => {},
  });
  const wanted = await getMigrations(options);
  expect({ create: wanted.toBeCreated, add: wanted.toBeAdded, indexes: wanted.toBeAddedIndexes, problems: wanted.schemaProblems }).toEqual({
    create: [],
    add: [],
    indexes: [],
    problems: [],
  });
});

test("starting again changes nothing, and a file of a newer Entente is refused", () => {
  tested.stop();
  tested.start();
  tested.database.exec("UPDATE schema_part SET version = 99");
  tested.stop();
  expect(() => tested.start()).toThrow(DatabaseRefused);
});

test("a second connection to the same file may write at the same time", async () => {
  const other = openSqlite(join(tested.folder, "state.db"), { synchronous: "full" });
  other.exec("CREATE TABLE delivery (id INTEGER PRIMARY KEY) STRICT");
  const insert = other.prepare("INSERT INTO delivery DEFAULT VALUES");
  const signingUp = Promise.all(Array.from({ length: 4 }, (_, n) => tested.browser().signUp(`person${n}@alder.example`)));
  let waiting = true;
  const signedUp = signingUp.finally(() => {
    waiting = false;
  });
  while (waiting) {
    insert.run();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await signedUp;
  other.close();
  expect(tested.faults).toEqual([]);
});
