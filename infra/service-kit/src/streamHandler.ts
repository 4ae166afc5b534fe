import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Scope } from "@entente/contracts/access";
import type { RecordedEvent, StreamName } from "@entente/contracts/events/envelope";
import { unsealedText } from "@entente/contracts/personal";
import { isRejection, reject, type Rejection } from "@entente/contracts/rejections";
import { WrongExpectedRevision } from "@entente/event-store";
import type { Events, Fact } from "./events.ts";
import { systemScope } from "./scope.ts";

/** What is remembered of one accepted command, so that the same key gives the same outcome. */
interface Accepted {
  readonly commandHash: string;
  readonly salt: string;
  /** The last revision the command wrote. */
  readonly revision: number;
}

/** A stream folded: its state, where it stands, and the keys of its newest commands. */
export interface FoldedStream<State> {
  readonly state: State;
  /** -1 while nothing is recorded. */
  readonly revision: number;
  readonly recordedAt: string;
  readonly accepted: Map<string, Accepted>;
}

export interface StreamHandlerOptions<State, Command> {
  readonly events: Events;
  /** What stands before the id in a stream's name. */
  readonly category: string;
  readonly initialState: State;
  /** Both pure: `decide` gives the facts to record, none when it is already so. */
  readonly decide: (state: State, command: Command, asked: { readonly scope: Scope; readonly now: string }) => readonly Fact[] | Rejection;
  readonly evolve: (state: State, event: RecordedEvent) => State;
  /** Tells the time as an ISO 8601 instant. */
  readonly clock: () => string;
  /** What of a command makes it the same command when its key comes again; all of it unless this says otherwise. */
  readonly sameness?: (command: Command) => unknown;
  /** Sees every event that is folded, before the command that made it is answered; per stream in order, some of them repeatedly. */
  readonly onFolded?: (events: readonly RecordedEvent[]) => void;
  /** How many folded streams are kept at hand. */
  readonly kept?: number;
}

export interface CommandRequest<State, Command> {
  /** The id behind the category. */
  readonly id: string;
  readonly command: Command;
  readonly idempotencyKey?: string | undefined;
  readonly correlationId: string;
  /** Refuses with `stale` unless the state is as the caller read it. */
  readonly precondition?: ((state: State) => boolean) | undefined;
}

export type Settled =
  /** It was so already, or the same key was answered before. */
  | { readonly kind: "already"; readonly stream: StreamName; readonly revision: number; readonly replayed: boolean }
  | { readonly kind: "stale" }
  | Rejection;
export type CommandOutcome =
  | { readonly kind: "recorded"; readonly stream: StreamName; readonly revision: number; readonly events: readonly RecordedEvent[] }
  | { readonly kind: "conflict" }
  | Settled;

/** How often a command is decided again when others append at the same moment. */
const ATTEMPTS = 5;
/** How many idempotency keys a stream remembers. */
const REMEMBERED_KEYS = 1_000;

/** Load, decide, append; on conflict fetch what is newer and decide again. Commands to one stream go one after the other. */
export class StreamHandler<State, Command> {
  readonly #options: StreamHandlerOptions<State, Command>;
  readonly #kept: LRUCache<string, FoldedStream<State>>;
  readonly #queues = new Map<string, Promise<unknown>>();

  constructor(options: StreamHandlerOptions<State, Command>) {
    this.#options = options;
    this.#kept = new LRUCache({ max: options.kept ?? 2_000 });
  }

  /** Forgets the streams kept at hand; they are folded again when they are asked for. */
  letGo(): void {
    this.#kept.clear();
  }

  /** The stream as it is now; null when nothing was ever recorded under this id. */
  async load(id: string): Promise<FoldedStream<State> | null> {
    const stream = this.#kept.get(id) ?? (await this.#catchUp(id, this.#empty()));
    return stream.revision < 0 ? null : stream;
  }

  execute(scope: Scope, request: CommandRequest<State, Command>): Promise<CommandOutcome> {
    return this.#oneAtATime(request.id, () => this.#execute(scope, request));
  }

  /** What {@link execute} would answer now without recording anything; null when it would record. */
  async preview(scope: Scope, request: CommandRequest<State, Command>): Promise<Settled | null> {
    const decided = this.#decide(scope, request, (await this.load(request.id)) ?? this.#empty());
    return "facts" in decided ? null : decided;
  }

