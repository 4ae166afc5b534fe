import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contractsFolder } from "./folders.ts";

/** TypeScript types of an OpenAPI document, as text. The generator lives in the client's package with the compiler it needs. */
export async function clientTypes(openApi: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "entente-types-"));
  try {
    writeFileSync(join(folder, "openapi.json"), openApi);
    execFileSync("pnpm", ["exec", "openapi-typescript", join(folder, "openapi.json"), "-o", join(folder, "schema.d.ts")], {
      cwd: join(contractsFolder, "client"),
      stdio: "pipe",
    });
    return readFileSync(join(folder, "schema.d.ts"), "utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
