import type { Answered } from "@entente/contracts/views/provenance";
import { describe, expect, test } from "vitest";
import { partners, richRecord } from "../../../test/factories/alliance.ts";
import { dayIn, ripenessOf } from "./ripeness.ts";

const { water, city, school, residents } = partners;
const everyone = richRecord().alliance.partners;
const given = { at: "", recordedAt: "", by: { kind: "person", id: "", organisationId: null }, reported: false, revision: 1 } as const;
const answers = (positions: Record<string, Answered["position"]>): Answered[] =>
  Object.entries(positions).map(([partnerId, position]) => ({ partnerId, position, reasons: null, given }));
const asked = (positions: Record<string, Answered["position"]>, more = {}) =>
  ripenessOf({ partners: everyone, answers: answers(positions), respondBy: null, today: "2026-11-21", ...more });

describe("whose word is missing", () => {
  test("each of core and ring, until the day to respond has passed", () => {
    expect(asked({ [water]: "agree" })).toEqual({ state: "awaiting", partnerIds: [city, school, residents] });
    expect(asked({ [water]: "agree", [city]: "agree" }, { respondBy: "2026-11-21" }).state).toBe("awaiting");
    expect(asked({ [water]: "agree", [city]: "agree" }, { respondBy: "2026-11-20" }).state).toBe("ripe");
  });

  test("never of the free space, nor of who left", () => {
    expect(asked({ [water]: "agree", [city]: "agree", [school]: "abstain", [residents]: "disagree" }).state).toBe("ripe");
  });

  test("an objection stands before everything else", () => {
    expect(asked({ [school]: "object" })).toEqual({ state: "objection", partnerIds: [school] });
    expect(asked({}, { objectors: [residents] })).toEqual({ state: "objection", partnerIds: [residents] });
  });

  test("the core needs a yes, not merely no objection", () => {
    expect(asked({ [water]: "agree", [city]: "abstain", [school]: "agree", [residents]: "agree" })).toEqual({
      state: "disagreement",
      partnerIds: [city],
    });
  });
});

test("a day is that of the time zone", () => {
  const night = new Date("2026-11-21T23:30:00.000Z");
  expect(dayIn("Europe/Amsterdam", night)).toBe("2026-11-22");
  expect(dayIn("America/New_York", night)).toBe("2026-11-21");
});