  async #execute(scope: Scope, request: CommandRequest<State, Command>): Promise<CommandOutcome> {
    const { id, command, idempotencyKey, correlationId } = request;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const stream = (await this.load(id)) ?? this.#empty();
      const decided = this.#decide(scope, request, stream);
      if (!("facts" in decided)) {
        // What appends nothing must not be answered from what was before other processes recorded more.
        if ((await this.#catchUp(id, stream)).revision > stream.revision) continue;
        return decided;
      }
      try {
        const events = await this.#options.events.record(scope, this.#name(id), decided.facts, {
          expected: stream.revision < 0 ? "none" : { at: stream.revision },
          now: decided.now,
          correlationId,
          ...(idempotencyKey === undefined ? {} : { idempotencyKey, commandHash: (salt: string) => this.#fingerprint(command, salt) }),
        });
        const { revision } = this.#fold(id, stream, events);
        return { kind: "recorded", stream: this.#name(id), revision, events };
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision)) {
          // After a lost answer nobody knows what is stored: read it anew next time.
          this.#kept.delete(id);
          throw error;
        }
        await this.#catchUp(id, stream);
      }
    }
    return { kind: "conflict" };
  }

  #decide(
    scope: Scope,
    { id, command, idempotencyKey, precondition }: CommandRequest<State, Command>,
    stream: FoldedStream<State>,
  ): Settled | { readonly facts: readonly Fact[]; readonly now: string } {
    const earlier = idempotencyKey === undefined ? undefined : stream.accepted.get(idempotencyKey);
    if (earlier) {
      if (earlier.commandHash !== this.#fingerprint(command, earlier.salt)) return reject("key-reused");
      return { kind: "already", stream: this.#name(id), revision: earlier.revision, replayed: true };
    }
    if (precondition && !precondition(stream.state)) return { kind: "stale" };
    const now = this.#now(stream);
    const facts = this.#options.decide(stream.state, command, { scope, now });
    if (isRejection(facts)) return facts;
    return facts.length === 0 ? { kind: "already", stream: this.#name(id), revision: stream.revision, replayed: false } : { facts, now };
  }

  /** Recorded time never runs backwards within a stream, also when the clock does. */
  #now(stream: FoldedStream<State>): string {
    const now = this.#options.clock();
    return now < stream.recordedAt ? stream.recordedAt : now;
  }

  async #catchUp(id: string, stream: FoldedStream<State>): Promise<FoldedStream<State>> {
    const events: RecordedEvent[] = [];
    for await (const event of this.#options.events.read(systemScope(), this.#name(id), { from: stream.revision + 1 })) events.push(event);
    return this.#fold(id, stream, events);
  }

  /** Folds events into the stream and keeps it. `accepted` is owned by the stream and grows in place. */
  #fold(id: string, stream: FoldedStream<State>, events: readonly RecordedEvent[]): FoldedStream<State> {
    const { accepted } = stream;
    let { state, revision, recordedAt } = stream;
    for (const event of events) {
      state = this.#options.evolve(state, event);
      revision = event.revision;
      recordedAt = event.meta.recordedAt;
      const { idempotencyKey, commandHash, salt } = event.meta;
      if (idempotencyKey === undefined) continue;
      const known = accepted.get(idempotencyKey);
      accepted.set(idempotencyKey, {
        commandHash: commandHash ?? known?.commandHash ?? "",
        salt: commandHash ? salt : (known?.salt ?? ""),
        revision,
      });
      if (accepted.size > REMEMBERED_KEYS) accepted.delete(accepted.keys().next().value ?? "");
    }
    const newest = { state, revision, recordedAt, accepted };
    if (revision >= 0) this.#kept.set(id, newest);
    if (events.length > 0) this.#options.onFolded?.(events);
    return newest;
  }

  /**
   * Tells a repeated command from a reused key: SHA-256 over salt and command. Personal text is left out, because a hash of it would be
   * personal data that erasing could not reach.
   */
  #fingerprint(command: Command, salt: string): string {
    const text = JSON.stringify(this.#options.sameness?.(command) ?? command, (_key, value: unknown) =>
      unsealedText(value) === null ? value : null,
    );
    return createHash("sha256").update(salt).update(text).digest("base64url");
  }

  // A stream's name is its category, a hyphen and its id.
  #name(id: string): StreamName {
    return `${this.#options.category}-${id}`;
  }

  #empty(): FoldedStream<State> {
    return { state: this.#options.initialState, revision: -1, recordedAt: "", accepted: new Map() };
  }

  #oneAtATime<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
    const result = (this.#queues.get(id) ?? Promise.resolve()).then(work);
    const settled = result.catch(() => undefined);
    this.#queues.set(id, settled);
    void settled.then(() => {
      if (this.#queues.get(id) === settled) this.#queues.delete(id);
    });
    return result;
  }
}
