import { afterAll, beforeAll, describe } from "vitest";
import type { EventStore } from "./port.ts";
import { appending } from "./conformance/appending.ts";
import { concurrency } from "./conformance/concurrency.ts";
import { model } from "./conformance/model.ts";
import { reading } from "./conformance/reading.ts";
import { subscribing } from "./conformance/subscribing.ts";

/** What is under test. */
export interface Subject {
  /** Shared by all tests, and as a real server's perhaps full of others' events: tests name streams that no one else names. */
  readonly store: EventStore;
  /** A store that a test may close itself. */
  open(): Promise<EventStore>;
}

/** What every engine must do, whoever is behind it. */
export function eventStoreConformance(name: string, open: () => Promise<EventStore>): void {
  describe(`${name} is an event store`, () => {
    let shared: EventStore | undefined;
    beforeAll(async () => void (shared = await open()));
    afterAll(() => shared?.close());
    const subject: Subject = {
      get store() {
        if (!shared) throw new Error("the store is open while tests run");
        return shared;
      },
      open,
    };

    appending(subject);
    concurrency(subject);
    reading(subject);
    subscribing(subject);
    model(subject);
  });
}
