import { screen, within } from "@testing-library/vue";
import { portfolioView } from "@entente/contracts/views/portfolio";
import axe from "axe-core";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { allianceId, decisions, foundedRecord, leftRecord, richRecord, told } from "../../../test/factories/alliance.ts";
import { anna, show } from "../../../test/harness.ts";
import { refusal, serve } from "../../../test/server.ts";
import type { LiveEvent, LiveListener } from "../../api/live.ts";
import type { AllianceRecord } from "../../history/record.ts";
import { dismiss, toasts } from "../../ui/toasts.ts";

let listener: LiveListener | undefined;
let after: string | undefined;
vi.mock("../../api/useLive.ts", async () => {
  const { watchEffect, toValue } = await import("vue");
  return {
    useLive: () => ({ state: {} }),
    useTopic: (topic: () => unknown, listening: LiveListener, cursor: () => string | undefined) =>
      watchEffect(() => {
        listener = toValue(topic) ? listening : undefined;
        if (listener) after = toValue(cursor);
      }),
  };
});
const { default: AlliancePage } = await import("./AlliancePage.vue");

const at = `/api/alliances/${allianceId}`;
function server(make: () => AllianceRecord, more = {}) {
  const { alliance, seat, people, cursor, asOf, ...registers } = make();
  return serve({
    [`GET ${at}`]: { alliance, card: portfolioView.initial(allianceId), seat, people, cursor, asOf },
    [`GET ${at}/decisions`]: { decisions: [...registers.decisions.values()], next: null },
    [`GET ${at}/agreements`]: { agreements: [...registers.agreements.values()], next: null },
    [`GET ${at}/commitments`]: { commitments: [...registers.commitments.values()], next: null },
    [`GET ${at}/ambition`]: registers.ambition,
    [`GET ${at}/ledger`]: registers.ledger,
    [`GET ${at}/timeline`]: { entries: registers.entries.map((entry) => ({ ...entry, sentence: "" })), earlier: null },
    [`GET ${at}/people`]: { ...people, "p-school": "Cora Smit" },
    ...more,
  });
}
const page = () => show(AlliancePage, { props: { allianceId }, as: anna });

beforeEach(() => {
  for (const { id } of toasts.value) dismiss(id);
  listener = undefined;
  localStorage.setItem("entente.organisation", "o-water");
});

describe("the alliance page", () => {
  test("reads the record, and the registers not older than it", async () => {
    const asked = server(richRecord);
    await page();
    expect(await screen.findByRole("heading", { level: 1, name: "Water in the city" })).toBeTruthy();
    expect(asked.of(`GET ${at}/decisions`)[0]?.search.get("atLeast")).toBe("cursor-0");
    expect(after).toBe("cursor-0");
    const fixed = within(screen.getByRole("region", { name: "Where the alliance stands" }));
    expect(fixed.getByText("Agree")).toBeTruthy();
    expect(fixed.getByText("Gemeente Utrecht and Waterschap Zuid, by consensus; the ring by consent")).toBeTruthy();
  });

  test("folds what arrives, marks what others changed, and tells it in one sentence", async () => {
    server(foundedRecord);
    await page();
    await screen.findByRole("heading", { level: 1 });
    const [joined, asked] = told(
      [
        {
          type: "PartnerJoined",
          by: "school",
          data: { partnerId: "p9", organisationId: "o-school", name: "Hogeschool Midden", ring: "core", under: null },
        },
        {
          type: "DecisionRequested",
          by: "school",
          data: { decisionId: decisions.measure, question: "Where do we measure?", background: null, lenses: [], decideBy: null },
        },
      ],
      3,
    ) as unknown as [LiveEvent, LiveEvent];
    listener?.event?.(joined, "c");
    listener?.event?.(asked, "c");
    listener?.event?.(asked, "c");
    const question = await screen.findByRole("heading", { level: 3, name: "Where do we measure?" });
    await vi.waitFor(() => expect(question.className).toContain("animate-changed"));
    expect(toasts.value.at(-1)).toMatchObject({
      kind: "live",
      text: "Hogeschool Midden asked for a decision: Where do we measure? (and one more thing)",
    });
    expect(await screen.findAllByText(/Cora Smit, Hogeschool Midden/)).toBeTruthy();
  });

  test("reads again when an event is missing in between", async () => {
    const asked = server(foundedRecord);
    await page();
    await screen.findByRole("heading", { level: 1 });
    const [late] = told(
      [
        {
          type: "SessionScheduled",
          data: { sessionId: "s", title: "Later", startsAt: "2099-01-01T10:00:00.000Z", place: null, minutes: 60, agenda: [] },
        },
      ],
      9,
    ) as unknown as [LiveEvent];
    listener?.event?.(late, "c");
    await vi.waitFor(() => expect(asked.of(`GET ${at}`)).toHaveLength(2));
  });

  test("who left sees the record as it stood, and nothing to write", async () => {
    server(leftRecord);
    await page();
    expect(await screen.findByText(/Your organisation left this alliance/)).toBeTruthy();
    expect(listener).toBeUndefined();
    const buttons = screen.queryAllByRole("button").map((button) => button.textContent);
    expect(buttons).toEqual([]);
  });

  test("what does not exist for the reader is not there", async () => {
    serve({ [`GET ${at}`]: refusal(404, "absent", "There is nothing here that you may see.", "Check the address.") });
    await page();
    expect(await screen.findByRole("heading", { level: 1, name: "There is nothing here" })).toBeTruthy();
  });

  test("has no axe violation", async () => {
    server(richRecord);
    const { container } = await page();
    await screen.findByRole("heading", { level: 1 });
    const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});
