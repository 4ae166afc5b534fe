import { EventStoreDBClient, jsonEvent, NO_STREAM, START, UnavailableError, WrongExpectedVersionError } from "@eventstore/db-client";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startEventStoreDbDouble, type EventStoreDbDouble } from "./eventstoredb.ts";

let double: EventStoreDbDouble;
let client: EventStoreDBClient;
beforeAll(async () => {
  double = await startEventStoreDbDouble();
  client = EventStoreDBClient.connectionString(double.connectionString);
});
beforeEach(() => double.misbehave());
afterAll(async () => {
  await client.dispose();
  await double.stop();
});

const event = (n: number) => jsonEvent({ type: "Counted", data: { n, text: "žluťoučký 🚀" }, metadata: { by: "test" } });
const stream = () => `alliance-${crypto.randomUUID()}`;

test("the real client appends and reads back", async () => {
  const name = stream();
  const { nextExpectedRevision, position } = await client.appendToStream(name, [event(0), event(1)], { expectedRevision: NO_STREAM });
  expect(nextExpectedRevision).toBe(1n);
  const read = await Array.fromAsync(client.readStream(name));
  expect(read.map((resolved) => resolved.event?.data)).toEqual([event(0).data, event(1).data]);
  expect(read[1]?.event).toMatchObject({ revision: 1n, position, metadata: { by: "test" }, isJson: true });
  expect((await double.calls())["BatchAppend"]).toBe(1);
});

test("the real client is told of a conflict with both revisions", async () => {
  const name = stream();
  await client.appendToStream(name, [event(0), event(1)]);
  const refusal = await client.appendToStream(name, event(2), { expectedRevision: 0n }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(WrongExpectedVersionError);
  expect(refusal).toMatchObject({ streamName: name, expectedVersion: 0n, actualVersion: 1n });
});

test("an append is idempotent by event id, also when its answer was lost", async () => {
  const name = stream();
  const lost = event(0);
  await double.misbehave({ rpc: "BatchAppend", moment: "after", answer: "unavailable", times: 1 });
  await expect(client.appendToStream(name, lost, { expectedRevision: NO_STREAM })).rejects.toBeInstanceOf(UnavailableError);
  await expect(client.appendToStream(name, lost, { expectedRevision: NO_STREAM })).resolves.toMatchObject({ nextExpectedRevision: 0n });
  expect(await Array.fromAsync(client.readStream(name))).toHaveLength(1);
});

test("the log holds the server's own events, and a subscription turns live", async () => {
  const name = stream();
  const seen: string[] = [];
  const subscription = client.subscribeToAll({ fromPosition: START });
  await client.appendToStream(name, event(0));
  for await (const { event: recorded } of subscription) {
    seen.push(recorded?.streamId ?? "");
    if (seen.at(-1) === name) break;
  }
  await subscription.unsubscribe();
  expect(seen[0]).toBe("$settings");
});
