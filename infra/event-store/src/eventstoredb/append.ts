import { setTimeout as pause } from "node:timers/promises";
import { ANY, jsonEvent, NO_STREAM, WrongExpectedVersionError, type EventStoreDBClient } from "@eventstore/db-client";
import type { NewEvent, StreamName } from "@entente/contracts/events/envelope";
import { StoreUnavailable, WrongExpectedRevision, type AppendResult, type ExpectedRevision } from "../port.ts";
import { isFinal, toPortError } from "./errors.ts";
import { toPosition } from "./recorded.ts";

const PAUSE_BEFORE_RETRY = 100;

/**
 * Appends, and when the answer is lost or late appends the same events once more: the server knows them by their ids and answers as it
 * would have, so the caller learns the truth. All of it takes at most `timeout` milliseconds.
 */
export async function appendTo(
  client: EventStoreDBClient,
  stream: StreamName,
  events: readonly NewEvent[],
  expected: ExpectedRevision,
  timeout: number,
): Promise<AppendResult> {
  const attempt = (within: number) => inTime(within, appendOnce(client, stream, events, expected));
  const first = (timeout - PAUSE_BEFORE_RETRY) / 2;
  try {
    return await attempt(first).catch(async (error: unknown) => {
      if (isFinal(error)) throw error;
      await pause(PAUSE_BEFORE_RETRY);
      return attempt(first);
    });
  } catch (error) {
    if (!(error instanceof WrongExpectedVersionError)) throw toPortError(error);
    throw new WrongExpectedRevision(stream, expected, typeof error.actualVersion === "bigint" ? Number(error.actualVersion) : null);
  }
}

async function appendOnce(
  client: EventStoreDBClient,
  stream: StreamName,
  events: readonly NewEvent[],
  expected: ExpectedRevision,
): Promise<AppendResult> {
  const proposed = events.map(({ id, type, data, meta }) => jsonEvent({ id, type, data, metadata: meta }));
  const expectedRevision = expected === "none" ? NO_STREAM : expected === "any" ? ANY : BigInt(expected.at);
  const { nextExpectedRevision, position } = await client.appendToStream(stream, proposed, { expectedRevision });
  return {
    revision: Number(nextExpectedRevision),
    position: toPosition(position ?? (await positionOf(client, stream, nextExpectedRevision))),
  };
}

// The server need not repeat the position when it recognises an append it has stored before.
async function positionOf(client: EventStoreDBClient, stream: StreamName, revision: bigint) {
  for await (const { event } of client.readStream(stream, { fromRevision: revision, maxCount: 1 })) {
    if (event?.position) return event.position;
  }
  throw new StoreUnavailable(`EventStoreDB acknowledged revision ${revision} of ${stream} but does not show it`);
}

/** The client's own deadline does not end an append that the server leaves unanswered, so the clock is kept here. */
async function inTime<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new StoreUnavailable(`EventStoreDB did not answer within ${milliseconds} ms`)), milliseconds);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
