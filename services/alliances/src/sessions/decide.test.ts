import { describe, test } from "vitest";
import {
  A,
  B,
  C,
  facilitated,
  facilitator,
  founded,
  id,
  joined,
  left,
  moved,
  operator,
  planned,
  released,
  session,
  stranger,
  told,
  X,
} from "@entente/contracts/events/story";
import { fact, given } from "../specification.ts";

const together = [founded(), joined(B, "core"), joined(C, "complementary"), facilitated()];
const startsAt = "2026-04-01T09:00:00.000Z";
const cancelled = told(A, "SessionCancelled", { sessionId: session });

describe("meetings", () => {
  test("are planned by partners and by the facilitator, once", () => {
    const plan = { sessionId: session, title: "First meeting", startsAt };
    for (const who of [A, C, facilitator])
      given(together)
        .when("ScheduleSession", plan, who)
        .then(fact("SessionScheduled", { startsAt, place: null }));
    given(together, planned()).when("ScheduleSession", plan).thenNothing();
    given(together)
      .when("ScheduleSession", { ...plan, startsAt: "2026-03-01T10:59:59.999Z" })
      .thenRejected("date-past");
  });

  test("not by others, nor by a facilitator whose task ended, nor by one that speaks for a partner", () => {
    const plan = { sessionId: session, title: "First meeting", startsAt };
    for (const who of [stranger, operator]) given(together).when("ScheduleSession", plan, who).thenRejected("not-your-partner");
    given(together, released()).when("ScheduleSession", plan, facilitator).thenRejected("not-your-partner");
    given(together, moved(C, "complementary", "free-space"))
      .when("ScheduleSession", plan, C)
      .thenRejected("not-your-partner");
    given(together)
      .when("ScheduleSession", { ...plan, onBehalfOf: B.partnerId }, facilitator)
      .thenRejected("partner-speaks-for-itself");
    given(together, joined(X, "core"))
      .when("ScheduleSession", { ...plan, onBehalfOf: X.partnerId }, facilitator)
      .thenRejected("core-partner-only");
    given(together, joined(X, "core"))
      .when("ScheduleSession", { ...plan, onBehalfOf: X.partnerId })
      .then(fact("SessionScheduled"));
  });

  test("are moved to another time or place", () => {
    const move = { sessionId: session, startsAt: "2026-04-02T09:00:00.000Z" };
    given(together, planned())
      .when("RescheduleSession", move, C)
      .then(fact("SessionRescheduled", { startsAt: move.startsAt, place: null }));
    given(together, planned())
      .when("RescheduleSession", { ...move, startsAt, place: "Room 2" })
      .then(fact("SessionRescheduled", { place: "Room 2" }));
    given(together, planned())
      .when("RescheduleSession", { ...move, startsAt })
      .thenNothing();
    given(together, planned())
      .when("RescheduleSession", { ...move, startsAt: "2026-02-01T09:00:00.000Z" })
      .thenRejected("date-past");
    given(together, planned()).when("RescheduleSession", move, stranger).thenRejected("not-your-partner");
    given(together).when("RescheduleSession", move).thenRejected("unknown-session");
    given(together, planned(), cancelled).when("RescheduleSession", move).thenRejected("unknown-session");
  });

  test("are cancelled once", () => {
    given(together, planned()).when("CancelSession", { sessionId: session }, B).then(fact("SessionCancelled"));
    given(together, planned(), cancelled).when("CancelSession", { sessionId: session }).thenNothing();
    given(together).when("CancelSession", { sessionId: session }).thenRejected("unknown-session");
    given(together, planned()).when("CancelSession", { sessionId: session }, stranger).thenRejected("not-your-partner");
  });
});

describe("what is said before a meeting", () => {
  const prepare = { preparationId: id(0x511), sessionId: session, partnerId: B.partnerId, text: "We want to speak about the costs." };
  const prepared = told(B, "SessionPreparationSubmitted", prepare);
  const held = told(A, "SessionHeld", { sessionId: session, present: [A.partnerId], notes: null });

  test("is said by a partner for itself, until the meeting is held", () => {
    given(together, planned()).when("PrepareSession", prepare, B).then(fact("SessionPreparationSubmitted", prepare));
    given(together, planned(), prepared).when("PrepareSession", prepare, B).thenNothing();
    given(together, planned(), prepared)
      .when("PrepareSession", { ...prepare, partnerId: A.partnerId })
      .thenRejected("id-taken");
    given(together, planned()).when("PrepareSession", prepare).thenRejected("not-your-partner");
    given(together, planned()).when("PrepareSession", prepare, facilitator).thenRejected("not-your-partner");
    given(together, planned(), held).when("PrepareSession", prepare, B).thenRejected("session-held");
    given(together, planned(), cancelled).when("PrepareSession", prepare, B).thenRejected("unknown-session");
    given(together).when("PrepareSession", prepare, B).thenRejected("unknown-session");
  });
});

