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

/** An event in its newest shape, for all views at once; or why it has none, which every view of its category meets when it folds it. */
export interface Lifted {
  readonly event: RecordedEvent;
  readonly category: string;
  readonly fault: unknown;
}

export function lift(event: RecordedEvent): Lifted {
  const category = categoryOf(event.stream);
  try {
    return { event: upcast(event), category, fault: null };
  } catch (error) {
    return { event, category, fault: error };
  }
}

/** Folds one event into the documents it touches. Throws what the fold throws; the caller decides what a poison event means. */
export function foldInto(view: AnyView, { event, category, fault }: Lifted, docs: Map<string, Folded>): readonly string[] {
  if (category !== view.category) return [];
  if (fault !== null) throw fault;
  const keys = view.keys(event);
  // All documents change, or, when one fold throws, none.
  const evolved = keys.map((key) => view.evolve(docs.get(key)?.doc ?? view.initial(key), event, key));
  keys.forEach((key, index) => docs.set(key, { doc: evolved[index], stream: event.stream, revision: event.revision }));
  return keys;
}

/** The documents an event touches; none when the view cannot say, for then the fold itself meets the same fault and names it. */
export function keysOf(view: AnyView, { event, category, fault }: Lifted): readonly string[] {
  if (category !== view.category || fault !== null) return [];
  try {
    return view.keys(event);
  } catch {
    return [];
  }
}
