import { upcast } from "@entente/contracts/events/catalogue";
import { categoryOf, type RecordedEvent, type StreamName } from "@entente/contracts/events/envelope";
import type { View } from "@entente/contracts/views/view";

/** A view as the projector handles it: which events it gets is settled by category, so their type is checked by the catalogue alone. */
export type AnyView = View<unknown, RecordedEvent>;

export interface Folded {
  readonly doc: unknown;
  readonly stream: StreamName;
  readonly revision: number;
}

/** Folds one event into the documents it touches. Throws what the fold throws; the caller decides what a poison event means. */
export function foldInto(view: AnyView, event: RecordedEvent, docs: Map<string, Folded>): readonly string[] {
  if (categoryOf(event.stream) !== view.category) return [];
  const lifted = upcast(event);
  const keys = view.keys(lifted);
  // All documents change, or, when one fold throws, none.
  const evolved = keys.map((key) => view.evolve(docs.get(key)?.doc ?? view.initial(key), lifted, key));
  keys.forEach((key, index) => docs.set(key, { doc: evolved[index], stream: event.stream, revision: event.revision }));
  return keys;
}

/** The documents an event touches; none when the view cannot say, for then the fold itself meets the same fault and names it. */
export function keysOf(view: AnyView, event: RecordedEvent): readonly string[] {
  try {
    return view.keys(upcast(event));
  } catch {
    return [];
  }
}
