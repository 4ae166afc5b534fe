import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Sealed } from "@entente/contracts/personal";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { PersonErased, PersonKeyMissing, type PersonKeys, SealBroken } from "./port.ts";
import { openPersonKeys } from "./sqlite.ts";

// fast-check prints the seed of a run that fails; ENTENTE_TEST_SEED repeats it.
const seed = Number(process.env["ENTENTE_TEST_SEED"] ?? Date.now() % 2 ** 31);
console.info(`seed ${seed}`);
const runs = { seed, numRuns: 100 };

const ann = "01900000-0000-7000-8000-000000000001";
const bob = "01900000-0000-7000-8000-000000000002";
const place = "alliance-1/event-1/why";

let folder: string;
let file: string;
let keys: PersonKeys;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "entente-keys-"));
  file = join(folder, "keys.db");
  keys = openPersonKeys({ file });
});

afterEach(async () => {
  await keys.close();
  rmSync(folder, { recursive: true });
});

async function reopen(): Promise<void> {
  await keys.close();
  keys = openPersonKeys({ file });
}

function storedKey(personId: string): Buffer {
  const db = new DatabaseSync(file, { readOnly: true });
  const row = db.prepare("SELECT key FROM person_key WHERE person_id = ?").get(personId);
  db.close();
  return Buffer.from(row?.["key"] as Uint8Array);
}

const filesHolding = (bytes: Buffer): string[] => readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(bytes));

const anyText = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme", maxLength: 2000 }));
const anyContext = fc.string({ unit: "grapheme", maxLength: 100 });

test("any text comes back as it was, also after a restart", async () => {
  await fc.assert(
    fc.asyncProperty(anyText, anyContext, async (text, context) => {
      const sealed = await keys.seal(ann, text, context);
      expect(await keys.open(sealed, context)).toBe(text);
    }),
    runs,
  );
  const sealed = await keys.seal(ann, "I doubt it", place);
  await reopen();
  expect(await keys.open(sealed, place)).toBe("I doubt it");
});

test("nothing of the text shows, and the same text is never sealed alike", async () => {
  const text = "a text that nobody else may read";
  const twice = [await keys.seal(ann, text, place), await keys.seal(ann, text, place)];
  expect(new Set(twice.map((sealed) => sealed.nonce)).size).toBe(2);
  expect(new Set(twice.map((sealed) => sealed.ciphertext)).size).toBe(2);
  for (const sealed of twice) expect(Buffer.from(sealed.ciphertext, "base64url").includes(text)).toBe(false);
});

test("a text opens only in the place it was sealed for", async () => {
  await fc.assert(
    fc.asyncProperty(anyText, anyContext, anyContext, async (text, here, elsewhere) => {
      fc.pre(here !== elsewhere);
      await expect(keys.open(await keys.seal(ann, text, here), elsewhere)).rejects.toBeInstanceOf(SealBroken);
    }),
    runs,
  );
});

test("a text does not open once any bit of it was turned", async () => {
  const part = fc.constantFrom("nonce", "ciphertext", "tag");
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1 }), part, fc.nat(), async (text, name, at) => {
      const sealed = await keys.seal(ann, text, place);
      const bytes = Buffer.from(sealed[name], "base64url");
      const bit = at % (bytes.length * 8);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await expect(keys.open({ ...sealed, [name]: bytes.toString("base64url") }, place)).rejects.toBeInstanceOf(SealBroken);
    }),
    runs,
  );
});

test("another spelling of the same bytes, a shorter tag and another author are refused", async () => {
  const sealed = await keys.seal(ann, "x", place);
  await keys.seal(bob, "so that Bob has a key", place);
  const altered: Sealed[] = [
    { ...sealed, ciphertext: `${sealed.ciphertext}=` },
    { ...sealed, tag: Buffer.from(sealed.tag, "base64url").subarray(0, 12).toString("base64url") },
    { ...sealed, tag: "" },
    { ...sealed, nonce: "" },
    { ...sealed, personId: bob },
  ];
  for (const each of altered) await expect(keys.open(each, place)).rejects.toBeInstanceOf(SealBroken);
});

