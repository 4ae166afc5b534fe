import { describe, test } from "vitest";
import {
  A,
  B,
  C,
  facilitated,
  facilitator,
  founded,
  joined,
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
