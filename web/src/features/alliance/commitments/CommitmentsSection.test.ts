import { screen, within } from "@testing-library/vue";
import { h } from "vue";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { commitments, foundedRecord, id, partners, workingRecord } from "../../../../test/factories/alliance.ts";
import { show } from "../../../../test/harness.ts";
import { placed } from "../specimens.ts";
import type { Sent } from "../send.ts";
import CommitmentsSection from "./CommitmentsSection.vue";

const outcome = { revision: 1, position: "", changed: true };
const perform = vi.fn<(sent: Sent) => Promise<typeof outcome>>();
beforeEach(() => perform.mockReset().mockResolvedValue(outcome));
const section = (make = workingRecord) => show(placed(make, () => h(CommitmentsSection), perform));
const item = (words: string) => within(screen.getByText(words, { exact: false }).closest("li")!);

describe("commitments", () => {
  test("stand by the day they are due, and late is said with how many days", async () => {
    await section();
    const open = screen.getAllByRole("list")[0]!;
    const due = [...open.children].map((each) => each.id);
    expect(due).toEqual([`commitment-${commitments.desks}`, `commitment-${commitments.sensors}`, `commitment-${commitments.permit}`]);
    expect(item("Eleven sensors hang.").getByText(/^\d+ days late/)).toBeTruthy();
    expect(item("Two desks are free.").getByText("waits with its agreement")).toBeTruthy();
    expect(item("The permit is there.").getByText("Waits for another partner.")).toBeTruthy();
    expect(item("The neighbours are asked.").getByText(/late with agreement, kept on 22 Oct 2026/)).toBeTruthy();
    expect(item("The letter is sent.").getByText(/kept on 14 Oct 2026, 2 days late/)).toBeTruthy();
    expect(item("Twenty pairs of boots.").getByText(/Waived by Waterschap Zuid: It stayed dry\./)).toBeTruthy();
  });

  test("one promises for one's own partner", async () => {
    const { user } = await section();
    await user.click(screen.getByRole("button", { name: "Make a commitment" }));
    expect(screen.queryByRole("combobox", { name: "Which partner" })).toBeNull();
    await user.type(await screen.findByRole("textbox", { name: "What will be done" }), "The pump stands.");
    await user.click(screen.getAllByRole("button", { name: "Make a commitment" }).at(-1)!);
    expect(perform).not.toHaveBeenCalled();
    await user.type(screen.getByLabelText("Due on"), "2099-01-31");
    await user.selectOptions(screen.getByRole("combobox", { name: "What it follows from" }), "agreement: How we treat each other");
    await user.click(screen.getAllByRole("button", { name: "Make a commitment" }).at(-1)!);
    expect(perform.mock.calls[0]?.[0].body).toMatchObject({
      partnerId: partners.water,
      text: "The pump stands.",
      dueOn: "2099-01-31",
      agreementId: id(21),
      decisionId: null,
    });
  });

  test("another partner grants the time that was asked", async () => {
    const { user } = await section();
    await user.click(screen.getByRole("button", { name: "Grant time until 31 March 2027" }));
    expect(await screen.findByText("Waterschap Zuid grants Gemeente Utrecht time until 31 March 2027.")).toBeTruthy();
    await user.click(screen.getAllByRole("button", { name: "Grant time until 31 March 2027" }).at(-1)!);
    expect(perform.mock.calls[0]?.[0]).toMatchObject({
      command: "PostponeCommitment",
      path: { commitmentId: commitments.permit, postponementId: id(351) },
      body: { partnerId: partners.water },
    });
  });

  test("say what they are for where there are none", async () => {
    await section(foundedRecord);
    expect(screen.getByText("No commitments yet")).toBeTruthy();
  });
});
