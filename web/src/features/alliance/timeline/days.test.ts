import { describe, expect, test } from "vitest";
import { agreements, decisions, richRecord, transition } from "../../../../test/factories/alliance.ts";
import { chapterOf, daysOf, placeOfEntry } from "./days.ts";

const record = richRecord();

describe("the timeline", () => {
  test("stands by day in the alliance’s own time, newest first", () => {
    const days = daysOf(record.entries, "all", "Europe/Amsterdam");
    expect(days.map(({ day }) => day)).toEqual(
      days
        .map(({ day }) => day)
        .toSorted()
        .toReversed(),
    );
    expect(days.flatMap(({ entries }) => entries)).toHaveLength(record.entries.length);
    // 22:00 in UTC is the next day in Amsterdam.
    const late = record.entries.find((entry) => entry.recordedAt.includes("T22:00"))!;
    expect(days.find(({ entries }) => entries.includes(late))?.day).not.toBe(late.recordedAt.slice(0, 10));
  });

  test("tells one chapter at a time", () => {
    for (const { type } of daysOf(record.entries, "agreements", "UTC").flatMap(({ entries }) => entries))
      expect(type).toMatch(/^Agreement/);
    expect(chapterOf("SessionScheduled")).toBeUndefined();
  });

  test.each([
    ["DecisionRequested", `decision-${decisions.meet}`],
    ["AgreementDrafted", `agreement-${agreements.covenant}`],
    ["PhaseTransitionPositionTaken", `transition-${transition}`],
    ["PartnerJoined", `partner-${record.alliance.partners.at(-1)?.partnerId}`],
    ["SessionScheduled", "meetings"],
    ["PhaseStepSkipped", "phases"],
    ["PartnerInvited", "partners"],
  ])("%s leads to its place", (type, place) => {
    expect(
      placeOfEntry(
        record.entries.find((entry) => entry.type === type)!,
        record,
      ),
    ).toBe(place);
  });

  test.each([
    ["AmbitionEndorsed", "ambition"],
    ["InsightRecorded", "meetings"],
    ["WorkableAgreementReached", "meetings"],
    ["EvaluationCycleSet", "evaluation"],
  ])("%s leads to its chapter", (type, place) => {
    expect(placeOfEntry({ revision: 1, type }, record)).toBe(place);
  });
});
