import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { organisationIdOf } from "@entente/scripts/import/horizon";
import { operator } from "../support/api.ts";
import { OPERATOR_KEY, root, startServer, type ServerProcess } from "../support/server.ts";

const DATA = join(root, "..", "shared", "data", "horizon");
const there = existsSync(DATA);
if (!there) process.stdout.write(`${DATA} is absent: the import of real consortia is skipped\n`);

const Truths = z.object({
  alliances: z.int(),
  participations: z.int(),
  organisations: z.int(),
  status: z.object({ SIGNED: z.int(), CLOSED: z.int(), TERMINATED: z.int() }),
  phases: z.looseObject({ "not_started_on_2025-12-01": z.int() }),
  portfolio_top10: z.array(z.object({ org_id: z.string(), name: z.string(), alliances: z.int() })),
});

describe.skipIf(!there)("the Horizon consortia", () => {
  let server: ServerProcess;
  const truths = there ? Truths.parse(JSON.parse(readFileSync(join(DATA, "truths.json"), "utf8"))) : null;

  beforeAll(async () => {
    server = await startServer();
    const { code, output } = await run(server.url, DATA);
    expect(code, output).toBe(0);
  }, 180_000);
  afterAll(() => server?.stop());

  test("are all there, with their partners, organisations and endings", async () => {
    const totals = async () => (await operator(server.url, OPERATOR_KEY).get<Record<string, unknown>>("/api/installation")).body;
    // The views may still be folding what was just imported.
    await expect.poll(totals, { timeout: 10_000 }).toEqual({
      alliances: {
        total: truths?.alliances,
        status: { active: truths?.status.SIGNED, completed: truths?.status.CLOSED, terminated: truths?.status.TERMINATED },
        phase: {
          run: (truths?.alliances ?? 0) - (truths?.phases["not_started_on_2025-12-01"] ?? 0),
          shape: truths?.phases["not_started_on_2025-12-01"],
        },
      },
      organisations: truths?.organisations,
      participations: truths?.participations,
    });
  });

  test("give the ten largest portfolios the sizes they have", async () => {
    const sizes = await Promise.all(
      (truths?.portfolio_top10 ?? []).map(async ({ org_id, name }) => {
        const { body } = await operator(server.url, OPERATOR_KEY)
          .as(organisationIdOf(org_id))
          .get<{ total: number; rows: unknown[] }>("/api/portfolio");
        return { name, alliances: body.total, rows: body.rows.length };
      }),
    );
    expect(sizes).toEqual((truths?.portfolio_top10 ?? []).map(({ name, alliances }) => ({ name, alliances, rows: alliances })));
  });

  test("tell a history with the dates of the world, and are marked as reported", async () => {
    const { body } = await operator(server.url, OPERATOR_KEY)
      .as(organisationIdOf("999997930"))
      .get<{ rows: { allianceId: string }[] }>("/api/portfolio?status=completed");
    const { body: page } = await operator(server.url, OPERATOR_KEY).get<{ alliance: z.infer<typeof Dated> }>(
      `/api/alliances/${body.rows[0]?.allianceId}`,
    );
    const { initiated, started, ended, partners } = Dated.parse(page.alliance);
    expect(initiated.at < started.at && started.at < ended.at && ended.at < initiated.recordedAt).toBe(true);
    expect([initiated, started, ended, ...partners.map((partner) => partner.joined)].every(({ reported }) => reported)).toBe(true);
  });

  test("change nothing when they are imported again", async () => {
    const { code, output } = await run(server.url, DATA);
    expect(code, output).toBe(0);
    expect(output).toContain(`${truths?.alliances} unchanged, 0 refused; 0 events`);
    expect(output).toContain(`0 registered, ${truths?.organisations} unchanged`);
  }, 120_000);

  test("leave out a broken row by file and line, and nothing else", async () => {
    const broken = mkdtempSync(join(tmpdir(), "entente-broken-"));
    const other = await startServer();
    try {
      cpSync(DATA, broken, { recursive: true });
      const projects = readFileSync(join(broken, "projects_2025-12-01.csv"), "utf8").split("\n");
      projects[2] = `not-a-number,${projects[2]?.split(",").slice(1).join(",")}`;
      projects.splice(12);
      writeFileSync(join(broken, "projects_2025-12-01.csv"), `${projects.join("\n")}\n`);
      const { code, output } = await run(other.url, broken);
      expect(code).toBe(2);
      expect(output).toContain("projects_2025-12-01.csv line 3: project_id");
      expect(output).toContain("alliances: 10 imported or changed, 0 unchanged, 0 refused");
    } finally {
      await other.stop();
      rmSync(broken, { recursive: true, force: true });
    }
  }, 120_000);
});

const When = z.looseObject({ at: z.string(), recordedAt: z.string(), reported: z.boolean() });
const Dated = z.looseObject({ initiated: When, started: When, ended: When, partners: z.array(z.looseObject({ joined: When })) });

test("an import says what is missing: the key, the server, the folder", async () => {
  expect((await run("http://127.0.0.1:9", join(root, "nowhere"))).output).toContain("cannot be read");
  const { code, output } = await run("http://127.0.0.1:9", join(root, "nowhere"), "");
  expect([code, output.trim()]).toEqual([1, "ENTENTE_OPERATOR_KEY is not set. Start the server with it, and give it here too."]);
});

async function run(url: string, folder: string, key = OPERATOR_KEY): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [join(root, "scripts", "import.ts"), "horizon", folder], {
    env: { PATH: process.env["PATH"], ENTENTE_URL: url, ENTENTE_OPERATOR_KEY: key },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output };
}
