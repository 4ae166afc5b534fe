import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { SharedEvent } from "@entente/contracts/api/insights";
import type { AgreementEntry } from "@entente/contracts/views/agreements";
import type { AlliancePage } from "@entente/contracts/views/alliance";
import { cncf, foundationAlliance, memberOrganisationOf, phaseOfStage, projectAllianceOf, stepIdOf } from "@entente/scripts/import/cncf";
import { importSource } from "@entente/scripts/import/run";
import { openEngines, openLog, readSettings, type Engines } from "@entente/service-kit";
import { openServer, type Server } from "@entente/standalone";
import { operator, type Api } from "../support/api.ts";
import { OPERATOR_KEY, startServer, type ServerProcess } from "../support/server.ts";
import { countBy, reported, rowsOf, runImport, sharedData } from "./support.ts";

const DATA = sharedData("cncf");
const counts = z.record(z.string(), z.int());
const Truths = z.object({
  membership_spells: z.int(),
  distinct_member_organisations_ever: z.int(),
  members_at_end: z.int(),
  memberships_at_end_by_tier: counts,
  events: counts,
  joined_by_year: counts,
  left_by_year: counts,
  tier_changes: counts,
  member_organisations_on: counts,
  projects_ever: z.int(),
  projects_by_stage_at_end: counts,
  project_phase_events: counts,
  named_projects: z.array(
    z.object({
      project_id: z.string(),
      name: z.string(),
      stage: z.enum(["sandbox", "incubating", "graduated", "archived"]),
      accepted: z.string(),
      incubating: z.string(),
      graduated: z.string(),
      archived: z.string(),
      recorded_transitions: z.array(z.tuple([z.string(), z.string(), z.string()])),
    }),
  ),
  named_members: z.array(
    z.object({ org_id: z.string(), spells: z.array(z.tuple([z.string(), z.string(), z.string(), z.string(), z.string()])) }),
  ),
});

/** A folder that is only there where the shared input is. */
const folder = DATA ?? "";
const truths = () => Truths.parse(JSON.parse(readFileSync(join(folder, "truths.json"), "utf8")));
const yearEnds = DATA ? Object.keys(truths().member_organisations_on) : [];
const endOf = (day: string) => `${day}T23:59:59.999Z`;
const dayOf = (instant: string) => instant.slice(0, 10);
const yearOf = (instant: string) => instant.slice(0, 4);

const foundation = `/api/alliances/${foundationAlliance}`;
const pageOf = async (api: Api, allianceId: string, query = "") =>
  (await api.get<{ alliance: AlliancePage }>(`/api/alliances/${allianceId}${query}`)).body.alliance;
/** The member organisations of the foundation: its ring, without who left. */
const membersOf = ({ partners }: AlliancePage) =>
  new Set(partners.filter(({ ring, left }) => ring === "complementary" && left === null).map(({ organisationId }) => organisationId));

async function agreementsOf(api: Api, query = ""): Promise<AgreementEntry[]> {
  const all: AgreementEntry[] = [];
  for (let after = ""; ;) {
    const { body } = await api.get<{ agreements: AgreementEntry[]; next: string | null }>(
      `${foundation}/agreements?limit=200${query}${after}`,
    );
    all.push(...body.agreements);
    if (body.next === null) return all;
    after = `&after=${encodeURIComponent(body.next)}`;
  }
}

async function eventsOf(api: Api, allianceId: string): Promise<SharedEvent[]> {
  const all: SharedEvent[] = [];
  for (let from: number | null = 0; from !== null;) {
    const { body }: { body: { events: SharedEvent[]; next: number | null } } = await api.get(
      `/api/alliances/${allianceId}/events?limit=1000&from=${from}`,
    );
    all.push(...body.events);
    from = body.next;
  }
  return all;
}

