import { setImmediate } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import { actorOf, type Relation, type Scope } from "@entente/contracts/access";
import type { AllianceCommand } from "@entente/contracts/commands/catalogue";
import type { AllianceEvent, AllianceFact } from "@entente/contracts/events/catalogue";
import type { RecordedEvent, StreamName } from "@entente/contracts/events/envelope";
import { isRejection, reject, type Rejection } from "@entente/contracts/rejections";
import { relationOf } from "@entente/contracts/views/participations";
import { MAX_BYTES_PER_APPEND, MAX_EVENTS_PER_APPEND, systemScope } from "@entente/service-kit";
import type { Events, Fact, Recording } from "@entente/service-kit";
import { emptyStream, foldStream, type AllianceStream } from "./allianceStream.ts";
import type { Context } from "./context.ts";
import { decide, evolve, type AllianceState } from "./decider.ts";
import { fingerprint } from "./fingerprint.ts";

export interface HandlerOptions {
  readonly events: Events;
  /** Tells the time as an ISO 8601 instant. */
  readonly clock: () => string;
  /** The error that says that somebody else appended first. */
  readonly isConflict: (error: unknown) => boolean;
  /** How many folded alliances are kept at hand. */
  readonly kept?: number;
}

export interface Request {
  readonly allianceId: string;
  readonly command: AllianceCommand;
  readonly idempotencyKey?: string | undefined;
  readonly correlationId: string;
  /** Refuses with `stale` unless the state is as the caller read it. */
  readonly precondition?: ((state: AllianceState) => boolean) | undefined;
}

export type Outcome =
  | { readonly kind: "recorded"; readonly stream: StreamName; readonly revision: number; readonly events: readonly RecordedEvent[] }
  /** It was so already, or the same key was answered before. */
  | { readonly kind: "already"; readonly stream: StreamName; readonly revision: number; readonly replayed: boolean }
  /** The precondition does not hold for the state as it is now. */
  | { readonly kind: "stale"; readonly state: AllianceState }
  | { readonly kind: "conflict" }
  | Rejection;

/**
 * How a batch ended, and how many events it recorded: none when it was refused or given up, unless others came between two of its parts.
 * `index` names a command; one whose facts are more than a whole append takes is too large.
 */
export type BatchOutcome = { readonly count: number; readonly revision: number } & (
  | { readonly kind: "recorded" | "conflict" }
  | { readonly kind: "refused"; readonly index: number; readonly rejection: Rejection }
  | { readonly kind: "too-large"; readonly index: number }
);

/** How often a command is decided again when others append at the same moment. */
const ATTEMPTS = 5;
/** How many commands of a batch are decided before other requests get their turn. */
const IN_ONE_GO = 50;
/** What an envelope adds to the data of an event at the most, as far as an append's size goes. */
const ENVELOPE_BYTES = 600;

/** Load, decide, append; on conflict fetch what is newer and decide again. Commands to one alliance go one after the other. */
export class AllianceHandler {
  readonly #options: HandlerOptions;
  readonly #kept: LRUCache<string, AllianceStream>;
  readonly #queues = new Map<string, Promise<unknown>>();

  constructor(options: HandlerOptions) {
    this.#options = options;
    this.#kept = new LRUCache({ max: options.kept ?? 2_000 });
  }

  /** Forgets the alliances kept at hand; they are folded again when they are asked for. */
  letGo(): void {
    this.#kept.clear();
  }

  /** The alliance as it is now; null when nothing was ever recorded under this id. */
  async load(allianceId: string): Promise<AllianceStream | null> {
    const stream = await this.#catchUp(allianceId, this.#kept.get(allianceId) ?? emptyStream());
    return stream.revision < 0 ? null : stream;
  }

