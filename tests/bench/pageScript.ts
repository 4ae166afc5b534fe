import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "../support/server.ts";
import type { Bench } from "./figure.ts";

/** What a browser loads of script until the alliance page shows: the entry, the page, and all that they import. */
export const pageScript: Bench = {
  names: ["page-script"],
  async run() {
    const dist = join(root, "web", "dist");
    const page = readFileSync(join(dist, "index.html"), "utf8");
    const seen = new Set<string>();
    const visit = (file: string) => {
      if (seen.has(file)) return;
      seen.add(file);
      const text = readFileSync(join(dist, file), "utf8");
      for (const [, name] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) visit(join("assets", name ?? ""));
    };
    for (const [, file] of page.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)) visit(file ?? "");
    for (const file of readdirSync(join(dist, "assets"))) if (/^AlliancePage-.*\.js$/.test(file)) visit(join("assets", file));
    const kilobytes = [...seen].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length, 0) / 1_024;
    return [
      {
        name: "page-script",
        value: kilobytes,
        unit: "kB gzip",
        p50: null,
        p99: null,
        ceiling: 200,
        must: "≤ 200 kB",
        holds: kilobytes <= 200,
      },
    ];
  },
};
