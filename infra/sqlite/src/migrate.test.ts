import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrate, type Migrations } from "./migrate.ts";
import { openSqlite } from "./open.ts";
import { DatabaseRefused } from "./refused.ts";

const first = (db: DatabaseSync): void => db.exec("CREATE TABLE party (id INTEGER PRIMARY KEY, name TEXT) STRICT");
const second = (db: DatabaseSync): void => db.exec("ALTER TABLE party ADD COLUMN joined TEXT");
const failing = (): void => {
  throw new Error("this step fails");
};
const steps = (...list: Migrations["steps"]): Migrations => ({ application: "Test", steps: list });

let folder: string;
let file: string;
let opened: DatabaseSync[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "entente-migrate-"));
  file = join(folder, "parties.db");
  opened = [];
});

afterEach(() => {
  for (const db of opened) if (db.isOpen) db.close();
  rmSync(folder, { recursive: true });
});

function open(): DatabaseSync {
  const db = openSqlite(file, { synchronous: "full" });
  opened.push(db);
  return db;
}

function refusalOf(act: () => unknown): DatabaseRefused {
  try {
    act();
  } catch (error) {
    if (error instanceof DatabaseRefused) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

const columns = (db: DatabaseSync): unknown[] =>
  db
    .prepare("SELECT name FROM pragma_table_info('party')")
    .all()
    .map((row) => row["name"]);

test("runs the steps in order, once", () => {
  const db = open();
  expect(migrate(db, steps(first))).toBe(1);
  expect(migrate(db, steps(first, second))).toBe(2);
  expect(migrate(db, steps(first, second))).toBe(2);
  expect(columns(db)).toEqual(["id", "name", "joined"]);
});

test("a step that fails leaves the file as it was", () => {
  const db = open();
  migrate(db, steps(first));
  expect(() => migrate(db, steps(first, second, failing))).toThrow("this step fails");
  expect(columns(db)).toEqual(["id", "name"]);
  expect(migrate(db, steps(first, second))).toBe(2);
});

test("a file that is up to date is only read", () => {
  migrate(open(), steps(first));
  opened.pop()?.close();
  const before = readFileSync(file);
  migrate(open(), steps(first));
  opened.pop()?.close();
  expect(readFileSync(file).equals(before)).toBe(true);
});

test("refuses a file of a newer Entente and says what to do", () => {
  const db = open();
  migrate(db, steps(first, second));
  const refusal = refusalOf(() => migrate(db, steps(first)));
  expect(refusal.reason).toBe("newer");
  expect(refusal.message).toContain(file);
  expect(refusal.message).toMatch(/newer Entente.*restore a backup/);
});

test("refuses a file of another application, marked or not", () => {
  const db = open();
  migrate(db, steps(first));
  expect(refusalOf(() => migrate(db, { application: "Othr", steps: [first] })).reason).toBe("foreign");
  db.exec("PRAGMA application_id = 0");
  expect(refusalOf(() => migrate(db, steps(first))).reason).toBe("foreign");
});

test("refuses what is not a database, naming the file and the way out", () => {
  writeFileSync(file, "this is a text, not a database, and long enough to be looked at as one\n".repeat(20));
  const refusal = refusalOf(open);
  expect(refusal.reason).toBe("damaged");
  expect(refusal.message).toContain(file);
  expect(refusal.message).toMatch(/restore a backup/);
});

test("refuses a database that was cut short", () => {
  const db = open();
  migrate(db, steps(first));
  const insert = db.prepare("INSERT INTO party (name) VALUES (?)");
  for (let party = 0; party < 500; party++) insert.run("a partner with a long name ".repeat(8));
  db.close();
  truncateSync(file, 8192);
  expect(refusalOf(() => migrate(open(), steps(first))).reason).toBe("damaged");
});

test("parts of one file are versioned apart", () => {
  const db = open();
  const keys: Migrations = { application: "Test", part: "keys", steps: [(on) => on.exec("CREATE TABLE key (id TEXT) STRICT")] };
  const parties: Migrations = { application: "Test", part: "parties", steps: [first, second] };
  expect([migrate(db, keys), migrate(db, parties), migrate(db, keys)]).toEqual([1, 2, 1]);
  expect(refusalOf(() => migrate(db, { ...parties, steps: [first] })).reason).toBe("newer");
  expect(migrate(db, keys)).toBe(1);
});

test("an application has a name of four characters", () => {
  expect(() => migrate(open(), { application: "no", steps: [] })).toThrow(TypeError);
});
