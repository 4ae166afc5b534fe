import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { SharedEvent } from "@entente/contracts/api/insights";
import type { BalanceAnswer } from "@entente/contracts/api/ledger";
import type { AllianceEvent } from "@entente/contracts/events/catalogue";
import { cents } from "@entente/scripts/import/csv";
import { allianceIdOf, organisationIdOf, partnerIdOf } from "@entente/scripts/import/horizon";
import { operator, type Api } from "../support/api.ts";
import { OPERATOR_KEY, root, startServer, type ServerProcess } from "../support/server.ts";
import { countBy, reported, rowsOf, runImport, sharedData } from "./support.ts";

const DATA = sharedData("horizon");
/** A folder that is only there where the shared input is. */
const folder = DATA ?? "";
const FIRST = "2025-10-28";
const SECOND = "2025-12-01";

const Truths = z.object({
  alliances: z.int(),
  participations: z.int(),
  organisations: z.int(),
  status: z.object({ SIGNED: z.int(), CLOSED: z.int(), TERMINATED: z.int() }),
  sum_net_ec_contribution_eur: z.string(),
  phases: z.looseObject({ "not_started_on_2025-12-01": z.int() }),
  portfolio_top10: z.array(
    z.object({
      org_id: z.string(),
      name: z.string(),
      alliances: z.int(),
      got_net_ec_eur: z.string(),
      own_contribution_eur: z.string(),
    }),
  ),
  first_snapshot: z.looseObject({ alliances: z.int(), participations: z.int() }),
  "changes_2025-10-28_to_2025-12-01": z.record(z.string(), z.int()),
  named_alliances: z.array(
    z.object({
      project_id: z.string(),
      acronym: z.string(),
      partners: z.array(
        z.object({
          order: z.int(),
          org_id: z.string(),
          role: z.enum(["coordinator", "participant", "associatedPartner", "thirdParty"]),
          terminated: z.boolean(),
          total_cost_eur: z.string(),
          got_net_ec_eur: z.string(),
          own_contribution_eur: z.string().nullable(),
        }),
      ),
    }),
  ),
});
const truths = () => Truths.parse(JSON.parse(readFileSync(join(folder, "truths.json"), "utf8")));
/** An amount of the source in cents; what it leaves empty is nothing in a sum. */
const inCents = (amount: string) => cents.parse(amount) ?? 0;

const roles = z.enum(["coordinator", "participant", "associatedPartner", "thirdParty"]);
const participationsOf = (day: string) =>
  rowsOf(folder, `participations_${day}.csv`, [
    "project_id",
    "partner_order",
    "org_id",
    "role",
    "terminated",
    "total_cost_eur",
    "ec_contribution_eur",
    "net_ec_contribution_eur",
  ]).map((row) => ({ ...row, role: roles.parse(row.role) }));
const projectsOf = (day: string) => rowsOf(folder, `projects_${day}.csv`, ["project_id", "start_date"]);

interface Totals {
  readonly alliances: { readonly total: number };
  readonly organisations: number;
  readonly participations: number;
}