describe.skipIf(!DATA)("the foundation's memberships and projects", () => {
  let server: ServerProcess;
  let api: Api;
  let events: readonly SharedEvent[];

  beforeAll(async () => {
    server = await startServer();
    api = operator(server.url, OPERATOR_KEY);
    const { code, output, seconds } = await runImport(server.url, OPERATOR_KEY, "cncf", folder);
    expect(code, output).toBe(0);
    process.stdout.write(`cncf: ${reported(output).events} events in ${seconds.toFixed(1)} s\n`);
    events = await eventsOf(api, foundationAlliance);
  }, 120_000);
  afterAll(() => server?.stop());

  const of = (type: string) => events.filter((event) => event.type === type);
  const change = (event: SharedEvent) => String(event.data["change"]);

  test("are as many of each kind as the log tells", () => {
    const { events: told, tier_changes, membership_spells } = truths();
    // The foundation joined too.
    const joined = of("PartnerJoined").length - 1;
    expect(joined).toBe((told["baseline_member"] ?? 0) + (told["joined"] ?? 0) + (told["rejoined"] ?? 0));
    expect(of("PartnerLeft")).toHaveLength(told["left"] ?? -1);
    expect(of("FactCorrected")).toHaveLength(told["renamed"] ?? -1);
    expect(of("AgreementAmended")).toHaveLength(told["tier_changed"] ?? -1);
    expect(of("AgreementDrafted")).toHaveLength(joined + (told["tier_added"] ?? 0));
    expect(of("AgreementTerminated")).toHaveLength((told["left"] ?? 0) + (told["tier_dropped"] ?? 0));
    expect(countBy(of("AgreementAmendmentProposed"), (event) => change(event).replace(/^From (.*) to (.*)\.$/, "$1->$2"))).toEqual(
      tier_changes,
    );
    // A spell is a membership in one tier: each draft began one, and so did each amendment.
    expect(of("AgreementDrafted").length + of("AgreementAmended").length).toBe(membership_spells);
  });

  test("joined and left in the years they did", () => {
    const { joined_by_year, left_by_year, distinct_member_organisations_ever, events: told } = truths();
    const joined = of("PartnerJoined").filter((event) => event.data["ring"] === "complementary");
    const [first] = joined;
    const later = joined.filter((event) => event.meta.effectiveAt !== first?.meta.effectiveAt);
    expect(joined.length - later.length).toBe(told["baseline_member"]);
    expect(countBy(later, (event) => yearOf(event.meta.effectiveAt))).toEqual(joined_by_year);
    expect(countBy(of("PartnerLeft"), (event) => yearOf(event.meta.effectiveAt))).toEqual(left_by_year);
    expect(new Set(joined.map((event) => event.data["organisationId"])).size).toBe(distinct_member_organisations_ever);
  });

  test("are members in their tiers at the end", async () => {
    const { members_at_end, memberships_at_end_by_tier } = truths();
    expect(membersOf(await pageOf(api, foundationAlliance)).size).toBe(members_at_end);
    const inForce = (await agreementsOf(api)).filter(({ status }) => status === "in-force");
    expect(countBy(inForce, ({ title }) => title)).toEqual(memberships_at_end_by_tier);
    expect(inForce.every((agreement) => agreement.kind === "membership" && agreement.reported)).toBe(true);
  });

  test.each(yearEnds)("in the world on %s were as many as the truths say, in the tiers that the spells say", async (day) => {
    const expected = truths().member_organisations_on[day];
    const page = await pageOf(api, foundationAlliance, `?effectiveAt=${endOf(day)}`);
    expect(membersOf(page).size).toBe(expected);
    const spells = rowsOf(folder, "membership_spells.csv", ["tier", "recorded_from", "recorded_until"]);
    const then = spells.filter(
      ({ recorded_from, recorded_until }) => recorded_from <= day && (recorded_until === "" || recorded_until > day),
    );
    const inForce = (await agreementsOf(api, `&effectiveAt=${endOf(day)}`)).filter(({ status }) => status === "in-force");
    expect(countBy(inForce, ({ title }) => title)).toEqual(countBy(then, ({ tier }) => tier));
  });

  test("include the named members with the spells they had", async () => {
    const page = await pageOf(api, foundationAlliance);
    const agreements = await agreementsOf(api);
    const spells = truths().named_members.map(({ org_id }) => {
      const places = page.partners.filter(({ organisationId }) => organisationId === memberOrganisationOf(org_id));
      return {
        org_id,
        spells: places.map(({ partnerId, joined, left }) => {
          const agreement = agreements.find(({ versions }) => versions[0]?.parties.includes(partnerId));
          return [agreement?.title, dayOf(joined.at), left ? dayOf(left.at) : "", left ? "left" : "still_member", ""];
        }),
      };
    });
    expect(spells).toEqual(truths().named_members);
  });

  test("carry the names they had then, and keep what a member says of its joining", async () => {
    const named = async (query = "") =>
      (await pageOf(api, foundationAlliance, query)).partners.find(
        ({ organisationId }) => organisationId === memberOrganisationOf("ovh-com"),
      )?.name;
    expect([
      await named("?effectiveAt=2019-07-13T00:00:00.000Z"),
      await named("?effectiveAt=2019-08-01T00:00:00.000Z"),
      await named(),
    ]).toEqual(["OVH Groupe", "OVH", "OVHcloud"]);
    const declared = rowsOf(folder, "membership_events.csv", ["joined_declared"]).filter(({ joined_declared }) => joined_declared !== "");
    const texts = [...of("AgreementDrafted"), ...of("AgreementAmendmentProposed")].filter((event) =>
      JSON.stringify(event.data["clauses"]).includes("states that it joined on"),
    );
    expect(texts).toHaveLength(declared.length);
  });

  test("are projects in the stages they reached, with the transitions of the record", async () => {
    const { projects_by_stage_at_end, project_phase_events, projects_ever } = truths();
    const rows = rowsOf(folder, "projects.csv", ["project_id"]);
    const pages = await Promise.all(rows.map(({ project_id }) => pageOf(api, projectAllianceOf(project_id))));
    expect(pages).toHaveLength(projects_ever);
    const stageOf = (page: AlliancePage) =>
      page.ended?.reason.includes("archived the project")
        ? "archived"
        : page.ended
          ? "gone"
          : (Object.entries(phaseOfStage).find(([, phase]) => phase === page.phase)?.[0] ?? String(page.phase));
    const { gone, ...stages } = countBy(pages, stageOf);
    expect(stages).toEqual(projects_by_stage_at_end);
    // The rest was merged or withdrawn.
    expect(gone).toBe(projects_ever - Object.values(projects_by_stage_at_end).reduce((sum, count) => sum + count, 0));

    const log = rowsOf(folder, "project_phase_events.csv", ["recorded_on", "project_id", "phase_from", "phase_to"]);
    const steps = log.map(({ project_id, recorded_on, phase_from, phase_to }) => {
      const page = pages.find(({ allianceId }) => allianceId === projectAllianceOf(project_id));
      if (phase_to === "archived") return page?.ended ? `${phase_from}->archived` : "missing";
      const transitionId = stepIdOf({ project_id, recorded_on, phase_to: phase_to as keyof typeof phaseOfStage });
      const entered = page?.phases.find((known) => known.transitionId === transitionId);
      return entered?.phase === phaseOfStage[phase_to as keyof typeof phaseOfStage] ? `${phase_from || "-"}->${phase_to}` : "missing";
    });
    expect(countBy(steps, (step) => step)).toEqual(project_phase_events);
    expect(pages.every(({ partners }) => partners.length === 1 && partners[0]?.ring === "core" && partners[0].joined.reported)).toBe(true);
  });

  test("tell the named projects with the foundation's own days where it states them", async () => {
    for (const project of truths().named_projects) {
      const page = await pageOf(api, projectAllianceOf(project.project_id));
      const entered = (phase: string) => page.phases.findLast((known) => known.phase === phase);
      expect([page.name, dayOf(page.initiated?.at ?? "")]).toEqual([project.name, project.accepted]);
      expect(page.ended ? dayOf(page.ended.at) : "").toBe(project.archived);
      for (const stage of ["incubating", "graduated"] as const)
        if (project[stage] !== "")
          expect([project.name, stage, dayOf(entered(phaseOfStage[stage])?.entered.at ?? "")]).toEqual([
            project.name,
            stage,
            project[stage],
          ]);
      if (project.stage !== "archived") expect(page.phase).toBe(phaseOfStage[project.stage]);
    }
  });

  test("change nothing when they are imported again", async () => {
    const { code, output } = await runImport(server.url, OPERATOR_KEY, "cncf", folder);
    expect(code, output).toBe(0);
    expect(reported(output)).toEqual({ applied: 0, unchanged: truths().projects_ever + 1, refused: 0, events: 0 });
  }, 60_000);
});

