import { randomUUID } from "node:crypto";
import { SingleBar, Presets } from "cli-progress";
import { z } from "zod";
import { ImportOutcome, OrganisationImportOutcome } from "@entente/contracts/api/imports";
import { ImportFailed } from "./failed.ts";
import type { Fault, Line } from "./source.ts";

export interface ServerAddress {
  readonly url: string;
  readonly key: string;
  /** How much is sent in one request at the most; well under the server's limit when left out. */
  readonly requestBytes?: number;
}

export interface Sent {
  readonly applied: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly events: number;
  readonly faults: readonly Fault[];
}

const REQUEST_BYTES = 3_000_000;
const AT_ONCE = 2;

/** Sends organisations, in parts. */
export async function sendOrganisations(server: ServerAddress, lines: readonly Line[]): Promise<Sent> {
  return send(
    server,
    "/api/imports/organisations",
    lines.map((line) => [line]),
    "organisations",
    (body) => {
      const { organisations, faults } = OrganisationImportOutcome.parse(body);
      return {
        applied: organisations.registered,
        unchanged: organisations.unchanged,
        refused: faults.length,
        events: organisations.registered,
        position: null,
        faults,
      };
    },
  );
}

/**
 * Sends alliances. Each goes in one request with all its commands, because a request accepts all or none of an alliance; one that is larger
 * than a request goes in several, one after the other, and stops at the first that is refused.
 */
export async function sendAlliances(server: ServerAddress, alliances: readonly (readonly Line[])[]): Promise<Sent> {
  return send(server, "/api/imports", alliances, "alliances", (body) => {
    const { alliances: tally, events, position, faults } = ImportOutcome.parse(body);
    return {
      ...tally,
      events,
      position,
      faults: faults.map((fault) => ({ ...fault, message: [fault.message, fault.wayOut].filter(Boolean).join(" ") })),
    };
  });
}

type Answer = Omit<Sent, "faults"> & {
  /** What was recorded last; null when nothing was. */
  readonly position: string | null;
  readonly faults: readonly { readonly line: number; readonly pointer: string; readonly message: string }[];
};

/** Requests that go one after the other, and how many groups they carry: many in one request, or one in many. */
interface Chain {
  readonly requests: Line[][];
  groups: number;
}

async function send(
  server: ServerAddress,
  path: string,
  groups: readonly (readonly Line[])[],
  unit: string,
  read: (body: unknown) => Answer,
): Promise<Sent> {
  const total = { applied: 0, unchanged: 0, refused: 0, events: 0, faults: [] as Fault[] };
  if (groups.length === 0) return total;
  const bar = new SingleBar(
    { format: `${unit.padEnd(14)} {bar} {value}/{total}  {eta_formatted} left`, noTTYOutput: true, notTTYSchedule: 5_000 },
    Presets.shades_classic,
  );
  bar.start(groups.length, 0);
  const importId = randomUUID();
  const waiting = chains(groups, server.requestBytes ?? REQUEST_BYTES);
  const last: string[] = [];
  const worker = async () => {
    for (let chain = waiting.shift(); chain; chain = waiting.shift()) {
      const tally = { applied: 0, unchanged: 0, refused: 0 };
      for (const lines of chain.requests) {
        const answer = read(await post(server, `${path}?importId=${importId}`, lines));
        tally.applied += answer.applied;
        tally.unchanged += answer.unchanged;
        tally.refused += answer.refused;
        total.events += answer.events;
        if (answer.position !== null) last.push(answer.position);
        for (const fault of answer.faults) {
          const from = lines[fault.line - 1]?.from;
          total.faults.push({ file: from?.file ?? "?", line: from?.line ?? 0, message: `${fault.pointer} ${fault.message}` });
        }
        if (chain.requests.length > 1 && answer.refused > 0) break;
      }
      const { applied, unchanged, refused } = chain.requests.length > 1 ? asOne(tally) : tally;
      total.applied += applied;
      total.unchanged += unchanged;
      total.refused += refused;
      bar.increment(chain.groups);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    // An import is done when people can see it.
    for (const position of last) await visible(server, position);
  } finally {
    bar.stop();
  }
  return total;
}

/** One group that went in several requests counts once: refused when any was, else changed when any was. */
const asOne = ({ applied, refused }: Omit<Answer, "faults" | "position" | "events">) => ({
  applied: refused === 0 && applied > 0 ? 1 : 0,
  unchanged: refused === 0 && applied === 0 ? 1 : 0,
  refused: refused > 0 ? 1 : 0,
});

function chains(groups: readonly (readonly Line[])[], requestBytes: number): Chain[] {
  const all: Chain[] = [];
  let open: Chain | null = null;
  let bytes = 0;
  for (const group of groups) {
    const sizes = group.map((line) => Buffer.byteLength(JSON.stringify(line.json)) + 1);
    const size = sizes.reduce((sum, one) => sum + one, 0);
    if (size > requestBytes) {
      all.push({ requests: inParts(group, sizes, requestBytes), groups: 1 });
      continue;
    }
    if (!open || bytes + size > requestBytes) {
      open = { requests: [[]], groups: 0 };
      all.push(open);
      bytes = 0;
    }
    open.requests[0]?.push(...group);
    open.groups += 1;
    bytes += size;
  }
  return all;
}

function inParts(group: readonly Line[], sizes: readonly number[], requestBytes: number): Line[][] {
  const requests: Line[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const [index, line] of group.entries()) {
    const size = sizes[index] ?? 0;
    if (bytes + size > requestBytes) {
      requests.push([]);
      bytes = 0;
    }
    requests.at(-1)?.push(line);
    bytes += size;
  }
  return requests;
}

async function visible(server: ServerAddress, position: string): Promise<void> {
  const path = `/api/installation?atLeast=${encodeURIComponent(position)}`;
  for (;;) {
    const response = await fetch(new URL(path, server.url), { headers: { authorization: `Bearer ${server.key}` } });
    await response.body?.cancel();
    if (response.status !== 503) return;
  }
}

async function post(server: ServerAddress, path: string, lines: readonly Line[]): Promise<unknown> {
  const request = {
    method: "POST",
    headers: { "content-type": "application/x-ndjson", authorization: `Bearer ${server.key}`, "idempotency-key": randomUUID() },
    body: lines.map((line) => `${JSON.stringify(line.json)}\n`).join(""),
  };
  const response = await fetch(new URL(path, server.url), request).catch((error: unknown) => {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new ImportFailed(
      `${server.url} does not answer (${cause}). Start it with npm start, or set ENTENTE_URL. What was sent before is safe: run the import again to go on.`,
    );
  });
  const body: unknown = await response.json();
  if (response.ok) return body;
  const problem = z.object({ title: z.string(), wayOut: z.string() }).safeParse(body);
  const said = problem.success ? `${problem.data.title} ${problem.data.wayOut}` : JSON.stringify(body);
  throw new ImportFailed(`${server.url} answered ${response.status}: ${said}`);
}
