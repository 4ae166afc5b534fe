import { z } from "zod";
import type { AllianceEvent } from "../events/catalogue.ts";
import { idOf, Uuid } from "../events/envelope.ts";
import { Mark, marksOf } from "../telling/marks.ts";
import { Provenance, provenanceOf } from "./provenance.ts";
import type { View } from "./view.ts";

/** One line of the story: what happened, to be told as a sentence in the reader's language. */
export const TimelineEntry = z
  .strictObject({ type: z.string(), marks: z.record(z.string(), Mark), onBehalfOf: Uuid.nullable(), ...Provenance.shape })
  .meta({ id: "TimelineEntry" });
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export interface TimelineChunk {
  readonly allianceId: string;
  readonly entries: readonly TimelineEntry[];
}

/** Events per document, so that a long history is never rewritten for one new line. */
export const CHUNK = 25;
/** The key of the chunk that holds a revision; padded so that keys sort as numbers do. */
export const chunkKey = (allianceId: string, revision: number) => `${allianceId}/${String(Math.floor(revision / CHUNK)).padStart(8, "0")}`;

export const timelineView: View<TimelineChunk, AllianceEvent> = {
  name: "timeline",
  version: 2,
  category: "alliance",
  keys: (event) => [chunkKey(idOf(event.stream), event.revision)],
  initial: (key) => ({ allianceId: key.slice(0, key.indexOf("/")), entries: [] }),
  evolve: (doc, event) => ({ ...doc, entries: [...doc.entries, entryOf(event)] }),
};

/** An event as a line of the timeline; also used for events that arrive live. */
export const entryOf = (event: AllianceEvent): TimelineEntry => ({
  type: event.type,
  marks: marksOf(event),
  onBehalfOf: event.meta.onBehalfOf ?? null,
  ...provenanceOf(event),
});
