import { describe, expect, test } from "vitest";
import {
  A,
  asked,
  B,
  C,
  clock,
  decided,
  decision,
  ended,
  facilitated,
  facilitator,
  founded,
  id,
  integrated,
  joined,
  left,
  moved,
  objected,
  objection,
  operator,
  proposed,
  stranger,
  told,
  took,
  withdrew,
  X,
} from "@entente/contracts/events/story";
import { fact, given } from "../specification.ts";

const together = [founded(), joined(B, "core"), joined(C, "complementary")];
const open = [together, asked()];
const tabled = [open, proposed()];
const agreed = [tabled, took(A, "agree"), took(B, "agree"), took(C, "agree")];
const failed = told(A, "DecisionFailed", { decisionId: decision, reason: "Nobody needs it." });
const reopened = told(B, "DecisionReopened", { decisionId: decision, reason: "New facts." });

describe("asking for a decision", () => {
  const ask = { decisionId: decision, question: "Where do we begin?" };

  test("a partner of core or ring asks, once", () => {
    given(together)
      .when("RequestDecision", { ...ask, lenses: ["ambition"], decideBy: "2026-03-01" }, C)
      .then(fact("DecisionRequested", { question: ask.question, background: null, lenses: ["ambition"], decideBy: "2026-03-01" }));
    given(open).when("RequestDecision", ask).thenNothing();
    given(open)
      .when("RequestDecision", { ...ask, question: "And where do we end?" })
      .thenRejected("id-taken");
  });

  test("it is the same question also after a slip in it was corrected", () => {
    const corrected = told(A, "FactCorrected", {
      correctionId: id(1),
      corrects: 5,
      correction: { fact: "decisionQuestion", decisionId: decision, was: ask.question, becomes: "Where do we start?" },
      reason: "A slip.",
    });
    given(open, corrected).when("RequestDecision", ask).thenNothing();
  });

  test("others do not ask, and no day that has passed is set", () => {
    for (const who of [stranger, facilitator, operator])
      given(together, facilitated()).when("RequestDecision", ask, who).thenRejected("not-your-partner");
    given(together)
      .when("RequestDecision", { ...ask, decideBy: "2026-02-28" })
      .thenRejected("date-past");
  });

  test("one that was asked elsewhere long ago may be reported", () => {
    given(together, joined(X, "core"))
      .when("RequestDecision", { ...ask, decideBy: "2020-01-01", effectiveAt: "2019-06-01T00:00:00.000Z", onBehalfOf: X.partnerId })
      .then(fact("DecisionRequested", { decideBy: "2020-01-01" }));
  });
});

describe("options", () => {
  const option = { decisionId: decision, optionId: id(0x311), text: "North first." };
  const added = told(A, "OptionAdded", option);

  test("are added to a question that is open, once", () => {
    given(open).when("AddOption", option, C).then(fact("OptionAdded", option));
    given(open, added).when("AddOption", option).thenNothing();
    given(agreed, added, decided()).when("AddOption", option).thenNothing();
    given(open).when("AddOption", option, stranger).thenRejected("not-your-partner");
  });

  test("not to one that is unknown or closed", () => {
    given(together).when("AddOption", option).thenRejected("unknown-decision");
    given(agreed, decided()).when("AddOption", option).thenRejected("decision-closed");
    given(open, failed).when("AddOption", option).thenRejected("decision-closed");
  });

  test("a proposal names one of them or none", () => {
    const propose = { decisionId: decision, text: "North.", optionId: option.optionId };
    given(open, added)
      .when("ProposeDecision", propose)
      .then(fact("DecisionProposed", { optionId: option.optionId }));
    given(open).when("ProposeDecision", propose).thenRejected("unknown-option");
  });
});

