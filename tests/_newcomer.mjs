import { chromium } from "playwright-core";
import http from "node:http";
import fs from "node:fs";
const b = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
});
const mk = async (l, w, h) => {
  const c = await b.newContext({
    baseURL: "http://localhost:4740",
    locale: l,
    viewport: { width: w, height: h },
    timezoneId: "Europe/Amsterdam",
    reducedMotion: "reduce",
  });
  c.setDefaultTimeout(6000);
  const p = await c.newPage();
  p.on("console", (m) => {
    if (["error", "warning"].includes(m.type())) fs.appendFileSync("/tmp/nc-console.log", m.text() + "\n");
  });
  return p;
};
const A = await mk("en-GB", 1280, 800),
  B = await mk("nl-NL", 390, 844);
const S = {};
const shot = async (p, n, full = false) => {
  await p.waitForTimeout(350);
  await p.screenshot({ path: `/tmp/nc/${n}.png`, fullPage: full });
};
const info = async (p) => ({
  url: p.url(),
  focus: await p.evaluate(() => {
    const e = document.activeElement;
    return e ? e.tagName + " " + (e.getAttribute("aria-label") || e.textContent || "").trim().slice(0, 50) : "";
  }),
  scrollX: await p.evaluate(() => document.documentElement.scrollWidth - innerWidth),
  y: await p.evaluate(() => scrollY),
});
const AF = Object.getPrototypeOf(async () => {}).constructor;
http
  .createServer((q, r) => {
    let d = "";
    q.on("data", (x) => (d += x));
    q.on("end", async () => {
      try {
        const o = await new AF("A", "B", "b", "mk", "shot", "info", "S", "fs", d)(A, B, b, mk, shot, info, S, fs);
        r.end(JSON.stringify(o ?? null, null, 1) + "\n");
      } catch (e) {
        r.end("ERR " + e.message.slice(0, 1500) + "\n");
      }
    });
  })
  .listen(4741, "127.0.0.1");
