import type { AllStreamResolvedEvent, Position as LogPosition, ResolvedEvent } from "@eventstore/db-client";
import type { EventMeta, JsonObject, Position, RecordedEvent, StreamName } from "@entente/contracts/events/envelope";

/** The event as the port gives it, or undefined for those the server writes for itself. */
export function toRecordedEvent({ event }: ResolvedEvent | AllStreamResolvedEvent): RecordedEvent | undefined {
  if (!event || !event.isJson || !event.position || event.streamId.startsWith("$")) return undefined;
  return {
    id: event.id,
    type: event.type,
    data: event.data as JsonObject, // parsing edge: what this engine appended
    meta: event.metadata as EventMeta,
    stream: event.streamId as StreamName,
    revision: Number(event.revision),
    position: toPosition(event.position),
  };
}

/** Where a subscriber stands that has been given nothing yet: the log's first record is the server's own, so nothing is passed over. */
export const BEGINNING = "0:0" as Position;

export function toPosition({ commit, prepare }: LogPosition): Position {
  return `${commit}:${prepare}` as Position; // where positions of this engine are made
}

/** @throws {RangeError} when the position did not come from this engine. */
export function fromPosition(position: Position): LogPosition {
  const [, commit, prepare] = /^(\d+):(\d+)$/.exec(position) ?? [];
  if (commit === undefined || prepare === undefined)
    throw new RangeError(`${JSON.stringify(position)} is no position of an EventStoreDB log`);
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
}
