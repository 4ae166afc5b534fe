import { LRUCache } from "lru-cache";
import type { Position, RecordedEvent, StreamName } from "@entente/contracts/events/envelope";
import { views, type ViewName } from "@entente/contracts/views/catalogue";
import { HttpProblem, type Logger } from "@entente/service-kit";
import type { Batch, Document, Feed, ReadStore } from "@entente/service-kit/ports";
import { Builder, checkSample, type Log } from "./builder.ts";
import { foldInto, keysOf, lift, type AnyView, type Folded, type Lifted } from "./fold.ts";

export interface ProjectorOptions {
  readonly readStore: ReadStore;
  readonly feed: Feed;
  readonly log: Log;
  readonly logger: Logger;
  /** Told of every batch once its effect is saved. */
  readonly onProjected?: (events: readonly RecordedEvent[]) => void;
  /** The views to keep; the catalogue's unless a test brings its own. */
  readonly views?: Readonly<Record<string, AnyView>>;
}

export interface ViewStatus {
  readonly view: string;
  readonly version: number;
  readonly documents: number;
  readonly fault: { readonly position: string; readonly reason: string } | null;
}

interface Kept {
  readonly view: AnyView;
  generation: number;
  fault: { readonly position: string; readonly reason: string } | null;
}

/** Folded documents kept at hand, so that a busy alliance is not read back for every event; in characters of their JSON. */
const KEPT_CHARACTERS = 16_000_000;
const WAIT_MS = 5_000;
/** A batch of so many events is a sign of load; then the next waits so long for more to come. */
const BUSY_EVENTS = 6;
const GATHER_MS = 25;
/** No read takes longer. */
const RETIRE_MS = 10_000;

/**
 * Keeps the views up to the log: takes a batch, folds, and saves documents, progress and checkpoint in one transaction. An event that a
 * fold cannot take makes that one view faulted, loudly; the others go on.
 */
export class Projector {
  readonly #options: ProjectorOptions;
  readonly #kept = new Map<string, Kept>();
  readonly #docs = new LRUCache<string, Folded>({ maxSize: KEPT_CHARACTERS });
  readonly #waiting = new Map<StreamName, Set<() => void>>();
  #progress = new Map<StreamName, number>();
  #checkpoint: Position | null = null;
  #subscription: { stop(): Promise<void>; readonly closed: Promise<void> } | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #stopped: Error | null = null;
  #ended = false;

  constructor(options: ProjectorOptions) {
    this.#options = options;
  }

