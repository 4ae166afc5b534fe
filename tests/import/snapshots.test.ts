import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BalanceAnswer } from "@entente/contracts/api/ledger";
import type { AgreementEntry } from "@entente/contracts/views/agreements";
import type { AlliancePage } from "@entente/contracts/views/alliance";
import { allianceIdOf, horizon } from "@entente/scripts/import/horizon";
import { importSource, type Imported } from "@entente/scripts/import/run";
import { operator, type Api } from "../support/api.ts";
import { OPERATOR_KEY, startServer, type ServerProcess } from "../support/server.ts";

/** What the real snapshots do not show yet: several changes one after the other, coming back, and a change after the end. */
interface Row {
  readonly order: number;
  readonly org: string;
  readonly role: string;
  readonly terminated?: boolean;
  readonly cost: string;
  readonly net: string;
}
const alder = { order: 1, org: "Alder", role: "coordinator", cost: "1000.10", net: "1000.10" };
const birch = { order: 2, org: "Birch", role: "participant", cost: "500", net: "350.5" };
const cedar = { order: 2, org: "Cedar", role: "thirdParty", cost: "0", net: "50" };
const dogwood = { order: 3, org: "Dogwood", role: "associatedPartner", cost: "", net: "0" };

const snapshots: Readonly<Record<string, { readonly project: string; readonly rows: readonly Row[] }>> = {
  "2024-01-01": {
    project: "7,Wood,Wood together,SIGNED,2023-01-01,2025-12-31,2022-12-01,,1500.1,1400.6,TOPIC",
    rows: [alder, birch, cedar, dogwood],
  },
  // The budget goes up and the end moves; Dogwood is no longer listed.
  "2024-02-01": {
    project: "7,Wood,Wood together,SIGNED,2023-01-01,2026-06-30,2022-12-01,,1600.1,1400.6,TOPIC",
    rows: [alder, { ...birch, cost: "600" }, cedar],
  },
  // The budget is what it was; Birch has left; Dogwood is back; the rows stand in another order.
  "2024-03-01": {
    project: "7,WOOD,Wood together,SIGNED,2023-01-01,2026-12-31,2022-12-01,,1500.1,1400.6,TOPIC",
    rows: [dogwood, { ...birch, terminated: true }, cedar, alder],
  },
  // Birch is back too, of unknown cost; the start is put off.
  "2024-04-01": {
    project: "7,WOOD,Wood together,SIGNED,2024-05-01,2026-12-31,2022-12-01,,1500.1,1400.6,TOPIC",
    rows: [alder, { ...birch, cost: "0" }, cedar, dogwood],
  },
  "2024-05-02": {
    project: "7,WOOD,Wood together,CLOSED,2024-05-01,2026-12-31,2022-12-01,,1500.1,1400.6,TOPIC",
    rows: [alder, { ...birch, cost: "0" }, cedar, dogwood],
  },
  // After the end: one more has left, and an amount is another.
  "2024-06-01": {
    project: "7,WOOD,Wood together,CLOSED,2024-05-01,2026-12-31,2022-12-01,,1500.1,1400.6,TOPIC",
    rows: [alder, { ...birch, cost: "0" }, { ...cedar, net: "60" }, { ...dogwood, terminated: true }],
  },
};
const days = Object.keys(snapshots);

const projectsHead =
  "project_id,acronym,title,status,start_date,end_date,ec_signature_date,termination_date,total_cost_eur,ec_max_contribution_eur,topic";
const participationsHead = "project_id,partner_order,org_id,role,terminated,total_cost_eur,ec_contribution_eur,net_ec_contribution_eur";

