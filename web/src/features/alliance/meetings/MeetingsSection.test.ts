import { screen, within } from "@testing-library/vue";
import { h } from "vue";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { foundedRecord, meetings, partners, workingRecord } from "../../../../test/factories/alliance.ts";
import { show } from "../../../../test/harness.ts";
import { placed } from "../specimens.ts";
import type { Sent } from "../send.ts";
import MeetingsSection from "./MeetingsSection.vue";

const outcome = { revision: 1, position: "", changed: true };
const perform = vi.fn<(sent: Sent) => Promise<typeof outcome>>();
beforeEach(() => perform.mockReset().mockResolvedValue(outcome));
const section = (make = workingRecord) => show(placed(make, () => h(MeetingsSection), perform));

describe("meetings", () => {
  test("are planned with a length and an agenda", async () => {
    const { user } = await section(foundedRecord);
    await user.click(screen.getByRole("button", { name: "Plan a meeting" }));
    await user.type(await screen.findByRole("textbox", { name: "What the meeting is for" }), "The pumps");
    await user.type(screen.getByLabelText("Day"), "2099-01-05");
    await user.selectOptions(screen.getByRole("combobox", { name: "How long" }), "1.5 hours");
    await user.type(screen.getByRole("textbox", { name: "Agenda" }), "Which pumps{Enter}Who pays");
    await user.click(screen.getAllByRole("button", { name: "Plan a meeting" }).at(-1)!);
    expect(perform.mock.calls[0]?.[0].body).toMatchObject({
      title: "The pumps",
      startsAt: "2099-01-05T09:00:00.000Z",
      minutes: 90,
      agenda: ["Which pumps", "Who pays"],
    });
  });

  test("are told as held with who was there, on the day they were held", async () => {
    const { user } = await section();
    const asks = within(document.getElementById(`meeting-${meetings.midterm}`)!);
    await user.click(asks.getByRole("button", { name: "Record that it was held" }));
    const there = within(await screen.findByRole("group", { name: "Who was there" }));
    await user.click(there.getByRole("checkbox", { name: "Waterschap Zuid" }));
    await user.click(there.getByRole("checkbox", { name: "Gemeente Utrecht" }));
    await user.click(asks.getAllByRole("button", { name: "Record that it was held" }).at(-1)!);
    expect(perform.mock.calls[0]?.[0]).toMatchObject({
      command: "HoldSession",
      body: { present: [partners.city, partners.water], notes: null, effectiveAt: "2026-10-20T08:00:00.000Z" },
    });
  });

  test("that were held are read with what came of them", async () => {
    await section();
    const held = within(document.getElementById(`meeting-${meetings.kickoff}`)!);
    for (const words of [
      "What each of us sees",
      "At the table: Gemeente Utrecht and Waterschap Zuid.",
      "It rained.",
      "was to be looked at again on 15 November 2026",
    ])
      expect(held.getByText(words)).toBeTruthy();
    expect(held.getByText("We bring the map of the sewers.", { exact: false })).toBeTruthy();
    expect(held.getByText("The cellars are older than the map.", { exact: false })).toBeTruthy();
  });
});
