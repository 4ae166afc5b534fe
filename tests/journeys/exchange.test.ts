import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ally, found, type Alliance, type Member } from "../support/api.ts";
import { browserThere, openBrowser, visitor, type Visitor } from "../support/browser.ts";
import { startServer, type ServerProcess } from "../support/server.ts";

/** Within this time the other partner sees an act, without reloading. */
const LIVE_MS = 1_000;

describe.skipIf(!browserThere)("two partners say what they bring and get", () => {
  let server: ServerProcess;
  let browser: Browser;
  let delta: Visitor;
  let upland: Visitor;
  let members: readonly [Member, Member];
  let alliance: Alliance;

  beforeAll(async () => {
    server = await startServer();
    browser = await openBrowser();
    members = [await found(server.url, "Delta Waterboard"), await found(server.url, "Upland Farmers")];
    alliance = await ally(members);
    delta = await visitor(browser, server.url);
    upland = await visitor(browser, server.url, { width: 390 });
    await enter(delta, members[0]);
    await enter(upland, members[1]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  /** Gives the browser the session of somebody who signed in. */
  async function enter({ context }: Visitor, { api }: Member): Promise<void> {
    const [name = "", value = ""] = (api.headers["cookie"] ?? "").split(/=(.*)/);
    await context.addCookies([{ name, value: value.split(";")[0] ?? "", url: server.url }]);
  }

  test("lines, deliveries, a receipt that the other confirms, and a file that stays private", { timeout: 120_000 }, async () => {
    for (const { page } of [delta, upland]) {
      await page.goto(`/alliances/${alliance.allianceId}`);
      await page.getByRole("link", { name: "Bring and get" }).click();
      await page.getByRole("heading", { level: 2, name: "Balance" }).waitFor();
    }
    await delta.accessible("an empty ledger");

    // what Delta brings is said in one sentence, and the other sees it
    await line(delta.page, "Say what we bring", { quantity: "1.5", unit: "hours", what: "Measuring the salt every week" });
    await seen(upland.page.getByText("Measuring the salt every week").first());
    await line(upland.page, "Say what we want to get", { quantity: "100", unit: "hours", what: "To know when the water is salt" });
    await seen(delta.page.getByText("To know when the water is salt").first());
    await line(upland.page, "Say what we bring", { quantity: "2,500.50", unit: "EUR", what: "Half of the sensors" });
    await seen(delta.page.getByRole("listitem").filter({ hasText: "Half of the sensors" }).getByText("€2,500.50"));

    // a negative amount is refused in words, beside its blank, and nothing typed is lost
    {
      const { page } = delta;
      await page.getByRole("button", { name: "Say what we bring" }).click();
      await page.getByLabel("How much").fill("-3");
      await page.getByLabel("What it is", { exact: true }).fill("Less than nothing");
      await page.getByRole("button", { name: "Say what we bring" }).last().click();
      await page.getByText("An amount must be more than nothing.").waitFor();
      await page.getByText(/Give a quantity above zero/).waitFor();
      expect(await page.getByLabel("What it is", { exact: true }).inputValue()).toBe("Less than nothing");
      await page.getByRole("button", { name: "Not now" }).click();
    }

    // delivered, received, confirmed
    {
      const brought = delta.page.getByRole("listitem").filter({ hasText: "Measuring the salt every week" });
      await brought.getByRole("button", { name: "Record a delivery" }).click();
      await delta.page.getByLabel("How much").fill("0.5");
      await delta.page.getByRole("button", { name: "Record a delivery" }).last().click();
      await seen(upland.page.getByText("Delivered 0.5 hours of 1.5 hours"));
      const got = upland.page.getByRole("listitem").filter({ hasText: "To know when the water is salt" });
      await got.getByRole("button", { name: "Record what we received" }).click();
      await upland.page.getByLabel("How much").fill("40");
      await upland.page.getByRole("button", { name: "Record what we received" }).last().click();
      await seen(delta.page.getByText("waits for another partner's word"));
      expect(await upland.page.getByRole("button", { name: "Confirm" }).count()).toBe(0);
      await delta.page.getByRole("button", { name: "Confirm" }).click();
      await delta.page.getByRole("button", { name: "Confirm" }).last().click();
      await seen(upland.page.getByText("Confirmed by Delta Waterboard."));
    }

    // matched by hand
    {
      const asked = delta.page
        .getByRole("region", { name: "Lines" })
        .getByRole("listitem")
        .filter({ hasText: "To know when the water is salt" })
        .first();
      await asked.getByText("Not matched yet.").waitFor();
      await asked.getByRole("button", { name: "Match" }).click();
      await delta.page.getByRole("combobox", { name: "Which line" }).selectOption({ index: 1 });
      await delta.page.getByRole("button", { name: "Match" }).last().click();
      await seen(upland.page.getByText(/Matched to Delta Waterboard: Measuring the salt/));
    }

    // what stays private is said to be so before typing, and reaches nobody else
    {
      const { page } = delta;
      const file = page.getByRole("region", { name: "Your own file" });
      await file.getByRole("button", { name: "Record our cost" }).click();
      await file.getByText("Private: only people of your organisation read this.").waitFor();
      await file.getByLabel("How much").fill("300");
      await file.getByLabel("What it is", { exact: true }).fill("canary of the delta");
      await file.getByRole("button", { name: "Record our cost" }).last().click();
      await file.getByText("canary of the delta").waitFor();
      expect(await upland.page.getByText("canary of the delta").count()).toBe(0);
      for (const path of ["", "/ledger", "/balance", "/dossier", "/timeline", "/events"]) {
        const answer = await members[1].api.get(`/api/alliances/${alliance.allianceId}${path}`);
        expect(answer.status).toBe(200);
        expect(JSON.stringify(answer.body)).not.toContain("canary of the delta");
      }
    }
    await delta.accessible("a ledger with lines");
    await upland.accessible("a ledger on a phone");

    // and it is told in the story of the alliance
    await delta.page.getByRole("link", { name: "The alliance" }).click();
    await delta.page
      .getByRole("region", { name: "Timeline" })
      .getByText(/Delta Waterboard brings 1.5 hours/)
      .first()
      .waitFor();
    // The one refusal above; browsers say on the console that the server refused.
    expect([...delta.complaints, ...upland.complaints]).toEqual([expect.stringContaining("422")]);
  });
});

async function line(page: Page, verb: string, said: { quantity: string; unit: string; what: string }): Promise<void> {
  await page.getByRole("button", { name: verb }).click();
  await page.getByLabel("How much").fill(said.quantity);
  await page.getByLabel("Unit").selectOption({ label: said.unit });
  await page.getByLabel("What it is", { exact: true }).fill(said.what);
  await page.getByRole("button", { name: verb }).last().click();
  await page.getByText(said.what).first().waitFor();
}

/** What the other partner did must be there within a second, without reloading. */
const seen = (locator: ReturnType<Page["getByText"]>) => locator.waitFor({ state: "visible", timeout: LIVE_MS });