test("a text that UTF-8 cannot hold is refused, not changed", async () => {
  await expect(keys.seal(ann, "half a pair: \ud800", place)).rejects.toBeInstanceOf(TypeError);
});

test("each person has one key, however many seal at once", async () => {
  const sealed = await Promise.all(Array.from({ length: 50 }, (_, n) => keys.seal(n % 2 ? ann : bob, `text ${n}`, place)));
  await reopen();
  expect(await Promise.all(sealed.map((each) => keys.open(each, place)))).toEqual(sealed.map((_, n) => `text ${n}`));
  expect(storedKey(ann).equals(storedKey(bob))).toBe(false);
});

test("erasing one person leaves the others readable", async () => {
  const [hers, his] = [await keys.seal(ann, "hers", place), await keys.seal(bob, "his", place)];
  expect(await keys.erase(ann)).toBe(true);
  for (const round of ["at once", "after a restart"]) {
    expect(await keys.open(hers, place), round).toEqual({ erased: true });
    expect(await keys.open(his, place), round).toBe("his");
    await expect(keys.seal(ann, "again", place), round).rejects.toBeInstanceOf(PersonErased);
    await reopen();
  }
});

test("erasing again says so and changes nothing; someone without a key can be erased", async () => {
  await keys.close();
  let time = "2026-01-01T00:00:00.000Z";
  keys = openPersonKeys({ file, now: () => time });
  expect(await keys.erase(ann)).toBe(true);
  time = "2026-02-02T00:00:00.000Z";
  expect(await keys.erase(ann)).toBe(false);
  expect(await keys.erase(bob)).toBe(true);
  expect(await keys.erased()).toEqual([
    { personId: ann, erasedAt: "2026-01-01T00:00:00.000Z" },
    { personId: bob, erasedAt: "2026-02-02T00:00:00.000Z" },
  ]);
  await expect(keys.seal(bob, "never", place)).rejects.toBeInstanceOf(PersonErased);
});

test("the bytes of an erased key are in no file, though pages were split and the others' keys stay", async () => {
  const people = Array.from({ length: 400 }, (_, n) => `01900000-0000-7000-8000-${(n * 7919) % 400}`.padEnd(36, "f"));
  for (const person of people) await keys.seal(person, "text", place);
  const [gone, stays] = [people[200] ?? "", people[201] ?? ""];
  const [goneKey, staysKey] = [storedKey(gone), storedKey(stays)];
  expect(filesHolding(goneKey)).not.toEqual([]);
  await keys.erase(gone);
  expect(filesHolding(goneKey)).toEqual([]);
  expect(filesHolding(staysKey)).not.toEqual([]);
});

test("a process that died between deleting a key and scrubbing it finishes at its next start", async () => {
  await keys.seal(ann, "text", place);
  const key = storedKey(ann);
  await keys.close();
  const db = new DatabaseSync(file);
  db.exec(`INSERT INTO erased_person VALUES ('${ann}', '2026-01-01T00:00:00.000Z', 0); DELETE FROM person_key; PRAGMA wal_checkpoint`);
  keys = openPersonKeys({ file });
  db.close();
  expect(filesHolding(key)).toEqual([]);
});

test("a missing key is an error, never an empty text", async () => {
  const sealed = await keys.seal(ann, "text", place);
  await keys.close();
  keys = openPersonKeys({ file: join(folder, "older.db") });
  await expect(keys.open(sealed, place)).rejects.toBeInstanceOf(PersonKeyMissing);
});

test("only the owner may read the files", async () => {
  await keys.seal(ann, "text", place);
  for (const name of readdirSync(folder)) expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
});

test("more people than are kept in memory are served all the same", async () => {
  await keys.close();
  keys = openPersonKeys({ file, recentKeys: 3 });
  const people = Array.from({ length: 10 }, (_, n) => `01900000-0000-7000-8000-00000000000${n}`);
  const sealed = await Promise.all(people.map((person) => keys.seal(person, `of ${person}`, place)));
  for (const each of [...sealed, ...sealed.toReversed()]) expect(await keys.open(each, place)).toBe(`of ${each.personId}`);
});
