import { existsSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { expect } from "vitest";

export const CHROMIUM = process.env["ENTENTE_TEST_CHROMIUM"] ?? "/usr/bin/chromium";
/** Journeys need a browser; where there is none they are skipped, and say so. */
export const browserThere = existsSync(CHROMIUM);
if (!browserThere) process.stdout.write(`${CHROMIUM} is absent: journeys in a browser are skipped (Debian: apt-get install chromium)\n`);

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page said on its console, and what it asked of other origins; both must stay empty. */
  readonly complaints: string[];
  /** Axe over the page as it is now; no violation is accepted. */
  accessible(where: string): Promise<void>;
}

export interface VisitorOptions {
  readonly language?: "en" | "nl";
  readonly dark?: boolean;
  readonly width?: number;
}

/** A person with a browser of their own: nothing is shared with another visitor. */
export async function visitor(
  browser: Browser,
  origin: string,
  { language = "en", dark = false, width = 1280 }: VisitorOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: origin,
    locale: language === "nl" ? "nl-NL" : "en-GB",
    colorScheme: dark ? "dark" : "light",
    viewport: { width, height: 900 },
    timezoneId: "Europe/Amsterdam",
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith(origin.replace("http", "ws")) && !request.url().startsWith("data:"))
      complaints.push(`foreign request: ${request.url()}`);
  });
  return {
    page,
    context,
    complaints,
    async accessible(where) {
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
        .analyze();
      expect(violations.map(({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)).toEqual([]);
    },
  };
}
