import type { AllianceEvent } from "@entente/contracts/events/catalogue";
import type { RecordedEvent } from "@entente/contracts/events/envelope";
import { evolve, initialState, type AllianceState } from "./decider.ts";

/** What is remembered of one accepted command, so that the same key gives the same outcome. */
export interface Accepted {
  readonly commandHash: string;
  readonly salt: string;
  /** The last revision the command wrote. */
  readonly revision: number;
}

/** A stream folded: the alliance, where it stands, and the keys of its newest commands. */
export interface AllianceStream {
  readonly state: AllianceState;
  /** -1 while nothing is recorded. */
  readonly revision: number;
  readonly recordedAt: string;
  readonly accepted: Map<string, Accepted>;
}

/** How many idempotency keys a stream remembers. */
export const REMEMBERED_KEYS = 1_000;

export const emptyStream = (): AllianceStream => ({ state: initialState, revision: -1, recordedAt: "", accepted: new Map() });

/** Folds events into the stream. `accepted` is owned by the stream and grows in place. */
export function foldStream(stream: AllianceStream, events: readonly RecordedEvent[]): AllianceStream {
  const { accepted } = stream;
  let { state, revision, recordedAt } = stream;
  for (const event of events) {
    // Events come out of the store lifted to their newest shape, which is that of the catalogue.
    state = evolve(state, event as unknown as AllianceEvent);
    revision = event.revision;
    recordedAt = event.meta.recordedAt;
    const { idempotencyKey, commandHash, salt } = event.meta;
    if (idempotencyKey === undefined) continue;
    const known = accepted.get(idempotencyKey);
    accepted.set(idempotencyKey, { commandHash: commandHash ?? known?.commandHash ?? "", salt: commandHash ? salt : (known?.salt ?? ""), revision });
    if (accepted.size > REMEMBERED_KEYS) accepted.delete(accepted.keys().next().value ?? "");
  }
  return { state, revision, recordedAt, accepted };
}