describe.skipIf(!DATA)("the foundation's log, imported as it grew", () => {
  const data = mkdtempSync(join(tmpdir(), "entente-cncf-"));
  let engines: Engines;
  let server: Server;
  let api: Api;
  let now = "";

  beforeAll(async () => {
    const settings = { ENTENTE_DATA: data, ENTENTE_OPERATOR_KEY: OPERATOR_KEY, ENTENTE_RATE_LIMIT: "0", ENTENTE_LOG_LEVEL: "silent" };
    engines = await openEngines(readSettings(settings), openLog("test", "silent"));
    server = await openServer(engines, { clock: () => now });
    const url = await server.app.listen({ port: 0, host: "localhost" });
    api = operator(url, OPERATOR_KEY);
    for (const day of yearEnds) {
      // The clock stands at the end of the year, and no row of a later day has been written yet.
      now = endOf(day);
      const { faults, alliances } = await importSource({ url, key: OPERATOR_KEY, requestBytes: 200_000 }, cncf(folder, day));
      expect([faults, alliances.refused]).toEqual([[], 0]);
    }
  }, 120_000);
  afterAll(async () => {
    await server?.close();
    await server?.app.close();
    await engines?.close();
    rmSync(data, { recursive: true, force: true });
  });

  test.each(yearEnds)("shows as of %s the members that were recorded by then", async (day) => {
    const page = await pageOf(api, foundationAlliance, `?asOf=${endOf(day)}`);
    expect(membersOf(page).size).toBe(truths().member_organisations_on[day]);
    expect(page.recordedAt).toBe(endOf(day));
  });

  test("tells the two clocks apart: what was in the world on a day, by what was recorded on another", async () => {
    const [first = "", second = ""] = yearEnds;
    const on = (asOf: string, effectiveAt: string) =>
      pageOf(api, foundationAlliance, `?asOf=${endOf(asOf)}&effectiveAt=${endOf(effectiveAt)}`).then((page) => membersOf(page).size);
    const { member_organisations_on: expected } = truths();
    expect([await on(second, first), await on(second, second), await on(first, second)]).toEqual([
      expected[first],
      expected[second],
      expected[first],
    ]);
  });

  test("is the same history as when it is imported at once, but for recorded times", async () => {
    const story = (events: readonly SharedEvent[]) => events.map(({ type, data, meta }) => [type, data, meta.effectiveAt, meta.onBehalfOf]);
    const grown = story(await eventsOf(api, foundationAlliance));
    const other = await startServer();
    try {
      const { code } = await runImport(other.url, OPERATOR_KEY, "cncf", folder);
      expect(code).toBe(0);
      expect(grown).toEqual(story(await eventsOf(operator(other.url, OPERATOR_KEY), foundationAlliance)));
    } finally {
      await other.stop();
    }
  }, 60_000);
});
