import { Worker } from "node:worker_threads";
import { CheckpointMoved, type Writes } from "../port.ts";
import type { SqliteWriter } from "./writer.ts";

/** A write on its way to the writing thread, and its answer. */
export interface Asked {
  readonly id: number;
  readonly write: keyof SqliteWriter;
  readonly given: readonly unknown[];
}
export interface Answered {
  readonly id: number;
  readonly result?: unknown;
  readonly fault?: { readonly name: string; readonly message: string };
}

/** The writing half of a read store in a thread of its own. Writes are done one after the other, in the order in which they were asked. */
export function openWriterThread(file: string): Writes & { close(): Promise<void> } {
  const worker = new Worker(new URL("./writerThread.ts", import.meta.url), { workerData: { file } });
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  let last = 0;
  worker.on("message", ({ id, result, fault }: Answered) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (fault)
      asked?.reject(
        fault.name === "CheckpointMoved" ? new CheckpointMoved() : Object.assign(new Error(fault.message), { name: fault.name }),
      );
    else asked?.resolve(result);
  });
  let gone: Error | null = null;
  const lost = (error: Error) => {
    gone = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on("error", lost);
  worker.on("exit", () => lost(new Error("the writing thread of the read store has ended")));
  const ask = <Result>(write: keyof SqliteWriter, ...given: readonly unknown[]): Promise<Result> =>
    new Promise((resolve, reject) => {
      if (gone) return reject(gone);
      last += 1;
      // The thread answers each write with what that write gives.
      waiting.set(last, { resolve: resolve as (result: unknown) => void, reject });
      worker.postMessage({ id: last, write, given } satisfies Asked);
    });
  return {
    begin: (view, version) => ask("begin", view, version),
    activate: (generation) => ask("activate", generation),
    drop: (generation) => ask("drop", generation),
    save: (batch) => ask("save", batch),
    fill: (generation, documents) => ask("fill", generation, documents),
    async close() {
      await ask("close");
      await worker.terminate();
    },
  };
}
