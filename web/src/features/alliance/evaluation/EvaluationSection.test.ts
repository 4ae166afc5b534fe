import { screen } from "@testing-library/vue";
import { h } from "vue";
import { expect, test, vi } from "vitest";
import { decisions, foundedRecord, richRecord, workingRecord } from "../../../../test/factories/alliance.ts";
import { show } from "../../../../test/harness.ts";
import { placed } from "../specimens.ts";
import type { Sent } from "../send.ts";
import EvaluationSection from "./EvaluationSection.vue";

test("the rhythm stands with the decision it rests on and its next days", async () => {
  await show(placed(workingRecord, () => h(EvaluationSection)));
  expect(
    screen.getByText(/In full every 6 months, with a short pulse every 2 months in between\. The first time on 1 November 2026\./),
  ).toBeTruthy();
  expect(screen.getByRole("link", { name: "Where do we measure first?" })).toBeTruthy();
  expect(screen.getByText("Next full evaluation").nextElementSibling?.textContent).toBe("1 May 2027");
  expect(screen.getByText("Next pulse").nextElementSibling?.textContent).toBe("1 January 2027");
});

test("it is agreed by a decision that was taken; without a number there is no pulse", async () => {
  const perform = vi.fn<(sent: Sent) => Promise<{ revision: number; position: string; changed: boolean }>>();
  perform.mockResolvedValue({ revision: 1, position: "", changed: true });
  const { user } = await show(placed(richRecord, () => h(EvaluationSection), perform));
  await user.click(screen.getByRole("button", { name: "Agree a rhythm" }));
  await user.type(await screen.findByRole("textbox", { name: "Months between full evaluations" }), "12");
  await user.type(screen.getByLabelText("First on"), "2099-01-01");
  await user.selectOptions(screen.getByRole("combobox", { name: "The decision it rests on" }), "Where do we measure first?");
  await user.click(screen.getAllByRole("button", { name: "Agree a rhythm" }).at(-1)!);
  expect(perform.mock.calls[0]?.[0]).toMatchObject({
    command: "SetEvaluationCycle",
    body: { firstOn: "2099-01-01", fullEveryMonths: 12, pulseEveryMonths: null, decisionId: decisions.measure },
  });
});

test("nothing is made up where nothing was agreed", async () => {
  await show(placed(foundedRecord, () => h(EvaluationSection)));
  expect(screen.getByText("No rhythm of evaluating together has been agreed.")).toBeTruthy();
});
