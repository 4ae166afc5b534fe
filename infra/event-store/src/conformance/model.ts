import fc from "fast-check";
import { expect, test } from "vitest";
import type { NewEvent, StreamName } from "@entente/contracts/events/envelope";
import type { Subject } from "../conformance.ts";
import { WrongExpectedRevision, type EventStore, type ExpectedRevision } from "../port.ts";
import { all, endOfLog, newCategory, newEvents } from "./events.ts";

interface Step {
  readonly stream: number;
  readonly count: number;
  /** Relative to the stream's head at that time, or without a check, or as a new stream, or the append before once more. */
  readonly expected: number | "any" | "none" | "again";
  /** Whether the next step waits for this one. */
  readonly awaited: boolean;
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    stream: fc.nat({ max: 3 }),
    count: fc.integer({ min: 1, max: 4 }),
    expected: fc.oneof(fc.constantFrom("any" as const, "none" as const, "again" as const), fc.constantFrom(0, 0, 0, -1, 1)),
    awaited: fc.boolean(),
  }),
  { minLength: 1, maxLength: 40 },
);

export function model(subject: Subject): void {
  test("any interleaving of appends leaves what a plain list would hold", async () => {
    await fc.assert(
      fc.asyncProperty(steps, (run) => followsTheModel(subject.store, run)),
      { numRuns: 40, verbose: 1 }, // a failure prints its seed and the shortest steps that fail
    );
  });
}

/** Steps that are not awaited race; of them only what is certain is claimed, then the log itself must explain every answer. */
async function followsTheModel(store: EventStore, run: readonly Step[]): Promise<void> {
  const category = newCategory();
  const start = await endOfLog(store);
  const heads = new Map<StreamName, number>();
  const answers: Promise<{
    stream: StreamName;
    events: NewEvent[];
    expected: ExpectedRevision;
    outcome: number | WrongExpectedRevision;
  }>[] = [];
  let last: { stream: StreamName; events: NewEvent[]; expected: ExpectedRevision } | undefined;
  for (const step of run) {
    const stream: StreamName = `${category}-${step.stream}`;
    const head = heads.get(stream) ?? -1;
    const attempt =
      step.expected === "again" && last ? last : { stream, events: newEvents(step.count), expected: expectation(step.expected, head) };
    last = attempt;
    const answer = store.append(attempt.stream, attempt.events, attempt.expected).then(
      ({ revision }) => {
        heads.set(attempt.stream, Math.max(revision, heads.get(attempt.stream) ?? -1));
        return { ...attempt, outcome: revision };
      },
      (error: unknown) => {
        if (!(error instanceof WrongExpectedRevision)) throw error;
        return { ...attempt, outcome: error };
      },
    );
    answers.push(answer);
    if (step.awaited) await answer;
  }
  const settled = await Promise.all(answers);
  const log = await all(store.readAll({ after: start, filter: { categories: [category] } }));
  const streams = Map.groupBy(log, ({ stream }) => stream);

  const acknowledged = new Set<string>();
  for (const { stream, events, expected, outcome } of settled) {
    const stored = streams.get(stream) ?? [];
    if (outcome instanceof WrongExpectedRevision) {
      expect(expected).not.toBe("any");
      continue;
    }
    const first = outcome - events.length + 1;
    expect(stored.slice(first, outcome + 1).map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    if (expected === "none") expect(first).toBe(0);
    if (typeof expected === "object") expect(first).toBe(expected.at + 1);
    for (const { id } of events) acknowledged.add(id);
  }
  expect(log.map(({ id }) => id).toSorted()).toEqual([...acknowledged].toSorted());
  for (const [stream, stored] of streams) {
    expect(stored.map(({ revision }) => revision)).toEqual(stored.map((_, n) => n));
    expect(await all(store.read(stream))).toEqual(stored);
  }
}

function expectation(wanted: Step["expected"], head: number): ExpectedRevision {
  if (wanted === "any" || wanted === "none") return wanted;
  const at = head + (wanted === "again" ? 0 : wanted);
  return at < 0 ? "none" : { at };
}
