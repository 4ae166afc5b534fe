import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { allianceIdOf, organisationIdOf } from "@entente/scripts/import/horizon";
import { ratesOfRebuild } from "./rebuild.ts";
import { OPERATOR_KEY, root, startServer } from "../support/server.ts";
import { operator } from "../support/api.ts";
import { rawScan } from "./ceilings.ts";
import { percentile, type Bench, type Figure } from "./figure.ts";

const DATA = join(root, "..", "shared", "data", "horizon");
const LARGEST = "999997930";
/** The consortium with most partners. */
const LARGEST_ALLIANCE = allianceIdOf("101060874");
const IDLE_MS = 60_000;

/** The import of 1,318 consortia, and what rests on it: the largest portfolio, memory at rest, a rebuild of all views. */
export const horizon: Bench = {
  names: ["import-horizon", "portfolio-largest", "balance-largest", "memory-idle", "rebuild"],
  async run() {
    if (!existsSync(DATA)) {
      process.stderr.write(`${DATA} is absent: the figures that rest on it are left out\n`);
      return [];
    }
    const server = await startServer();
    const figures: Figure[] = [];
    const start = performance.now();
    await importInto(server.url);
    const seconds = (performance.now() - start) / 1_000;
    figures.push({
      name: "import-horizon",
      value: seconds,
      unit: "s",
      p50: null,
      p99: null,
      ceiling: null,
      must: "< 90 s",
      holds: seconds < 90,
    });

    const reader = operator(server.url, OPERATOR_KEY).as(organisationIdOf(LARGEST));
    const latencies: number[] = [];
    for (let index = 0; index < 300; index += 1) {
      const began = performance.now();
      const { body } = await reader.get<{ total: number }>("/api/portfolio");
      latencies.push(performance.now() - began);
      if (body.total !== 104) throw new Error(`the largest portfolio has ${body.total} alliances, not 104`);
    }
    figures.push(await balanceLargest(server.url));
    const p99 = percentile(latencies, 0.99);
    figures.push({
      name: "portfolio-largest",
      value: p99,
      unit: "ms",
      p50: percentile(latencies, 0.5),
      p99,
      ceiling: null,
      must: "p99 < 30 ms",
      holds: p99 < 30,
    });

    await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    const megabytes = residentOf(server.pid);
    figures.push({
      name: "memory-idle",
      value: megabytes,
      unit: "MB",
      p50: null,
      p99: null,
      ceiling: null,
      must: "< 300 MB",
      holds: megabytes < 300,
    });

    await server.kill();
    const ceiling = rawScan(join(server.data, "events.db"));
    const rates = await ratesOfRebuild(server.data);
    const rate = percentile(rates, 0.5);
    figures.push({
      name: "rebuild",
      value: rate,
      unit: "events/s",
      p50: null,
      p99: null,
      ceiling,
      must: "≥ 50,000 events/s",
      holds: rate >= 50_000,
    });
    return figures;
  },
};

/** What the balance page of the alliance with most lines reads: its ledger and its balance. */
async function balanceLargest(url: string): Promise<Figure> {
  const api = operator(url, OPERATOR_KEY);
  const latencies: number[] = [];
  for (let index = 0; index < 200; index += 1) {
    const began = performance.now();
    const answers = await Promise.all(["ledger", "balance"].map((what) => api.get<object>(`/api/alliances/${LARGEST_ALLIANCE}/${what}`)));
    latencies.push(performance.now() - began);
    if (answers.some(({ status }) => status !== 200)) throw new Error("the largest alliance has no balance");
  }
  const p99 = percentile(latencies, 0.99);
  return {
    name: "balance-largest",
    value: p99,
    unit: "ms",
    p50: percentile(latencies, 0.5),
    p99,
    ceiling: null,
    must: "p99 < 50 ms",
    holds: p99 < 50,
  };
}

async function importInto(url: string): Promise<void> {
  const child = spawn(process.execPath, [join(root, "scripts", "import.ts"), "horizon", DATA], {
    env: { PATH: process.env["PATH"], ENTENTE_URL: url, ENTENTE_OPERATOR_KEY: OPERATOR_KEY },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = (await once(child, "exit")) as [number];
  if (code !== 0) throw new Error(`the import ended with ${code}`);
}

/** Resident memory of a process, in MB. */
function residentOf(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) / 1_024;
}
