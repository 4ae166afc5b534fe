import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Projector } from "@entente/insights";
import { openEngines, openLog, readSettings } from "@entente/service-kit";
import { Api, operator } from "../support/api.ts";
import { OPERATOR_KEY, startServer } from "../support/server.ts";

const KILLS = 20;
const CALLERS = 64;
const ALLIANCES = 50;

let data = "";
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), "entente-killed-"));
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

test(
  `killed ${KILLS} times under load: what was acknowledged is stored, and the views are those of a fresh rebuild`,
  { timeout: 240_000 },
  async () => {
    const seed = Number(process.env["ENTENTE_TEST_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
    process.stdout.write(`seed ${seed}\n`);
    const chance = chances(seed);
    const acknowledged: string[] = [];
    let key = "";
    const alliances = Array.from({ length: ALLIANCES }, () => randomUUID());
    for (let round = 0; round < KILLS; round += 1) {
      const server = await startServer({ data });
      if (round === 0) key = await seedAlliances(server.url, alliances);
      const api = new Api(server.url, { authorization: `Bearer ${key}` });
      let alive = true;
      const target = acknowledged.length + 100 + Math.floor(chance() * 300);
      const caller = async () => {
        while (alive) {
          const decisionId = randomUUID();
          const allianceId = alliances[Math.floor(chance() * ALLIANCES)] ?? "";
          const answer = await api
            .post(`/api/alliances/${allianceId}/decisions`, { decisionId, question: "Does it hold?" })
            .catch(() => null);
          if (answer === null) return;
          expect(answer.status).toBe(201);
          acknowledged.push(decisionId);
          if (acknowledged.length >= target && alive) {
            alive = false;
            await server.kill();
          }
        }
      };
      await Promise.all(Array.from({ length: CALLERS }, caller));
    }
    const { stored, documents } = await opened(data);
    expect(
      acknowledged.filter((decisionId) => !stored.has(decisionId)),
      "acknowledged and lost",
    ).toEqual([]);
    expect(
      stored.size - acknowledged.length,
      "at most what was in flight at each kill is stored beyond what was acknowledged",
    ).toBeLessThanOrEqual(KILLS * CALLERS);

    const fresh = `${data}-fresh`;
    cpSync(data, fresh, { recursive: true });
    for (const suffix of ["", "-wal", "-shm"]) rmSync(join(fresh, `views.db${suffix}`), { force: true });
    const rebuilt = await opened(fresh);
    rmSync(fresh, { recursive: true, force: true });
    expect(documents.size).toBeGreaterThan(ALLIANCES);
    expect(
      [...documents].filter(([id, doc]) => rebuilt.documents.get(id) !== doc).map(([id]) => id),
      "views that differ from a fresh rebuild",
    ).toEqual([]);
    expect(rebuilt.documents.size).toBe(documents.size);
  },
);

/** What a data folder holds once its views have caught up: the decisions in the log, and every document of every view. */
async function opened(folder: string) {
  const engines = await openEngines(readSettings({ ENTENTE_DATA: folder, ENTENTE_LOG_LEVEL: "error" }), openLog("test", "error"));
  const { readStore, feed, store, log } = engines;
  const projector = new Projector({ readStore, feed, log: store, logger: log });
  await projector.start();
  const stored = new Set<string>();
  for await (const event of store.readAll()) if (event.type === "DecisionRequested") stored.add(String(event.data["decisionId"]));
  const documents = new Map<string, string>();
  for (const { generation, view, active } of await readStore.generations()) {
    if (!active) continue;
    for (const { key, doc } of await readStore.list(generation, "", { limit: 1_000_000 })) documents.set(`${view} ${key}`, doc);
  }
  await projector.stop();
  await engines.close();
  return { stored, documents };
}

async function seedAlliances(url: string, alliances: readonly string[]): Promise<string> {
  const by = operator(url, OPERATOR_KEY);
  const organisationId = randomUUID();
  await by.done("/api/organisations", { organisationId, name: "Waterboard" });
  for (const allianceId of alliances) {
    const partnerId = randomUUID();
    await by.done("/api/alliances", {
      allianceId,
      name: "Alliance",
      purpose: "To last",
      timeZone: "UTC",
      partnerId,
      partnerName: "Waterboard",
      partnerOrganisationId: organisationId,
      onBehalfOf: partnerId,
    });
  }
  const { key } = await by.done<{ key: string }>(`/api/organisations/${organisationId}/api-keys`, { name: "load", role: "integration" });
  return key;
}

/** Numbers between 0 and 1 that a seed repeats (mulberry32). */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