describe("a consortium told by snapshot after snapshot", () => {
  const folder = mkdtempSync(join(tmpdir(), "entente-snapshots-"));
  const allianceId = allianceIdOf("7");
  let server: ServerProcess;
  let api: Api;
  const imported: Imported[] = [];
  const bring = (until: string) => importSource({ url: server.url, key: OPERATOR_KEY }, horizon(folder, until));
  const page = async () => (await api.get<{ alliance: AlliancePage }>(`/api/alliances/${allianceId}`)).body.alliance;

  beforeAll(async () => {
    const names = [alder, birch, cedar, dogwood].map(({ org }) => `${org},${org} House,NL`);
    writeFileSync(join(folder, "organisations.csv"), ["org_id,name,country", ...names, ""].join("\n"));
    for (const [day, { project, rows }] of Object.entries(snapshots)) {
      writeFileSync(join(folder, `projects_${day}.csv`), `\uFEFF${projectsHead}\n${project}\n`);
      const lines = rows.map(({ order, org, role, terminated = false, cost, net }) =>
        [7, order, org, role, terminated, cost, role === "associatedPartner" ? "" : net, net].join(","),
      );
      writeFileSync(join(folder, `participations_${day}.csv`), [participationsHead, ...lines, ""].join("\n"));
    }
    server = await startServer();
    api = operator(server.url, OPERATOR_KEY);
    for (const day of days) imported.push(await bring(day));
  }, 60_000);
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("takes each change as one, and says what has no place", () => {
    expect(imported.map(({ alliances, faults }) => [alliances.refused, faults.map(({ file, message }) => `${file}: ${message}`)])).toEqual([
      ...days.slice(0, -1).map(() => [0, []]),
      [0, ["projects_2024-06-01.csv: project 7 changed after it had ended; the alliance's record has no place for that"]],
    ]);
    expect(imported.every(({ alliances }) => alliances.events > 0)).toBe(true);
  });

  test("changes nothing when any beginning of it is told again", async () => {
    for (const day of days) expect((await bring(day)).alliances).toMatchObject({ applied: 0, unchanged: 1, refused: 0, events: 0 });
  });

  test("is the same history when it is told at once", async () => {
    const other = await startServer();
    try {
      await importSource({ url: other.url, key: OPERATOR_KEY }, horizon(folder));
      const story = async (of: Api) => {
        const { body } = await of.get<{ events: { type: string; data: unknown; meta: { effectiveAt: string } }[] }>(
          `/api/alliances/${allianceId}/events?limit=1000`,
        );
        return body.events.map(({ type, data, meta }) => [type, data, meta.effectiveAt]);
      };
      expect(await story(operator(other.url, OPERATOR_KEY))).toEqual(await story(api));
    } finally {
      await other.stop();
    }
  });

  test("knows who came, left and came back", async () => {
    const { partners, name, phases, ended } = await page();
    expect(partners.map((partner) => [partner.name, partner.joined.at.slice(0, 10), partner.left?.at.slice(0, 10) ?? null])).toEqual([
      ["Alder House", "2022-12-01", null],
      ["Birch House", "2022-12-01", "2024-03-01"],
      ["Dogwood House", "2022-12-01", "2024-02-01"],
      ["Cedar House", "2022-12-01", null],
      ["Dogwood House", "2024-03-01", "2024-06-01"],
      ["Birch House", "2024-04-01", null],
    ]);
    expect([name, ended?.ending]).toEqual(["WOOD", "completed"]);
    expect(phases.map(({ phase, entered }) => [phase, entered.at.slice(0, 10)])).toEqual([
      ["explore", "2022-12-01"],
      ["shape", "2022-12-01"],
      ["run", "2023-01-01"],
      ["shape", "2024-04-01"],
      ["run", "2024-05-01"],
    ]);
  });

  test("amends the grant with each change of it, and ends with the money as it is listed", async () => {
    const { body } = await api.get<{ agreements: AgreementEntry[] }>(`/api/alliances/${allianceId}/agreements`);
    expect(
      body.agreements[0]?.versions.map(({ version, validFrom, validUntil, parties }) => [version, validFrom, validUntil, parties.length]),
    ).toEqual([
      [1, "2023-01-01", "2025-12-31", 2],
      [2, "2023-01-01", "2026-06-30", 2],
      [3, "2023-01-01", "2026-12-31", 2],
      [4, "2024-05-01", "2026-12-31", 2],
    ]);
    const { body: balance } = await api.get<BalanceAnswer>(`/api/alliances/${allianceId}/balance`);
    const { partners } = await page();
    const money = balance.partners.flatMap(({ partnerId, money, ownMoney }) =>
      money ? [[partners.find((partner) => partner.partnerId === partnerId)?.name, money.plannedBring, money.plannedGet, ownMoney]] : [],
    );
    expect(money).toEqual([
      ["Alder House", 100_010, 100_010, 0],
      ["Cedar House", 0, 5_000, null],
      ["Birch House", 0, 35_050, null],
    ]);
  });
});
