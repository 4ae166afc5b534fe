import { afterEach, beforeEach, describe } from "vitest";
import type { Position } from "@entente/contracts/events/envelope";
import { checkpoints } from "./conformance/checkpoints.ts";
import { concurrency } from "./conformance/concurrency.ts";
import { documents } from "./conformance/documents.ts";
import { generations } from "./conformance/generations.ts";
import { keys } from "./conformance/keys.ts";
import type { Document, ReadStore, SavedBatch } from "./port.ts";

/** What is under test; each test has a fresh one. */
export interface Subject {
  readonly store: ReadStore;
  /** Closes the store and opens what was written. */
  reopen(): Promise<void>;
  /** Another store on the same documents, as another process would open it; the test closes it. */
  another(): Promise<ReadStore>;
}

/** What every read store holds to, whatever its engine. `open` gives an empty one; `again` opens the same one once more. */
export function readStoreConformance(
  name: string,
  open: () => Promise<{ store: ReadStore; again: () => Promise<ReadStore>; remove: () => Promise<void> }>,
): void {
  describe(`${name} is a read store`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(async () => {
      await opened.store.close();
      await opened.remove();
    });
    const subject: Subject = {
      get store() {
        return opened.store;
      },
      async reopen() {
        await opened.store.close();
        opened = { ...opened, store: await opened.again() };
      },
      another: () => opened.again(),
    };

    documents(subject);
    keys(subject);
    checkpoints(subject);
    generations(subject);
    concurrency(subject);
  });
}

/** A position is opaque; to a read store any text will do. */
export const at = (text: string): Position => text as Position;

export const document = (key: string, revision = 0, doc: unknown = { key }): Document => ({
  key,
  stream: `alliance-${key.split("/")[0]}`,
  revision,
  doc: JSON.stringify(doc),
});

export const batch = (given: Partial<SavedBatch> & Pick<SavedBatch, "to">): SavedBatch => ({
  from: null,
  documents: [],
  faults: [],
  progress: new Map(),
  ...given,
});
