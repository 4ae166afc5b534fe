import type { Position, StreamName } from "@entente/contracts/events/envelope";

/**
 * The read store port: documents of views, and how far the log has been folded into them. Everything in it can be thrown away and
 * rebuilt. Documents travel as JSON text, because most of them are only passed on, and come back to the character.
 *
 * An engine behind a network may be out of reach. Readers are told at once, by {@link ReadStoreUnavailable}; what a projector asks for
 * (`load` and the writes) waits until the engine is back, so that an outage neither stops the projector nor leaves a gap.
 */
export interface ReadStore {
  /** Where the log has been folded up to; null at the very beginning. */
  checkpoint(): Promise<Position | null>;
  generations(): Promise<Generation[]>;
  /** Makes a generation of a view, empty and not yet read by anybody. */
  begin(view: string, version: number): Promise<Generation>;
  /** Puts a generation in the place of the view's earlier one, in one step. The earlier one can still be read until it is dropped. */
  activate(generation: number): Promise<void>;
  /** Removes a generation that is not used, or no longer. */
  drop(generation: number): Promise<void>;

  /** The stored documents of the keys, those that exist. */
  load(generation: number, keys: readonly string[]): Promise<Map<string, string>>;
  /**
   * Saves documents, faults, progress and the checkpoint in one transaction. Of a key given twice the last counts.
   * @throws {CheckpointMoved} when another projector has moved the checkpoint meanwhile; nothing is saved.
   */
  save(batch: SavedBatch): Promise<void>;
  /** Saves documents of a generation that is being built; the checkpoint stays. Several may be asked for at once: they are saved in that order. */
  fill(generation: number, documents: readonly Document[]): Promise<void>;

  get(generation: number, key: string): Promise<Document | null>;
  /** Documents whose key starts with a prefix, in the order of their keys' code points. */
  list(generation: number, prefix: string, options: ListOptions): Promise<Document[]>;
  /** Documents of `of` whose key is the part after the slash of the keys of `by` that start with a prefix: one indexed join. */
  related(by: number, prefix: string, of: number): Promise<{ readonly by: string; readonly of: string | null }[]>;
  /** Documents whose field at the top is a text that does not come after a value, in the order of that text. */
  upTo(generation: number, field: string, value: string, limit: number): Promise<Document[]>;
  /** How many documents have each value of a text field at the top of the document; `none` stands for null or absent. */
  countBy(generation: number, field: string): Promise<Record<string, number>>;
  count(generation: number): Promise<number>;
  /** The summed length of a list at the top of all documents. */
  sumLengths(generation: number, field: string): Promise<number>;
  /** The last revision of the stream that has been folded; -1 when none. */
  progress(stream: StreamName): Promise<number>;
  /** The same for all streams. */
  progressOfAll(): Promise<Map<StreamName, number>>;
  close(): Promise<void>;
}

export interface Generation {
  readonly generation: number;
  readonly view: string;
  readonly version: number;
  readonly active: boolean;
  readonly fault: Fault | null;
}

/** Why a view stopped: the event it could not take. Others go on; it is never skipped. */
export interface Fault {
  readonly position: string;
  readonly reason: string;
}

export interface Document {
  readonly key: string;
  readonly stream: StreamName;
  readonly revision: number;
  /** JSON text. */
  readonly doc: string;
}

export interface ListOptions {
  /** The last key of the page before. */
  readonly after?: string;
  readonly before?: string;
  readonly limit: number;
  readonly direction?: "forwards" | "backwards";
}

export interface SavedBatch {
  readonly from: Position | null;
  readonly to: Position;
  readonly documents: readonly { readonly generation: number; readonly documents: readonly Document[] }[];
  readonly faults: readonly { readonly generation: number; readonly fault: Fault }[];
  readonly progress: ReadonlyMap<StreamName, number>;
}

/** What changes a read store. */
export type Writes = Pick<ReadStore, "begin" | "activate" | "drop" | "save" | "fill">;

export class CheckpointMoved extends Error {
  override readonly name = "CheckpointMoved";
  constructor() {
    super("another projector has moved the checkpoint; only one may fold into this read store");
  }
}

/** The engine cannot answer now: it is out of reach, or took too long. Asking again later may help. */
export class ReadStoreUnavailable extends Error {
  override readonly name = "ReadStoreUnavailable";
}

/** A read store that this Entente cannot be started on; the message says why and what to do, and holds no password. */
export class ReadStoreRefused extends Error {
  override readonly name = "ReadStoreRefused";
}
