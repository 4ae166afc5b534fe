// Between the wire's messages and the log's terms. The message classes are those the client package generated from EventStoreDB's protocol.
import code from "@eventstore/db-client/generated/code_pb.js";
import shared from "@eventstore/db-client/generated/shared_pb.js";
import status from "@eventstore/db-client/generated/status_pb.js";
import streams from "@eventstore/db-client/generated/streams_pb.js";
import type { StreamIdentifier, UUID, WrongExpectedVersion } from "@eventstore/db-client/generated/shared_pb.js";
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
  ReadReq,
  ReadResp,
} from "@eventstore/db-client/generated/streams_pb.js";
import anyMessage from "google-protobuf/google/protobuf/any_pb.js";
import emptyMessage from "google-protobuf/google/protobuf/empty_pb.js";
import type { AppendOutcome, ExpectedRevision, ProposedEvent, StoredEvent } from "./log.ts";

type ProposedMessage = AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage;
type Appended = Extract<AppendOutcome, { kind: "appended" }>;
type Refused = Extract<AppendOutcome, { kind: "wrongExpectedVersion" }>;

const TICKS_PER_MILLISECOND = 10_000n;

export function streamName(identifier: StreamIdentifier | undefined): string {
  return Buffer.from(identifier?.getStreamName_asU8() ?? []).toString("utf8");
}

export function proposedEvent(message: ProposedMessage): ProposedEvent {
  const metadata = message.getMetadataMap();
  return {
    id: message.getId()?.getString() ?? "",
    type: metadata.get("type") ?? "",
    contentType: metadata.get("content-type") ?? "",
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

export function expectedInAppend(options: AppendReq.Options): ExpectedRevision {
  return expectation(options) ?? Number(options.getRevision());
}

export function expectedInBatch(options: BatchAppendReq.Options): ExpectedRevision {
  return expectation(options) ?? Number(options.getStreamPosition());
}

function expectation(options: AppendReq.Options | BatchAppendReq.Options): "any" | "noStream" | "streamExists" | undefined {
  if (options.hasAny()) return "any";
  if (options.hasNoStream()) return "noStream";
  return options.hasStreamExists() ? "streamExists" : undefined;
}

export function appendResponse(outcome: AppendOutcome): AppendResp {
  return outcome.kind === "appended" ? appended(outcome) : refused(outcome);
}

function appended({ revision, position }: Appended): AppendResp {
  const at = new streams.AppendResp.Position().setCommitPosition(String(position)).setPreparePosition(String(position));
  return new streams.AppendResp().setSuccess(new streams.AppendResp.Success().setCurrentRevision(String(revision)).setPosition(at));
}

function refused({ current, expected }: Refused): AppendResp {
  const detail = new streams.AppendResp.WrongExpectedVersion();
  if (current === undefined) detail.setCurrentNoStream(new shared.Empty());
  else detail.setCurrentRevision(String(current));
  if (typeof expected === "number") detail.setExpectedRevision(String(expected));
  else if (expected === "noStream") detail.setExpectedNoStream(new shared.Empty());
  else detail.setExpectedStreamExists(new shared.Empty());
  return new streams.AppendResp().setWrongExpectedVersion(detail);
}

export function batchResponse(
  correlation: UUID | undefined,
  stream: StreamIdentifier | undefined,
  outcome: AppendOutcome,
): BatchAppendResp {
  const response = new streams.BatchAppendResp().setCorrelationId(correlation).setStreamIdentifier(stream);
  if (outcome.kind === "appended") {
    const at = new shared.AllStreamPosition().setCommitPosition(String(outcome.position)).setPreparePosition(String(outcome.position));
    return response.setSuccess(new streams.BatchAppendResp.Success().setCurrentRevision(String(outcome.revision)).setPosition(at));
  }
  const packed = new anyMessage.Any();
  packed.pack(wrongExpectedVersion(outcome).serializeBinary(), "event_store.client.WrongExpectedVersion");
  const error = new status.Status();
  error.setCode(code.Code.FAILED_PRECONDITION);
  error.setMessage("wrong expected version");
  error.setDetails(packed);
  return response.setError(error);
}

function wrongExpectedVersion({ current, expected }: Refused): WrongExpectedVersion {
  const detail = new shared.WrongExpectedVersion();
  if (current === undefined) detail.setCurrentNoStream(new emptyMessage.Empty());
  else detail.setCurrentStreamRevision(String(current));
  if (typeof expected === "number") detail.setExpectedStreamPosition(String(expected));
  else if (expected === "noStream") detail.setExpectedNoStream(new emptyMessage.Empty());
  else detail.setExpectedStreamExists(new emptyMessage.Empty());
  return detail;
}

export function eventResponse(event: StoredEvent): ReadResp {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString(event.id))
    .setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(event.stream)))
    .setStreamRevision(String(event.revision))
    .setCommitPosition(String(event.position))
    .setPreparePosition(String(event.position))
    .setData(event.data)
    .setCustomMetadata(event.metadata);
  recorded
    .getMetadataMap()
    .set("type", event.type)
    .set("content-type", event.contentType)
    .set("created", String(BigInt(event.created.getTime()) * TICKS_PER_MILLISECOND));
  return new streams.ReadResp().setEvent(new streams.ReadResp.ReadEvent().setEvent(recorded).setCommitPosition(String(event.position)));
}

