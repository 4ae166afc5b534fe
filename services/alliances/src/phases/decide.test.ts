import { describe, expect, test } from "vitest";
import {
  A,
  answered,
  B,
  C,
  entered,
  facilitated,
  facilitator,
  founded,
  id,
  joined,
  left,
  moved,
  operator,
  stepProposed,
  stranger,
  told,
  transition,
  X,
} from "@entente/contracts/events/story";
import type { DataOf } from "@entente/contracts/events/story";
import type { PhaseId } from "@entente/contracts/method/phases";
import { fact, given } from "../specification.ts";

const together = [founded(), joined(B, "core"), joined(C, "complementary")];
const step = { transitionId: transition, reason: "We know enough." };
const missing = (...phases: PhaseId[]) =>
  phases.map((phase) => ({ debtId: `result-${phase}`, phase, kind: "result" as const, text: null }));
const result = (phase: PhaseId, kind: DataOf<"PhaseResultSubmitted">["kind"], resultId = id(0x601)) =>
  told(A, "PhaseResultSubmitted", { resultId, phase, kind, title: "Result", text: null });
const stepDecided = told(A, "PhaseTransitionDecided", {
  transitionId: transition,
  assent: { rule: "consensus-and-consent", agreed: [A.partnerId, B.partnerId], consented: [C.partnerId], reported: [] },
});
const inPhase = (phase: PhaseId) => entered(phase, "explore", [], id(0x299));

describe("submitting a result", () => {
  const start = { resultId: id(0x601), phase: "explore", kind: "start-memo", title: "Start memo" } as const;

  test("a partner at the table submits it, once", () => {
    given(together)
      .when("SubmitPhaseResult", start, C)
      .then(fact("PhaseResultSubmitted", { phase: "explore", kind: "start-memo", text: null }));
    given(together, result("explore", "start-memo")).when("SubmitPhaseResult", start).thenNothing();
    given(together, result("share", "declaration-of-intent")).when("SubmitPhaseResult", start).thenRejected("id-taken");
  });

  test("nobody from outside the table does", () => {
    for (const who of [stranger, facilitator, operator])
      given(together, facilitated()).when("SubmitPhaseResult", start, who).thenRejected("not-your-partner");
    given(together, moved(C, "complementary", "free-space"))
      .when("SubmitPhaseResult", start, C)
      .thenRejected("not-your-partner");
    given(together)
      .when("SubmitPhaseResult", { ...start, onBehalfOf: B.partnerId })
      .thenRejected("partner-speaks-for-itself");
  });

  test("pays the debt of its phase, when it is the result that the phase asks for", () => {
    const indebted = [together, entered("share", "explore", missing("explore"))];
    given(indebted)
      .when("SubmitPhaseResult", start)
      .then(fact("PhaseResultSubmitted"), fact("PhaseDebtRepaired", { debtId: "result-explore", how: "Start memo" }));
    given(indebted)
      .when("SubmitPhaseResult", { ...start, kind: "branding" })
      .then(fact("PhaseResultSubmitted", { kind: "branding" }));
  });
});

