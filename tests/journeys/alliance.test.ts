import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserThere, openBrowser, visitor, type Visitor } from "../support/browser.ts";
import { startServer, type ServerProcess } from "../support/server.ts";

/** Within this time the other partner sees an act, without reloading. */
const LIVE_MS = 1_000;

describe.skipIf(!browserThere)("two organisations found an alliance and sign their first agreement", () => {
  let server: ServerProcess;
  let browser: Browser;
  let delta: Visitor;
  let upland: Visitor;
  let link = "";

  beforeAll(async () => {
    server = await startServer();
    browser = await openBrowser();
    delta = await visitor(browser, server.url);
    upland = await visitor(browser, server.url);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test("each sees the other's acts within a second, and nothing is said on the console", { timeout: 120_000 }, async () => {
    // sign up and found an organisation
    {
      const { page } = delta;
      await page.goto("/");
      await delta.accessible("welcome");
      await page.getByRole("link", { name: "Sign up" }).first().click();
      await signUp(page, "Anna", "anna@delta.example");
      await page.getByLabel("Name of the organisation").waitFor();
      await delta.accessible("found an organisation");
      await foundOrganisation(page, "Delta Waterboard");
      await page.getByRole("heading", { level: 1, name: "Portfolio" }).waitFor();
      await delta.accessible("empty portfolio");
    }

    // found an alliance
    {
      const { page } = delta;
      await page
        .getByRole("link", { name: "Found an alliance" })
        .or(page.getByRole("button", { name: "Found an alliance" }))
        .first()
        .click();
      await page.getByLabel("Name of the alliance").fill("Clean water in the delta");
      await page.getByLabel("Purpose").fill("bring the salt back out of the delta together");
      await delta.accessible("found an alliance");
      await page.getByRole("button", { name: "Found this alliance" }).click();
      await page.getByRole("heading", { level: 1, name: "Clean water in the delta" }).waitFor();
      await delta.accessible("alliance just founded");
    }

    // invite a second organisation by a link that is shown
    {
      const { page } = delta;
      const partners = page.getByRole("region", { name: "Partners" });
      await partners.getByRole("button", { name: "Invite a partner" }).click();
      const act = partners.getByRole("form", { name: "An invitation" }).or(partners);
      await act.getByLabel("Name of the party").fill("Upland Farmers");
      await act.getByRole("combobox", { name: "Ring" }).selectOption({ label: "strategic core" });
      await act.getByLabel("Personal word").fill("We cannot do this without you.");
      await act.getByRole("button", { name: "Invite a partner" }).last().click();
      link = await page.getByLabel("The link to hand over").inputValue();
      expect(link).toMatch(/\/invitations\//);
      await delta.accessible("invitation made");
    }

    // the invited read the letter, sign up, found their organisation and accept
    {
      const { page } = upland;
      await page.goto(new URL(link).pathname);
      await page.getByText("We cannot do this without you.").waitFor();
      await upland.accessible("invitation letter");
      await page.getByRole("main").getByRole("link", { name: "Sign up" }).click();
      await signUp(page, "Bram", "bram@upland.example");
      await page.getByRole("main").getByRole("link", { name: "Found your organisation" }).click();
      await foundOrganisation(page, "Upland Farmers");
      await page.getByRole("button", { name: "Accept for Upland Farmers" }).click();
      await page.getByRole("heading", { level: 1, name: "Clean water in the delta" }).waitFor();
      await seen(delta.page.getByRole("region", { name: "Partners" }).getByText("Upland Farmers").first());
    }

    // they pass from explore to agree, with the position of both, each seeing the other live
    {
      const proposing = delta.page.getByRole("region", { name: "Phases" });
      await proposing.getByRole("button", { name: "Propose a step" }).click();
      await proposing.getByRole("combobox", { name: "To which phase" }).selectOption({ label: "agree, skipping a phase" });
      await proposing.getByLabel("Reason").fill("we know enough of each other to make agreements");
      await proposing.getByRole("button", { name: "Propose a step" }).last().click();
      await seen(upland.page.getByRole("heading", { name: "From explore to agree" }));
      for (const { page } of [upland, delta]) {
        const phases = page.getByRole("region", { name: "Phases" });
        await phases.getByRole("button", { name: "Take your position" }).click();
        await phases.getByRole("combobox", { name: "Your position" }).selectOption({ label: "agrees" });
        await phases.getByRole("button", { name: "Take this position" }).click();
        await phases.getByRole("button", { name: /Change your position/ }).waitFor();
      }
      await delta.page
        .getByRole("region", { name: "Phases" })
        .getByRole("button", { name: /^Enter/ })
        .click();
      await seen(
        upland.page
          .getByRole("region", { name: "Phases" })
          .getByText(/left undone/i)
          .first(),
      );
      await upland.accessible("alliance in agree");
    }

    // they draft an agreement and both sign it; it is in force in both browsers
    {
      const drafting = delta.page.getByRole("region", { name: "Agreements" });
      await drafting.getByRole("button", { name: "Draft an agreement" }).click();
      await drafting.getByRole("combobox", { name: "Kind of agreement" }).selectOption({ label: "covenant" });
      await drafting.getByLabel("Title").fill("Covenant on measuring together");
      for (const name of ["Delta Waterboard", "Upland Farmers"]) await drafting.getByRole("checkbox", { name }).check();
      await drafting.getByRole("button", { name: "Add a clause" }).click();
      await drafting.getByLabel("The clause").fill("We share what we measure with each other within a week.");
      await drafting.getByRole("button", { name: "Keep this clause" }).click();
      await delta.accessible("drafting an agreement");
      await drafting.getByRole("button", { name: "Put this draft on the table" }).click();
      await seen(upland.page.getByRole("heading", { name: "Covenant on measuring together" }));
      for (const [{ page }, name] of [
        [upland, "Upland Farmers"],
        [delta, "Delta Waterboard"],
      ] as const) {
        const agreements = page.getByRole("region", { name: "Agreements" });
        await agreements
          .getByRole("button", { name: `Sign version 1 for ${name}` })
          .first()
          .click();
        await agreements
          .getByRole("button", { name: `Sign version 1 for ${name}` })
          .last()
          .click();
        await agreements.getByText("signed", { exact: true }).first().waitFor();
      }
      await seen(upland.page.getByRole("region", { name: "Agreements" }).getByText(/In force since/));
      await delta.page
        .getByRole("region", { name: "Agreements" })
        .getByText(/In force since/)
        .waitFor();
      await delta.accessible("agreement in force");
    }

    // the story is told in both languages, and the portfolio shows where they stand
    {
      const timeline = delta.page.getByRole("region", { name: "Timeline" });
      await timeline
        .getByText(/signed version 1/)
        .first()
        .waitFor();
      await delta.page.getByRole("button", { name: "Nederlands" }).click();
      await delta.page
        .getByRole("region", { name: "Tijdlijn" })
        .getByText(/tekende versie 1|versie 1/)
        .first()
        .waitFor();
      await delta.accessible("alliance in Dutch");
      await delta.page.getByRole("link", { name: "Portfolio" }).first().click();
      await delta.page.getByRole("row", { name: /Clean water in the delta/ }).waitFor();
      await delta.accessible("portfolio in Dutch");
    }

    // nothing was said on the console and nothing asked of anybody else
    {
      expect([...delta.complaints, ...upland.complaints]).toEqual([]);
    }
  });
});

async function signUp(page: Page, name: string, email: string): Promise<void> {
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill("a sentence to sign in with");
  await page.getByRole("button", { name: "Sign up" }).click();
}

async function foundOrganisation(page: Page, name: string): Promise<void> {
  await page.getByLabel("Name of the organisation").fill(name);
  await page.getByRole("button", { name: "Found this organisation" }).click();
}

/** What the other partner did must be there within a second, without reloading. */
const seen = (locator: ReturnType<Page["getByText"]>) => locator.waitFor({ state: "visible", timeout: LIVE_MS });