describe("proposing", () => {
  const propose = { decisionId: decision, text: "We begin in North." };

  test("is counted, so that positions belong to one text", () => {
    given(open)
      .when("ProposeDecision", propose, C)
      .then(fact("DecisionProposed", { proposal: 1, respondBy: null }));
    given(tabled)
      .when("ProposeDecision", { ...propose, text: "We begin in South." })
      .then(fact("DecisionProposed", { proposal: 2 }));
    given(tabled).when("ProposeDecision", propose).thenNothing();
    given(tabled)
      .when("ProposeDecision", { ...propose, respondBy: "2026-03-20" })
      .then(fact("DecisionProposed", { proposal: 2, respondBy: "2026-03-20" }));
  });

  test("is for those at the table, on an open question, with a day that can still be met", () => {
    given(open).when("ProposeDecision", propose, stranger).thenRejected("not-your-partner");
    given(together).when("ProposeDecision", propose).thenRejected("unknown-decision");
    given(agreed, decided()).when("ProposeDecision", propose).thenRejected("decision-closed");
    given(open)
      .when("ProposeDecision", { ...propose, respondBy: "2026-02-28" })
      .thenRejected("respond-by-past");
  });

  test("a new proposal asks for new positions", () => {
    given(agreed, proposed(B, { proposal: 2, text: "We begin in South." }))
      .when("TakeDecision", { decisionId: decision })
      .thenRejected("awaiting-positions");
  });
});

describe("taking a position", () => {
  const take = { decisionId: decision, proposal: 1, partnerId: B.partnerId, position: "agree" as const };

  test("each speaks for itself, and may change its mind", () => {
    given(tabled)
      .when("TakePosition", take, B)
      .then(fact("PositionTaken", { partnerId: B.partnerId, position: "agree", reasons: null }));
    given(tabled, took(B, "agree")).when("TakePosition", take, B).thenNothing();
    given(tabled, took(B, "disagree"))
      .when("TakePosition", { ...take, reasons: "On second thoughts." }, B)
      .then(fact("PositionChanged", { from: "disagree", position: "agree", reasons: "On second thoughts." }));
    given(tabled).when("TakePosition", take, C).thenRejected("not-your-partner");
  });

  test("on the text that it has read", () => {
    given(open).when("TakePosition", take, B).thenRejected("no-proposal");
    given(tabled, proposed(A, { proposal: 2, text: "South." }))
      .when("TakePosition", take, B)
      .thenRejected("other-proposal", { proposal: "2" });
    given(together).when("TakePosition", take, B).thenRejected("unknown-decision");
    given(agreed, decided())
      .when("TakePosition", { ...take, position: "disagree" }, B)
      .thenRejected("decision-closed");
    given(agreed, decided()).when("TakePosition", take, B).thenNothing();
  });

  test("the free space takes none", () => {
    given(tabled, moved(C, "complementary", "free-space"))
      .when("TakePosition", { ...take, partnerId: C.partnerId }, C)
      .thenRejected("ring-takes-no-position");
  });

  test("what is reported never takes the place of a partner's own word", () => {
    const reported = { ...take, onBehalfOf: B.partnerId };
    given(tabled, took(B, "disagree")).when("TakePosition", reported, operator).thenRejected("partner-speaks-for-itself");
    given(tabled, took(B, "agree")).when("TakePosition", reported, operator).thenNothing();
    given(tabled, took(B, "agree", { reporter: operator }))
      .when("TakePosition", take, B)
      .then(fact("PositionChanged", { from: "agree", position: "agree" }));
  });
});

