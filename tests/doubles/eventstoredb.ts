import { Worker } from "node:worker_threads";
import type { Fault } from "./eventstoredb/faults.ts";
import type { Command, Reply } from "./eventstoredb/worker.ts";

export type { Fault } from "./eventstoredb/faults.ts";

/** An EventStoreDB that lives in this process's memory and misbehaves on request. */
export interface EventStoreDbDouble {
  /** For a single node. */
  readonly connectionString: string;
  /** For cluster discovery by gossip. */
  readonly discoveryString: string;
  /** From now on the server misbehaves like this, instead of as told before. */
  misbehave(...faults: readonly Fault[]): Promise<void>;
  /** Ends every open subscription, as a node that restarts would. */
  dropSubscriptions(): Promise<void>;
  /** How often each RPC was called. */
  calls(): Promise<Readonly<Record<string, number>>>;
  stop(): Promise<void>;
}

/**
 * Starts a server that speaks EventStoreDB's gRPC protocol as `@eventstore/db-client` does, with the client's own message code, so that
 * the wire format cannot drift. It knows appends, reads, subscriptions with filters, and gossip; it does not know deletion, links,
 * stream metadata, persistent subscriptions, users or projections.
 *
 * It runs in a thread of its own, so that a client under test meets real concurrency.
 */
export async function startEventStoreDbDouble(): Promise<EventStoreDbDouble> {
  const worker = new Worker(new URL("./eventstoredb/worker.ts", import.meta.url), { execArgv: [] });
  const unanswered: ((reply: Reply) => void)[] = [];
  worker.on("message", (reply: Reply) => unanswered.shift()?.(reply));
  const ask = (command: Command): Promise<Reply> => {
    worker.postMessage(command);
    return new Promise((resolve) => unanswered.push(resolve));
  };
  const { port } = await ask({ kind: "start" });
  return {
    connectionString: `esdb://127.0.0.1:${port}?tls=false`,
    discoveryString: `esdb+discover://127.0.0.1:${port}?tls=false`,
    misbehave: async (...faults) => void (await ask({ kind: "misbehave", faults })),
    dropSubscriptions: async () => void (await ask({ kind: "dropSubscriptions" })),
    calls: async () => (await ask({ kind: "count" })).calls,
    stop: async () => void (await worker.terminate()),
  };
}
