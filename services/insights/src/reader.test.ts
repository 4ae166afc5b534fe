import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Scope } from "@entente/contracts/access";
import type { AgreementEntry } from "@entente/contracts/views/agreements";
import type { AlliancePage } from "@entente/contracts/views/alliance";
import type { AllianceFact } from "@entente/contracts/events/catalogue";
import { Projector } from "./projector/projector.ts";
import { Reader } from "./reader.ts";
import { founding, openTestHouse, type TestHouse } from "./testing.ts";

/** What was so in the world, by what is recorded: the order of (effectiveAt, revision). */
let house: TestHouse;
let reader: Reader;
const scope = { caller: { kind: "operator", organisationId: null } } as unknown as Scope; // in a test nobody signs in
const at = (day: string) => `2020-${day}T00:00:00.000Z`;
const allianceId = randomUUID();
const [organisationId, early, late] = [randomUUID(), randomUUID(), randomUUID()];
const agreementId = randomUUID();

beforeAll(async () => {
  house = await openTestHouse();
  const { readStore, feed, store, events } = house.engines;
  reader = new Reader(readStore, new Projector({ readStore, feed, log: store, logger: house.engines.log }), events);
  const joined = (partnerId: string, name: string): AllianceFact => ({
    type: "PartnerJoined",
    data: { partnerId, organisationId: null, name, ring: "complementary", under: null },
  });
  const text = { title: "Silver", parties: [early], clauses: [], validFrom: null, validUntil: null, lines: [], noticeDays: 30 };
  // Recorded in this order; revisions 0 to 2 are the founding.
  await house.record(allianceId, [
    ...founding(organisationId).map((fact) => ({ ...fact, effectiveAt: at("01-01") })),
    { ...joined(late, "Late"), effectiveAt: at("06-01") },
    { ...joined(early, "Early"), effectiveAt: at("02-01") },
    { type: "PartnerLeft", data: { partnerId: early, organisationId: null, reason: null }, effectiveAt: at("09-01") },
    { type: "AgreementDrafted", data: { agreementId, kind: "membership", version: 1, ...text }, effectiveAt: at("03-01") },
    { type: "AgreementReached", data: { agreementId, version: 1, inForceFrom: "2020-03-01", reported: true }, effectiveAt: at("04-01") },
    {
      type: "FactCorrected",
      data: {
        correctionId: randomUUID(),
        corrects: 5,
        correction: { fact: "partnerLeftAt", partnerId: early, was: at("09-01"), becomes: at("05-01") },
        reason: "It left before.",
      },
      effectiveAt: at("12-01"),
    },
  ] as AllianceFact[]);
});
afterAll(() => house.close());

const page = (upTo: number | null, effectiveAt: string | null) =>
  reader.document<AlliancePage>(scope, "alliance", allianceId, allianceId, upTo, effectiveAt);
const here = async (upTo: number | null, day: string) =>
  (await page(upTo, at(day)))?.partners.filter(({ left }) => left === null).map(({ name }) => name);

test("facts stand in the order in which they happened, whenever they were recorded", async () => {
  expect(await page(null, "2019-12-31T23:59:59.999Z")).toBeNull();
  expect(await here(null, "01-31")).toEqual(["Delta"]);
  expect(await here(null, "02-01")).toEqual(["Delta", "Early"]);
  expect((await page(null, at("07-01")))?.partners.map(({ name }) => name)).toEqual(["Delta", "Early", "Late"]);
});

test("a day that was corrected counts as corrected, as soon as that is recorded", async () => {
  expect(await here(null, "08-01")).toEqual(["Delta", "Late"]);
  expect(await here(7, "08-01")).toEqual(["Delta", "Early", "Late"]);
  expect((await page(null, at("08-01")))?.partners.find(({ name }) => name === "Early")?.left?.at).toBe(at("05-01"));
});

test("a document states the last revision it rests on, not the last that was put in its place", async () => {
  expect((await page(null, at("06-01")))?.revision).toBe(7);
  expect((await page(3, at("06-01")))?.revision).toBe(3);
});

test("lists follow the same order", async () => {
  const agreements = (day: string) =>
    reader
      .documents<AgreementEntry>(scope, "agreements", allianceId, null, { limit: 10 }, at(day))
      .then((rows) => rows.map(({ doc }) => doc));
  expect(await agreements("02-15")).toEqual([]);
  expect((await agreements("03-15")).map(({ status, revision }) => [status, revision])).toEqual([["draft", 6]]);
  expect((await agreements("04-15")).map(({ status, revision }) => [status, revision])).toEqual([["in-force", 7]]);
});