describe("objecting", () => {
  const object = { decisionId: decision, objectionId: objection, partnerId: C.partnerId, reason: "Too much at once." };

  test("a partner of core or ring objects to a proposal, once", () => {
    given(tabled)
      .when("RaiseObjection", { ...object, wayOut: "Less." }, C)
      .then(fact("ObjectionRaised", { partnerId: C.partnerId, wayOut: "Less." }));
    given(tabled, objected(C)).when("RaiseObjection", object, C).thenNothing();
    given(tabled, objected(C), withdrew(C), decided()).when("RaiseObjection", object, C).thenNothing();
    given(tabled, objected(B)).when("RaiseObjection", object, C).thenRejected("id-taken");
  });

  test("not for another, not from the free space, not before there is a proposal", () => {
    given(tabled).when("RaiseObjection", object, B).thenRejected("not-your-partner");
    given(tabled, moved(C, "complementary", "free-space"))
      .when("RaiseObjection", object, C)
      .thenRejected("ring-takes-no-position");
    given(open).when("RaiseObjection", object, C).thenRejected("no-proposal");
    given(together).when("RaiseObjection", object, C).thenRejected("unknown-decision");
    given(agreed, decided()).when("RaiseObjection", object, C).thenRejected("decision-closed");
  });

  test("only who objected says that it was met, or withdraws", () => {
    const meet = { decisionId: decision, objectionId: objection, how: "It is less now." };
    given(tabled, objected(C))
      .when("IntegrateObjection", meet, C)
      .then(fact("ObjectionIntegrated", { how: meet.how }));
    given(tabled, objected(C)).when("IntegrateObjection", meet, A).thenRejected("not-objector");
    given(tabled, objected(C))
      .when("WithdrawObjection", { decisionId: decision, objectionId: objection }, C)
      .then(fact("ObjectionWithdrawn"));
    given(tabled, objected(C)).when("WithdrawObjection", { decisionId: decision, objectionId: objection }, B).thenRejected("not-objector");
    given(tabled, objected(C), left(C))
      .when("WithdrawObjection", { decisionId: decision, objectionId: objection }, C)
      .thenRejected("partner-left");
    given(tabled, objected(C))
      .when("IntegrateObjection", { ...meet, onBehalfOf: C.partnerId }, operator)
      .thenRejected("partner-speaks-for-itself");
    given(tabled, joined(X, "complementary"), objected(X))
      .when("IntegrateObjection", { ...meet, onBehalfOf: X.partnerId })
      .then(fact("ObjectionIntegrated"));
  });

  test("each objection ends once, in one way", () => {
    const meet = { decisionId: decision, objectionId: objection, how: "It is less now." };
    given(tabled, objected(C), integrated(C)).when("IntegrateObjection", meet, C).thenNothing();
    given(tabled, objected(C), integrated(C))
      .when("WithdrawObjection", { decisionId: decision, objectionId: objection }, C)
      .thenRejected("unknown-objection");
    given(tabled).when("IntegrateObjection", meet, C).thenRejected("unknown-objection");
    given(together).when("IntegrateObjection", meet, C).thenRejected("unknown-decision");
  });
});

describe("taking the decision", () => {
  const take = { decisionId: decision };

  test("a core partner takes it once all assent, and it says on whose word it rests", () => {
    given(agreed)
      .when("TakeDecision", { ...take, workableUntil: "2026-09-01", reviewOn: "2026-06-01" }, B)
      .then(
        fact("DecisionTaken", {
          proposal: 1,
          text: "We begin in North.",
          workableUntil: "2026-09-01",
          assent: { rule: "consensus-and-consent", agreed: [A.partnerId, B.partnerId], consented: [C.partnerId], reported: [] },
        }),
        fact("DecisionReviewScheduled", { reviewOn: "2026-06-01" }),
      );
  });

  test("once; not without a proposal, not when closed", () => {
    given(agreed, decided()).when("TakeDecision", take).thenNothing();
    given(open).when("TakeDecision", take).thenRejected("no-proposal");
    given(open, failed).when("TakeDecision", take).thenRejected("decision-closed");
    given(together).when("TakeDecision", take).thenRejected("unknown-decision");
  });

  test("not by the ring, not by software of nobody, not until a day that has passed", () => {
    given(agreed).when("TakeDecision", take, C).thenRejected("core-partner-only");
    given(agreed).when("TakeDecision", take, operator).thenRejected("only-reported");
    given(agreed).when("TakeDecision", take, A.key).then(fact("DecisionTaken"));
    given(agreed)
      .when("TakeDecision", { ...take, workableUntil: "2026-02-28" })
      .thenRejected("date-past");
    given(agreed)
      .when("TakeDecision", { ...take, reviewOn: "2026-02-28" })
      .thenRejected("date-past");
  });

  test("a decision that rests on reported positions says so", () => {
    given(founded(), joined(X, "core"), asked(), proposed(), took(A, "agree"), took(X, "agree"))
      .when("TakeDecision", take)
      .then(
        fact("DecisionTaken", {
          assent: { rule: "consensus-and-consent", agreed: [A.partnerId, X.partnerId], consented: [], reported: [X.partnerId] },
        }),
      );
  });
});