  /** Brings every view to its present version, then follows the log. Resolves once the views have caught up with the log as it was at start. */
  async start(): Promise<void> {
    const { readStore } = this.#options;
    this.#checkpoint = await readStore.checkpoint();
    this.#progress = await readStore.progressOfAll();
    const wanted = Object.values(this.#options.views ?? (views as unknown as Record<string, AnyView>));
    for (const generation of await readStore.generations()) {
      const view = wanted.find(({ name, version }) => name === generation.view && version === generation.version);
      // Without a checkpoint, a first build was cut short: whatever it left is not whole.
      if (this.#checkpoint === null) await readStore.drop(generation.generation);
      else if (view && generation.active) this.#kept.set(view.name, { view, generation: generation.generation, fault: generation.fault });
      else if (!generation.active) await readStore.drop(generation.generation);
    }
    const missing = wanted.filter((view) => !this.#kept.has(view.name));
    if (this.#checkpoint === null) await this.#buildAll(missing);
    else for (const view of missing) await this.#rebuild(view);
    let caughtUp: () => void = () => undefined;
    const ready = new Promise<void>((resolve) => {
      caughtUp = resolve;
    });
    this.#subscription = await this.#options.feed.subscribe("insights", { load: async () => this.#checkpoint }, async (batch) => {
      await this.#inTurn(() => this.#project(batch));
      if (batch.caughtUp) caughtUp();
      // Whoever is behind does not wait for more.
      if (batch.caughtUp && batch.events.length >= BUSY_EVENTS) await this.#gather();
    });
    this.#subscription.closed.catch((error: unknown) => {
      this.#stopped = error instanceof Error ? error : new Error(String(error));
      this.#options.logger.fatal({ err: error }, "the projector has stopped; views no longer follow the log");
    });
    await Promise.race([ready, this.#subscription.closed]);
  }

  /** Under load, lets a few more events come together: a batch costs much the same for one event as for fifty. */
  async #gather(): Promise<void> {
    if (!this.#ended) await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
  }

  async stop(): Promise<void> {
    this.#ended = true;
    await this.#subscription?.stop();
    await this.#turn.catch(() => undefined);
  }

  /** Forgets the documents kept at hand; they are read again when an event touches them. */
  letGo(): void {
    this.#docs.clear();
  }

  /** Null when all is well, else what the operator must know. */
  trouble(): string | null {
    if (this.#stopped) return `projector stopped: ${this.#stopped.message}`;
    const faulted = [...this.#kept.values()].filter(({ fault }) => fault);
    return faulted.length === 0 ? null : faulted.map(({ view, fault }) => `view ${view.name} faulted: ${fault?.reason}`).join("; ");
  }

  /**
   * The generation that readers of a view read.
   * @throws {HttpProblem} `view_faulted` when the view has stopped at an event it cannot take.
   */
  generationOf(view: ViewName): number {
    const kept = this.#kept.get(view);
    if (!kept || kept.fault) throw new HttpProblem("view_faulted", { headers: { "retry-after": "60" } });
    return kept.generation;
  }

  /**
   * Waits until the views have folded that revision of that stream.
   * @throws {HttpProblem} `projection_behind` after five seconds.
   */
  async waitFor(stream: StreamName, revision: number): Promise<void> {
    if ((this.#progress.get(stream) ?? -1) >= revision) return;
    await new Promise<void>((resolve, reject) => {
      const waiters = this.#waiting.get(stream) ?? new Set();
      this.#waiting.set(stream, waiters);
      const look = () => {
        if ((this.#progress.get(stream) ?? -1) < revision) return;
        done();
        resolve();
      };
      const timer = setTimeout(() => {
        done();
        reject(new HttpProblem("projection_behind", { headers: { "retry-after": "1" } }));
      }, WAIT_MS);
      const done = () => {
        clearTimeout(timer);
        waiters.delete(look);
        if (waiters.size === 0) this.#waiting.delete(stream);
      };
      waiters.add(look);
    });
  }

  async status(): Promise<ViewStatus[]> {
    return Promise.all(
      [...this.#kept.values()].map(async ({ view, generation, fault }) => ({
        view: view.name,
        version: view.version,
        documents: await this.#options.readStore.count(generation),
        fault,
      })),
    );
  }

  /** Builds a view anew beside the present one and switches in one step. @returns how many events were folded. */
  async rebuild(name: string): Promise<number> {
    const kept = this.#kept.get(name);
    if (!kept) throw new HttpProblem("absent");
    return this.#rebuild(kept.view);
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async #project(batch: Batch): Promise<void> {
    const { readStore, logger } = this.#options;
    const documents: { generation: number; documents: Document[] }[] = [];
    const faults: { generation: number; fault: { position: string; reason: string } }[] = [];
    const folded: { id: string; value: Folded; size: number }[] = [];
    const progress = new Map<StreamName, number>();
    for (const event of batch.events) progress.set(event.stream, event.revision);
    const lifted = Map.groupBy(batch.events.map(lift), ({ category }) => category);
    for (const kept of this.#kept.values()) {
      if (kept.fault) continue;
      // A large batch lets answers through between one view and the next.
      if (batch.events.length >= BUSY_EVENTS) await new Promise((resolve) => setImmediate(resolve));
      const { touched, docs, poison } = await this.#foldBatch(kept, lifted.get(kept.view.category) ?? []);
      const changed = [...touched].flatMap((key) => {
        const value = docs.get(key);
        if (!value) return [];
        const doc = JSON.stringify(value.doc);
        folded.push({ id: `${kept.generation}/${key}`, value, size: doc.length });
        return [{ key, stream: value.stream, revision: value.revision, doc }];
      });
      if (changed.length > 0) documents.push({ generation: kept.generation, documents: changed });
      if (poison) {
        const fault = {
          position: poison.event.position,
          reason: `${poison.event.type}, ${poison.event.stream} revision ${poison.event.revision}: ${poison.reason}`,
        };
        faults.push({ generation: kept.generation, fault });
        logger.fatal({ view: kept.view.name, ...fault }, "a view is faulted: it met an event that it cannot take");
        kept.fault = fault;
      }
    }
    await readStore.save({ from: this.#checkpoint, to: batch.upTo, documents, faults, progress });
    this.#checkpoint = batch.upTo;
    for (const { id, value, size } of folded) this.#docs.set(id, value, { size });
    for (const [stream, revision] of progress) {
      this.#progress.set(stream, revision);
      for (const look of this.#waiting.get(stream) ?? []) look();
    }
    this.#options.onProjected?.(batch.events);
  }

  /** Folds a batch into one view. What precedes a poison event is kept, what follows it is not folded. */
  async #foldBatch({ view, generation }: Kept, own: readonly Lifted[]) {
    const docs = new Map<string, Folded>();
    const touched = new Set<string>();
    let poison: { event: RecordedEvent; reason: string } | null = null;
    const absent = new Set<string>();
    for (const each of own) {
      for (const key of keysOf(view, each)) {
        const kept = this.#docs.get(`${generation}/${key}`);
        if (kept) docs.set(key, kept);
        else absent.add(key);
      }
    }
    for (const [key, doc] of absent.size === 0 ? [] : await this.#options.readStore.load(generation, [...absent])) {
      // Stream and revision are set anew by the event that is folded in.
      docs.set(key, { doc: JSON.parse(doc), stream: "alliance-", revision: -1 });
    }
    for (const each of own) {
      try {
        for (const key of foldInto(view, each, docs)) touched.add(key);
      } catch (error) {
        poison = { event: each.event, reason: error instanceof Error ? error.message : String(error) };
        break;
      }
    }
    return { touched, docs, poison };
  }

  /** The first build: one pass over the log for all views. The checkpoint is saved last; until it is, a next start begins again. */
  async #buildAll(views: readonly AnyView[]): Promise<void> {
    const { readStore, log, logger } = this.#options;
    const builder = await Builder.begin(readStore, views);
    await builder.advance(log);
    await builder.finish();
    const faults: { generation: number; fault: { position: string; reason: string } }[] = [];
    for (const { view, generation, poisoned } of builder.generations) {
      await readStore.activate(generation);
      const fault = poisoned ? { position: poisoned.position, reason: poisoned.message } : null;
      if (fault) {
        faults.push({ generation, fault });
        logger.fatal({ view: view.name, ...fault }, "a view is faulted: it met an event that it cannot take");
      }
      this.#kept.set(view.name, { view, generation, fault });
    }
    if (builder.at === null) return;
    await readStore.save({ from: null, to: builder.at, documents: [], faults, progress: builder.progress });
    this.#checkpoint = builder.at;
    this.#progress = builder.progress;
  }

  async #rebuild(view: AnyView): Promise<number> {
    const { readStore, log } = this.#options;
    const builder = await Builder.begin(readStore, [view]);
    // Only what the other views have folded too: the rest reaches the new generation through the feed like them.
    const notYet = (event: RecordedEvent) => event.revision > (this.#progress.get(event.stream) ?? -1);
    let folded = await builder.advance(log, notYet);
    await this.#inTurn(async () => {
      folded += await builder.advance(log, notYet);
      await builder.finish();
      for (const { generation, poisoned } of builder.generations) {
        if (poisoned) {
          await readStore.drop(generation);
          throw poisoned;
        }
        await checkSample(log, readStore, generation, view, builder.progress);
        await readStore.activate(generation);
        const earlier = this.#kept.get(view.name);
        this.#kept.set(view.name, { view, generation, fault: null });
        if (earlier) this.#retire(earlier.generation);
      }
    });
    return folded;
  }

  /** Drops a generation once nobody can be reading it any more; what a stop leaves behind is dropped at the next start. */
  #retire(generation: number): void {
    setTimeout(() => {
      if (!this.#ended)
        void this.#options.readStore
          .drop(generation)
          .catch((error: unknown) => this.#options.logger.warn({ err: error }, "an earlier generation could not be dropped"));
    }, RETIRE_MS).unref();
  }
}
