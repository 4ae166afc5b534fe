import { upcast, assertWellFormed, definitionOf } from "@entente/contracts/events/catalogue";
import type { EventMeta, JsonObject, NewEvent, RecordedEvent, StreamName } from "@entente/contracts/events/envelope";
import { actorOf, type Scope } from "@entente/contracts/access";
import { unsealedText } from "@entente/contracts/personal";
import type { EventStore, ExpectedRevision, ReadOptions } from "@entente/event-store";
import type { PersonKeys } from "@entente/person-keys";
import { newId, newSalt } from "./ids.ts";
import type { SystemScope } from "./scope.ts";

/** A fact on its way to the store: type and data, no envelope yet. */
export interface Fact {
  readonly type: string;
  readonly data: unknown;
  /** When it happened in the world, if not now. */
  readonly effectiveAt?: string | undefined;
  readonly onBehalfOf?: string | undefined;
}

export interface Recording {
  readonly expected: ExpectedRevision;
  /** The recorded time, ISO 8601. */
  readonly now: string;
  readonly correlationId: string;
  readonly causationId?: string | undefined;
  readonly idempotencyKey?: string | undefined;
  /** Fingerprint of the command, made with the salt of its first event. */
  readonly commandHash?: ((salt: string) => string) | undefined;
}

/** The event store as services see it: nobody reads or writes without a scope, and what comes out is lifted to its newest shape. */
export interface Events {
  read(scope: Scope | SystemScope, stream: StreamName, options?: ReadOptions): AsyncIterable<RecordedEvent>;
  /**
   * Wraps facts in envelopes, seals what is personal under the author's key, and appends them in one step.
   * @throws {PersonErased} when the author of something personal has been erased; and what the store's `append` throws.
   */
  record(scope: Scope, stream: StreamName, facts: readonly Fact[], recording: Recording): Promise<RecordedEvent[]>;
}

/** Where a personal text belongs; it opens nowhere else. */
export const personalContext = (stream: StreamName, type: string, field: string) => `${stream}/${type}/${field}`;

export function openEvents(store: EventStore, keys: PersonKeys): Events {
  return {
    async *read(_scope, stream, options) {
      for await (const event of store.read(stream, options)) yield upcast(event);
    },

    async record(scope, stream, facts, recording) {
      const actor = actorOf(scope.caller);
      const firstSalt = newSalt();
      const events = await Promise.all(
        facts.map(async (fact, index): Promise<NewEvent> => {
          const definition = definitionOf(fact.type);
          assertWellFormed(fact.type, fact.data);
          const meta: EventMeta = {
            actor,
            ...(fact.onBehalfOf ? { onBehalfOf: fact.onBehalfOf } : {}),
            effectiveAt: fact.effectiveAt ?? recording.now,
            recordedAt: recording.now,
            correlationId: recording.correlationId,
            ...(recording.causationId ? { causationId: recording.causationId } : {}),
            ...(recording.idempotencyKey ? { idempotencyKey: recording.idempotencyKey } : {}),
            ...(recording.commandHash && index === 0 ? { commandHash: recording.commandHash(firstSalt) } : {}),
            schema: definition?.schema ?? 1,
            salt: index === 0 ? firstSalt : newSalt(),
          };
          // Well-formed data of the catalogue is JSON once its personal fields are sealed.
          const data = { ...(fact.data as JsonObject) };
          for (const field of definition?.personal ?? []) {
            const text = unsealedText(data[field]);
            if (text !== null)
              data[field] = await keys.seal(
                actor.kind === "person" ? actor.id : (actor.organisationId ?? actor.id),
                text,
                personalContext(stream, fact.type, field),
              );
          }
          return { id: newId(), type: fact.type, data, meta };
        }),
      );
      const { revision, position } = await store.append(stream, events, recording.expected);
      return events.map((event, index) => ({ ...event, stream, revision: revision - events.length + 1 + index, position }));
    },
  };
}