describe("consensus of the core and consent of the ring", () => {
  const positions = ["agree", "disagree", "abstain", "object", "silent"] as const;
  type Position = (typeof positions)[number];
  const says = (who: typeof A, position: Position) =>
    position === "silent" ? [] : position === "object" ? [took(who, "disagree"), objected(who, id(0x320))] : [took(who, position)];

  // The rule of the house, written down: the first that applies answers.
  function expected(core: Position, ring: Position, waited: boolean): string {
    if (core === "object" || ring === "object") return "objection-open";
    if (core === "silent") return "awaiting-positions";
    if (ring === "silent" && !waited) return "awaiting-positions";
    return core === "agree" ? "taken" : "core-disagrees";
  }

  for (const waited of [false, true]) {
    test.each(positions.flatMap((core) => positions.map((ring) => ({ core, ring }))))(
      `core $core, ring $ring, ${waited ? "after" : "before"} the day to respond`,
      ({ core, ring }) => {
        const story = given(open, proposed(A, { respondBy: "2026-03-10" }), took(A, "agree"), says(B, core), says(C, ring)).at(
          waited ? "2026-03-11T11:00:00.000Z" : "2026-03-10T11:00:00.000Z",
        );
        const outcome = story.when("TakeDecision", { decisionId: decision });
        const answer = expected(core, ring, waited);
        if (answer === "taken")
          outcome.then(
            fact("DecisionTaken", {
              assent: { rule: "consensus-and-consent", agreed: [A.partnerId, B.partnerId], consented: [C.partnerId], reported: [] },
            }),
          );
        else outcome.thenRejected(answer as "objection-open");
      },
    );
  }

  test("without a day to respond the ring's silence is never consent", () => {
    given(tabled, took(A, "agree"), took(B, "agree"))
      .at("2030-01-01T11:00:00.000Z")
      .when("TakeDecision", { decisionId: decision })
      .thenRejected("awaiting-positions", { missing: C.name });
  });

  test("who is missing is named", () => {
    given(tabled, took(A, "agree"))
      .when("TakeDecision", { decisionId: decision })
      .thenRejected("awaiting-positions", { missing: `${B.name}, ${C.name}` });
    given(tabled, took(A, "disagree"), took(B, "abstain"), took(C, "agree"))
      .when("TakeDecision", { decisionId: decision })
      .thenRejected("core-disagrees", { missing: `${A.name}, ${B.name}` });
    given(agreed, objected(C), objected(C, id(0x322)))
      .when("TakeDecision", { decisionId: decision })
      .thenRejected("objection-open", { missing: C.name });
  });

  test("an objection of either stands until it is integrated or withdrawn, also over a new proposal", () => {
    for (const who of [B, C]) {
      const next = [
        proposed(A, { proposal: 2, text: "Eight homes." }),
        took(A, "agree", { proposal: 2 }),
        took(B, "agree", { proposal: 2 }),
        took(C, "agree", { proposal: 2 }),
      ];
      given(agreed, objected(who), next)
        .when("TakeDecision", { decisionId: decision })
        .thenRejected("objection-open", { missing: who.name });
      given(agreed, objected(who), next, integrated(who))
        .when("TakeDecision", { decisionId: decision })
        .then(fact("DecisionTaken", { proposal: 2 }));
      given(agreed, objected(who), withdrew(who)).when("TakeDecision", { decisionId: decision }).then(fact("DecisionTaken"));
    }
  });

  test("a partner that left has no say any more, nor has its objection", () => {
    given(tabled, took(A, "agree"), took(B, "disagree"), took(C, "agree"), left(B))
      .when("TakeDecision", { decisionId: decision })
      .then(fact("DecisionTaken"));
    given(agreed, objected(C), left(C))
      .when("TakeDecision", { decisionId: decision })
      .then(
        fact("DecisionTaken", {
          assent: { rule: "consensus-and-consent", agreed: [A.partnerId, B.partnerId], consented: [], reported: [] },
        }),
      );
  });

  test("a partner that joined after the proposal is asked as well", () => {
    given(agreed, joined(stranger, "core"))
      .when("TakeDecision", { decisionId: decision })
      .thenRejected("awaiting-positions", { missing: stranger.name });
    given(agreed, joined(stranger, "complementary"))
      .when("TakeDecision", { decisionId: decision })
      .thenRejected("awaiting-positions", { missing: stranger.name });
  });

  test("the free space is not asked, and a partner that moved there is asked no more", () => {
    given(agreed, joined(stranger, "free-space")).when("TakeDecision", { decisionId: decision }).then(fact("DecisionTaken"));
    given(tabled, took(A, "agree"), took(B, "agree"), moved(C, "complementary", "free-space"))
      .when("TakeDecision", { decisionId: decision })
      .then(fact("DecisionTaken"));
  });

  test("a partner that moved to the core must agree, not only not object", () => {
    given(tabled, took(A, "agree"), took(B, "agree"), took(C, "disagree"), moved(C, "complementary", "core"))
      .when("TakeDecision", { decisionId: decision })
      .thenRejected("core-disagrees", { missing: C.name });
  });

  test("the day to respond ends at midnight where the alliance lives", () => {
    const inZone = (zone: string, now: string) =>
      given(founded(zone), joined(C, "complementary"), asked(), proposed(A, { respondBy: "2026-03-10" }), took(A, "agree"))
        .at(now)
        .when("TakeDecision", { decisionId: decision });
    // 11:30 UTC is half past midnight on the 11th in Auckland, and still the 10th in UTC and in Honolulu.
    inZone("Pacific/Auckland", "2026-03-10T11:30:00.000Z").then(fact("DecisionTaken"));
    inZone("Pacific/Auckland", "2026-03-10T10:59:59.999Z").thenRejected("awaiting-positions");
    inZone("Etc/UTC", "2026-03-10T11:30:00.000Z").thenRejected("awaiting-positions");
    inZone("Etc/UTC", "2026-03-11T00:00:00.000Z").then(fact("DecisionTaken"));
    inZone("Pacific/Honolulu", "2026-03-11T09:59:59.999Z").thenRejected("awaiting-positions");
    inZone("Pacific/Honolulu", "2026-03-11T10:00:00.000Z").then(fact("DecisionTaken"));
  });
});

