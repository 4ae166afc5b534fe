import { createHash } from "node:crypto";
import type { Position, RecordedEvent, StreamName } from "@entente/contracts/events/envelope";
import type { Document, ReadStore } from "@entente/service-kit/ports";
import { foldInto, type AnyView, type Folded } from "./fold.ts";

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

/** Folds the log in memory into new generations, whose rows are written once at the end. */
export class Builder {
  readonly #views: readonly AnyView[];
  readonly #docs: Map<string, Folded>[];
  /** The last revision folded, by stream. */
  readonly progress = new Map<StreamName, number>();
  readonly #poisoned = new Map<AnyView, Poisoned>();
  at: Position | null = null;

  constructor(views: readonly AnyView[]) {
    this.#views = views;
    this.#docs = views.map(() => new Map());
  }

  /** Folds what comes after the place reached, until `stop` says that an event is not to be folded yet. @returns how many were folded. */
  async advance(log: Log, stop: (event: RecordedEvent) => boolean = () => false): Promise<number> {
    let folded = 0;
    for await (const event of log.readAll(this.at === null ? {} : { after: this.at })) {
      if (stop(event)) break;
      this.#views.forEach((view, index) => {
        const docs = this.#docs[index];
        if (!docs || this.#poisoned.has(view)) return;
        try {
          foldInto(view, event, docs);
        } catch (error) {
          this.#poisoned.set(view, new Poisoned(view.name, event, error));
        }
      });
      this.progress.set(event.stream, event.revision);
      this.at = event.position;
      folded += 1;
    }
    return folded;
  }

  poisonOf(view: AnyView): Poisoned | undefined {
    return this.#poisoned.get(view);
  }

  documents(view: AnyView): Document[] {
    const docs = this.#docs[this.#views.indexOf(view)] ?? new Map<string, Folded>();
    return [...docs].map(([key, { doc, stream, revision }]) => ({ key, stream, revision, doc: JSON.stringify(doc) }));
  }
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
      if (event.revision <= (progress.get(stream) ?? -1)) foldInto(view, event, replayed);
    }
    for (const [key, { doc }] of replayed) {
      const written = await store.get(generation, key);
      if (digest(written?.doc ?? "") !== digest(JSON.stringify(doc)))
        throw new Error(`view ${view.name}: document ${key} differs between two replays; its fold is not pure`);
    }
  }
}

const digest = (text: string) => createHash("sha256").update(text).digest("base64url");
