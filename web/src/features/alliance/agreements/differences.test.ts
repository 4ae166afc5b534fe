import type { AgreementEntry } from "@entente/contracts/views/agreements";
import { expect, test } from "vitest";
import { differencesOf } from "./differences.ts";

type Version = AgreementEntry["versions"][number];
const clause = (clauseId: string, text: string) => ({ clauseId, heading: null, text, decisionId: null });
const before: Version = {
  version: 1,
  amends: false,
  title: "Covenant",
  parties: ["water", "city"],
  clauses: [clause("a", "In Ondiep."), clause("b", "Every year."), clause("c", "For free.")],
  validFrom: null,
  validUntil: "2026-12-31",
  lines: [
    { lineId: "l", value: null },
    { lineId: "m", value: { currency: "EUR", quantity: 100 } },
  ],
  noticeDays: 30,
  change: null,
  proposed: {} as never,
  signatures: [],
};

test("the same text differs in nothing, in whatever order the parties stand", () => {
  const same = differencesOf(before, { ...before, version: 2, amends: true, parties: ["city", "water"] }, "2026-12-31");
  expect(same).toEqual({
    title: false,
    parties: false,
    period: false,
    notice: false,
    clauses: new Map(),
    struck: [],
    lines: new Map(),
    struckLines: [],
  });
});

test("a clause is new, changed or struck; a line as well, also by what it is worth", () => {
  const found = differencesOf(
    before,
    {
      ...before,
      title: "Covenant of Ondiep",
      clauses: [clause("a", "In all of Ondiep."), clause("b", "Every year."), clause("d", "In spring.")],
      lines: [
        { lineId: "m", value: { currency: "EUR", quantity: 200 } },
        { lineId: "n", value: null },
      ],
      noticeDays: 60,
    },
    "2027-12-31",
  );
  expect(found).toMatchObject({ title: true, parties: false, period: true, notice: true });
  expect([...found.clauses]).toEqual([
    ["a", "changed"],
    ["d", "new"],
  ]);
  expect(found.struck.map(({ clauseId }) => clauseId)).toEqual(["c"]);
  expect([...found.lines]).toEqual([
    ["m", "changed"],
    ["n", "new"],
  ]);
  expect(found.struckLines.map(({ lineId }) => lineId)).toEqual(["l"]);
});
