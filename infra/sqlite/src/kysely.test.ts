import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Kysely } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { kyselyOnSqlite } from "./kysely.ts";
import { openSqlite } from "./open.ts";

interface Tables {
  party: { id: number; name: string; joined: string | null };
}

let folder: string;
let db: Kysely<Tables>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "entente-sqlite-"));
  const file = openSqlite(join(folder, "parties.db"), { synchronous: "normal" });
  file.exec("CREATE TABLE party (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, joined TEXT) STRICT");
  db = kyselyOnSqlite(file);
});

afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

// The casts stand for the untyped value that reaches a query in earnest.
test("refuses to bind undefined, which node:sqlite would store as NULL", async () => {
  const query = db
    .selectFrom("party")
    .selectAll()
    .where("name", "=", undefined as unknown as string);
  await expect(query.execute()).rejects.toThrow(/parameter 1 cannot be bound: \[object Undefined\]/);
});

test("refuses to bind a Date, which node:sqlite would take for named parameters", async () => {
  const insert = db.insertInto("party").values({ id: 1, name: "Alder", joined: new Date(0) as unknown as string });
  await expect(insert.execute()).rejects.toThrow(/parameter 3 cannot be bound: \[object Date\]/);
  expect(await db.selectFrom("party").selectAll().execute()).toEqual([]);
});

test("refuses to bind a boolean or a plain object", async () => {
  for (const wrong of [true, { a: 1 }]) {
    await expect(
      db
        .insertInto("party")
        .values({ id: 1, name: "Alder", joined: wrong as unknown as string })
        .execute(),
    ).rejects.toThrow(/cannot be bound/);
  }
});

test("answers RETURNING from an insert and an upsert", async () => {
  const upsert = (name: string, joined: string) =>
    db
      .insertInto("party")
      .values({ id: 1, name, joined })
      .onConflict((conflict) => conflict.column("id").doUpdateSet({ joined }))
      .returning(["name", "joined"])
      .executeTakeFirstOrThrow();
  expect({ ...(await upsert("Alder", "2026-01-01")) }).toEqual({ name: "Alder", joined: "2026-01-01" });
  expect({ ...(await upsert("Birch", "2026-02-02")) }).toEqual({ name: "Alder", joined: "2026-02-02" });
});

test("counts the rows that an update touched", async () => {
  await db
    .insertInto("party")
    .values([
      { id: 1, name: "Alder", joined: null },
      { id: 2, name: "Birch", joined: null },
    ])
    .execute();
  expect((await db.updateTable("party").set({ joined: "2026-01-01" }).executeTakeFirstOrThrow()).numUpdatedRows).toBe(2n);
});

test("a transaction that fails leaves nothing", async () => {
  const failing = db.transaction().execute(async (tx) => {
    await tx.insertInto("party").values({ id: 1, name: "Alder", joined: null }).execute();
    await tx.insertInto("party").values({ id: 2, name: "Alder", joined: null }).execute();
  });
  await expect(failing).rejects.toMatchObject({ errcode: 2067 });
  expect(await db.selectFrom("party").selectAll().execute()).toEqual([]);
});

test("rows have a null prototype, so strict equality against a literal needs a copy", async () => {
  await db.insertInto("party").values({ id: 1, name: "Alder", joined: null }).execute();
  const row = await db.selectFrom("party").selectAll().executeTakeFirstOrThrow();
  expect(Object.getPrototypeOf(row)).toBeNull();
  expect({ ...row }).toStrictEqual({ id: 1, name: "Alder", joined: null });
});

test("streams rows while other queries wait their turn", async () => {
  await db
    .insertInto("party")
    .values(Array.from({ length: 300 }, (_, id) => ({ id, name: `party ${id}`, joined: null })))
    .execute();
  const ids: number[] = [];
  for await (const row of db.selectFrom("party").select("id").orderBy("id").stream()) ids.push(row.id);
  expect(ids).toEqual(Array.from({ length: 300 }, (_, id) => id));
});

test("more statements than the cache holds still work", async () => {
  for (let columns = 1; columns <= 600; columns++) {
    const rows = await db
      .selectFrom("party")
      .select((is) => Array.from({ length: (columns % 40) + 1 }, (_, i) => is.lit(columns).as(`c${i}`)))
      .execute();
    expect(rows).toEqual([]);
  }
});
