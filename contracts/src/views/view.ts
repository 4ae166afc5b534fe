import type { RecordedEvent } from "../events/envelope.ts";

/**
 * A view: a pure fold of events into documents that people look at. Live it folds up to now, in an audit up to then, in the browser up
 * to the slider. `evolve` never changes the document it is given.
 */
export interface View<Doc, Event extends RecordedEvent<string, unknown> = RecordedEvent> {
  readonly name: string;
  /** Raised whenever the fold or the document changes; the view is then rebuilt beside the old one. */
  readonly version: number;
  /** The category of streams it folds. */
  readonly category: "alliance" | "dossier" | "organisation";
  /** The documents an event touches; all of them derive from the event's own stream. */
  keys(event: Event): readonly string[];
  initial(key: string): Doc;
  evolve(doc: Doc, event: Event, key: string): Doc;
}

/** Replaces the items of a list that match, leaving the others as they are. */
export const replaced = <Item>(items: readonly Item[], matches: (item: Item) => boolean, change: (item: Item) => Item): Item[] =>
  items.map((item) => (matches(item) ? change(item) : item));
