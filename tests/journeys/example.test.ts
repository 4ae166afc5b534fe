import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { found } from "../support/api.ts";
import { browserThere, openBrowser, visitor } from "../support/browser.ts";
import { startServer, type ServerProcess } from "../support/server.ts";

const words = {
  en: {
    as: "Go in as",
    mark: "Example: invented organisations",
    other: "Enter as somebody else",
    leave: "Leave the example",
    remove: "Remove the example",
    gone: "The example is removed.",
    alliance: "Living at home longer on the Waterkant",
    exchange: "Bring and get",
  },
  nl: {
    as: "Ga naar binnen als",
    mark: "Voorbeeld: verzonnen organisaties",
    other: "Ga verder als iemand anders",
    leave: "Verlaat het voorbeeld",
    remove: "Verwijder het voorbeeld",
    gone: "Het voorbeeld is verwijderd.",
    alliance: "Langer thuis op de Waterkant",
    exchange: "Brengen en halen",
  },
} as const;

describe.skipIf(!browserThere)("looking around in the example", () => {
  let server: ServerProcess;
  let browser: Browser;
  beforeAll(async () => {
    server = await startServer();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test.each([
    { language: "nl", dark: false, width: 1280 },
    { language: "en", dark: true, width: 390 },
  ] as const)("in $language: one click in, on as another, and out", { timeout: 120_000 }, async ({ language, dark, width }) => {
    const said = words[language];
    const { page, context, complaints, accessible } = await visitor(browser, server.url, { language, dark, width });
    await page.goto("/");
    const in_ = page.getByRole("button", { name: `${said.as} Leila` });
    await in_.waitFor();
    await accessible("the welcome page");

    // one click: signed in, on the page of the alliance, which says what it is
    await in_.click();
    await page.getByRole("heading", { level: 1, name: said.alliance }).waitFor();
    const mark = page.getByRole("complementary", { name: said.mark });
    await mark.getByText(said.mark).waitFor();
    await mark.getByRole("button", { name: said.other }).waitFor();
    expect(await mark.getByRole("button", { name: said.remove }).count()).toBe(0);
    await accessible("the alliance of the example");
    await page.getByRole("link", { name: said.exchange }).click();
    await page.getByRole("heading", { level: 2 }).first().waitFor();
    await mark.waitFor();
    await accessible("bring and get in the example");

    // as somebody else, from wherever one is
    await mark.getByRole("button", { name: said.other }).click();
    await page.getByRole("menuitem", { name: /^Hanna/ }).click();
    await mark.getByRole("button", { name: said.remove }).waitFor();
    await page.getByRole("heading", { level: 1, name: said.alliance }).waitFor();
    await accessible("the alliance as another");
    await page.goto("/portfolio");
    await page.getByRole("link", { name: said.alliance }).first().waitFor();
    await mark.waitFor();
    await accessible("the portfolio of the example");

    // out, in again, and gone
    await mark.getByRole("button", { name: said.leave }).click();
    await in_.waitFor();
    expect(await mark.count()).toBe(0);
    await page.getByRole("button", { name: `${said.as} Hanna` }).click();
    await mark.getByRole("button", { name: said.remove }).click();
    await page.getByRole("dialog").waitFor();
    await accessible("asking whether to remove it");
    await page.getByRole("dialog").getByRole("button", { name: said.remove }).click();
    await page.getByText(said.gone).waitFor();
    await in_.waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("offered beside an empty portfolio, saying that one is signed out", { timeout: 60_000 }, async () => {
    const member = await found(server.url, "Empty Handed");
    const { page, context, complaints, accessible } = await visitor(browser, server.url);
    const [name = "", value = ""] = (member.api.headers["cookie"] ?? "").split(/=(.*)/);
    await context.addCookies([{ name, value: value.split(";")[0] ?? "", url: server.url }]);
    await page.goto("/portfolio");
    await page.getByText("signed out of their own account first").waitFor();
    expect(await page.getByRole("complementary", { name: words.en.mark }).count()).toBe(0);
    await accessible("an empty portfolio");
    await page.getByRole("button", { name: "Go in as Mirte" }).click();
    await page.getByRole("complementary", { name: words.en.mark }).waitFor();
    await page.getByRole("heading", { level: 1, name: words.en.alliance }).waitFor();
    expect((await member.api.get<{ person: unknown }>("/api/session")).body.person).toBeNull();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
