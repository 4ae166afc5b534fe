import type { Position, StreamName } from "@entente/contracts/events/envelope";

/**
 * The read store port: documents of views, and how far the log has been folded into them. Everything in it can be thrown away and
 * rebuilt. Documents travel as JSON text, because most of them are only passed on.
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
   * Saves documents, faults, progress and the checkpoint in one transaction.
   * @throws {CheckpointMoved} when another projector has moved the checkpoint meanwhile; nothing is saved.
   */
  save(batch: SavedBatch): Promise<void>;
  /** Saves documents of a generation that is being built; the checkpoint stays. */
  fill(generation: number, documents: readonly Document[]): Promise<void>;

  get(generation: number, key: string): Promise<Document | null>;
  /** Documents whose key starts with a prefix, in key order. */
  list(generation: number, prefix: string, options: ListOptions): Promise<Document[]>;
  /** Documents of `of` whose key is the part after the slash of the keys of `by` that start with a prefix: one indexed join. */
  related(by: number, prefix: string, of: number): Promise<{ readonly by: string; readonly of: string | null }[]>;
  /** How many documents have each value of a field at the top of the document. */
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

export class CheckpointMoved extends Error {
  override readonly name = "CheckpointMoved";
  constructor() {
    super("another projector has moved the checkpoint; only one may fold into this read store");
  }
}