describe("proposing a step", () => {
  test("forward names the result that is missing", () => {
    given(together)
      .when("ProposeTransition", { ...step, to: "share" }, C)
      .then(
        fact("PhaseTransitionProposed", {
          from: "explore",
          to: "share",
          direction: "forward",
          ending: null,
          leftUndone: missing("explore"),
          respondBy: null,
        }),
      );
  });

  test("names no result that was submitted, and none of another kind counts", () => {
    given(together, result("explore", "findings"))
      .when("ProposeTransition", { ...step, to: "share" })
      .then(fact("PhaseTransitionProposed", { leftUndone: [] }));
    given(together, result("explore", "branding"))
      .when("ProposeTransition", { ...step, to: "share" })
      .then(fact("PhaseTransitionProposed", { leftUndone: missing("explore") }));
  });

  test("skipping names all that is skipped, and what the partners add", () => {
    const named = { debtId: id(0x611), phase: "share" as const, text: "Talk with the patients." };
    given(together)
      .when("ProposeTransition", { ...step, to: "shape", leftUndone: [named] })
      .then(
        fact("PhaseTransitionProposed", {
          direction: "skip",
          leftUndone: [...missing("explore", "share", "agree"), { ...named, kind: "named" }],
        }),
      );
  });

  test("going back is a step like any other and leaves nothing undone", () => {
    given(together, inPhase("agree"))
      .when("ProposeTransition", { ...step, to: "explore" })
      .then(fact("PhaseTransitionProposed", { from: "agree", direction: "back", leftUndone: [] }));
  });

  test("a debt that is still open is not named twice", () => {
    given(together, entered("share", "explore", missing("explore")), entered("explore", "share", [], id(0x298)))
      .when("ProposeTransition", { ...step, transitionId: id(0x202), to: "share" })
      .then(fact("PhaseTransitionProposed", { leftUndone: [] }));
  });

  test("to end says how", () => {
    given(together, inPhase("run"))
      .when("ProposeTransition", { ...step, to: null, ending: "completed" })
      .then(fact("PhaseTransitionProposed", { to: null, direction: "end", ending: "completed", leftUndone: [] }));
    given(together)
      .when("ProposeTransition", { ...step, to: null })
      .thenRejected("ending-missing");
    given(together)
      .when("ProposeTransition", { ...step, to: "share", ending: "completed" })
      .then(fact("PhaseTransitionProposed", { ending: null }));
  });

  test("one step at a time", () => {
    given(together, stepProposed("share"))
      .when("ProposeTransition", { ...step, to: "share" })
      .thenNothing();
    given(together, stepProposed("share"))
      .when("ProposeTransition", { ...step, to: "agree" })
      .thenRejected("id-taken");
    given(together, stepProposed("share"))
      .when("ProposeTransition", { ...step, transitionId: id(0x202), to: "agree" })
      .thenRejected("transition-open");
    given(together)
      .when("ProposeTransition", { ...step, to: "explore" })
      .thenRejected("already-in-phase");
  });

  test("is for those at the table", () => {
    given(together)
      .when("ProposeTransition", { ...step, to: "share" }, stranger)
      .thenRejected("not-your-partner");
    given(together, facilitated())
      .when("ProposeTransition", { ...step, to: "share" }, facilitator)
      .thenRejected("not-your-partner");
  });

  test("the day to respond is a day in the alliance's own time zone, today at the earliest", () => {
    // 11:30 UTC on 10 March is half past midnight on the 11th in Auckland.
    const inAuckland = given(founded("Pacific/Auckland")).at("2026-03-10T11:30:00.000Z");
    inAuckland.when("ProposeTransition", { ...step, to: "share", respondBy: "2026-03-10" }).thenRejected("respond-by-past");
    inAuckland
      .when("ProposeTransition", { ...step, to: "share", respondBy: "2026-03-11" })
      .then(fact("PhaseTransitionProposed", { respondBy: "2026-03-11" }));
    given(founded("Etc/UTC"))
      .at("2026-03-10T11:30:00.000Z")
      .when("ProposeTransition", { ...step, to: "share", respondBy: "2026-03-10" })
      .then(fact("PhaseTransitionProposed"));
  });
});

describe("taking a position on a step", () => {
  const agree = { transitionId: transition, partnerId: B.partnerId, position: "agree" as const };
  const open = [together, stepProposed("share")];

  test("each speaks for itself, and may think again", () => {
    given(open)
      .when("TakeTransitionPosition", agree, B)
      .then(fact("PhaseTransitionPositionTaken", { partnerId: B.partnerId, position: "agree", reason: null }));
    given(open, answered(B, "agree")).when("TakeTransitionPosition", agree, B).thenNothing();
    given(open, answered(B, "agree"))
      .when("TakeTransitionPosition", { ...agree, position: "object" }, B)
      .then(fact("PhaseTransitionPositionTaken", { position: "object" }));
    given(open).when("TakeTransitionPosition", agree, C).thenRejected("not-your-partner");
  });

  test("the free space takes no position", () => {
    given(open, joined(stranger, "free-space"))
      .when("TakeTransitionPosition", { ...agree, partnerId: stranger.partnerId }, stranger)
      .thenRejected("ring-takes-no-position");
  });

  test("on a step that is still open", () => {
    given(together).when("TakeTransitionPosition", agree, B).thenRejected("unknown-transition");
    given(open, told(A, "PhaseTransitionWithdrawn", { transitionId: transition, reason: null }))
      .when("TakeTransitionPosition", agree, B)
      .thenRejected("transition-closed");
  });

  test("what is reported never takes the place of a partner's own word", () => {
    const reported = { ...agree, onBehalfOf: B.partnerId };
    given(open, answered(B, "object")).when("TakeTransitionPosition", reported, operator).thenRejected("partner-speaks-for-itself");
    given(open, answered(B, "agree")).when("TakeTransitionPosition", reported, operator).thenNothing();
    given(open, answered(B, "object", operator))
      .when("TakeTransitionPosition", reported, operator)
      .then(fact("PhaseTransitionPositionTaken", { position: "agree" }));
    given(open, answered(B, "agree", operator))
      .when("TakeTransitionPosition", agree, B)
      .then(fact("PhaseTransitionPositionTaken", { position: "agree" }));
  });
});

