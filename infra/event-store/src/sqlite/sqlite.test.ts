import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { eventStoreConformance } from "../conformance.ts";
import { openEventStore } from "../open.ts";

const folder = mkdtempSync(join(tmpdir(), "entente-log-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let logs = 0;
eventStoreConformance("SQLite", () => openEventStore(`sqlite:${join(folder, String(++logs), "events.db")}`));
