import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** Runs {@link file://./appending-process.ts} on a log, as a process that can be killed. */
export function appendInAnotherProcess(file: string, when: "acknowledged" | "asked") {
  const program = new URL("./appending-process.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [program, file, when], { stdio: ["ignore", "pipe", "inherit"] });
  const said: string[] = [];
  const waiting = new Set<() => void>();
  const lines = createInterface(child.stdout).on("line", (line) => {
    said.push(line);
    for (const look of waiting) look();
  });
  const ended = new Promise<void>((resolve) => void lines.on("close", resolve));
  return {
    pid: child.pid,
    /** Resolves when the process has said that much. */
    async hasSaid(count: number): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>();
      const look = () => said.length >= count && resolve();
      waiting.add(look);
      look();
      await Promise.race([promise, ended.then(() => Promise.reject(new Error("the process ended by itself")))]);
      waiting.delete(look);
    },
    /** Kills the process as a power switch would, and returns the appends it said it had made. */
    async kill(): Promise<string[]> {
      child.kill("SIGKILL");
      await ended;
      return said.slice(1);
    },
  };
}