describe("withdrawing a step", () => {
  const withdraw = { transitionId: transition };

  test("is up to the organisation that proposed it", () => {
    given(together, stepProposed("share"))
      .when("WithdrawTransition", { ...withdraw, reason: "Too soon." })
      .then(fact("PhaseTransitionWithdrawn", { reason: "Too soon." }));
    given(together, stepProposed("share")).when("WithdrawTransition", withdraw, B).thenRejected("not-proposer");
    given(together, stepProposed("share"))
      .when("WithdrawTransition", { ...withdraw, onBehalfOf: B.partnerId })
      .thenRejected("partner-speaks-for-itself");
  });

  test("happens once, before it is decided", () => {
    given(together, stepProposed("share"), told(A, "PhaseTransitionWithdrawn", { transitionId: transition, reason: null }))
      .when("WithdrawTransition", withdraw)
      .thenNothing();
    given(together).when("WithdrawTransition", withdraw).thenRejected("unknown-transition");
    given(together, stepProposed("share"), stepDecided).when("WithdrawTransition", withdraw).thenRejected("transition-closed");
  });
});

describe("entering a phase", () => {
  const enter = { transitionId: transition };
  const agreed = (to: PhaseId | null, more: Parameters<typeof stepProposed>[1] = {}) => [
    together,
    stepProposed(to, more),
    answered(A, "agree"),
    answered(B, "agree"),
    answered(C, "agree"),
  ];

  test("the partners enter what they agreed to, with what they left undone", () => {
    given(agreed("share", { leftUndone: missing("explore") }))
      .when("EnterPhase", enter, B)
      .then(
        fact("PhaseTransitionDecided", {
          assent: { rule: "consensus-and-consent", agreed: [A.partnerId, B.partnerId], consented: [C.partnerId], reported: [] },
        }),
        fact("PhaseEntered", {
          phase: "share",
          from: "explore",
          direction: "forward",
          transitionId: transition,
          leftUndone: missing("explore"),
        }),
      );
  });

  test("each phase that is skipped is said", () => {
    given(agreed("shape", { direction: "skip" }))
      .when("EnterPhase", enter)
      .then(
        fact("PhaseTransitionDecided"),
        fact("PhaseStepSkipped", { phase: "share" }),
        fact("PhaseStepSkipped", { phase: "agree" }),
        fact("PhaseEntered", { phase: "shape", direction: "skip" }),
      );
  });

  test("going back skips nothing", () => {
    given(
      together,
      inPhase("shape"),
      stepProposed("explore", { from: "shape", direction: "back" }),
      answered(A, "agree"),
      answered(B, "agree"),
      answered(C, "agree"),
    )
      .when("EnterPhase", enter)
      .then(fact("PhaseTransitionDecided"), fact("PhaseEntered", { phase: "explore", from: "shape", direction: "back", leftUndone: [] }));
  });

  test("a result that came in after the proposal is no debt any more; what was named stays", () => {
    const named = { debtId: id(0x611), phase: "explore" as const, kind: "named" as const, text: "Talk with the patients." };
    given(agreed("share", { leftUndone: [...missing("explore"), named] }), result("explore", "start-memo"))
      .when("EnterPhase", enter)
      .then(fact("PhaseTransitionDecided"), fact("PhaseEntered", { leftUndone: [named] }));
  });

  test("ending is entered as any other step", () => {
    given(agreed(null, { ending: "terminated", reason: "The money ran out." }))
      .when("EnterPhase", enter)
      .then(
        fact("PhaseTransitionDecided"),
        fact("AllianceEnded", { ending: "terminated", reason: "The money ran out.", transitionId: transition }),
      );
  });

  test("is done once, by a core partner, on a step that stands", () => {
    given(agreed("share"), stepDecided).when("EnterPhase", enter).thenNothing();
    given(agreed("share"), told(A, "PhaseTransitionWithdrawn", { transitionId: transition, reason: null }))
      .when("EnterPhase", enter)
      .thenRejected("transition-closed");
    given(together).when("EnterPhase", enter).thenRejected("unknown-transition");
    given(agreed("share")).when("EnterPhase", enter, C).thenRejected("core-partner-only");
    given(agreed("share")).when("EnterPhase", enter, operator).thenRejected("only-reported");
  });

  test("an objection stops it, from the core and from the ring", () => {
    for (const who of [B, C])
      given(agreed("share"), answered(who, "object")).when("EnterPhase", enter).thenRejected("objection-open", { missing: who.name });
  });
});

