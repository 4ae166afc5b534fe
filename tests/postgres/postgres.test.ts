import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { Projector } from "@entente/insights";
import { postgresIsOurs, postgresThere, startPostgres, type TestPostgres } from "@entente/read-store/postgres/testing";
import { openEngines, openLog, readSettings } from "@entente/service-kit";
import { ally, found, type Member } from "../support/api.ts";
import { startServer, type ServerProcess } from "../support/server.ts";

/** The documents of all views as an engine gives them back, built from the log of a data folder where they are not there yet. */
async function documentsOf(data: string, readStore: string | undefined): Promise<Map<string, string>> {
  const environment = { ENTENTE_DATA: data, ENTENTE_LOG_LEVEL: "silent", ...(readStore ? { ENTENTE_READ_STORE: readStore } : {}) };
  const engines = await openEngines(readSettings(environment), openLog("test", "silent"));
  const { feed, store, log } = engines;
  const projector = new Projector({ readStore: engines.readStore, feed, log: store, logger: log });
  await projector.start();
  await projector.stop();
  const documents = new Map<string, string>();
  for (const { generation, view, active } of await engines.readStore.generations()) {
    if (!active) continue;
    for (const { key, doc } of await engines.readStore.list(generation, "", { limit: 100_000 })) documents.set(`${view} ${key}`, doc);
  }
  await engines.close();
  return documents;
}

describe.skipIf(!postgresThere)("the whole product with its views in PostgreSQL", () => {
  let postgres: TestPostgres;
  let readStore: string;
  let data: string;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.close());
  beforeEach(async () => {
    readStore = await postgres.database();
    data = mkdtempSync(join(tmpdir(), "entente-on-postgres-"));
    onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  });

  const start = async (): Promise<ServerProcess> => {
    const server = await startServer({ data, environment: { ENTENTE_READ_STORE: readStore } });
    onTestFinished(() => server.kill());
    return server;
  };
  const portfolio = async ({ api }: Member, position: string) =>
    api.get<{ rows: { name: string }[] }>(`/api/portfolio?atLeast=${encodeURIComponent(position)}`);

  test("shows an alliance, still shows it after a restart, and builds it anew from the log when the tables are dropped", async () => {
    let server = await start();
    const delta = await found(server.url, "Delta");
    const { position, allianceId } = await ally([delta, await found(server.url, "Salt")]);
    const shown = await portfolio(delta, position);
    expect(shown).toMatchObject({ status: 200, body: { total: 1, rows: [{ allianceId, name: "Clean water in the delta" }] } });
    expect(existsSync(join(data, "views.db"))).toBe(false);
    expect(await server.stop()).toBe(0);

    server = await start();
    const later = { ...delta, api: delta.api.moved(server.url) };
    expect((await portfolio(later, position)).body).toEqual(shown.body);
    expect(await server.stop()).toBe(0);

    const before = await documentsOf(data, readStore);
    expect(before.size).toBeGreaterThan(5);
    await postgres.query(readStore, "DROP SCHEMA entente_views CASCADE");
    server = await start();
    const anew = { ...delta, api: delta.api.moved(server.url) };
    expect((await portfolio(anew, position)).body).toEqual(shown.body);
    expect(await server.stop()).toBe(0);
    expect(await documentsOf(data, readStore)).toEqual(before);
    expect(await documentsOf(data, undefined), "the embedded engine holds the very same").toEqual(before);
  });

  describe.skipIf(!postgresIsOurs)("while PostgreSQL is away", () => {
    test("it is not ready and says why to the operator; reading answers 503, recording goes on; all is shown once it is back", async () => {
      const server = await start();
      const delta = await found(server.url, "Delta");
      const { position } = await ally([delta]);
      expect((await portfolio(delta, position)).status).toBe(200);
      const ready = async () => (await fetch(new URL("/health/ready", server.url))).status;
      expect(await ready()).toBe(200);

      await postgres.stop();
      expect(await ready()).toBe(503);
      expect(server.output()).toMatch(/read store: .*PostgreSQL cannot be reached/);
      const refused = await portfolio(delta, position);
      expect(refused).toMatchObject({ status: 503, body: { code: "projection_behind" } });
      expect(refused.headers.get("retry-after")).toBe("5");
      const recorded = await ally([delta]);

      await postgres.start();
      await expect.poll(ready, { timeout: 10_000 }).toBe(200);
      const shown = await portfolio(delta, recorded.position);
      expect(shown).toMatchObject({ status: 200, body: { total: 2 } });
      expect(server.output()).not.toContain("a request failed");
      expect(await server.stop()).toBe(0);
    });

    test("it still stops when asked, and starts only once it can", async () => {
      const server = await start();
      await postgres.stop();
      const delta = await found(server.url, "Delta");
      await ally([delta]);
      expect(await server.stop(), server.output()).toBe(0);
      const told = await start().then(
        () => "it started",
        (error: unknown) => String(error),
      );
      expect(told).toMatch(/ENTENTE_READ_STORE: PostgreSQL at .* cannot be used/);
      expect(told).not.toContain(new URL(readStore).password);
      expect(told).not.toMatch(/\s+at .*store\.ts/);
      await postgres.start();
      expect(await (await start()).stop()).toBe(0);
    });
  });
});
