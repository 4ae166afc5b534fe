import { z } from "zod";

/**
 * The envelope: what every stored event carries besides its own facts.
 * Two times live here: `effectiveAt` (when it happened in the world, may lie in the past for reported history) and
 * `recordedAt` (when Entente learned it). Rights and "as known then" always follow recorded time.
 */

/** A lower-case UUID of any version; ids made by Entente and its clients are UUIDv7. */
export const Uuid = z.uuid().toLowerCase().meta({ id: "Uuid", description: "A UUID; new ones are UUIDv7" });

/** A moment in UTC, ISO 8601 with milliseconds: `2026-03-01T09:30:00.000Z`. */
export const Instant = z.iso.datetime({ precision: 3 }).meta({ id: "Instant", description: "A moment in UTC, with milliseconds" });

/** A calendar day in the alliance's own time zone: `2026-03-01`. */
export const LocalDate = z.iso.date().meta({ id: "LocalDate", description: "A calendar day in the alliance's time zone" });

/** Who acted. An operator's key acts for no organisation: `organisationId` is null. */
export const Actor = z.strictObject({
  kind: z.enum(["person", "apiKey", "system"]),
  id: z.string().min(1).max(100),
  organisationId: Uuid.nullable(),
});
export type Actor = z.infer<typeof Actor>;

export const EventMeta = z.strictObject({
  actor: Actor,
  /** The partner for whom this was *reported* because it is not on the platform; never a live position or signature. */
  onBehalfOf: Uuid.optional(),
  effectiveAt: Instant,
  recordedAt: Instant,
  correlationId: z.string().min(1).max(100),
  causationId: z.string().min(1).max(100).optional(),
  idempotencyKey: z.string().min(1).max(200).optional(),
  /** SHA-256 over the command that made this event, salted; tells a repeated command from a reused key. */
  commandHash: z.string().max(64).optional(),
  /** The version of this event type's shape. */
  schema: z.int().min(1),
  /** 16 random bytes, base64url, so that a published hash of the payload cannot be guessed back. */
  salt: z.string().length(22),
});
export type EventMeta = z.infer<typeof EventMeta>;

/** Anything JSON can hold; what a store keeps as an event's data. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** `alliance-{id}`, `organisation-{id}` …: the category is what stands before the first hyphen. */
export type StreamName = `${string}-${string}`;

/** An event that is about to be appended. */
export interface NewEvent<Type extends string = string, Data = JsonObject> {
  readonly id: string;
  readonly type: Type;
  readonly data: Data;
  readonly meta: EventMeta;
}

/**
 * A stored event.
 * `revision` counts from 0 within its stream, without gaps, on every engine.
 * `position` is opaque: its only use is to be handed back to the store it came from.
 */
export interface RecordedEvent<Type extends string = string, Data = JsonObject> extends NewEvent<Type, Data> {
  readonly stream: StreamName;
  readonly revision: number;
  readonly position: Position;
}

declare const position: unique symbol;
/** A place in the log of one store. Opaque: never compared or counted outside the engine that made it. */
export type Position = string & { readonly [position]: true };

/** The category of a stream: `alliance` of `alliance-019a…`. */
export const categoryOf = (stream: StreamName): string => stream.slice(0, stream.indexOf("-"));
/** The id behind the category: `019a…` of `alliance-019a…`. */
export const idOf = (stream: StreamName): string => stream.slice(stream.indexOf("-") + 1);
