import { parseArgs } from "node:util";
import { cncf } from "./import/cncf.ts";
import { ImportFailed } from "./import/failed.ts";
import { horizon } from "./import/horizon.ts";
import { importSource, report } from "./import/run.ts";
import type { Mapping } from "./import/source.ts";

const usage = `npm run import -- SOURCE FOLDER [--snapshot YYYY-MM-DD]

  SOURCE     horizon or cncf
  FOLDER     the folder that holds its files
  --snapshot the day to read up to; all when left out

Settings: ENTENTE_URL (http://localhost:4400), ENTENTE_OPERATOR_KEY (as the server was started with).
`;

/** The sources that can be read; each is a small mapping onto commands. */
const sources: Readonly<Record<string, Mapping>> = { horizon, cncf };

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { snapshot: { type: "string" }, help: { type: "boolean" } },
  });
  const [source = "", folder] = positionals;
  const mapping = Object.hasOwn(sources, source) ? sources[source] : undefined;
  if (values.snapshot !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(values.snapshot))
    throw new ImportFailed(`--snapshot ${values.snapshot} is no day; write it as 2025-12-31.`);
  if (values.help || !mapping || folder === undefined) throw new ImportFailed(usage);
  const key = process.env["ENTENTE_OPERATOR_KEY"];
  if (!key) throw new ImportFailed("ENTENTE_OPERATOR_KEY is not set. Start the server with it, and give it here too.");
  const server = { url: process.env["ENTENTE_URL"] ?? "http://localhost:4400", key };
  const clean = report(await importSource(server, mapping(folder, values.snapshot)));
  process.exitCode = clean ? 0 : 2;
} catch (error) {
  if (!(error instanceof ImportFailed)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
