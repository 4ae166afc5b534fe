import { screen } from "@testing-library/vue";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { show } from "../../../../test/harness.ts";
import { foundedRecord } from "../../../../test/factories/alliance.ts";
import { ProblemError, type Problem } from "../../../api/problems.ts";
import { h } from "../../../gallery/specimen.ts";
import { newId } from "../../../api/ids.ts";
import { act, type Act } from "../acts/act.ts";
import { placed } from "../specimens.ts";
import type { Sent } from "../send.ts";
import ActBar from "./ActBar.vue";

const outcome = { revision: 1, position: "", changed: true };
const perform = vi.fn<(sent: Sent) => Promise<typeof outcome>>();
const refused = (status: number): Problem => ({
  type: "",
  code: "decision-closed",
  status,
  title: "This question has been closed.",
  wayOut: "Reopen it.",
  faults: [],
});
const decisionId = newId();
const acts: Act[] = [
  act({
    name: "option",
    command: "AddOption",
    path: { decisionId },
    verb: "Add an option",
    confirm: "Add it",
    label: "An option",
    sentence: "One option is: {text}",
    blanks: { text: { kind: "prose", label: "The option" } },
    initial: { text: "" },
    body: ({ text }) => ({ optionId: newId(), text }),
  }),
  act({
    name: "fail",
    command: "FailDecision",
    path: { decisionId },
    verb: "Close",
    label: "Close it",
    sentence: "We close it, because {reason}",
    blanks: { reason: { kind: "text", label: "Why" } },
    initial: { reason: "" },
    body: ({ reason }) => ({ reason }),
  }),
];

beforeEach(() => perform.mockReset().mockResolvedValue(outcome));
const bar = () =>
  show(
    placed(foundedRecord, () => h("div", { id: "here", tabindex: -1 }, h(ActBar, { acts, place: "here", about: "a question" })), perform),
  );
const opener = (name: string) => screen.getByRole("button", { name });

describe("an act in its place", () => {
  test("opens as a sentence with the focus in it, one at a time", async () => {
    const { user } = await bar();
    await user.click(opener("Add an option"));
    const option = await screen.findByRole("textbox", { name: "The option" });
    expect(document.activeElement).toBe(option);
    await user.click(opener("Close"));
    expect(screen.queryByRole("textbox", { name: "The option" })).toBeNull();
    expect(await screen.findByRole("textbox", { name: "Why" })).toBeTruthy();
  });

  test("keeps what was typed when one leaves and comes back", async () => {
    const { user } = await bar();
    await user.click(opener("Add an option"));
    await user.type(await screen.findByRole("textbox", { name: "The option" }), "In Ondiep");
    await user.keyboard("{Escape}");
    expect(document.activeElement).toBe(opener("Add an option"));
    await user.click(opener("Add an option"));
    expect((await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "The option" })).value).toBe("In Ondiep");
  });

  test("does not send what its command would not take, and points at it", async () => {
    const { user } = await bar();
    await user.click(opener("Add an option"));
    await user.click(opener("Add it"));
    expect(perform).not.toHaveBeenCalled();
    expect(document.activeElement?.getAttribute("aria-invalid")).toBe("true");
  });

  test("sends the command, closes, and gives the focus back", async () => {
    const { user } = await bar();
    await user.click(opener("Add an option"));
    await user.type(await screen.findByRole("textbox", { name: "The option" }), "In Ondiep");
    await user.click(opener("Add it"));
    expect(perform.mock.calls[0]?.[0]).toMatchObject({ command: "AddOption", path: { decisionId }, body: { text: "In Ondiep" } });
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(document.activeElement).toBe(opener("Add an option"));
    await user.click(opener("Add an option"));
    expect((await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "The option" })).value).toBe("");
  });

  test("shows a refusal where the act is, and keeps what was typed", async () => {
    perform.mockRejectedValueOnce(new ProblemError(refused(422)));
    const { user } = await bar();
    await user.click(opener("Add an option"));
    await user.type(await screen.findByRole("textbox", { name: "The option" }), "In Ondiep");
    await user.click(opener("Add it"));
    expect(screen.getByRole("alert").textContent).toContain("Reopen it.");
    expect((await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "The option" })).value).toBe("In Ondiep");
  });

  test("repeats what may have been recorded under the same key and with the same ids", async () => {
    perform.mockRejectedValueOnce(new TypeError("Failed to fetch"));
    const { user } = await bar();
    await user.click(opener("Add an option"));
    await user.type(await screen.findByRole("textbox", { name: "The option" }), "In Ondiep");
    await user.click(opener("Add it"));
    await user.click(opener("Add it"));
    const [first, second] = perform.mock.calls.map(([sent]) => sent);
    expect(second).toEqual(first);
  });

  test("takes a new key after a refusal", async () => {
    perform.mockRejectedValueOnce(new ProblemError(refused(422)));
    const { user } = await bar();
    await user.click(opener("Add an option"));
    await user.type(await screen.findByRole("textbox", { name: "The option" }), "In Ondiep");
    await user.click(opener("Add it"));
    await user.click(opener("Add it"));
    expect(perform.mock.calls[1]?.[0].key).not.toBe(perform.mock.calls[0]?.[0].key);
  });
});