describe.skipIf(!DATA)("the Horizon consortia", () => {
  let server: ServerProcess;
  let api: Api;
  let first: Totals;
  /** After the first snapshot was imported, and before the second. */
  let between = "";
  const totals = async () => (await api.get<Totals & Record<string, unknown>>("/api/installation")).body;

  beforeAll(async () => {
    server = await startServer();
    api = operator(server.url, OPERATOR_KEY);
    for (const day of [FIRST, SECOND]) {
      const { code, output, seconds } = await runImport(server.url, OPERATOR_KEY, "horizon", folder, "--snapshot", day);
      expect(code, output).toBe(0);
      process.stdout.write(`horizon up to ${day}: ${reported(output).events} events in ${seconds.toFixed(1)} s\n`);
      expect(seconds).toBeLessThan(60);
      if (day === FIRST) {
        first = await totals();
        between = new Date().toISOString();
      }
    }
  }, 180_000);
  afterAll(() => server?.stop());

  test("are all there, with their partners, organisations and endings", async () => {
    const { alliances, participations, status, phases, first_snapshot, ...all } = truths();
    expect([first.alliances.total, first.participations]).toEqual([first_snapshot.alliances, first_snapshot.participations]);
    const notStarted = phases["not_started_on_2025-12-01"];
    // Places that the second snapshot no longer lists were taken all the same, and so stand the organisations that filled them.
    const removed = all["changes_2025-10-28_to_2025-12-01"]["partner_removed"] ?? 0;
    const seen = new Set([...participationsOf(FIRST), ...participationsOf(SECOND)].map(({ org_id }) => org_id));
    expect(await totals()).toEqual({
      alliances: {
        total: alliances,
        status: { active: status.SIGNED, completed: status.CLOSED, terminated: status.TERMINATED },
        phase: { run: alliances - notStarted, shape: notStarted },
      },
      organisations: seen.size,
      participations: participations + removed,
    });
  });

  test("give the ten largest portfolios the sizes they have", async () => {
    const sizes = await Promise.all(
      truths().portfolio_top10.map(async ({ org_id, name }) => {
        const { body } = await api.as(organisationIdOf(org_id)).get<{ total: number; rows: unknown[] }>("/api/portfolio");
        return { name, alliances: body.total, rows: body.rows.length };
      }),
    );
    expect(sizes).toEqual(truths().portfolio_top10.map(({ name, alliances }) => ({ name, alliances, rows: alliances })));
  });

  test("tell a history with the dates of the world, and are marked as reported", async () => {
    const { body } = await api.as(organisationIdOf("999997930")).get<{ rows: { allianceId: string }[] }>("/api/portfolio?status=completed");
    const { body: page } = await api.get<{ alliance: unknown }>(`/api/alliances/${body.rows[0]?.allianceId}`);
    const { initiated, started, ended, partners } = Dated.parse(page.alliance);
    expect(initiated.at < started.at && started.at < ended.at && ended.at < initiated.recordedAt).toBe(true);
    expect([initiated, started, ended, ...partners.map((partner) => partner.joined)].every((one) => one.reported)).toBe(true);
  });

  describe("bring and get", () => {
    const balances = new Map<string, BalanceAnswer>();
    beforeAll(async () => {
      for (const { project_id } of projectsOf(SECOND))
        balances.set(project_id, (await api.get<BalanceAnswer>(`/api/alliances/${allianceIdOf(project_id)}/balance`)).body);
    }, 120_000);
    const of = (row: Parameters<typeof partnerIdOf>[0]) =>
      balances.get(row.project_id)?.partners.find(({ partnerId }) => partnerId === partnerIdOf(row));
    const isBeneficiary = (role: string) => role === "coordinator" || role === "participant";

    test("what the ten largest portfolios say, to the cent", () => {
      const rows = Map.groupBy(participationsOf(SECOND), ({ org_id }) => org_id);
      const sums = truths().portfolio_top10.map(({ org_id, name }) => {
        const places = rows.get(org_id) ?? [];
        const got = places.reduce((sum, row) => sum + (of(row)?.money?.plannedGet ?? 0), 0);
        const own = places.reduce((sum, row) => sum + (isBeneficiary(row.role) ? (of(row)?.ownMoney ?? 0) : 0), 0);
        return { name, got, own };
      });
      expect(sums).toEqual(
        truths().portfolio_top10.map(({ name, got_net_ec_eur, own_contribution_eur }) => ({
          name,
          got: inCents(got_net_ec_eur),
          own: inCents(own_contribution_eur),
        })),
      );
    });

    test("in the named alliances what each partner says, and leave unknown what is", () => {
      for (const { project_id, acronym, partners } of truths().named_alliances)
        for (const { order, org_id, role, terminated, total_cost_eur, got_net_ec_eur, own_contribution_eur } of partners) {
          const partner = of({ project_id, partner_order: String(order), role, org_id });
          expect({
            partner: `${acronym} ${order}`,
            present: partner?.present,
            cost: partner?.money?.plannedBring ?? 0,
            got: partner?.money?.plannedGet ?? 0,
            own: partner?.ownMoney,
          }).toEqual({
            partner: `${acronym} ${order}`,
            present: !terminated,
            cost: inCents(total_cost_eur),
            got: inCents(got_net_ec_eur),
            own: own_contribution_eur === null ? null : inCents(own_contribution_eur),
          });
        }
    });

    test("everything that the source states: of all rows own money follows from the lines, but for one, which is quoted", async () => {
      const rows = participationsOf(SECOND);
      const wrong = rows.filter(
        (row) =>
          (of(row)?.money?.plannedGet ?? 0) !== inCents(row.net_ec_contribution_eur) ||
          (of(row)?.money?.plannedBring ?? 0) !== inCents(row.total_cost_eur),
      );
      expect(wrong).toEqual([]);
      expect(rows.reduce((sum, row) => sum + (of(row)?.money?.plannedGet ?? 0), 0)).toBe(inCents(truths().sum_net_ec_contribution_eur));

      const beneficiaries = rows.filter(({ role }) => isBeneficiary(role));
      const known = beneficiaries.filter((row) => inCents(row.total_cost_eur) > 0);
      const differing = known.filter((row) => of(row)?.ownMoney !== inCents(row.total_cost_eur) - inCents(row.ec_contribution_eur));
      expect(differing.map(({ project_id, partner_order }) => `${project_id}/${partner_order}`)).toEqual(["101181661/6"]);
      expect(beneficiaries.filter((row) => inCents(row.total_cost_eur) === 0).every((row) => of(row)?.ownMoney === null)).toBe(true);
      const { body } = await api.get<{ agreements: { versions: { clauses: { text: string }[] }[] }[] }>(
        `/api/alliances/${allianceIdOf("101181661")}/agreements`,
      );
      expect(body.agreements[0]?.versions[0]?.clauses.map(({ text }) => text)).toContainEqual(
        expect.stringMatching(/ is EUR 418869\.85; what it and those under it get is listed as EUR 403885\.55\.$/),
      );
    });
  });

  test("take from the second snapshot exactly what the list of changes says", async () => {
    const changes = rowsOf(folder, `changes_${FIRST}_to_${SECOND}.csv`, [
      "project_id",
      "scope",
      "org_id",
      "role",
      "change",
      "field",
      "new",
    ]);
    expect(countBy(changes, ({ change, field }) => (field === "" ? change : `${change}:${field}`))).toEqual(
      truths()["changes_2025-10-28_to_2025-12-01"],
    );
    const places = new Map(
      [...participationsOf(FIRST), ...participationsOf(SECOND)].map((row) => [partnerIdOf(row), `${row.org_id} ${row.role}`]),
    );
    const found: string[] = [];
    const others: string[] = [];
    for (const { project_id } of projectsOf(SECOND)) {
      const events = await eventsOf(api, allianceIdOf(project_id));
      if ((events[0]?.meta.recordedAt ?? "") > between) found.push(`${project_id} project_added`);
      else if (events.some((event) => event.meta.recordedAt > between)) {
        const { changed, rest } = changesIn(events, (partnerId) => places.get(partnerId) ?? "?", between);
        found.push(...changed.map((change) => `${project_id} ${change}`));
        others.push(...rest);
      }
    }
    // Days give the duration, and the lines what reaches a partner and those under it: neither is recorded twice.
    const derived = new Set(["duration_months", "ec_contribution_eur"]);
    const expected = changes
      .filter(({ field }) => !derived.has(field))
      .map(({ project_id, scope, org_id, role, change, field, new: to }) => {
        if (change === "project_added") return `${project_id} ${change}`;
        const place = scope === "participation" ? ` ${org_id} ${role}` : "";
        return `${project_id} ${change === "field_changed" ? `${field} ${field.endsWith("_eur") ? inCents(to) : to}` : change}${place}`;
      });
    expect(found.toSorted()).toEqual(expected.toSorted());
    // What else happened between the two days: projects began, and two whose start was put off went back to taking shape.
    const starts = new Map(projectsOf(SECOND).map(({ project_id, start_date }) => [project_id, start_date]));
    const before = new Map(projectsOf(FIRST).map(({ project_id, start_date }) => [project_id, start_date]));
    const begun = [...before].filter(([id, start]) => start > FIRST && (starts.get(id) ?? "") <= SECOND).length;
    const putOff = [...before].filter(([id, start]) => start <= FIRST && (starts.get(id) ?? "") > SECOND).length;
    expect([countBy(others, (type) => type), putOff]).toEqual([
      { CollaborationStarted: begun, "PhaseEntered run": begun, "PhaseEntered shape": 2 },
      2,
    ]);
  }, 120_000);

  test("change nothing when they are imported again, in either order", async () => {
    for (const snapshot of [[], ["--snapshot", FIRST], ["--snapshot", SECOND]]) {
      const { code, output } = await runImport(server.url, OPERATOR_KEY, "horizon", folder, ...snapshot);
      expect(code, output).toBe(0);
      expect(reported(output)).toMatchObject({ applied: 0, refused: 0, events: 0 });
      expect(output).toContain("organisations: 0 registered");
    }
  }, 120_000);

  test("leave out a broken row by file and line, and nothing else", async () => {
    const broken = mkdtempSync(join(tmpdir(), "entente-broken-"));
    const other = await startServer();
    try {
      cpSync(folder, broken, { recursive: true, filter: (file) => !file.endsWith(`_${FIRST}.csv`) });
      const projects = readFileSync(join(broken, `projects_${SECOND}.csv`), "utf8").split("\n");
      projects[2] = `not-a-number,${projects[2]?.split(",").slice(1).join(",")}`;
      projects.splice(12);
      writeFileSync(join(broken, `projects_${SECOND}.csv`), `${projects.join("\n")}\n`);
      const participations = readFileSync(join(broken, `participations_${SECOND}.csv`), "utf8");
      const [, , , , key = ""] = projects.map((line) => line.split(",")[0]);
      const row = participations.split("\n").findIndex((line) => line.startsWith(`${key},`));
      const cut = participations.split("\n").map((line, index) => (index === row ? line.replace(/,[^,]*$/, ",12.345") : line));
      writeFileSync(join(broken, `participations_${SECOND}.csv`), cut.join("\n"));
      const { code, output } = await runImport(other.url, OPERATOR_KEY, "horizon", broken);
      expect(code).toBe(2);
      expect(output).toContain(`projects_${SECOND}.csv line 3: project_id`);
      expect(output).toContain(
        `participations_${SECOND}.csv line ${row + 1}: net_ec_contribution_eur: is no amount with at most two decimals`,
      );
      expect(output).toContain(`alliance ${key} is left out: one of its rows is broken`);
      expect(reported(output)).toMatchObject({ applied: 9, unchanged: 0, refused: 0 });
    } finally {
      await other.stop();
      rmSync(broken, { recursive: true, force: true });
    }
  }, 120_000);
});

