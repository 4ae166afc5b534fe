import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, describe, expect, test } from "vitest";
import { all, newEvent, newEvents, newStream } from "../conformance/events.ts";
import { StoreRefused, type EventStore } from "../port.ts";
import { openLog } from "./log-file.ts";
import { openSqliteEventStore } from "./store.ts";
import { appendInAnotherProcess } from "./testing/child.ts";

const folder = mkdtempSync(join(tmpdir(), "entente-log-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let logs = 0;
const newFile = (): string => {
  const file = join(folder, String(++logs), "events.db");
  mkdirSync(dirname(file));
  return file;
};

async function logOf(events: number, file = newFile()): Promise<string> {
  const store = await openSqliteEventStore({ file });
  for (let n = 0; n < events; n += 100) await store.append(newStream(), newEvents(100), "none");
  await store.close();
  return file;
}

describe("a log that must not be used", () => {
  const overwrite = (file: string, at: number, bytes: Buffer) => {
    const content = readFileSync(file);
    bytes.copy(content, at);
    writeFileSync(file, content);
  };
  const change = (file: string, sql: string) => {
    const db = new DatabaseSync(file);
    db.exec(sql);
    db.close();
  };

  test.each<[string, (file: string) => void, RegExp]>([
    ["garbage", (file) => writeFileSync(file, Buffer.alloc(20_000, "entente")), /damaged.*restore the data folder/],
    ["an empty file", (file) => writeFileSync(file, ""), /empty.*restore the data folder/],
    ["a few bytes", (file) => truncateSync(file, 50), /damaged.*restore/],
    ["a file cut off", (file) => truncateSync(file, Math.floor(statSync(file).size * 0.6)), /damaged.*restore/],
    ["pages overwritten", (file) => overwrite(file, 4096 * 20, Buffer.alloc(4096 * 3, 0xa5)), /damaged.*restore/],
    ["another program's file", (file) => change(file, "PRAGMA application_id = 7"), /another program.*folder of its own/],
    ["a newer Entente's file", (file) => change(file, "PRAGMA user_version = 2"), /newer Entente.*log version 2.*newer/],
  ])("%s is refused with advice and left as it is", async (_, spoil, advice) => {
    const file = await logOf(1000);
    spoil(file);
    const before = readFileSync(file);
    const refusal = await openSqliteEventStore({ file }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StoreRefused);
    expect(String(refusal)).toContain(file);
    expect(String(refusal)).toMatch(advice);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test("a log that is gone, though what was written ahead for it is there, is not begun anew", async () => {
    const file = newFile();
    writeFileSync(`${file}-wal`, "x");
    await expect(openSqliteEventStore({ file })).rejects.toThrow(/missing.*restore/);
  });

  test("a folder that cannot be made is refused", async () => {
    const file = newFile();
    writeFileSync(file, "");
    await expect(openSqliteEventStore({ file: join(file, "events.db") })).rejects.toThrow(/cannot be written to.*another data folder/);
  });

  test("a large log is checked where it was last written", async () => {
    const file = await logOf(3000);
    openLog(file, 0).close();
    const db = new DatabaseSync(file);
    const { root } = db.prepare("SELECT rootpage AS root FROM sqlite_schema WHERE name = 'sqlite_autoindex_events_2'").get() ?? {};
    db.close();
    overwrite(file, 4096 * (Number(root) - 1), Buffer.alloc(4096, 0xa5));
    expect(() => openLog(file, 0)).toThrow(/damaged.*restore/);
  });

  test("damage that the start did not see is told by the read that meets it", async () => {
    const file = await logOf(2000);
    const store = await openSqliteEventStore({ file });
    overwrite(file, 4096 * 20, Buffer.alloc(statSync(file).size - 4096 * 20, 0xa5));
    await expect(all(store.readAll())).rejects.toThrow(/damaged.*restore/);
    await store.close().catch(() => {});
  });
});

describe("two at one log", () => {
  test("a second store in the same process is refused, and may come after the first", async () => {
    const file = newFile();
    const first = await openSqliteEventStore({ file });
    await expect(openSqliteEventStore({ file })).rejects.toThrow(`in use by process ${process.pid}`);
    await first.append(newStream(), [newEvent()], "none");
    await first.close();
    const second = await openSqliteEventStore({ file });
    expect(await all(second.readAll())).toHaveLength(1);
    await second.close();
  });

  test("a second process is refused by name of the first, and let in once that was killed", async () => {
    const file = newFile();
    const child = appendInAnotherProcess(file, "acknowledged");
    await child.hasSaid(10);
    const refusal = await openSqliteEventStore({ file }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StoreRefused);
    expect(String(refusal)).toMatch(new RegExp(`in use by process ${child.pid}.*stop that process`));
    await child.hasSaid(200);
    const acknowledged = await child.kill();
    const store = await openSqliteEventStore({ file });
    const stored = new Set((await all(store.readAll())).map(({ data }) => data["append"]));
    expect(acknowledged.filter((append) => !stored.has(append))).toEqual([]);
    await store.close();
  });
});

describe("the log's file", () => {
  test("is written in WAL mode with every commit synced", () => {
    const db = openLog(newFile());
    expect(db.prepare("PRAGMA journal_mode").get()).toMatchObject({ journal_mode: "wal" });
    expect(db.prepare("PRAGMA synchronous").get()).toMatchObject({ synchronous: 2 });
    db.close();
  });

  test.each([
    ["UPDATE events SET data = '{}' WHERE position = 1", "events are never changed"],
    ["UPDATE events SET position = 1000 WHERE position = 1", "events are never changed"],
    ["DELETE FROM events", "events are never deleted"],
    ["INSERT OR REPLACE INTO events SELECT * FROM events WHERE position = 1", "goes to the end"],
    ["INSERT INTO events SELECT 102, stream, 100, category, 'x', type, data, meta FROM events WHERE position = 1", "goes to the end"],
    ["INSERT INTO events SELECT 101, stream, 101, category, 'x', type, data, meta FROM events WHERE position = 1", "goes to the end"],
  ])("refuses %s", async (sql, reason) => {
    const db = new DatabaseSync(await logOf(100));
    expect(() => db.exec(sql)).toThrow(reason);
    expect(db.prepare("SELECT count(*) AS events FROM events").get()).toMatchObject({ events: 100 });
    db.close();
  });

  test("is one file after closing: nothing is left written ahead", async () => {
    const file = await logOf(100);
    expect(statSync(`${file}-wal`, { throwIfNoEntry: false })).toBeUndefined();
  });

  test("keeps what was queued when it is closed", async () => {
    const file = newFile();
    const store = await openSqliteEventStore({ file });
    const appends = Array.from({ length: 200 }, () => store.append(newStream(), newEvents(2), "none"));
    await store.close();
    await Promise.all(appends);
    const again = await openSqliteEventStore({ file });
    expect(await all(again.readAll())).toHaveLength(400);
    await again.close();
  });

  test("refuses a subscriber that has seen more than it holds, as after an older backup was restored", async () => {
    const store = await openSqliteEventStore({ file: newFile() });
    const { position } = await store.append(newStream(), newEvents(5), "none");
    await store.close();
    const restored = await openSqliteEventStore({ file: newFile() });
    await expect(restored.subscribe({ after: position }, async () => {}).closed).rejects.toThrow(/older backup.*Rebuild/);
    await restored.close();
  });

  test("tells an event id that another stream's event carries", async () => {
    const store = await openSqliteEventStore({ file: newFile() });
    const [first, second] = [newEvent(), newEvent()];
    const [one, other] = [newStream(), newStream()];
    await store.append(one, [first], "none");
    await expect(store.append(other, [second, first], "none")).rejects.toMatchObject({ name: "EventIdTaken", id: first.id });
    await expect(store.append(one, [first], { at: 0 })).rejects.toMatchObject({ name: "EventIdTaken" });
    expect(await all(store.readAll())).toHaveLength(1);
    expect(await store.append(other, [second], "none")).toMatchObject({ revision: 0 });
    await store.close();
  });
});

describe("a full disk", () => {
  const large = () => newEvent({ text: "x".repeat(400_000) });

  async function fill(store: EventStore): Promise<number> {
    for (let stored = 0; ; stored++) {
      const refusal = await store.append(newStream(), [large()], "none").catch((error: unknown) => error);
      if (!(refusal instanceof Error)) continue;
      expect(refusal).toMatchObject({ name: "StoreUnavailable", message: expect.stringContaining("full") });
      return stored;
    }
  }

  test("refuses appends while reads go on, and takes what still fits", async () => {
    const store = await openSqliteEventStore({ file: newFile(), maxPages: 1000 });
    const stream = newStream();
    await store.append(stream, newEvents(3), "none");
    const stored = await fill(store);
    expect(stored).toBeGreaterThan(3);
    expect(await all(store.readAll())).toHaveLength(3 + stored);
    expect(await store.append(stream, [newEvent()], { at: 2 })).toMatchObject({ revision: 3 });
    expect(await all(store.readAll())).toHaveLength(4 + stored);
    await store.close();
  });

  const disk = join(folder, "disk");
  mkdirSync(disk);
  const hasDisk = spawnSync("mount", ["-t", "tmpfs", "-o", "size=12m", "tmpfs", disk]).status === 0;
  afterAll(() => void (hasDisk && spawnSync("umount", [disk])));

  test.skipIf(!hasDisk)("is recovered from without a restart (needs the right to mount)", async () => {
    const ballast = join(disk, "ballast");
    const store = await openSqliteEventStore({ file: join(disk, "events.db") });
    await store.append(newStream(), [large()], "none");
    writeFileSync(ballast, Buffer.alloc(4_000_000));
    const stored = 1 + (await fill(store));
    expect(await all(store.readAll())).toHaveLength(stored);
    expect(await store.health()).toMatchObject({ ok: false, reason: expect.stringContaining("full") });

    rmSync(ballast);
    expect(await store.health()).toMatchObject({ ok: true });
    await store.append(newStream(), [newEvent()], "none");
    expect(await all(store.readAll())).toHaveLength(stored + 1);
    await store.close();
  });
});
