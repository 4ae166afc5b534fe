import { parseArgs } from "node:util";
import { importHorizon } from "./import/horizon.ts";
import { ImportFailed } from "./import/failed.ts";

const usage = `npm run import -- SOURCE FOLDER [--snapshot YYYY-MM-DD]

  SOURCE     horizon
  FOLDER     the folder that holds its files
  --snapshot the day of the files to read; the newest when left out

Settings: ENTENTE_URL (http://localhost:4400), ENTENTE_OPERATOR_KEY (as the server was started with).
`;

/** The sources that can be read; each is a small mapping onto commands. */
const sources = { horizon: importHorizon } as const;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { snapshot: { type: "string" }, help: { type: "boolean" } },
  });
  const [source = "", folder] = positionals;
  const read = source in sources ? sources[source as keyof typeof sources] : undefined;
  if (values.help || !read || folder === undefined) throw new ImportFailed(usage);
  const key = process.env["ENTENTE_OPERATOR_KEY"];
  if (!key) throw new ImportFailed("ENTENTE_OPERATOR_KEY is not set. Start the server with it, and give it here too.");
  const clean = await read({
    folder,
    snapshot: values.snapshot,
    server: { url: process.env["ENTENTE_URL"] ?? "http://localhost:4400", key },
  });
  process.exitCode = clean ? 0 : 2;
} catch (error) {
  if (!(error instanceof ImportFailed)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
