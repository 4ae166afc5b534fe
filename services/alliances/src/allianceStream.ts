import type { AllianceEvent } from "@entente/contracts/events/catalogue";
import type { RecordedEvent } from "@entente/contracts/events/envelope";
import { participationsView, type Participation } from "@entente/contracts/views/participations";
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
  /** What each organisation has to do with the alliance, by the very fold that reads are decided on. */
  readonly participations: ReadonlyMap<string, Participation>;
}

/** How many idempotency keys a stream remembers. */
export const REMEMBERED_KEYS = 1_000;

export const emptyStream = (): AllianceStream => ({
  state: initialState,
  revision: -1,
  recordedAt: "",
  accepted: new Map(),
  participations: new Map(),
});

/** Folds events into the stream. `accepted` is owned by the stream and grows in place; folding an event into it twice does no harm. */
export function foldStream(stream: AllianceStream, events: readonly RecordedEvent[]): AllianceStream {
  const { accepted } = stream;
  const participations = new Map(stream.participations);
  let { state, revision, recordedAt } = stream;
  for (const event of events) {
    // Events come out of the store lifted to their newest shape, which is that of the catalogue.
    const known = event as unknown as AllianceEvent;
    state = evolve(state, known);
    for (const key of participationsView.keys(known)) {
      participations.set(key, participationsView.evolve(participations.get(key) ?? participationsView.initial(key), known, key));
    }
    revision = event.revision;
    recordedAt = event.meta.recordedAt;
    const { idempotencyKey, commandHash, salt } = event.meta;
    if (idempotencyKey === undefined) continue;
    const first = accepted.get(idempotencyKey);
    accepted.set(idempotencyKey, {
      commandHash: commandHash ?? first?.commandHash ?? "",
      salt: commandHash ? salt : (first?.salt ?? ""),
      revision,
    });
    if (accepted.size > REMEMBERED_KEYS) accepted.delete(accepted.keys().next().value ?? "");
  }
  return { state, revision, recordedAt, accepted, participations };
}
