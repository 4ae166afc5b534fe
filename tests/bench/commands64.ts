import { randomUUID } from "node:crypto";
import { Pool } from "undici";
import { operator } from "../support/api.ts";
import { OPERATOR_KEY, startServer } from "../support/server.ts";
import { helloWorld, rawAppends } from "./ceilings.ts";
import { percentile, type Bench } from "./figure.ts";

const ALLIANCES = 1_000;
const CONNECTIONS = 64;
const WARM_UP_MS = 3_000;
const MEASURED_MS = 15_000;

/** Durable commands through HTTP, over 1,000 alliances at 64 connections, with projectors and live on. */
export const commands64: Bench = {
  names: ["commands-64", "views-caught-up"],
  async run() {
    const ceiling = Math.min(rawAppends(), await helloWorld());
    const server = await startServer();
    try {
      const { alliances, key, organisationId } = await seed(server.url);
      const pool = new Pool(server.url, { connections: CONNECTIONS, pipelining: 1 });
      const latencies: number[] = [];
      const last = new Map<string, string>();
      let measuring = false;
      let stop = false;
      const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
      const loop = async () => {
        while (!stop) {
          const allianceId = alliances[Math.floor(Math.random() * alliances.length)] ?? "";
          const start = performance.now();
          const { statusCode, body } = await pool.request({
            method: "POST",
            path: `/api/alliances/${allianceId}/decisions`,
            headers: { ...headers, "idempotency-key": randomUUID() },
            body: JSON.stringify({
              decisionId: randomUUID(),
              question: "Shall we open the sluice at the north gate before the spring tide?",
              lenses: ["process"],
            }),
          });
          const answer = (await body.json()) as { position: string };
          if (statusCode !== 201) throw new Error(`answered ${statusCode}: ${JSON.stringify(answer)}`);
          if (measuring) latencies.push(performance.now() - start);
          last.set(allianceId, answer.position);
        }
      };
      const loops = Array.from({ length: CONNECTIONS }, loop);
      await passed(WARM_UP_MS);
      measuring = true;
      const began = performance.now();
      await passed(MEASURED_MS);
      measuring = false;
      const seconds = (performance.now() - began) / 1_000;
      stop = true;
      await Promise.all(loops);
      const behind = performance.now();
      const reader = operator(server.url, OPERATOR_KEY).as(organisationId);
      for (const [allianceId, position] of [...last].slice(-50)) {
        const { status } = await reader.get(`/api/alliances/${allianceId}?atLeast=${position}`);
        if (status !== 200) throw new Error(`the view of ${allianceId} answered ${status}`);
      }
      const caughtUp = performance.now() - behind;
      await pool.close();
      const rate = latencies.length / seconds;
      const p99 = percentile(latencies, 0.99);
      return [
        {
          name: "commands-64",
          value: rate,
          unit: "1/s",
          p50: percentile(latencies, 0.5),
          p99,
          ceiling,
          must: "≥ 2,000/s, p99 < 80 ms",
          holds: rate >= 2_000 && p99 < 80,
        },
        {
          name: "views-caught-up",
          value: caughtUp,
          unit: "ms",
          p50: null,
          p99: null,
          ceiling: null,
          must: "≤ 2,000 ms",
          holds: caughtUp <= 2_000,
        },
      ];
    } finally {
      await server.stop();
    }
  },
};

const passed = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** One organisation with a key, first partner of 1,000 alliances. */
async function seed(url: string) {
  const by = operator(url, OPERATOR_KEY);
  const organisationId = randomUUID();
  await by.done("/api/organisations", { organisationId, name: "Waterboard" });
  const { key } = await by.done<{ key: string }>(`/api/organisations/${organisationId}/api-keys`, { name: "bench", role: "integration" });
  const alliances = Array.from({ length: ALLIANCES }, () => randomUUID());
  const lines = alliances.map((alliance, index) => {
    const partnerId = randomUUID();
    return JSON.stringify({
      alliance,
      command: "InitiateAlliance",
      onBehalfOf: partnerId,
      name: `Alliance ${index}`,
      purpose: "To measure",
      timeZone: "Europe/Amsterdam",
      partnerId,
      partnerName: "Waterboard",
      partnerOrganisationId: organisationId,
    });
  });
  const { status, body } = await by.send("POST", "/api/imports", lines.join("\n"), { "content-type": "application/x-ndjson" });
  if (status !== 200) throw new Error(`the seed was answered ${status}: ${JSON.stringify(body)}`);
  return { alliances, key, organisationId };
}
