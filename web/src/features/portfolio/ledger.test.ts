import { describe, expect, test } from "vitest";
import { openMatter, portfolioRow } from "../../../test/factories/portfolio.ts";
import { datesIn, isStale, ledgerOf, phaseCounts, placeOf, queryOf, viewFrom, waitingIn } from "./ledger.ts";

const water = portfolioRow({ allianceId: "a", name: "Water", phase: "share", lastAt: "2026-11-01T00:00:00.000Z" });
const land = portfolioRow({
  allianceId: "b",
  name: "Land",
  phase: "explore",
  lastAt: "2026-10-01T00:00:00.000Z",
  partners: [{ partnerId: "x", name: "Zorggroep Oost", own: false }],
});
const old = portfolioRow({ allianceId: "c", name: "air 10", phase: null, status: "completed", lastAt: null });
const rows = [water, land, old];
const names = (query: Record<string, string>) => ledgerOf(rows, viewFrom(query), "en").map((row) => row.name);

describe("the ledger", () => {
  test("lives in the address, without what is not said", () => {
    const query = { search: "wa", status: "active", phase: "share", order: "-last" };
    expect(queryOf(viewFrom(query))).toEqual(query);
    expect(queryOf(viewFrom({ status: "lost", phase: "moon", order: "colour" }))).toEqual({});
  });

  test.each([
    [{}, ["Water", "Land", "air 10"]],
    [{ search: " WA " }, ["Water"]],
    [{ search: "zorggroep" }, ["Land"]],
    [{ status: "completed" }, ["air 10"]],
    [{ phase: "none" }, ["air 10"]],
    [{ order: "name" }, ["air 10", "Land", "Water"]],
    [{ order: "-name" }, ["Water", "Land", "air 10"]],
    [{ order: "phase" }, ["air 10", "Land", "Water"]],
    [{ order: "-last" }, ["Water", "Land", "air 10"]],
  ])("%j shows %j", (query: Record<string, string>, shown) => {
    expect(names(query)).toEqual(shown);
  });

  test("counts by phase what the search and status leave", () => {
    expect(phaseCounts(rows, viewFrom({ status: "active", phase: "share" }))).toEqual(
      new Map([
        ["explore", 1],
        ["share", 1],
        ["agree", 0],
        ["shape", 0],
        ["run", 0],
      ]),
    );
    expect(phaseCounts(rows, viewFrom({})).get("none")).toBe(1);
  });
});

test("the most pressing stands first: what is due soonest, then what was asked longest ago", () => {
  const early = openMatter({ id: "early", since: "2026-01-01T00:00:00.000Z" });
  const late = openMatter({ id: "late", since: "2026-02-01T00:00:00.000Z" });
  const due = openMatter({ id: "due", respondBy: "2026-12-01" });
  expect(
    waitingIn([portfolioRow({ waitingForMe: [late] }), portfolioRow({ waitingForMe: [early, due] })]).map(({ matter }) => matter.id),
  ).toEqual(["due", "early", "late"]);
});

test.each([
  ["transition", "#transition-x"],
  ["agreement", "#agreement-x"],
  ["proposal", "#decision-x"],
] as const)("a %s has its place on the alliance page", (kind, hash) => {
  expect(placeOf({ row: water, matter: openMatter({ kind, id: "x" }) })).toEqual({ path: "/alliances/a", hash });
});

test("dates of what has ended are no longer next", () => {
  const next = { kind: "ends" as const, id: "g", on: "2026-12-01", title: "Covenant" };
  expect(
    datesIn([
      { ...water, next },
      { ...old, next },
    ]).map((row) => row.name),
  ).toEqual(["Water"]);
});

test("half a year of silence is stale, an ended alliance never", () => {
  const now = new Date("2026-11-21T00:00:00Z");
  expect([
    isStale(water, now),
    isStale({ ...water, lastAt: "2026-05-01T00:00:00.000Z" }, now),
    isStale({ ...water, lastAt: null }, now),
    isStale(old, now),
  ]).toEqual([false, true, true, false]);
});