describe("debts", () => {
  const indebted = [together, entered("share", "explore", missing("explore"))];
  const repair = { debtId: "result-explore", how: "We wrote it after all." };

  test("are repaired once, by those at the table", () => {
    given(indebted).when("RepairDebt", repair, C).then(fact("PhaseDebtRepaired", repair));
    given(indebted, told(A, "PhaseDebtRepaired", repair))
      .when("RepairDebt", repair)
      .thenNothing();
    given(indebted).when("RepairDebt", repair, stranger).thenRejected("not-your-partner");
  });

  test("a debt that was repaired and came back can be repaired again", () => {
    given(indebted, told(A, "PhaseDebtRepaired", repair), entered("share", "explore", missing("explore"), id(0x298)))
      .when("RepairDebt", repair)
      .then(fact("PhaseDebtRepaired"));
  });

  test("only what was left undone can be repaired", () => {
    for (const debtId of ["result-share", "constructor", "__proto__", "toString"])
      given(indebted)
        .when("RepairDebt", { ...repair, debtId })
        .thenRejected("unknown-debt");
  });
});

describe("the start of the work", () => {
  test("comes once the partners shape it, and once only", () => {
    given(together, inPhase("shape")).when("StartCollaboration", {}).then(fact("CollaborationStarted"));
    given(together, inPhase("run")).when("StartCollaboration", {}).then(fact("CollaborationStarted"));
    given(together, inPhase("agree")).when("StartCollaboration", {}).thenRejected("not-started-yet");
    given(together, inPhase("shape"), told(A, "CollaborationStarted", {}))
      .when("StartCollaboration", {})
      .thenNothing();
    given(together, inPhase("shape")).when("StartCollaboration", {}, C).thenRejected("core-partner-only");
  });
});

describe("reporting from a record kept elsewhere", () => {
  const report = { transitionId: id(0x298), phase: "shape" as const, onBehalfOf: A.partnerId };

  test("the operator reports the phase, once by its id, with no debts", () => {
    given(together)
      .when("ReportPhase", report, operator)
      .then(fact("PhaseEntered", { phase: "shape", from: "explore", direction: "skip", leftUndone: [] }));
    given(together, entered("shape", "explore", [], id(0x298)), entered("run", "shape", [], id(0x297)))
      .when("ReportPhase", report, operator)
      .thenNothing();
    given(together, entered("run", "explore", [], id(0x298)))
      .when("ReportPhase", report, operator)
      .thenRejected("id-taken");
    given(together, inPhase("shape")).when("ReportPhase", report, operator).thenNothing();
  });

  test("nobody else does, and not for a partner that is unknown", () => {
    given(together).when("ReportPhase", report).thenRejected("only-reported");
    given(together)
      .when("ReportPhase", { ...report, onBehalfOf: undefined }, operator)
      .thenRejected("only-reported");
    given(together)
      .when("ReportPhase", { ...report, onBehalfOf: X.partnerId }, operator)
      .thenRejected("unknown-partner");
  });

  test("the operator reports the ending, which then stands", () => {
    const ending = { ending: "terminated" as const, reason: "The grant was withdrawn.", onBehalfOf: A.partnerId };
    given(together)
      .when("ReportEnding", ending, operator)
      .then(fact("AllianceEnded", { ending: "terminated", transitionId: null }));
    given(together, told(A, "AllianceEnded", { ending: "terminated", reason: "So.", transitionId: null }))
      .when("ReportEnding", ending, operator)
      .thenNothing();
    given(together, told(A, "AllianceEnded", { ending: "completed", reason: "So.", transitionId: null }))
      .when("ReportEnding", ending, operator)
      .thenRejected("alliance-ended");
    given(together).when("ReportEnding", ending).thenRejected("only-reported");
  });
});

test("a partner that left keeps no say, and one that joined since gains it", () => {
  given(together, stepProposed("share"), answered(A, "agree"), answered(B, "disagree"), answered(C, "agree"), left(B))
    .when("EnterPhase", { transitionId: transition })
    .then(fact("PhaseTransitionDecided"), fact("PhaseEntered"));
  given(together, stepProposed("share"), answered(A, "agree"), answered(B, "agree"), answered(C, "agree"), joined(stranger, "core"))
    .when("EnterPhase", { transitionId: transition })
    .thenRejected("awaiting-positions", { missing: stranger.name });
});

test("the debts of the slice are what the page still asks for", () => {
  const { debts, repaired } = given(
    together,
    entered("share", "explore", missing("explore")),
    told(A, "PhaseDebtRepaired", { debtId: "result-explore", how: "Done." }),
  ).state.phases;
  expect({ debts, repaired }).toEqual({ debts: {}, repaired: { "result-explore": true } });
});
