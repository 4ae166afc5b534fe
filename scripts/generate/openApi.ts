import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEngines, openLog, readSettings } from "@entente/service-kit";
import { openServer } from "@entente/standalone";

/** The OpenAPI document of the whole product, as text: made by the very routes that are served. */
export async function openApiDocument(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "entente-openapi-"));
  const engines = await openEngines(readSettings({ ENTENTE_DATA: folder, ENTENTE_LOG_LEVEL: "silent" }), openLog("generate", "silent"));
  const server = await openServer(engines);
  try {
    await server.app.ready();
    return `${JSON.stringify(server.app.swagger(), null, 2)}\n`;
  } finally {
    await server.close();
    await server.app.close();
    await engines.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
