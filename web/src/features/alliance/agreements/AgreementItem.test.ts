import { screen, within } from "@testing-library/vue";
import { h } from "vue";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { allianceId, agreements, lines, partners, texts, workingRecord } from "../../../../test/factories/alliance.ts";
import { show } from "../../../../test/harness.ts";
import { serve } from "../../../../test/server.ts";
import { placed } from "../specimens.ts";
import type { Sent } from "../send.ts";
import AgreementItem from "./AgreementItem.vue";

const outcome = { revision: 1, position: "", changed: true };
const perform = vi.fn<(sent: Sent) => Promise<typeof outcome>>();
beforeEach(() => perform.mockReset().mockResolvedValue(outcome));
const item = (agreementId: string) =>
  show(placed(workingRecord, (record) => h(AgreementItem, { agreement: record.agreements.get(agreementId)! }), perform));

describe("an agreement in force", () => {
  test("stays readable beside its amendment, and says which of both counts", async () => {
    await item(agreements.rules);
    expect(screen.getByText("amendment proposed", { exact: false })).toBeTruthy();
    const inForce = within(screen.getByRole("heading", { level: 4, name: "In force: version 1" }).parentElement!);
    expect(inForce.getByText("We show what we spend.")).toBeTruthy();
    const amendment = within(screen.getByRole("heading", { level: 4, name: "Proposed amendment: version 2" }).parentElement!);
    expect(amendment.getByText("Not in force. Version 1 counts until all parties have signed this one.")).toBeTruthy();
    expect(amendment.getByText("We show what we spend, every month.")).toBeTruthy();
    expect(amendment.getByText("changed")).toBeTruthy();
    expect(amendment.getByRole("link", { name: /A hydrologist two days a week/ }).getAttribute("href")).toContain(`#line-${lines.nurse}`);
    expect(amendment.getByText("Worth €60,000.00, as agreed")).toBeTruthy();
  });

  test("has its amendment signed", async () => {
    const { user } = await item(agreements.rules);
    await user.click(screen.getByRole("button", { name: "Sign version 2 for Waterschap Zuid" }));
    expect(await screen.findByText(/this text takes the place of the one in force/)).toBeTruthy();
    await user.click(screen.getAllByRole("button", { name: "Sign version 2 for Waterschap Zuid" }).at(-1)!);
    expect(perform.mock.calls[0]?.[0]).toMatchObject({ command: "SignAgreement", body: { version: 2, partnerId: partners.water } });
  });

  test("is amended, never overwritten, with the lines it lays down and what they are worth", async () => {
    const etag = new Response("{}", { status: 200, headers: { ETag: '"70"', "content-type": "application/json" } });
    serve({ [`GET /api/alliances/${allianceId}/agreements/${texts.licence}`]: () => etag });
    const { user } = await item(texts.licence);
    expect(screen.getByText(/^It ends in \d+ days, on 31 December 2026\.$|^It ended|^It ends to/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Propose an amendment" }));
    await user.type(await screen.findByRole("textbox", { name: "What changes" }), "It names what we bring.");
    expect(screen.getByRole("heading", { level: 4, name: "In force: version 1" })).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>("checkbox", { name: /Half the cellars.*laid down in/ }).disabled).toBe(true);
    await user.click(screen.getByRole("checkbox", { name: /To meet the neighbours/ }));
    const worth = within(screen.getByRole("group", { name: "What it is worth: To meet the neighbours" }));
    await user.type(worth.getByRole("textbox", { name: "How much" }), "1,250");
    const notice = screen.getByRole("textbox", { name: "Days of notice" });
    await user.clear(notice);
    await user.click(screen.getByRole("button", { name: "Put this amendment on the table" }));
    expect(perform).not.toHaveBeenCalled();
    await user.type(notice, "90");
    await user.click(screen.getByRole("button", { name: "Put this amendment on the table" }));
    expect(perform.mock.calls[0]?.[0]).toMatchObject({
      command: "ProposeAgreementAmendment",
      ifMatch: '"70"',
      body: {
        noticeDays: 90,
        change: "It names what we bring.",
        validUntil: "2026-12-31",
        lines: [{ lineId: lines.names, value: { currency: "EUR", quantity: 125_000 } }],
      },
    });
  });
});

test("one that is set aside says why, until when and on what it rests", async () => {
  await item(texts.staffing);
  expect(screen.getByText("Set aside: Nobody can be spared.")).toBeTruthy();
  expect(screen.getByText(/Foreseen until 1 March 2027/)).toBeTruthy();
  expect(screen.getByRole("button", { name: "Resume" })).toBeTruthy();
});

test("one that ended says so, and can be renewed", async () => {
  await item(texts.lease);
  expect(screen.getByText("It ended on 10 November 2026 and was not renewed.")).toBeTruthy();
  expect(screen.getByText("Renewed until 10 November 2026: One more week.")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Renew" })).toBeTruthy();
});
