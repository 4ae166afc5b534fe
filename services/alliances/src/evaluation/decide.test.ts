import { describe, test } from "vitest";
import {
  A,
  asked,
  B,
  C,
  clock,
  decided,
  decision,
  ended,
  founded,
  id,
  joined,
  operator,
  proposed,
  stranger,
  told,
} from "@entente/contracts/events/story";
import { fact, given } from "../specification.ts";

const together = [founded(), joined(B, "core"), joined(C, "complementary")];
const agreed = [asked(), proposed(), decided([A, B])];
const cycleId = id(0xd01);
const rhythm = { cycleId, firstOn: "2026-03-31", fullEveryMonths: 6, pulseEveryMonths: 1 };
const set = told(A, "EvaluationCycleSet", { ...rhythm, decisionId: decision });

describe("setting the rhythm of evaluations", () => {
  test("rests on a decision that was taken", () => {
    given(together, agreed)
      .when("SetEvaluationCycle", { ...rhythm, decisionId: decision })
      .then(fact("EvaluationCycleSet", { firstOn: "2026-03-31", pulseEveryMonths: 1, decisionId: decision }));
    given(together).when("SetEvaluationCycle", rhythm).thenRejected("needs-joint-decision");
    given(together, asked())
      .when("SetEvaluationCycle", { ...rhythm, decisionId: decision })
      .thenRejected("decision-not-taken");
    given(together)
      .when("SetEvaluationCycle", { ...rhythm, decisionId: decision })
      .thenRejected("unknown-decision");
  });

  test("is done by a core partner, once, from today on", () => {
    const resting = { ...rhythm, decisionId: decision };
    given(together, agreed, set).when("SetEvaluationCycle", resting).thenNothing();
    given(together, agreed, set)
      .when("SetEvaluationCycle", { ...resting, fullEveryMonths: 12 })
      .thenRejected("id-taken");
    given(together, agreed, set)
      .when("SetEvaluationCycle", { ...resting, cycleId: id(0xd02), fullEveryMonths: 12 })
      .then(fact("EvaluationCycleSet", { fullEveryMonths: 12 }));
    for (const who of [C, stranger]) given(together, agreed).when("SetEvaluationCycle", resting, who).thenRejected("core-partner-only");
    given(together, agreed)
      .when("SetEvaluationCycle", { ...resting, firstOn: "2026-02-28" })
      .thenRejected("date-past");
    given(together)
      .when("SetEvaluationCycle", { ...rhythm, firstOn: "2020-01-01", onBehalfOf: A.partnerId }, operator)
      .then(fact("EvaluationCycleSet", { firstOn: "2020-01-01", decisionId: null }));
  });
});

describe("noting that an evaluation is due", () => {
  const note = { cycleId, kind: "full" as const, dueOn: "2026-03-31" };
  const pulse = { cycleId, kind: "pulse" as const, dueOn: "2026-04-30" };
  const onThatDay = "2026-03-30T22:00:00.000Z";

  test("is the clock's alone, once, from the day on that it is there", () => {
    given(together, set).at(onThatDay).when("NoteEvaluationDue", note, clock).then(fact("EvaluationDue", note));
    given(together, set).at("2026-03-30T21:59:59.999Z").when("NoteEvaluationDue", note, clock).thenNothing();
    given(together, set, told(clock, "EvaluationDue", note))
      .at(onThatDay)
      .when("NoteEvaluationDue", note, clock)
      .thenNothing();
    given(together, set)
      .at("2026-05-02T09:00:00.000Z")
      .when("NoteEvaluationDue", pulse, clock)
      .then(fact("EvaluationDue", { kind: "pulse", dueOn: "2026-04-30" }));
    for (const who of [A, operator]) given(together, set).at(onThatDay).when("NoteEvaluationDue", note, who).thenRejected("clock-only");
  });

  test("says nothing of a day outside the rhythm, of a rhythm that was replaced, nor after the end", () => {
    const later = "2026-06-01T09:00:00.000Z";
    given(together, set)
      .at(later)
      .when("NoteEvaluationDue", { ...note, dueOn: "2026-04-01" }, clock)
      .thenNothing();
    given(together, set)
      .at(later)
      .when("NoteEvaluationDue", { ...note, kind: "pulse" }, clock)
      .thenNothing();
    const replaced = told(A, "EvaluationCycleSet", { ...rhythm, cycleId: id(0xd02), decisionId: null });
    given(together, set, replaced).at(later).when("NoteEvaluationDue", note, clock).thenNothing();
    given(together, set, ended()).at(later).when("NoteEvaluationDue", note, clock).thenNothing();
    given(together).at(later).when("NoteEvaluationDue", note, clock).thenNothing();
  });
});
