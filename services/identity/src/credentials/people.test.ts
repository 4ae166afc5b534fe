import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, TestCredentials } from "./testing.ts";

let tested: TestCredentials;

beforeEach(() => {
  tested = new TestCredentials();
});

afterEach(() => {
  tested.remove();
});

test("finds people by id", async () => {
  const ann = await tested.browser().signUp("ann@alder.example");
  const bob = await tested.browser().signUp("bob@birch.example", "a long enough password", "Bob Birch");
  const found = await tested.credentials.people([bob, "unknown", ann]);
  expect(found.map((person) => ({ ...person })).toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
    { personId: ann, name: "Ann Alder", email: "ann@alder.example" },
    { personId: bob, name: "Bob Birch", email: "bob@birch.example" },
  ]);
  expect(await tested.credentials.people([])).toEqual([]);
  expect(await tested.credentials.people(Array.from({ length: 40_000 }, (_, n) => `unknown ${n}`))).toEqual([]);
});

test("renames a person", async () => {
  const ann = await tested.browser().signUp("ann@alder.example");
  expect(await tested.credentials.rename(ann, "Ann Ash")).toBe(true);
  expect(await tested.credentials.people([ann])).toMatchObject([{ name: "Ann Ash" }]);
  expect(await tested.credentials.rename("unknown", "x")).toBe(false);
});

test("erasing removes the person everywhere, in the bytes of the files too, and nobody else", async () => {
  const browser = tested.browser();
  const ann = await browser.signUp("ann.unique@alder.example", "a long enough password", "Annabel Uniquename");
  // Enough others, with addresses on both sides, that pages are split and rows moved.
  for (let n = 0; n < 400; n++) {
    tested.database
      .prepare(`INSERT INTO user (id, name, email, emailVerified, createdAt, updatedAt) VALUES (?, ?, ?, 0, '2026', '2026')`)
      .run(
        `filler ${(n * 7919) % 400}`,
        "somebody else ".repeat(n % 40),
        `${String.fromCharCode(97 + ((n * 7) % 26))}${(n * 7919) % 400}@else.example`,
      );
  }
  const bob = tested.browser();
  await bob.signUp("bob.unique@birch.example", "a long enough password", "Bob Uniquename");
  const { keyId, key } = await tested.credentials.issueApiKey({ name: "export", organisationId: "o", role: "integration", createdBy: ann });
  await tested.credentials.rename(ann, "Annabel Othername");
  await tested.credentials.createRecoveryLink(ann, ann);
  expect(await browser.identity()).not.toBeNull();
  expect(tested.filesHolding("Uniquename")).not.toEqual([]);

  expect(await tested.credentials.erase(ann)).toBe(true);

  for (const trace of ["ann.unique@alder", "Annabel", "Othername"]) expect([trace, tested.filesHolding(trace)]).toEqual([trace, []]);
  expect(tested.filesHolding("Bob Uniquename")).not.toEqual([]);
  expect(await browser.identity()).toBeNull();
  expect(await bob.identity()).not.toBeNull();
  expect(await tested.credentials.people([ann])).toEqual([]);
  expect(await tested.byKey(key)).toEqual({ kind: "apiKey", keyId });
  expect(await tested.credentials.describeApiKey(keyId)).toMatchObject({ createdBy: ann });
  const again = await browser.signIn("ann.unique@alder.example");
  expect([again.status, await codeOf(again)]).toEqual([401, "invalid-credentials"]);
  expect(await tested.credentials.erase(ann)).toBe(false);
});

test("erasing also clears what lies in the free space of pages, as page splits leave it", async () => {
  const ann = await tested.browser().signUp("ann@alder.example");
  tested.database.exec(`
    PRAGMA secure_delete = OFF;
    INSERT INTO recovery VALUES ('x', 'x', 'left behind', ''), ('y', 'y', 'y', ''), ('z', 'z', 'z', '');
    DELETE FROM recovery WHERE person_id = 'x';
    PRAGMA wal_checkpoint(TRUNCATE);
    PRAGMA secure_delete = ON`);
  expect(tested.filesHolding("left behind")).toEqual(["state.db"]);
  await tested.credentials.erase(ann);
  expect(tested.filesHolding("left behind")).toEqual([]);
});