describe("minority views", () => {
  test("stand beside the decision at any time, one for each partner", () => {
    const view = { decisionId: decision, partnerId: C.partnerId, view: "South needed it more." };
    given(agreed, decided()).when("RecordMinorityView", view, C).then(fact("MinorityViewRecorded", view));
    given(agreed, decided(), told(C, "MinorityViewRecorded", view))
      .when("RecordMinorityView", view, C)
      .thenNothing();
    given(agreed).when("RecordMinorityView", view, B).thenRejected("not-your-partner");
    given(together).when("RecordMinorityView", view, C).thenRejected("unknown-decision");
  });
});

describe("closing without a decision", () => {
  test("a core partner closes an open question, once", () => {
    const fail = { decisionId: decision, reason: "Nobody needs it." };
    given(tabled).when("FailDecision", fail).then(fact("DecisionFailed", fail));
    given(tabled, failed).when("FailDecision", fail).thenNothing();
    given(tabled).when("FailDecision", fail, C).thenRejected("core-partner-only");
    given(together).when("FailDecision", fail).thenRejected("unknown-decision");
    given(agreed, decided()).when("FailDecision", fail).thenRejected("decision-closed");
  });
});

describe("reviewing", () => {
  const schedule = { decisionId: decision, reviewOn: "2026-06-01" };
  const scheduled = told(A, "DecisionReviewScheduled", schedule);

  test("a day is set for a decision that was taken", () => {
    given(agreed, decided()).when("ScheduleReview", schedule, C).then(fact("DecisionReviewScheduled", schedule));
    given(agreed, decided(), scheduled).when("ScheduleReview", schedule).thenNothing();
    given(agreed, decided(), scheduled)
      .when("ScheduleReview", { ...schedule, reviewOn: "2026-07-01" })
      .then(fact("DecisionReviewScheduled"));
    given(agreed, decided())
      .when("ScheduleReview", { ...schedule, reviewOn: "2026-02-28" })
      .thenRejected("date-past");
    given(agreed, decided()).when("ScheduleReview", schedule, stranger).thenRejected("not-your-partner");
    given(tabled).when("ScheduleReview", schedule).thenRejected("decision-not-taken");
    given(together).when("ScheduleReview", schedule).thenRejected("unknown-decision");
  });

  test("what was found closes the review that was planned", () => {
    const finding = { decisionId: decision, finding: "It works." };
    given(agreed, decided(), scheduled).when("ReviewDecision", finding, C).then(fact("DecisionReviewed", finding));
    given(agreed, decided(), scheduled, told(C, "DecisionReviewed", finding))
      .when("ReviewDecision", finding)
      .thenNothing();
    given(agreed, decided(), scheduled).when("ReviewDecision", finding, stranger).thenRejected("not-your-partner");
    given(tabled).when("ReviewDecision", finding).thenRejected("decision-not-taken");
  });
});