const When = z.looseObject({ at: z.string(), recordedAt: z.string(), reported: z.boolean() });
const Dated = z.looseObject({ initiated: When, started: When, ended: When, partners: z.array(z.looseObject({ joined: When })) });

async function eventsOf(api: Api, allianceId: string): Promise<AllianceEvent[]> {
  const { body } = await api.get<{ events: SharedEvent[] }>(`/api/alliances/${allianceId}/events?limit=1000`);
  // What is shared of an event is its type and data, as the catalogue has them.
  return body.events as unknown as AllianceEvent[];
}

interface Grant {
  readonly clauses: readonly { readonly text: string }[];
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

/** What the events after an instant changed, in the words of the list of changes; and the types of those that the list does not speak of. */
function changesIn(events: readonly AllianceEvent[], placeOf: (partnerId: string) => string, after: string) {
  const changed: string[] = [];
  const rest: string[] = [];
  const lines = new Map<string, { partnerId: string; field: string }>();
  const joinedNow = new Set<string>();
  const removed = new Set<string>();
  const withdrawn: string[] = [];
  let grant: Grant = { clauses: [], validFrom: null, validUntil: null };
  let amendment = grant;
  const figure = (text: string, before: RegExp) => before.exec(text)?.[1] ?? "";
  for (const event of events) {
    const isNew = event.meta.recordedAt > after;
    switch (event.type) {
      case "PartnerJoined":
        if (!isNew) break;
        joinedNow.add(event.data.partnerId);
        changed.push(`partner_added ${placeOf(event.data.partnerId)}`);
        break;
      case "PartnerLeft": {
        if (!isNew) break;
        const place = placeOf(event.data.partnerId);
        const gone = event.data.reason?.includes("no longer lists") ?? false;
        if (gone) removed.add(event.data.partnerId);
        if (gone) changed.push(`partner_removed ${place}`);
        else if (!joinedNow.has(event.data.partnerId)) changed.push(`terminated true ${place}`);
        break;
      }
      case "BringOffered":
      case "GetRequested": {
        const { lineId, partnerId, amount } = event.data;
        const field = event.type === "BringOffered" ? "total_cost_eur" : "net_ec_contribution_eur";
        lines.set(lineId, { partnerId, field });
        // The lines of a newcomer come with its joining.
        if (isNew && !joinedNow.has(partnerId)) changed.push(`${field} ${amount.quantity} ${placeOf(partnerId)}`);
        break;
      }
      case "BringGetLineRevised": {
        const line = lines.get(event.data.lineId);
        if (isNew && line) changed.push(`${line.field} ${event.data.amount.quantity} ${placeOf(line.partnerId)}`);
        break;
      }
      case "BringGetLineWithdrawn":
        if (isNew) withdrawn.push(event.data.lineId);
        break;
      case "AgreementDrafted":
        grant = event.data;
        break;
      case "AgreementAmendmentProposed":
        amendment = event.data;
        break;
      case "AgreementAmended": {
        const [was, is] = [grant.clauses[0]?.text ?? "", amendment.clauses[0]?.text ?? ""];
        const fields: Record<string, readonly [string, string]> = {
          start_date: [grant.validFrom ?? "", amendment.validFrom ?? ""],
          end_date: [grant.validUntil ?? "", amendment.validUntil ?? ""],
        };
        const sayings = {
          ec_max_contribution_eur: /at most EUR ([\d.]+\d)/,
          total_cost_eur: /total cost of EUR ([\d.]+\d)/,
          termination_date: /Terminated as of ([\d-]+)/,
        };
        for (const [field, saying] of Object.entries(sayings)) fields[field] = [figure(was, saying), figure(is, saying)];
        for (const [field, [from, to]] of Object.entries(fields))
          if (isNew && from !== to) changed.push(`${field} ${field.endsWith("_eur") ? inCents(to) : to}`);
        grant = amendment;
        break;
      }
      case "FactCorrected": {
        const { correction } = event.data;
        if (isNew) changed.push(`${correction.fact === "allianceName" ? "acronym" : "title"} ${correction.becomes}`);
        break;
      }
      case "AllianceEnded":
        if (isNew) changed.push(`status ${event.data.ending === "completed" ? "CLOSED" : "TERMINATED"}`);
        break;
      case "AgreementSigned":
      case "BringGetLinesCommitted":
        break;
      default:
        if (isNew) rest.push(event.type === "PhaseEntered" ? `${event.type} ${event.data.phase}` : event.type);
    }
  }
  // What somebody that is no longer listed would have brought and got goes with it; what became unknown is nothing in the list.
  for (const line of withdrawn.flatMap((lineId) => lines.get(lineId) ?? []))
    if (!removed.has(line.partnerId)) changed.push(`${line.field} 0 ${placeOf(line.partnerId)}`);
  return { changed, rest };
}

test("an import says what is missing: the key, the server, the folder", async () => {
  expect((await runImport("http://127.0.0.1:9", OPERATOR_KEY, "horizon", join(root, "nowhere"))).output).toContain("cannot be read");
  const { code, output } = await runImport("http://127.0.0.1:9", "", "horizon", join(root, "nowhere"));
  expect([code, output.trim()]).toEqual([1, "ENTENTE_OPERATOR_KEY is not set. Start the server with it, and give it here too."]);
});
