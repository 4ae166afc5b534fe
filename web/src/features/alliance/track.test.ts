import { describe, expect, test } from "vitest";
import { endedRecord, foundedRecord, richRecord } from "../../../test/factories/alliance.ts";
import { missingOnTheWay, skippedOnTheWay, stationsOf } from "./track.ts";

describe("the phase track", () => {
  test("says of each phase how far it came", () => {
    expect(stationsOf(richRecord().alliance).map((station) => station.state)).toEqual(["done", "skipped", "now", "ahead", "ahead"]);
    expect(stationsOf(endedRecord().alliance).map((station) => station.state)).toEqual([
      "done",
      "skipped",
      "done",
      "unreached",
      "unreached",
    ]);
  });

  test("keeps what was left undone with its phase", () => {
    expect(stationsOf(richRecord().alliance)[1]?.debts.map((debt) => debt.debtId)).toEqual(["result-share"]);
  });
});

describe("a move foresees", () => {
  test("the results that would be missing, as the server will write them down", () => {
    const { alliance } = foundedRecord();
    expect(missingOnTheWay(alliance, "agree").map((phase) => phase.id)).toEqual(["explore", "share"]);
    // What is owed already is not owed twice; what was submitted is not missing.
    expect(missingOnTheWay(richRecord().alliance, "shape").map((phase) => phase.id)).toEqual(["agree"]);
    expect(missingOnTheWay(richRecord().alliance, null).map((phase) => phase.id)).toEqual(["agree", "shape"]);
    expect(missingOnTheWay(richRecord().alliance, "explore")).toEqual([]);
  });

  test("the phases it jumps over", () => {
    expect(skippedOnTheWay("explore", "shape").map((phase) => phase.id)).toEqual(["share", "agree"]);
    expect(skippedOnTheWay("agree", "explore")).toEqual([]);
  });
});
