// `npm start` and `npm test` on a fresh clone with any Node >= 20: installs from the lockfile with the pinned pnpm, then runs
// `pnpm run <task>`. Node 26 comes from the node-<platform> packages, which pnpm links as node_modules/.bin/node.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [task, ...rest] = process.argv.slice(2);
if (process.env.ENTENTE_BOOTSTRAP) {
  // A task that calls the root's npm scripts would start itself again without end.
  throw new Error(`bootstrap called from inside itself (task ${task}): a task must not call the root's npm scripts`);
}

const windows = process.platform === "win32";
const bin = join(root, "node_modules", ".bin");
const pnpm = join(bin, windows ? "pnpm.cmd" : "pnpm");
const installed = join(root, "node_modules", ".modules.yaml");
const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const env = {
  ...process.env,
  ENTENTE_BOOTSTRAP: "1",
  TURBO_TELEMETRY_DISABLED: "1",
  DO_NOT_TRACK: "1",
  PATH: bin + delimiter + process.env.PATH,
};

function run(command, ...args) {
  const { status, error } = spawnSync(command, args, { cwd: root, env, stdio: "inherit", shell: windows });
  if (error) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
}

const install = ["install", "--frozen-lockfile", "--reporter=silent"];
if (!existsSync(pnpm)) {
  console.log("First run: fetching Node 26, pnpm and the packages of the lockfile. This takes about a minute.");
  run("npx", "--yes", "--prefer-offline", packageManager, ...install);
} else if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(join(root, "pnpm-lock.yaml")).mtimeMs) {
  run(pnpm, ...install);
}
if (task) run(pnpm, "run", task, ...rest);
