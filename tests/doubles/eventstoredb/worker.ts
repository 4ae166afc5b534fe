import { parentPort } from "node:worker_threads";
import type { Fault } from "./faults.ts";
import { EventStoreDbServer } from "./server.ts";

export type Command =
  | { readonly kind: "start" | "dropSubscriptions" | "count" }
  | { readonly kind: "misbehave"; readonly faults: readonly Fault[] };

export interface Reply {
  readonly port: number;
  readonly calls: Readonly<Record<string, number>>;
}

const server = new EventStoreDbServer();
let port = 0;

parentPort?.on("message", async (command: Command) => {
  if (command.kind === "start") port = await server.listen();
  if (command.kind === "misbehave") server.faults.set(command.faults);
  if (command.kind === "dropSubscriptions") server.dropSubscriptions();
  parentPort?.postMessage({ port, calls: server.faults.calls } satisfies Reply);
});