describe("what came out of a meeting", () => {
  const begun = planned("2026-03-01T10:00:00.000Z");
  const hold = { sessionId: session, present: [A.partnerId, C.partnerId, A.partnerId], notes: "A good talk." };
  const held = told(A, "SessionHeld", { sessionId: session, present: [A.partnerId], notes: null });
  const insight = { insightId: id(0x521), sessionId: session, text: "We mean different things.", lens: "ambition" as const };
  const workable = { workableId: id(0x531), sessionId: session, text: "Alder pays the first repair.", reviewOn: "2026-06-01" };

  test("a meeting is held once, after it began, with partners that take part", () => {
    for (const who of [A, C, facilitator])
      given(together, begun)
        .when("HoldSession", hold, who)
        .then(fact("SessionHeld", { present: [A.partnerId, C.partnerId], notes: "A good talk." }));
    given(together, begun, held).when("HoldSession", hold).thenNothing();
    given(together, planned()).when("HoldSession", hold).thenRejected("session-not-begun");
    given(together, begun)
      .when("HoldSession", { ...hold, effectiveAt: "2026-03-01T09:59:59.999Z" })
      .thenRejected("session-not-begun");
    given(together, begun)
      .when("HoldSession", { ...hold, present: [stranger.partnerId] })
      .thenRejected("unknown-partner");
    given(together, begun, left(C)).when("HoldSession", hold).thenRejected("partner-left", { partner: C.name });
    given(together, begun).when("HoldSession", hold, stranger).thenRejected("not-your-partner");
    given(together, begun, cancelled).when("HoldSession", hold).thenRejected("unknown-session");
    given(together).when("HoldSession", hold).thenRejected("unknown-session");
  });

  test("a meeting that was held is neither moved nor cancelled", () => {
    given(together, begun, held).when("CancelSession", { sessionId: session }).thenRejected("session-held");
    given(together, begun, held)
      .when("RescheduleSession", { sessionId: session, startsAt: "2026-04-02T09:00:00.000Z" })
      .thenRejected("session-held");
  });

  test("an insight is recorded by a partner or the facilitator, once, of a meeting that was held", () => {
    for (const who of [B, facilitator])
      given(together, begun, held)
        .when("RecordInsight", insight, who)
        .then(fact("InsightRecorded", { lens: "ambition" }));
    given(together, begun, held, told(B, "InsightRecorded", insight))
      .when("RecordInsight", insight)
      .thenNothing();
    given(together, begun).when("RecordInsight", insight).thenRejected("session-not-held");
    given(together).when("RecordInsight", insight).thenRejected("unknown-session");
    given(together, begun, held).when("RecordInsight", insight, stranger).thenRejected("not-your-partner");
  });

  test("what is agreed for the time being may be looked at again on a day to come", () => {
    for (const who of [B, facilitator])
      given(together, begun, held).when("ReachWorkableAgreement", workable, who).then(fact("WorkableAgreementReached", workable));
    given(together, begun, held, told(B, "WorkableAgreementReached", workable))
      .when("ReachWorkableAgreement", workable)
      .thenNothing();
    given(together, begun, held, told(B, "WorkableAgreementReached", workable))
      .when("ReachWorkableAgreement", { ...workable, sessionId: id(0x502) })
      .thenRejected("id-taken");
    given(together, begun, held)
      .when("ReachWorkableAgreement", { ...workable, reviewOn: "2026-02-28" })
      .thenRejected("date-past");
    given(together, begun).when("ReachWorkableAgreement", workable).thenRejected("session-not-held");
    given(together, begun, held).when("ReachWorkableAgreement", workable, stranger).thenRejected("not-your-partner");
  });

  test("its length and its agenda are planned with it", () => {
    given(together)
      .when("ScheduleSession", { sessionId: session, title: "Second", startsAt, minutes: 90, agenda: ["The lift"] })
      .then(fact("SessionScheduled", { minutes: 90, agenda: ["The lift"] }));
    given(together)
      .when("ScheduleSession", { sessionId: session, title: "Second", startsAt })
      .then(fact("SessionScheduled", { minutes: 60, agenda: [] }));
  });
});
