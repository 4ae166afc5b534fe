import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import fastify from "fastify";
import { Pool } from "undici";

/** Rows a second of a bare SQLite table with `synchronous=FULL`, 64 rows a commit, as group commit writes at 64 callers. */
export function rawAppends(): number {
  const folder = mkdtempSync(join(tmpdir(), "entente-ceiling-"));
  const db = new DatabaseSync(join(folder, "raw.db"));
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE rows (n INTEGER PRIMARY KEY, data TEXT) STRICT");
  const insert = db.prepare("INSERT INTO rows (data) VALUES (?)");
  const data = "x".repeat(700);
  const start = performance.now();
  let rows = 0;
  while (performance.now() - start < 2_000) {
    db.exec("BEGIN IMMEDIATE");
    for (let index = 0; index < 64; index += 1) insert.run(data);
    db.exec("COMMIT");
    rows += 64;
  }
  const rate = (rows / (performance.now() - start)) * 1_000;
  db.close();
  rmSync(folder, { recursive: true, force: true });
  return rate;
}

/** Requests a second of a Fastify that answers a constant, at 64 connections from this process. */
export async function helloWorld(): Promise<number> {
  const app = fastify();
  app.post("/", async () => ({ hello: "world" }));
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const pool = new Pool(url, { connections: 64, pipelining: 1 });
  const body = JSON.stringify({ question: "x".repeat(200) });
  let requests = 0;
  const until = performance.now() + 2_000;
  const loop = async () => {
    while (performance.now() < until) {
      const { body: answer } = await pool.request({ method: "POST", path: "/", headers: { "content-type": "application/json" }, body });
      await answer.dump();
      requests += 1;
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: 64 }, loop));
  const rate = (requests / (performance.now() - start)) * 1_000;
  await pool.close();
  await app.close();
  return rate;
}

/** Events a second of reading the log's rows and parsing their JSON, nothing else. */
export function rawScan(eventsFile: string): number {
  const db = new DatabaseSync(eventsFile, { readOnly: true });
  const start = performance.now();
  let rows = 0;
  for (const row of db.prepare("SELECT data, meta FROM events ORDER BY position").iterate()) {
    JSON.parse(String(row["data"]));
    JSON.parse(String(row["meta"]));
    rows += 1;
  }
  const rate = (rows / (performance.now() - start)) * 1_000;
  db.close();
  return rate;
}
