import type { CommitmentEntry } from "@entente/contracts/views/commitments";
import { expect, test } from "vitest";
import { commitmentsView } from "@entente/contracts/views/commitments";
import { daysBetween, standingOf } from "./standing.ts";

const promised = (change: Partial<CommitmentEntry>): CommitmentEntry => ({
  ...commitmentsView.initial("a/c"),
  dueOn: "2026-11-10",
  firstDueOn: "2026-11-10",
  ...change,
});
const fulfilled = (on: string) => ({ status: "fulfilled" as const, fulfilled: { on, note: null, noted: {} as never } });

test.each([
  ["open until its day has passed", {}, "2026-11-10", "open", 0],
  ["overdue after it, by days", {}, "2026-11-21", "overdue", 11],
  ["within the time that was granted", { dueOn: "2026-12-01" }, "2026-11-21", "granted", 0],
  ["kept on its day", fulfilled("2026-11-10"), "2026-11-21", "kept", 0],
  ["late with agreement", { dueOn: "2026-12-01", ...fulfilled("2026-11-20") }, "2026-12-05", "keptLater", 0],
  ["late without", fulfilled("2026-11-12"), "2026-11-21", "keptLate", 2],
  ["waived", { status: "waived" as const }, "2026-11-21", "waived", 0],
  ["waiting with its agreement", { agreementId: "set-aside" }, "2026-11-21", "waits", 0],
  ["following from one that counts", { agreementId: "counts" }, "2026-11-21", "overdue", 11],
] as const)("a commitment is %s", (_which, change, today, standing, days) => {
  const agreements = new Map([
    ["set-aside", { status: "suspended" as const }],
    ["counts", { status: "in-force" as const }],
  ]);
  expect(standingOf(promised(change), agreements, today)).toEqual({ standing, days });
});

test("days are counted over a change of the clock", () => {
  expect(daysBetween("2026-10-24", "2026-10-26")).toBe(2);
  expect(daysBetween("2026-10-26", "2026-10-24")).toBe(-2);
});
