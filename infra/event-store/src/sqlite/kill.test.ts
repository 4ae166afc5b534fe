import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, describe, expect, test } from "vitest";
import { all } from "../conformance/events.ts";
import { openSqliteEventStore } from "./store.ts";
import { appendInAnotherProcess } from "./testing/child.ts";

const RUNS = 8;
const CONTROLS = 2;

const folder = mkdtempSync(join(tmpdir(), "entente-kill-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("kill -9 while 64 callers append", () => {
  test("loses nothing that was acknowledged, keeps every append whole and every number without a gap", { timeout: 60_000 }, async () => {
    const file = join(folder, "kept", "events.db");
    const acknowledged: string[] = [];
    for (let run = 0; run < RUNS; run++) {
      acknowledged.push(...(await killAtRandom(file, "acknowledged")));
      const found = examine(file);
      expect(found).toMatchObject({ integrity: "ok", gaps: 0, brokenAppends: 0 });
      expect(acknowledged.filter((append) => !found.appends.has(append))).toEqual([]);
    }
    expect(acknowledged.length).toBeGreaterThan(RUNS * 100);

    const store = await openSqliteEventStore({ file });
    expect(new Set((await all(store.readAll())).map(({ data }) => data["append"]))).toEqual(examine(file).appends);
    await store.close();
  });

  test("would show a loss: appends reported before they are stored are missed", { timeout: 60_000 }, async () => {
    let lost = 0;
    for (let run = 0; run < CONTROLS; run++) {
      const file = join(folder, `control-${run}`, "events.db");
      const reported = await killAtRandom(file, "asked");
      const { appends } = examine(file);
      lost += reported.filter((append) => !appends.has(append)).length;
    }
    expect(lost).toBeGreaterThan(0);
  });
});

async function killAtRandom(file: string, when: "acknowledged" | "asked"): Promise<string[]> {
  const child = appendInAnotherProcess(file, when);
  await child.hasSaid(100 + Math.floor(Math.random() * 3000));
  return child.kill();
}

/** Looks at the file itself, not through the engine that wrote it. */
function examine(file: string) {
  const db = new DatabaseSync(file);
  const number = (sql: string) => Number(Object.values(db.prepare(sql).get() ?? {})[0]);
  const found = {
    integrity: Object.values(db.prepare("PRAGMA integrity_check").get() ?? {})[0],
    gaps:
      number("SELECT coalesce(max(position), 0) - count(*) FROM events") +
      number("SELECT count(*) FROM (SELECT max(revision) + 1 - count(*) AS missing FROM events GROUP BY stream) WHERE missing <> 0"),
    brokenAppends: number(
      "SELECT count(*) FROM (SELECT count(*) AS stored, max(data ->> 'size') AS size FROM events GROUP BY data ->> 'append') WHERE stored <> size",
    ),
    appends: new Set(
      db
        .prepare("SELECT DISTINCT data ->> 'append' AS append FROM events")
        .all()
        .map((row) => row["append"]),
    ),
  };
  db.close();
  return found;
}
