import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { at, batch, document, readStoreConformance } from "../conformance.ts";
import { openReadStore } from "../open.ts";
import { CheckpointMoved, ReadStoreRefused, ReadStoreUnavailable, type ReadStore } from "../port.ts";
import { openPostgresReadStore } from "./store.ts";
import { postgresIsOurs, postgresThere, startPostgres, wireTo, type TestPostgres } from "./testing.ts";

describe.skipIf(!postgresThere)("on a real server", () => {
  let server: TestPostgres;
  let address: string;
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server?.close());
  beforeEach(async () => {
    address = await server.database();
  });

  readStoreConformance("PostgreSQL", async () => {
    const own = address;
    return { store: await openReadStore(own), again: () => openReadStore(own), remove: async () => undefined };
  });

  const open = async (at = address): Promise<ReadStore> => {
    const store = await openReadStore(at);
    onTestFinished(() => store.close());
    return store;
  };
  const refusal = async (wrong: string): Promise<string> => {
    const error = await openReadStore(wrong).then(
      (store) => store.close().then(() => new Error("it was opened")),
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(ReadStoreRefused);
    return error instanceof Error ? error.message : "";
  };
  const sessions = async () =>
    (
      await server.query<{ n: number }>(
        address,
        "SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'entente views' AND datname = current_database()",
      )
    )[0]?.n;

  describe("opening", () => {
    test("many processes at once on an empty database make one schema", async () => {
      const stores = await Promise.all(Array.from({ length: 8 }, () => openReadStore(address)));
      for (const store of stores) expect(await store.checkpoint()).toBeNull();
      await Promise.all(stores.map((store) => store.close()));
      expect(await server.query(address, "SELECT version FROM entente_views.schema_version")).toEqual([{ version: 1 }]);
    });

    test("a schema that a newer Entente made is refused and left as it is", async () => {
      await (await openReadStore(address)).close();
      await server.query(address, "UPDATE entente_views.schema_version SET version = 99");
      expect(await refusal(address)).toMatch(/newer Entente \(version 99, this one knows 1\)/);
      expect(await server.query(address, "SELECT version FROM entente_views.schema_version")).toEqual([{ version: 99 }]);
    });

    test("what cannot be opened is told in plain words, with the place and without the password", async () => {
      const wrong = new URL(address);
      wrong.password = "the-wrong-password";
      const elsewhere = new URL(address);
      elsewhere.port = "1";
      const nowhere = new URL(address);
      nowhere.pathname = "/no_such_database";
      // A server that was given may let everybody in.
      const told = await Promise.all([elsewhere, nowhere, ...(postgresIsOurs ? [wrong] : [])].map(({ href }) => refusal(href)));
      expect(told[0]).toMatch(/:1 \(database .*ECONNREFUSED/);
      expect(told[1]).toContain('"no_such_database" does not exist');
      if (postgresIsOurs) expect(told[2]).toContain("password authentication failed");
      for (const text of told) for (const { password } of [wrong, elsewhere]) if (password) expect(text).not.toContain(password);
      const malformed = await refusal("postgres://someone:hush-hush@host:port/base");
      expect(malformed).toContain("postgres://USER:PASSWORD@HOST");
      expect(malformed).not.toContain("hush-hush");
    });

    test("a database that cannot hold every text is refused", async () => {
      const name = `${new URL(address).pathname.slice(1)}_latin`;
      await server.query(address, `CREATE DATABASE ${name} ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0`);
      const latin = new URL(address);
      latin.pathname = `/${name}`;
      expect(await refusal(latin.href)).toContain("ENCODING 'UTF8'");
      await server.query(address, `DROP DATABASE ${name}`);
    });

    test("a role that owns the schema and nothing else will do", async () => {
      const role = `entente_role_${Date.now()}`;
      await server.query(address, `CREATE ROLE ${role} LOGIN PASSWORD 'narrow'; CREATE SCHEMA entente_views AUTHORIZATION ${role}`);
      const narrow = new URL(address);
      narrow.username = role;
      narrow.password = "narrow";
      const store = await openReadStore(narrow.href);
      await store.begin("alliance", 1);
      await store.close();
      await server.query(address, `DROP OWNED BY ${role} CASCADE; DROP ROLE ${role}`);
    });
  });

  test("a prefix and a page are found by the index, among many documents", async () => {
    const store = await open();
    const { generation } = await store.begin("decisions", 1);
    await store.fill(
      generation,
      Array.from({ length: 5_000 }, (_, n) => document(`${n % 500}/${n}`)),
    );
    await server.query(address, "ANALYZE entente_views.documents");
    const plan = await server.query<{ "QUERY PLAN": string }>(
      address,
      `EXPLAIN SELECT * FROM entente_views.documents WHERE generation = ${generation} AND key >= '7/' AND key < '70' AND key > '7/7' ORDER BY key LIMIT 5`,
    );
    const told = plan.map((line) => line["QUERY PLAN"]).join("\n");
    expect(told).toContain("Index Scan using documents_pkey");
    expect(told).toMatch(/Index Cond: .*key >= '7\/'/);
    expect(told).not.toContain("Sort");
  });

  test("keeps to its connections under load, and leaves none behind", async () => {
    const store = await openReadStore(address);
    const { generation } = await store.begin("alliance", 1);
    await store.fill(generation, [document("a")]);
    let reading = true;
    const reads = Promise.all(Array.from({ length: 3_000 }, () => store.get(generation, "a"))).finally(() => {
      reading = false;
    });
    let most = 0;
    while (reading) most = Math.max(most, (await sessions()) ?? 0);
    await reads;
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(11);
    await store.close();
    await expect.poll(sessions).toBe(0);
  });

  describe("faults", () => {
    test("lost connections, idle or in use, cost the reader one answer at most and the projector none", async () => {
      const store = await open();
      const { generation } = await store.begin("alliance", 1);
      await store.fill(generation, [document("a")]);
      const terminate = () =>
        server.query(
          address,
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'entente views' AND datname = current_database()",
        );
      let from: ReturnType<typeof at> | null = null;
      for (let round = 0; round < 5; round += 1) {
        const [answers] = await Promise.all([
          Promise.allSettled(Array.from({ length: 50 }, () => store.get(generation, "a"))),
          terminate(),
        ]);
        for (const answer of answers)
          if (answer.status === "fulfilled") expect(answer.value).toEqual(document("a"));
          else expect(answer.reason).toBeInstanceOf(ReadStoreUnavailable);
        const to = at(String(round));
        const saved = store.save(batch({ from, to, documents: [{ generation, documents: [document(`b/${round}`)] }] }));
        await terminate();
        await saved;
        from = to;
      }
      expect(await store.checkpoint()).toBe("4");
      expect(await store.list(generation, "b/", { limit: 9 })).toHaveLength(5);
    });

    test("a save whose answer is lost is saved once, and is no fight with oneself", async () => {
      const wire = await wireTo(address);
      onTestFinished(() => wire.close());
      const store = await open(wire.address);
      const { generation } = await store.begin("alliance", 1);
      let cuts = 0;
      wire.cutAfter = (sent) => sent.includes("commit") && (cuts += 1) === 1;
      await store.save(batch({ to: at("1"), documents: [{ generation, documents: [document("a", 1)] }] }));
      await store.save(batch({ from: at("1"), to: at("2"), documents: [{ generation, documents: [document("a", 2)] }] }));
      expect(cuts).toBeGreaterThan(1);
      expect(await store.get(generation, "a")).toEqual(document("a", 2));
      await expect(store.save(batch({ from: at("1"), to: at("2") }))).rejects.toBeInstanceOf(CheckpointMoved);
    });

    test("when another one won while the answer was lost, the loser is told so", async () => {
      const wire = await wireTo(address);
      onTestFinished(() => wire.close());
      const [store, other] = [await open(wire.address), await open()];
      let through = false;
      wire.cutAfter = (sent) => !through && sent.includes("begin");
      const saved = expect(store.save(batch({ to: at("1") }))).rejects.toBeInstanceOf(CheckpointMoved);
      await other.save(batch({ to: at("1") }));
      through = true;
      await saved;
    });

    test("a server that does not answer any more is given up in time, and taken again when it does", async () => {
      const wire = await wireTo(address);
      onTestFinished(() => wire.close());
      const store = await openPostgresReadStore(wire.address, { patience: 200 });
      onTestFinished(() => store.close());
      const { generation } = await store.begin("alliance", 1);
      await store.fill(generation, [document("a")]);
      expect(await store.get(generation, "a")).not.toBeNull();
      wire.silent = true;
      await expect(store.get(generation, "a")).rejects.toBeInstanceOf(ReadStoreUnavailable);
      wire.silent = false;
      expect(await store.get(generation, "a")).toEqual(document("a"));
    }, 15_000);

    test("a question that waits for somebody's lock is ended by the server, and the connection goes on", async () => {
      const store = await openPostgresReadStore(address, { patience: 200 });
      onTestFinished(() => store.close());
      const { generation } = await store.begin("alliance", 1);
      const blocked = server.query(address, "BEGIN; LOCK TABLE entente_views.documents; SELECT pg_sleep(1.5); COMMIT");
      await expect.poll(() => store.get(generation, "a").catch((error: unknown) => error)).toBeInstanceOf(ReadStoreUnavailable);
      await blocked;
      expect(await store.get(generation, "a")).toBeNull();
    });

    test("tables that are gone are told in plain words; a new start makes them anew", async () => {
      const store = await open();
      const { generation } = await store.begin("alliance", 1);
      await server.query(address, "DROP SCHEMA entente_views CASCADE");
      await expect(store.get(generation, "a")).rejects.toThrow(/has lost tables .* builds them anew/);
      await expect(store.save(batch({ to: at("1") }))).rejects.toBeInstanceOf(ReadStoreUnavailable);
      expect(await (await open()).generations()).toEqual([]);
    });

    describe.skipIf(!postgresIsOurs)("an outage", () => {
      afterEach(() => server.start());

      test("is told to readers at once; what a projector asked for waits, in order, and nothing is lost", async () => {
        const store = await open();
        const { generation } = await store.begin("alliance", 1);
        await store.fill(generation, [document("a", 0)]);
        await server.stop();
        const began = performance.now();
        await expect(store.get(generation, "a")).rejects.toThrow(/cannot be reached/);
        await expect(store.checkpoint()).rejects.toBeInstanceOf(ReadStoreUnavailable);
        expect(performance.now() - began).toBeLessThan(1_000);
        const writes = [
          ...Array.from({ length: 20 }, (_, n) => store.fill(generation, [document("a", n), document(`b/${n}`)])),
          store.save(batch({ to: at("1") })),
          store.save(batch({ from: at("1"), to: at("2") })),
        ];
        const loaded = store.load(generation, ["a"]);
        await new Promise((resolve) => setTimeout(resolve, 300));
        await server.start();
        await Promise.all(writes);
        expect((await loaded).size).toBe(1);
        expect(await store.checkpoint()).toBe("2");
        expect(await store.get(generation, "a")).toEqual(document("a", 19));
        expect(await store.count(generation)).toBe(21);
      });

      test("ends with the store: closing waits for nobody who cannot come", async () => {
        const stopping = new AbortController();
        const store = await openReadStore(address, { stopping: stopping.signal });
        await server.stop();
        const saved = store.save(batch({ to: at("1") }));
        const refused = expect(saved).rejects.toBeInstanceOf(ReadStoreUnavailable);
        await new Promise((resolve) => setTimeout(resolve, 200));
        stopping.abort();
        await refused;
        await store.close();
      });
    });
  });
});
