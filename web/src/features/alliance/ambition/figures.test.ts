import { ambitionOf } from "@entente/contracts/measures/ambition";
import { expect, test } from "vitest";
import { foundedRecord, partners, workingRecord } from "../../../../test/factories/alliance.ts";
import { t } from "../../../i18n/index.ts";
import { productInWords, shownFactors } from "./figures.ts";
import { ambitionInput } from "./useAmbition.ts";

const measured = (record = workingRecord(), today = "2026-11-21") => ambitionOf(ambitionInput(record, today));

test("what is laid down is counted of what is brought and not withdrawn, in agreements in force", () => {
  const input = ambitionInput(workingRecord(), "2026-11-21");
  expect(input.pledges[partners.water]).toEqual({ pledged: 1, laidDown: 1 });
  expect(input.pledges[partners.school]).toEqual({ pledged: 0, laidDown: 0 });
  const record = workingRecord();
  const suspended = new Map([...record.agreements].map(([id, agreement]) => [id, { ...agreement, status: "suspended" as const }]));
  expect(ambitionInput({ ...record, agreements: suspended }, "2026-11-21").pledges[partners.water]).toEqual({ pledged: 1, laidDown: 0 });
});

test("of all partners is counted, of one is said", () => {
  const { together, partners: each } = measured();
  expect(shownFactors(together, "all", t, "en").map(({ figure, from }) => `${figure}: ${from}`)).toEqual([
    "50%: gain and input stated of 2 of 4",
    "50%: 2 of 4 endorse, 2 of 2 lines laid down",
    "25%: 1 of 4 kept in time",
  ]);
  const water = each.find(({ partnerId }) => partnerId === partners.water)!;
  expect(shownFactors(water, "one", t, "en").map(({ from }) => from)).toEqual([
    "gain and input are stated",
    "does not endorse this version, 1 of 1 lines laid down",
    "0 of 3 kept in time",
  ]);
});

test("the sentence names the product and its lowest factor, or why there is none", () => {
  expect(productInWords(measured().together, t, "en")).toBe("The ambition stands at 6%; the lowest factor is doing.");
  expect(productInWords(measured(workingRecord(), "2026-10-01").together, t, "en")).toBe("No product yet: no commitment has come due.");
  expect(productInWords(measured(foundedRecord()).together, t, "en")).toBe("No product yet: there is no ambition.");
});
