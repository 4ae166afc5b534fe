import { describe, expect, test } from "vitest";
import type { DossierCommand } from "@entente/contracts/commands/dossier";
import type { DossierEvent } from "@entente/contracts/events/catalogue";
import type { DossierFact } from "@entente/contracts/events/dossier";
import { A, id } from "@entente/contracts/events/story";
import { decide, emptyDossier, evolve, type DossierContext, type DossierState } from "./decide.ts";

const [entryId, lineId, mandateId] = [id(0x701), id(0x601), id(0x704)];
const euros = (quantity: number) => ({ currency: "EUR", quantity });
const context: DossierContext = {
  now: "2026-03-01T11:00:00.000Z",
  actor: A.actor,
  timeZone: "Europe/Amsterdam",
  knowsLine: (line) => line === lineId,
};
const clock: DossierContext = { ...context, actor: { kind: "system", id: "clock", organisationId: null } };
const given = (...facts: DossierFact[]): DossierState =>
  // A fact of the catalogue in an envelope is an event of the catalogue; only type and data matter here.
  facts.reduce((state, fact) => evolve(state, fact as unknown as DossierEvent), emptyDossier);
const cost: DossierCommand & { type: "RecordOwnCost" } = {
  type: "RecordOwnCost",
  entryId,
  lineId,
  cost: euros(500),
  description: "Travel",
};
const costed: DossierFact = { type: "OwnCostRecorded", data: { entryId, lineId, cost: euros(500), description: "Travel" } };
const granted: DossierFact = { type: "MandateGranted", data: { mandateId, scope: "Up to a thousand.", validUntil: "2026-03-10" } };
const grant: DossierCommand = { type: "GrantMandate", mandateId, scope: "Up to a thousand.", validUntil: "2026-03-10" };
const after = "2026-03-10T23:30:00.000Z"; // already 11 March in Amsterdam

describe("the own figures of a partner", () => {
  test("are recorded once, beside a line that exists", () => {
    expect(decide(given(), cost, context)).toEqual([costed]);
    expect(decide(given(costed), cost, context)).toEqual([]);
    expect(decide(given(costed), { ...cost, cost: euros(600) }, context)).toMatchObject({ code: "id-taken" });
    expect(decide(given(), { ...cost, lineId: id(0x6ff) }, context)).toMatchObject({ code: "unknown-line" });
    expect(decide(given(), { ...cost, lineId: null }, context)).toMatchObject([{ type: "OwnCostRecorded" }]);
    const valuation: DossierCommand = { type: "RecordOwnValuation", entryId, lineId, value: euros(1), description: "To us" };
    expect(decide(given(), valuation, context)).toMatchObject([{ type: "OwnValuationRecorded" }]);
    expect(decide(given(costed), valuation, context)).toMatchObject({ code: "id-taken" });
    expect(decide(given(), { ...valuation, type: "RecordOwnBenefit" }, context)).toMatchObject([{ type: "OwnBenefitRecorded" }]);
  });
  test("are in money that exists, and not negative", () => {
    expect(decide(given(), { ...cost, cost: euros(-1) }, context)).toMatchObject({ code: "amount-not-positive" });
    expect(decide(given(), { ...cost, cost: { currency: "XYZ", quantity: 1 } }, context)).toMatchObject({ code: "unknown-currency" });
  });
  test("are taken back once", () => {
    const back: DossierCommand = { type: "WithdrawDossierEntry", entryId, reason: null };
    const withdrawn: DossierFact = { type: "DossierEntryWithdrawn", data: { entryId, reason: null } };
    expect(decide(given(costed), back, context)).toEqual([withdrawn]);
    expect(decide(given(costed, withdrawn), back, context)).toEqual([]);
    expect(decide(given(), back, context)).toMatchObject({ code: "unknown-entry" });
  });
});

describe("a mandate", () => {
  test("is granted for a time that is not over, and withdrawn", () => {
    expect(decide(given(), grant, context)).toEqual([granted]);
    expect(decide(given(granted), grant, context)).toEqual([]);
    expect(decide(given(granted), { ...grant, validUntil: null }, context)).toMatchObject({ code: "id-taken" });
    expect(decide(given(), grant, { ...context, now: after })).toMatchObject({ code: "date-past" });
    const back: DossierCommand = { type: "WithdrawMandate", mandateId, reason: "New board." };
    expect(decide(given(granted), back, context)).toEqual([{ type: "MandateWithdrawn", data: { mandateId, reason: "New board." } }]);
    expect(decide(given(), back, context)).toMatchObject({ code: "unknown-mandate" });
  });
  test("ends by the clock alone, after its last day in the alliance's own zone, once", () => {
    const note: DossierCommand = { type: "NoteMandateExpired", mandateId, validUntil: "2026-03-10" };
    const expired: DossierFact = { type: "MandateExpired", data: { mandateId, validUntil: "2026-03-10" } };
    expect(decide(given(granted), note, { ...clock, now: after })).toEqual([expired]);
    expect(decide(given(granted), note, { ...clock, now: "2026-03-10T22:30:00.000Z" })).toEqual([]);
    expect(decide(given(granted, expired), note, { ...clock, now: after })).toEqual([]);
    expect(decide(given(granted), { ...note, validUntil: "2026-03-09" }, { ...clock, now: after })).toEqual([]);
    expect(decide(given(granted), note, { ...context, now: after })).toMatchObject({ code: "clock-only" });
  });
});