export function notFoundResponse(stream: StreamIdentifier | undefined): ReadResp {
  return new streams.ReadResp().setStreamNotFound(new streams.ReadResp.StreamNotFound().setStreamIdentifier(stream));
}

export function confirmationResponse(): ReadResp {
  return new streams.ReadResp().setConfirmation(new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(crypto.randomUUID()));
}

export function caughtUpResponse(): ReadResp {
  return new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp());
}

export function checkpointResponse({ position }: StoredEvent): ReadResp {
  return new streams.ReadResp().setCheckpoint(
    new streams.ReadResp.Checkpoint().setCommitPosition(String(position)).setPreparePosition(String(position)),
  );
}

/** What a read asks for, in the log's terms. */
export interface ReadRequest {
  /** Undefined for the whole log. */
  readonly stream: string | undefined;
  readonly identifier: StreamIdentifier | undefined;
  readonly backwards: boolean;
  /** A revision in a stream, a position in the whole log. */
  readonly from: number | "start" | "end";
  readonly count: number;
  readonly filter: Filter | undefined;
}

export interface Filter {
  readonly matches: (event: StoredEvent) => boolean;
  /** A checkpoint is sent after every so many events looked at. */
  readonly eventsPerCheckpoint: number;
}

export function readRequest(request: ReadReq): ReadRequest {
  const options = request.getOptions() ?? new streams.ReadReq.Options();
  const identifier = options.getStream()?.getStreamIdentifier();
  return {
    stream: identifier && streamName(identifier),
    identifier,
    backwards: options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS,
    from: startingPoint(options),
    count: Number(options.getCount()),
    filter: filterOf(options.getFilter()),
  };
}

function startingPoint(options: ReadReq.Options): number | "start" | "end" {
  const start = options.getAll() ?? options.getStream();
  if (start?.hasStart()) return "start";
  if (start?.hasEnd()) return "end";
  return Number(options.getAll()?.getPosition()?.getCommitPosition() ?? options.getStream()?.getRevision());
}

function filterOf(filter: ReadReq.Options.FilterOptions | undefined): Filter | undefined {
  if (!filter) return undefined;
  const expression = filter.getEventType() ?? filter.getStreamIdentifier();
  const subject = (event: StoredEvent) => (filter.hasEventType() ? event.type : event.stream);
  const prefixes = expression?.getPrefixList() ?? [];
  const pattern = expression?.getRegex() ? new RegExp(expression.getRegex()) : undefined;
  return {
    matches: (event) => pattern?.test(subject(event)) ?? prefixes.some((prefix) => subject(event).startsWith(prefix)),
    eventsPerCheckpoint: (filter.getMax() || 32) * (filter.getCheckpointintervalmultiplier() || 1),
  };
}
