import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openSqlite } from "./open.ts";

test("opens in WAL mode with the durability asked for and foreign keys on", () => {
  const folder = mkdtempSync(join(tmpdir(), "entente-open-"));
  try {
    for (const [synchronous, value] of [
      ["full", 2],
      ["normal", 1],
    ] as const) {
      const db = openSqlite(join(folder, `${synchronous}.db`), { synchronous });
      expect(db.prepare("PRAGMA synchronous").get()?.["synchronous"]).toBe(value);
      expect(db.prepare("PRAGMA journal_mode").get()?.["journal_mode"]).toBe("wal");
      expect(db.prepare("PRAGMA foreign_keys").get()?.["foreign_keys"]).toBe(1);
      db.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a database that cannot be in WAL mode is refused by name", () => {
  expect(() => openSqlite(":memory:", { synchronous: "full" })).toThrow(/:memory:: PRAGMA journal_mode is memory, not wal/);
});
