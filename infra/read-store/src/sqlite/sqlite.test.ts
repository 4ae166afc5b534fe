import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readStoreConformance } from "../conformance.ts";
import { openReadStore } from "../open.ts";

readStoreConformance("SQLite", async () => {
  const folder = mkdtempSync(join(tmpdir(), "entente-views-"));
  const address = `sqlite:${join(folder, "views.db")}`;
  return {
    store: await openReadStore(address),
    again: () => openReadStore(address),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
});

test("a file that is no database is refused with advice, and an unknown address names what may stand there", async () => {
  const folder = mkdtempSync(join(tmpdir(), "entente-views-"));
  writeFileSync(join(folder, "views.db"), "not a database at all, only text that is long enough to look like a file".repeat(20));
  await expect(openReadStore(`sqlite:${join(folder, "views.db")}`)).rejects.toThrow(/views\.db/);
  await expect(openReadStore("mysql://nowhere")).rejects.toThrow("use sqlite:");
  rmSync(folder, { recursive: true, force: true });
});
