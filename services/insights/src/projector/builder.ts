import { createHash } from "node:crypto";
import type { Position, RecordedEvent, StreamName } from "@entente/contracts/events/envelope";
import type { Document, ReadStore } from "@entente/service-kit/ports";
import { foldInto, keysOf, lift, type AnyView, type Folded, type Lifted } from "./fold.ts";

/** The part of the event store that building needs. */
export interface Log {
  readAll(options: { after?: Position }): AsyncIterable<RecordedEvent>;
  read(stream: StreamName): AsyncIterable<RecordedEvent>;
}

/** A view that could not be built: the event it cannot take. */
export class Poisoned extends Error {
  override readonly name = "Poisoned";
  readonly position: Position;
  constructor(view: string, event: RecordedEvent, cause: unknown) {
    super(
      `view ${view} cannot take ${event.type} (${event.stream} revision ${event.revision}): ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
    this.position = event.position;
  }
}

/** Events folded between two looks at what can be written. */
const PART = 250;
/** So many documents may wait to be written before folding waits for them. */
const MOST_WAITING = 10_000;
/** A document is written, and leaves memory, once so many parts of the log have left it alone. */
const QUIET_PARTS = 4;

/**
 * Folds the log into new generations. Documents stay in memory while events touch them; those left alone are written meanwhile, and
 * read back when an event touches them after all. So a rebuild needs memory for what is busy, not for everything, and hardly waits
 * for the disk at its end.
 */
export class Builder {
  readonly #store: ReadStore;
  readonly #building: readonly Building[];
  /** The last revision folded, by stream. */
  readonly progress = new Map<StreamName, number>();
  at: Position | null = null;
  #writing: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #part = 0;

  private constructor(store: ReadStore, building: readonly Building[]) {
    this.#store = store;
    this.#building = building;
  }

  /** Begins a generation, which nobody reads yet, of each view. */
  static async begin(store: ReadStore, views: readonly AnyView[]): Promise<Builder> {
    const building: Building[] = [];
    for (const view of views) {
      const { generation } = await store.begin(view.name, view.version);
      building.push({ view, generation, docs: new Map(), touched: new Map(), written: new Set(), poisoned: null });
    }
    return new Builder(store, building);
  }

  /** What is being built: each view, the generation that takes its documents, and the event it could not take, if any. */
  get generations(): readonly { readonly view: AnyView; readonly generation: number; readonly poisoned: Poisoned | null }[] {
    return this.#building;
  }

  /** Folds what comes after the place reached, until `stop` says that an event is not to be folded yet. @returns how many were folded. */
  async advance(log: Log, stop: (event: RecordedEvent) => boolean = () => false): Promise<number> {
    let folded = 0;
    let part: RecordedEvent[] = [];
    for await (const event of log.readAll(this.at === null ? {} : { after: this.at })) {
      if (stop(event)) break;
      part.push(event);
      if (part.length < PART) continue;
      await this.#fold(part);
      folded += part.length;
      part = [];
    }
    await this.#fold(part);
    return folded + part.length;
  }

  /** Writes what is still in memory; after it the generations are whole. */
  async finish(): Promise<void> {
    for (const building of this.#building) this.#write(building, [...building.touched.keys()]);
    await this.#writing;
  }

  async #fold(events: readonly RecordedEvent[]): Promise<void> {
    this.#part += 1;
    const lifted = Map.groupBy(events.map(lift), ({ category }) => category);
    for (const building of this.#building) {
      if (building.poisoned) continue;
      const { view, docs, touched } = building;
      const own = lifted.get(view.category) ?? [];
      await this.#readBack(building, own);
      for (const each of own) {
        try {
          for (const key of foldInto(view, each, docs)) {
            // Last in the map is what was touched last.
            touched.delete(key);
            touched.set(key, this.#part);
          }
        } catch (error) {
          building.poisoned = new Poisoned(view.name, each.event, error);
          break;
        }
      }
      this.#write(building, quiet(touched, this.#part - QUIET_PARTS));
      if (this.#waiting > MOST_WAITING) await this.#writing;
    }
    for (const event of events) this.progress.set(event.stream, event.revision);
    this.at = events.at(-1)?.position ?? this.at;
  }

  /** Brings back the documents that a part touches and that were written already. */
  async #readBack({ view, generation, docs, written }: Building, events: readonly Lifted[]): Promise<void> {
    const wanted: string[] = [];
    const streams = new Set<StreamName>();
    for (const each of events) {
      const { stream, revision } = each.event;
      // Documents derive from one stream: what began in this part has nothing written yet.
      if (revision === 0) streams.add(stream);
      else if (!streams.has(stream)) wanted.push(...keysOf(view, each).filter((key) => written.has(key)));
    }
    if (wanted.length === 0) return;
    await this.#writing;
    for (const [key, doc] of await this.#store.load(generation, wanted)) {
      // Stream and revision are set anew by the event that is folded in.
      docs.set(key, { doc: JSON.parse(doc), stream: "alliance-", revision: -1 });
      written.delete(key);
    }
  }

  #write({ generation, docs, touched, written }: Building, keys: readonly string[]): void {
    if (keys.length === 0) return;
    const documents: Document[] = [];
    for (const key of keys) {
      const folded = docs.get(key);
      if (!folded) continue;
      documents.push({ key, stream: folded.stream, revision: folded.revision, doc: JSON.stringify(folded.doc) });
      docs.delete(key);
      touched.delete(key);
      written.add(key);
    }
    this.#waiting += documents.length;
    const filled = this.#store.fill(generation, documents).then(() => {
      this.#waiting -= documents.length;
    });
    this.#writing = Promise.all([this.#writing, filled]);
    // Whoever waits for the writing meets the error; until then it is nobody's.
    this.#writing.catch(() => undefined);
  }
}

/** The keys touched in that part at the latest. */
function quiet(touched: ReadonlyMap<string, number>, upTo: number): string[] {
  const keys: string[] = [];
  for (const [key, part] of touched) {
    if (part > upTo) break;
    keys.push(key);
  }
  return keys;
}

/** A view being built. */
interface Building {
  readonly view: AnyView;
  readonly generation: number;
  readonly docs: Map<string, Folded>;
  /** The part of the log that touched a document last, longest ago first. */
  readonly touched: Map<string, number>;
  /** The keys of documents that were written and are no longer in memory. */
  readonly written: Set<string>;
  poisoned: Poisoned | null;
}

/** How many streams are replayed a second time to check what was written. */
const SAMPLE = 16;

/**
 * Compares written rows with a second replay of a sample of streams, by digest.
 * @throws Error naming the first document that differs.
 */
export async function checkSample(
  log: Log,
  store: ReadStore,
  generation: number,
  view: AnyView,
  progress: ReadonlyMap<StreamName, number>,
): Promise<void> {
  const streams = [...progress.keys()].filter((stream) => stream.startsWith(`${view.category}-`));
  const step = Math.max(1, Math.floor(streams.length / SAMPLE));
  for (let index = 0; index < streams.length; index += step) {
    const stream = streams[index];
    if (!stream) continue;
    const replayed = new Map<string, Folded>();
    for await (const event of log.read(stream)) {
      if (event.revision <= (progress.get(stream) ?? -1)) foldInto(view, lift(event), replayed);
    }
    for (const [key, { doc }] of replayed) {
      const written = await store.get(generation, key);
      if (digest(written?.doc ?? "") !== digest(JSON.stringify(doc)))
        throw new Error(`view ${view.name}: document ${key} differs between two replays; its fold is not pure`);
    }
  }
}

const digest = (text: string) => createHash("sha256").update(text).digest("base64url");