  /** What an organisation has to do with an alliance, from the newest facts. */
  async relationOf(allianceId: string, organisationId: string): Promise<Relation | null> {
    const within = ({ participations }: AllianceStream) => {
      const participation = participations.get(`${organisationId}/${allianceId}`);
      return participation ? relationOf(participation).relation : null;
    };
    const known = within(await this.#atHand(allianceId));
    // Who takes part may have joined by way of another process a moment ago. One that left there is found out when its command is appended.
    return known && !known.left ? known : within((await this.load(allianceId)) ?? emptyStream());
  }

  execute(scope: Scope, request: Request): Promise<Outcome> {
    return this.#oneAtATime(request.allianceId, () => this.#execute(scope, request));
  }

  /**
   * Several commands to one alliance: all are decided, one on the other, before anything is recorded, so one refusal leaves nothing behind.
   * What was decided is appended in one step, or, beyond the size of an append, in parts that end where a command ends. Parts become visible
   * one by one. A part that meets another writer's events is decided again from there on; commands of parts recorded before are so already,
   * and so is everything recorded by a batch that a crash cut off, when it is given again.
   * @returns how many events were recorded, or the rejection with the index of the command that met it.
   */
  executeAll(scope: Scope, allianceId: string, commands: readonly AllianceCommand[], correlationId: string): Promise<BatchOutcome> {
    return this.#oneAtATime(allianceId, () => this.#executeAll(scope, allianceId, commands, correlationId));
  }

  async #execute(scope: Scope, request: Request): Promise<Outcome> {
    const { allianceId, command, idempotencyKey } = request;
    const { organisationId } = actorOf(scope.caller);
    const name: StreamName = `alliance-${allianceId}`;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const stream = await this.#atHand(allianceId);
      const earlier = idempotencyKey === undefined ? undefined : stream.accepted.get(idempotencyKey);
      if (earlier) {
        if (earlier.commandHash !== fingerprint(command, organisationId, earlier.salt)) return reject("key-reused");
        return { kind: "already", stream: name, revision: earlier.revision, replayed: true };
      }
      const now = this.#now(stream);
      const stale = request.precondition !== undefined && !request.precondition(stream.state);
      const facts = stale ? [] : decide(stream.state, command, contextOf(scope, command, now));
      if (isRejection(facts) || facts.length === 0) {
        if (await this.#hasMoved(allianceId, stream)) continue;
        if (stale) return { kind: "stale", state: stream.state };
        return isRejection(facts) ? facts : { kind: "already", stream: name, revision: stream.revision, replayed: false };
      }
      const appended = await this.#append(
        scope,
        allianceId,
        stream,
        facts.map((fact) => reportedAs(fact, command)),
        {
          now,
          correlationId: request.correlationId,
          ...(idempotencyKey === undefined
            ? {}
            : { idempotencyKey, commandHash: (salt: string) => fingerprint(command, organisationId, salt) }),
        },
      );
      if (appended) return { kind: "recorded", stream: name, revision: appended.stream.revision, events: appended.events };
    }
    return { kind: "conflict" };
  }

  async #executeAll(scope: Scope, allianceId: string, commands: readonly AllianceCommand[], correlationId: string): Promise<BatchOutcome> {
    let count = 0;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const stream = await this.#atHand(allianceId);
      const now = this.#now(stream);
      const decided = await decideAll(scope, allianceId, stream, commands, now);
      if (decided.kind !== "decided" || decided.parts.length === 0) {
        if (await this.#hasMoved(allianceId, stream)) continue;
        const { revision } = stream;
        return decided.kind === "decided" ? { kind: "recorded", revision, count } : { ...decided, revision, count };
      }
      let at = stream;
      for (const part of decided.parts) {
        const appended = await this.#append(scope, allianceId, at, part, { now, correlationId });
        if (!appended) break;
        at = appended.stream;
        count += appended.events.length;
        // What is left starts with all its attempts.
        attempt = 0;
      }
      if (at.revision === stream.revision + decided.parts.flat().length) return { kind: "recorded", revision: at.revision, count };
    }
    return { kind: "conflict", revision: this.#kept.get(allianceId)?.revision ?? -1, count };
  }

  /** Appends what was decided on this very state; null when others were first, after fetching what they appended. */
  async #append(
    scope: Scope,
    allianceId: string,
    stream: AllianceStream,
    facts: readonly Fact[],
    recording: Omit<Recording, "expected">,
  ): Promise<{ readonly events: readonly RecordedEvent[]; readonly stream: AllianceStream } | null> {
    try {
      const expected = stream.revision < 0 ? "none" : { at: stream.revision };
      const events = await this.#options.events.record(scope, `alliance-${allianceId}`, facts, { ...recording, expected });
      const newest = foldStream(stream, events);
      this.#keep(allianceId, newest);
      return { events, stream: newest };
    } catch (error) {
      if (!this.#options.isConflict(error)) {
        // After a lost answer nobody knows what is stored: read it anew next time.
        this.#kept.delete(allianceId);
        throw error;
      }
      await this.#catchUp(allianceId, stream);
      return null;
    }
  }

  /** The alliance as this process last saw it; an append finds out whether that is still so. */
  async #atHand(allianceId: string): Promise<AllianceStream> {
    return this.#kept.get(allianceId) ?? (await this.#catchUp(allianceId, emptyStream()));
  }

  /** Whether other processes have recorded more; what appends nothing must not be answered from what was. */
  async #hasMoved(allianceId: string, stream: AllianceStream): Promise<boolean> {
    return (await this.#catchUp(allianceId, stream)).revision > stream.revision;
  }

  /** Recorded time never runs backwards within a stream, also when the clock does. */
  #now(stream: AllianceStream): string {
    const now = this.#options.clock();
    return now < stream.recordedAt ? stream.recordedAt : now;
  }

  async #catchUp(allianceId: string, stream: AllianceStream): Promise<AllianceStream> {
    const events: RecordedEvent[] = [];
    for await (const event of this.#options.events.read(systemScope(), `alliance-${allianceId}`, { from: stream.revision + 1 }))
      events.push(event);
    const newest = foldStream(stream, events);
    this.#keep(allianceId, newest);
    return newest;
  }

  /** A slow reader may come back with less than a command has folded meanwhile: what is newer stays. */
  #keep(allianceId: string, stream: AllianceStream): void {
    if (stream.revision > (this.#kept.get(allianceId)?.revision ?? -1)) this.#kept.set(allianceId, stream);
  }

  #oneAtATime<Result>(allianceId: string, work: () => Promise<Result>): Promise<Result> {
    const result = (this.#queues.get(allianceId) ?? Promise.resolve()).then(work);
    const settled = result.catch(() => undefined);
    this.#queues.set(allianceId, settled);
    void settled.then(() => {
      if (this.#queues.get(allianceId) === settled) this.#queues.delete(allianceId);
    });
    return result;
  }
}

type DecidedBatch =
  | { readonly kind: "decided"; readonly parts: readonly (readonly Fact[])[] }
  | { readonly kind: "refused"; readonly index: number; readonly rejection: Rejection }
  | { readonly kind: "too-large"; readonly index: number };

/** Decides commands one on the other and lays the facts out in parts, each of which is one append. Others get their turn meanwhile. */
async function decideAll(
  scope: Scope,
  allianceId: string,
  stream: AllianceStream,
  commands: readonly AllianceCommand[],
  now: string,
): Promise<DecidedBatch> {
  const parts: Fact[][] = [];
  let { state, revision } = stream;
  let bytes = 0;
  for (const [index, command] of commands.entries()) {
    if (index % IN_ONE_GO === IN_ONE_GO - 1) await setImmediate();
    const facts = decide(state, command, contextOf(scope, command, now));
    if (isRejection(facts)) return { kind: "refused", index, rejection: facts };
    if (facts.length === 0) continue;
    const size = facts.reduce((sum, fact) => sum + Buffer.byteLength(JSON.stringify(fact.data)) + ENVELOPE_BYTES, 0);
    if (facts.length > MAX_EVENTS_PER_APPEND || size > MAX_BYTES_PER_APPEND) return { kind: "too-large", index };
    let part = parts.at(-1);
    if (!part || part.length + facts.length > MAX_EVENTS_PER_APPEND || bytes + size > MAX_BYTES_PER_APPEND) {
      part = [];
      parts.push(part);
      bytes = 0;
    }
    bytes += size;
    for (const fact of facts) {
      part.push(reportedAs(fact, command));
      revision += 1;
      state = evolve(state, imaginedEvent(scope, fact, command, `alliance-${allianceId}`, revision, now));
    }
  }
  return { kind: "decided", parts };
}

function contextOf(scope: Scope, command: AllianceCommand, now: string): Context {
  return { now, actor: actorOf(scope.caller), operator: scope.caller.kind === "operator", onBehalfOf: command.onBehalfOf ?? null };
}

const reportedAs = (fact: AllianceFact, { effectiveAt, onBehalfOf }: AllianceCommand): Fact => ({ ...fact, effectiveAt, onBehalfOf });

/** An event as it would be recorded, for deciding the next command of a batch; it is never stored. */
function imaginedEvent(
  scope: Scope,
  fact: AllianceFact,
  command: AllianceCommand,
  stream: StreamName,
  revision: number,
  now: string,
): AllianceEvent {
  const event = {
    ...fact,
    id: "",
    meta: {
      actor: actorOf(scope.caller),
      ...(command.onBehalfOf === undefined ? {} : { onBehalfOf: command.onBehalfOf }),
      effectiveAt: command.effectiveAt ?? now,
      recordedAt: now,
      correlationId: "",
      schema: 1,
      salt: "",
    },
    stream,
    revision,
    position: "",
  };
  // A fact of the catalogue in an envelope is an event of the catalogue; the type checker cannot pair the two unions.
  return event as unknown as AllianceEvent;
}
