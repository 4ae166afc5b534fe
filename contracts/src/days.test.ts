import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, addMonths, evaluationDays, localDay, nextEvaluation } from "./days.ts";

const anyDay = fc
  .date({ min: new Date("1990-01-01T00:00:00Z"), max: new Date("2090-01-01T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const rhythm = fc.record({
  firstOn: anyDay,
  fullEveryMonths: fc.integer({ min: 1, max: 24 }),
  pulseEveryMonths: fc.option(fc.integer({ min: 1, max: 24 })),
});

test("a day is that of the time zone", () => {
  expect(localDay("2026-03-10T11:30:00.000Z", "Pacific/Auckland")).toBe("2026-03-11");
  expect(localDay("2026-03-10T11:30:00.000Z", "Etc/UTC")).toBe("2026-03-10");
});

describe("reckoning with days", () => {
  test("goes over months, years and leap days", () => {
    expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
    expect(addDays("2028-03-01", -1)).toBe("2028-02-29");
    expect(addDays("2026-12-31", 730)).toBe("2028-12-30");
    expect(addDays("9999-12-30", 30)).toBe("9999-12-31");
  });

  test("a month later is the same day, or the last of a shorter month", () => {
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(addMonths("2027-11-30", 3)).toBe("2028-02-29");
    expect(addMonths("2026-01-31", 12)).toBe("2027-01-31");
    expect(addMonths("2026-12-15", 1)).toBe("2027-01-15");
    expect(addMonths("9999-12-15", 1)).toBe("9999-12-31");
  });

  test("days there and back again are the same day", () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: -5_000, max: 5_000 }), (day, n) => addDays(addDays(day, n), -n) === day));
  });
});

describe("the days of a rhythm", () => {
  test("full ones by their number of months, a short one where no full one falls", () => {
    expect(evaluationDays({ firstOn: "2026-01-31", fullEveryMonths: 12, pulseEveryMonths: 3 }, "2027-01-31")).toEqual([
      { kind: "full", on: "2026-01-31" },
      { kind: "pulse", on: "2026-04-30" },
      { kind: "pulse", on: "2026-07-31" },
      { kind: "pulse", on: "2026-10-31" },
      { kind: "full", on: "2027-01-31" },
    ]);
    expect(evaluationDays({ firstOn: "2026-01-31", fullEveryMonths: 1, pulseEveryMonths: null }, "2026-03-30").map(({ on }) => on)).toEqual(
      ["2026-01-31", "2026-02-28"],
    );
    expect(evaluationDays({ firstOn: "2026-01-31", fullEveryMonths: 6, pulseEveryMonths: null }, "2026-01-30")).toEqual([]);
  });

  test("come in order, each once, none beyond the last day, and more time only adds", () => {
    fc.assert(
      fc.property(rhythm, anyDay, fc.integer({ min: 0, max: 900 }), (given, upTo, more) => {
        const days = evaluationDays(given, upTo);
        expect(days.map(({ on }) => on)).toEqual([...new Set(days.map(({ on }) => on))].sort());
        for (const { on } of days) expect(on >= given.firstOn && on <= upTo).toBe(true);
        expect(evaluationDays(given, addDays(upTo, more)).slice(0, days.length)).toEqual(days);
      }),
      { numRuns: 60 },
    );
  });

  test("the next of a kind is the first that is not before the day asked for", () => {
    fc.assert(
      fc.property(rhythm, anyDay, fc.constantFrom("full" as const, "pulse" as const), (given, from, kind) => {
        const next = nextEvaluation(given, kind, from);
        const far = addMonths(from > given.firstOn ? from : given.firstOn, 24 * 24 + 24);
        expect(next).toBe(evaluationDays(given, far).find((day) => day.kind === kind && day.on >= from)?.on ?? null);
      }),
      { numRuns: 60 },
    );
    expect(nextEvaluation({ firstOn: "2026-01-31", fullEveryMonths: 3, pulseEveryMonths: 6 }, "pulse", "2026-01-01")).toBeNull();
    expect(nextEvaluation({ firstOn: "9999-01-31", fullEveryMonths: 12, pulseEveryMonths: null }, "full", "9999-06-01")).toBeNull();
  });
});
