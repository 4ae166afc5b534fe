import { randomUUID } from "node:crypto";
import { SingleBar, Presets } from "cli-progress";
import { z } from "zod";
import { ImportOutcome, OrganisationImportOutcome } from "@entente/contracts/api/imports";
import { ImportFailed } from "./failed.ts";

export interface ServerAddress {
  readonly url: string;
  readonly key: string;
}

/** One line of an import and where it came from. */
export interface Line {
  readonly json: object;
  readonly from: { readonly file: string; readonly line: number };
}

export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export interface Sent {
  readonly applied: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly events: number;
  readonly faults: readonly Fault[];
}

/** A request stays well under the server's limit. */
const MAX_BYTES = 3_000_000;
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

/** Sends alliances, each with all its commands in one part, because an alliance is imported whole or not at all. */
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

async function send(
  server: ServerAddress,
  path: string,
  groups: readonly (readonly Line[])[],
  unit: string,
  read: (body: unknown) => Answer,
): Promise<Sent> {
  const bar = new SingleBar(
    { format: `${unit.padEnd(14)} {bar} {value}/{total}  {eta_formatted} left`, noTTYOutput: true, notTTYSchedule: 5_000 },
    Presets.shades_classic,
  );
  bar.start(groups.length, 0);
  const importId = randomUUID();
  const total = { applied: 0, unchanged: 0, refused: 0, events: 0, faults: [] as Fault[] };
  const waiting = parts(groups);
  const last: string[] = [];
  const worker = async () => {
    for (let part = waiting.shift(); part; part = waiting.shift()) {
      const lines = part.flat();
      const answer = read(await post(server, `${path}?importId=${importId}`, lines));
      total.applied += answer.applied;
      total.unchanged += answer.unchanged;
      total.refused += answer.refused;
      total.events += answer.events;
      if (answer.position !== null) last.push(answer.position);
      for (const fault of answer.faults) {
        const from = lines[fault.line - 1]?.from;
        total.faults.push({ file: from?.file ?? "?", line: from?.line ?? 0, message: `${fault.pointer} ${fault.message}` });
      }
      bar.increment(part.length);
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

function parts(groups: readonly (readonly Line[])[]): (readonly Line[])[][] {
  const all: (readonly Line[])[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const group of groups) {
    const size = group.reduce((sum, line) => sum + Buffer.byteLength(JSON.stringify(line.json)) + 1, 0);
    if (bytes + size > MAX_BYTES) {
      all.push([]);
      bytes = 0;
    }
    all.at(-1)?.push(group);
    bytes += size;
  }
  return all;
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