describe("the next round", () => {
  const reopen = { decisionId: decision, reason: "New facts." };

  test("anybody at the table reopens what was taken or failed", () => {
    given(agreed, decided()).when("ReopenDecision", reopen, C).then(fact("DecisionReopened", reopen));
    given(tabled, failed).when("ReopenDecision", reopen).then(fact("DecisionReopened"));
    given(agreed, decided(), reopened).when("ReopenDecision", reopen).thenNothing();
    given(tabled).when("ReopenDecision", reopen).thenRejected("decision-not-taken");
    given(agreed, decided()).when("ReopenDecision", reopen, stranger).thenRejected("not-your-partner");
    given(together).when("ReopenDecision", reopen).thenRejected("unknown-decision");
  });

  test("begins with a new proposal and new positions; proposals count on", () => {
    given(agreed, decided(), reopened).when("TakeDecision", { decisionId: decision }).thenRejected("no-proposal");
    given(agreed, decided(), reopened)
      .when("ProposeDecision", { decisionId: decision, text: "We begin in North." })
      .then(fact("DecisionProposed", { proposal: 2 }));
    expect(given(agreed, decided(), reopened).state.decisions.decisions[decision]).toMatchObject({
      status: "reopened",
      proposal: null,
      answers: {},
    });
  });

  test("a later decision that was taken replaces an earlier one", () => {
    const by = id(0x302);
    const later = [
      asked(B, by),
      told(B, "DecisionProposed", { decisionId: by, proposal: 1, text: "South as well.", optionId: null, respondBy: null }),
    ];
    const supersede = { decisionId: decision, by };
    given(agreed, decided(), later, decided([A, B], { decisionId: by }))
      .when("SupersedeDecision", supersede)
      .then(fact("DecisionSuperseded", supersede));
    given(agreed, decided(), later, decided([A, B], { decisionId: by }), told(A, "DecisionSuperseded", supersede))
      .when("SupersedeDecision", supersede)
      .thenNothing();
    given(agreed, decided(), later).when("SupersedeDecision", supersede).thenRejected("decision-not-taken");
    given(agreed, decided()).when("SupersedeDecision", supersede).thenRejected("unknown-decision");
    given(agreed, decided()).when("SupersedeDecision", { decisionId: decision, by: decision }).thenRejected("supersedes-itself");
    given(agreed, decided(), later, decided([A, B], { decisionId: by }))
      .when("SupersedeDecision", supersede, C)
      .thenRejected("core-partner-only");
  });
});

describe("noting that a review is due", () => {
  const note = { decisionId: decision, reviewOn: "2026-06-01" };
  const scheduled = told(A, "DecisionReviewScheduled", note);
  const due = told(clock, "DecisionReviewDue", note);
  const onThatDay = "2026-05-31T22:00:00.000Z";

  test("is the clock's alone, once, from that day on", () => {
    given(agreed, decided(), scheduled).at(onThatDay).when("NoteReviewDue", note, clock).then(fact("DecisionReviewDue", note));
    given(agreed, decided(), scheduled).at("2026-05-31T21:59:59.999Z").when("NoteReviewDue", note, clock).thenNothing();
    given(agreed, decided(), scheduled, due).at(onThatDay).when("NoteReviewDue", note, clock).thenNothing();
    for (const who of [A, operator])
      given(agreed, decided(), scheduled).at(onThatDay).when("NoteReviewDue", note, who).thenRejected("clock-only");
    given(together).at(onThatDay).when("NoteReviewDue", note, clock).thenRejected("unknown-decision");
  });

  test("says nothing once the day moved, the review was held, or the decision or the alliance is over", () => {
    const moved = told(A, "DecisionReviewScheduled", { decisionId: decision, reviewOn: "2026-07-01" });
    const held = told(A, "DecisionReviewed", { decisionId: decision, finding: "It works." });
    const replaced = told(A, "DecisionSuperseded", { decisionId: decision, by: id(0x302) });
    for (const meanwhile of [moved, held, replaced, ended()])
      given(agreed, decided(), scheduled, meanwhile).at(onThatDay).when("NoteReviewDue", note, clock).thenNothing();
  });

  test("comes again for a day that was set anew", () => {
    const held = told(A, "DecisionReviewed", { decisionId: decision, finding: "It works." });
    given(agreed, decided(), scheduled, due, held, scheduled)
      .at(onThatDay)
      .when("NoteReviewDue", note, clock)
      .then(fact("DecisionReviewDue"));
  });
});
