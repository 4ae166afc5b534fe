import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const OPERATOR_KEY = "operator-key-of-tests-and-benches-0123456789";

export interface ServerProcess {
  readonly url: string;
  readonly data: string;
  readonly pid: number;
  readonly output: () => string;
  /** Ends it at once, as a power cut of the process would. */
  kill(): Promise<void>;
  /** Asks it to stop; resolves with its exit code. */
  stop(): Promise<number | null>;
}

export interface StartOptions {
  /** The data folder to use again; a fresh one when left out, which {@link ServerProcess.stop} removes. */
  readonly data?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** What `npm start` gives the process beside its settings: memory goes back to the machine, and compiled code is kept. */
const LIKE_NPM_START = {
  MALLOC_ARENA_MAX: "1",
  MALLOC_MMAP_THRESHOLD_: "131072",
  MALLOC_TRIM_THRESHOLD_: "131072",
  NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "compile"),
};

/** Starts the whole product as `npm start` does, on a free port, and waits until it says that it is ready. */
export async function startServer({ data, environment = {} }: StartOptions = {}): Promise<ServerProcess> {
  const folder = data ?? mkdtempSync(join(tmpdir(), "entente-server-"));
  const child: ChildProcess = spawn(
    process.execPath,
    ["--max-semi-space-size=64", join(root, "services", "standalone", "src", "main.ts")],
    {
      cwd: root,
      env: {
        PATH: process.env["PATH"],
        ...LIKE_NPM_START,
        PORT: "0",
        ENTENTE_DATA: folder,
        ENTENTE_OPERATOR_KEY: OPERATOR_KEY,
        ENTENTE_RATE_LIMIT: "0",
        ENTENTE_LOG_LEVEL: "warn",
        ...environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let output = "";
  const exited = once(child, "exit");
  const url = await new Promise<string>((resolve, reject) => {
    const look = (chunk: Buffer) => {
      output += chunk.toString();
      const ready = /ready at (http:\/\/\S+)/.exec(output)?.[1];
      if (ready) resolve(ready);
    };
    child.stdout?.on("data", look);
    child.stderr?.on("data", look);
    void exited.then(() => reject(new Error(`the server ended before it was ready:\n${output}`)));
  });
  const removed = () => {
    if (data === undefined) rmSync(folder, { recursive: true, force: true });
  };
  return {
    url,
    data: folder,
    pid: child.pid ?? 0,
    output: () => output,
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
    async stop() {
      child.kill("SIGTERM");
      const [code] = (await exited) as [number | null];
      removed();
      return code;
    },
  };
}
