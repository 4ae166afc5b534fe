import { openBrowser, visitor } from "./support/browser.ts";
const origin = "http://localhost:4730";
const browser = await openBrowser();
const which = process.argv[2] ?? "all";
for (const [language, dark, width] of [
  ["nl", false, 1280],
  ["en", true, 390],
] as const) {
  const { page, complaints, context } = await visitor(browser, origin, { language, dark, width });
  await page.goto("/");
  await page.getByRole("heading", { level: 2 }).first().waitFor();
  await page.screenshot({ path: `/tmp/shots/welcome-${language}.png`, fullPage: true });
  const go = language === "nl" ? "Ga naar binnen als" : "Go in as";
  const t0 = Date.now();
  await page.getByRole("button", { name: `${go} Leila` }).click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForURL(/alliances/);
  await page.waitForTimeout(1200);
  console.log(language, "in after", Date.now() - t0);
  await page.screenshot({ path: `/tmp/shots/alliance-${language}.png`, fullPage: true });
  const base = page.url();
  const links = await page
    .getByRole("main")
    .getByRole("navigation")
    .getByRole("link")
    .evaluateAll((all) => all.map((a) => [a.textContent, (a as HTMLAnchorElement).href]));
  console.log(JSON.stringify(links));
  for (const [name, href] of links) {
    if (!href || (href.split("#")[0] === base && !href.includes("#"))) continue;
    await page.goto(href);
    await page.waitForTimeout(900);
    await page.screenshot({ path: `/tmp/shots/part-${language}-${(name ?? "").trim().replace(/\W+/g, "_")}.png`, fullPage: true });
  }
  await page.goto("/portfolio");
  await page.waitForTimeout(900);
  await page.screenshot({ path: `/tmp/shots/portfolio-${language}.png`, fullPage: true });
  console.log(complaints);
  await context.close();
}
await browser.close();
