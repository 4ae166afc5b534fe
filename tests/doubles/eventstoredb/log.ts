export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface StoredEvent extends ProposedEvent {
  readonly stream: string;
  readonly revision: number;
  /** Commit and prepare position in one: they differ only in old transaction files. */
  readonly position: number;
  readonly created: Date;
}

export type ExpectedRevision = number | "any" | "noStream" | "streamExists";

export type AppendOutcome =
  | { readonly kind: "appended"; readonly revision: number; readonly position: number }
  | { readonly kind: "wrongExpectedVersion"; readonly current: number | undefined; readonly expected: ExpectedRevision };

/** A real server writes statistics of its own into the log all the time; so does this one, every so many events. */
const EVENTS_PER_STATISTICS = 20;

/** EventStoreDB's log in memory: streams, one order over all of them, expected versions, and appends that are idempotent by event id. */
export class EventLog {
  readonly all: StoredEvent[] = [];
  readonly #streams = new Map<string, StoredEvent[]>();
  readonly #followers = new Set<() => void>();

  constructor() {
    this.#store("$settings", [systemEvent("$settings")]);
  }

  stream(name: string): readonly StoredEvent[] {
    return this.#streams.get(name) ?? [];
  }

  append(stream: string, expected: ExpectedRevision, proposed: readonly ProposedEvent[]): AppendOutcome {
    const stored = this.stream(stream);
    const current = stored.at(-1)?.revision;
    const repeated = alreadyAppended(stored, expected, proposed);
    if (repeated) return { kind: "appended", revision: repeated.revision, position: repeated.position };
    if (!matches(expected, current)) return { kind: "wrongExpectedVersion", current, expected };
    const last = this.#store(stream, proposed);
    if (this.all.length % EVENTS_PER_STATISTICS === 0) this.#store("$stats-127.0.0.1:2113", [systemEvent("$statsCollected")]);
    for (const follow of this.#followers) follow();
    return { kind: "appended", revision: last?.revision ?? -1, position: last?.position ?? 0 };
  }

  /** Calls back after every append, until the returned function is called. */
  follow(onAppend: () => void): () => void {
    this.#followers.add(onAppend);
    return () => this.#followers.delete(onAppend);
  }

  #store(stream: string, proposed: readonly ProposedEvent[]): StoredEvent | undefined {
    const stored = this.#streams.get(stream) ?? [];
    this.#streams.set(stream, stored);
    for (const event of proposed) {
      const before = this.all.at(-1);
      const position = before ? before.position + before.data.length + before.metadata.length + 1 : 0;
      const recorded = { ...event, stream, revision: stored.length, position, created: new Date() };
      stored.push(recorded);
      this.all.push(recorded);
    }
    return stored.at(-1);
  }
}

function matches(expected: ExpectedRevision, current: number | undefined): boolean {
  switch (expected) {
    case "any":
      return true;
    case "noStream":
      return current === undefined;
    case "streamExists":
      return current !== undefined;
    default:
      return current === expected;
  }
}

/** The last of the events, when exactly these already stand where they were expected to go: a client that lost the answer tries again. */
function alreadyAppended(
  stored: readonly StoredEvent[],
  expected: ExpectedRevision,
  proposed: readonly ProposedEvent[],
): StoredEvent | undefined {
  const first =
    expected === "noStream" ? 0 : typeof expected === "number" ? expected + 1 : stored.findIndex(({ id }) => id === proposed[0]?.id);
  if (first < 0 || !proposed.every(({ id }, index) => stored[first + index]?.id === id)) return undefined;
  return stored[first + proposed.length - 1];
}

function systemEvent(type: string): ProposedEvent {
  return { id: crypto.randomUUID(), type, contentType: "application/json", data: Buffer.from("{}"), metadata: Buffer.from("{}") };
}
