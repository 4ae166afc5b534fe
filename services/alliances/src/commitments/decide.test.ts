import { describe, test } from "vitest";
import {
  A,
  agreement,
  asked,
  B,
  C,
  clock,
  decision,
  drafted,
  ended,
  founded,
  id,
  inForce,
  joined,
  left,
  moved,
  operator,
  planned,
  session,
  stranger,
  told,
  X,
  type DataOf,
} from "@entente/contracts/events/story";
import { fact, given, NOON } from "../specification.ts";

const together = [founded(), joined(B, "core"), joined(C, "complementary")];
const commitmentId = id(0xc01);
const postponementId = id(0xc11);
const promise = { commitmentId, partnerId: A.partnerId, text: "Four clients have moved in.", dueOn: "2026-03-10" };
const made = (more: Partial<DataOf<"CommitmentMade">> = {}) =>
  told(A, "CommitmentMade", { ...promise, agreementId: null, decisionId: null, sessionId: null, lineId: null, ...more });
const askedFor = told(A, "CommitmentPostponementAsked", { commitmentId, postponementId, dueOn: "2026-03-20", reason: "Ill." });
const granted = told(B, "CommitmentPostponed", { commitmentId, postponementId, dueOn: "2026-03-20", partnerId: B.partnerId });
const fulfilled = told(A, "CommitmentFulfilled", { commitmentId, fulfilledOn: "2026-03-01", note: null });
const waived = told(B, "CommitmentWaived", { commitmentId, partnerId: B.partnerId, reason: "Not needed." });

describe("making a commitment", () => {
  test("a partner promises for itself, by a day", () => {
    given(together)
      .when("MakeCommitment", promise)
      .then(fact("CommitmentMade", { partnerId: A.partnerId, dueOn: "2026-03-10", agreementId: null }));
    given(together, made()).when("MakeCommitment", promise).thenNothing();
    given(together, made())
      .when("MakeCommitment", { ...promise, text: "Five." })
      .thenRejected("id-taken");
    given(together).when("MakeCommitment", promise, B).thenRejected("not-your-partner");
    given(together)
      .when("MakeCommitment", { ...promise, partnerId: stranger.partnerId })
      .thenRejected("unknown-partner");
    given(together, left(C))
      .when("MakeCommitment", { ...promise, partnerId: C.partnerId }, C)
      .thenRejected("partner-left");
  });

  test("it has an owner", () => {
    const { partnerId: _owner, ...nobody } = promise;
    given(together).when("MakeCommitment", nobody).thenRejected("commitment-needs-owner");
    given(together, made())
      .when("MakeCommitment", { ...promise, partnerId: null })
      .thenRejected("id-taken");
  });

  test("its day has not passed, unless a history kept elsewhere is reported", () => {
    given(together)
      .when("MakeCommitment", { ...promise, dueOn: "2026-03-01" })
      .then(fact("CommitmentMade"));
    given(together)
      .when("MakeCommitment", { ...promise, dueOn: "2026-02-28" })
      .thenRejected("date-past");
    // Shortly before midnight in Amsterdam it is still that day.
    given(together)
      .at("2026-03-01T22:30:00.000Z")
      .when("MakeCommitment", { ...promise, dueOn: "2026-03-01" })
      .then(fact("CommitmentMade"));
    given(together)
      .at("2026-03-01T23:30:00.000Z")
      .when("MakeCommitment", { ...promise, dueOn: "2026-03-01" })
      .thenRejected("date-past");
    const old = { ...promise, dueOn: "2020-01-01", onBehalfOf: A.partnerId };
    given(together)
      .when("MakeCommitment", { ...old, effectiveAt: "2019-11-01T09:00:00.000Z" }, operator)
      .then(fact("CommitmentMade", { dueOn: "2020-01-01" }));
    given(together).when("MakeCommitment", old, operator).thenRejected("date-past");
  });

  test("what it follows from is there", () => {
    const from = { agreementId: agreement, decisionId: decision, sessionId: session, lineId: id(0x701) };
    const line = told(A, "BringOffered", {
      lineId: id(0x701),
      partnerId: A.partnerId,
      category: "people",
      description: "A nurse",
      amount: { unit: "hours", quantity: 8 },
      from: null,
      until: null,
      condition: null,
    });
    given(together, drafted([A, B]), asked(), planned(), line)
      .when("MakeCommitment", { ...promise, ...from })
      .then(fact("CommitmentMade", from));
    for (const [field, code] of [
      ["agreementId", "unknown-agreement"],
      ["decisionId", "unknown-decision"],
      ["sessionId", "unknown-session"],
      ["lineId", "unknown-line"],
    ] as const)
      given(together)
        .when("MakeCommitment", { ...promise, [field]: id(0x999) })
        .thenRejected(code);
  });
});

describe("fulfilling it", () => {
  test("is said by the owner, with the day on which it was", () => {
    given(together, made())
      .when("FulfilCommitment", { commitmentId, note: "Five." })
      .then(fact("CommitmentFulfilled", { fulfilledOn: "2026-03-01", note: "Five." }));
    given(together, made())
      .when("FulfilCommitment", { commitmentId, effectiveAt: "2026-02-20T23:30:00.000Z" })
      .then(fact("CommitmentFulfilled", { fulfilledOn: "2026-02-21" }));
    given(together, made()).when("FulfilCommitment", { commitmentId }, B).thenRejected("not-your-partner");
    given(together).when("FulfilCommitment", { commitmentId }).thenRejected("unknown-commitment");
  });

  test("closes it: the same again is nothing, anything else is refused", () => {
    given(together, made(), fulfilled).when("FulfilCommitment", { commitmentId }).thenNothing();
    given(together, made(), waived).when("FulfilCommitment", { commitmentId }).thenRejected("commitment-closed");
    const ask = { commitmentId, postponementId, dueOn: "2026-04-01", reason: "Ill." };
    given(together, made(), fulfilled).when("AskCommitmentPostponement", ask).thenRejected("commitment-closed");
    given(together, made(), askedFor, fulfilled)
      .when("PostponeCommitment", { commitmentId, postponementId, partnerId: B.partnerId }, B)
      .thenRejected("commitment-closed");
    given(together, made(), fulfilled)
      .when("WaiveCommitment", { commitmentId, partnerId: B.partnerId, reason: "No." }, B)
      .thenRejected("commitment-closed");
  });
});

describe("more time", () => {
  const ask = { commitmentId, postponementId, dueOn: "2026-03-20", reason: "Ill." };
  const grant = { commitmentId, postponementId, partnerId: B.partnerId };

  test("is asked by the owner, for a later day", () => {
    given(together, made())
      .when("AskCommitmentPostponement", ask)
      .then(fact("CommitmentPostponementAsked", { dueOn: "2026-03-20" }));
    given(together, made(), askedFor).when("AskCommitmentPostponement", ask).thenNothing();
    given(together, made(), askedFor)
      .when("AskCommitmentPostponement", { ...ask, dueOn: "2026-04-20" })
      .thenRejected("id-taken");
    given(together, made()).when("AskCommitmentPostponement", ask, B).thenRejected("not-your-partner");
    given(together, made())
      .when("AskCommitmentPostponement", { ...ask, dueOn: "2026-03-10" })
      .thenRejected("postponement-not-later");
    given(together, made()).at("2026-03-21T09:00:00.000Z").when("AskCommitmentPostponement", ask).thenRejected("date-past");
    given(together).when("AskCommitmentPostponement", ask).thenRejected("unknown-commitment");
  });

  test("is granted by another partner at the table", () => {
    for (const who of [B, C])
      given(together, made(), askedFor)
        .when("PostponeCommitment", { ...grant, partnerId: who.partnerId }, who)
        .then(fact("CommitmentPostponed", { dueOn: "2026-03-20", partnerId: who.partnerId }));
    given(together, made(), askedFor, granted).when("PostponeCommitment", grant, B).thenNothing();
    given(together, made(), askedFor)
      .when("PostponeCommitment", { ...grant, partnerId: A.partnerId })
      .thenRejected("postpone-by-another");
    given(together, made(), askedFor).when("PostponeCommitment", grant).thenRejected("not-your-partner");
    given(together, made(), askedFor, moved(C, "complementary", "free-space"))
      .when("PostponeCommitment", { ...grant, partnerId: C.partnerId }, C)
      .thenRejected("ring-takes-no-position");
    given(together, made()).when("PostponeCommitment", grant, B).thenRejected("unknown-postponement");
    given(together).when("PostponeCommitment", grant, B).thenRejected("unknown-commitment");
  });

  test("not by another place of the owner's own organisation, nor when a later day was granted meanwhile", () => {
    const place = id(0x9a);
    const twice = told(A, "PartnerJoined", {
      partnerId: place,
      organisationId: A.organisationId,
      name: "Alder Homes",
      ring: "core",
      under: null,
    });
    given(together, twice, made(), askedFor)
      .when("PostponeCommitment", { ...grant, partnerId: place })
      .thenRejected("postpone-by-another");
    const other = id(0xc12);
    const further = [
      told(A, "CommitmentPostponementAsked", { commitmentId, postponementId: other, dueOn: "2026-05-01", reason: "Still ill." }),
      told(B, "CommitmentPostponed", { commitmentId, postponementId: other, dueOn: "2026-05-01", partnerId: B.partnerId }),
    ];
    given(together, made(), askedFor, further).when("PostponeCommitment", grant, B).thenRejected("postponement-not-later");
  });
});

describe("waiving it", () => {
  const waive = { commitmentId, partnerId: B.partnerId, reason: "Not needed." };

  test("is for another partner than the owner", () => {
    given(together, made())
      .when("WaiveCommitment", waive, B)
      .then(fact("CommitmentWaived", { partnerId: B.partnerId }));
    given(together, made(), waived).when("WaiveCommitment", waive, B).thenNothing();
    given(together, made())
      .when("WaiveCommitment", { ...waive, partnerId: A.partnerId })
      .thenRejected("waive-by-another");
    given(together, made()).when("WaiveCommitment", waive, C).thenRejected("not-your-partner");
    given(together, joined(X, "complementary"), made())
      .when("WaiveCommitment", { ...waive, partnerId: X.partnerId, onBehalfOf: X.partnerId }, B)
      .then(fact("CommitmentWaived", { partnerId: X.partnerId }));
    given(together).when("WaiveCommitment", waive, B).thenRejected("unknown-commitment");
  });
});

describe("noting that its day has passed", () => {
  const note = { commitmentId, dueOn: "2026-03-10" };
  const overdue = told(clock, "CommitmentOverdue", note);
  const dayAfter = "2026-03-10T23:00:00.000Z";

  test("is the clock's alone, once, when the day is over where the partners are", () => {
    given(together, made()).at(dayAfter).when("NoteOverdueCommitment", note, clock).then(fact("CommitmentOverdue", note));
    given(together, made()).at("2026-03-10T22:59:59.999Z").when("NoteOverdueCommitment", note, clock).thenNothing();
    given(together, made(), overdue).at(dayAfter).when("NoteOverdueCommitment", note, clock).thenNothing();
    for (const who of [A, operator, A.key])
      given(together, made()).at(dayAfter).when("NoteOverdueCommitment", note, who).thenRejected("clock-only");
    given(together).at(dayAfter).when("NoteOverdueCommitment", note, clock).thenRejected("unknown-commitment");
  });

  test("says nothing of what was settled or moved meanwhile, of what waits, nor after the end", () => {
    for (const meanwhile of [[fulfilled], [waived], [askedFor, granted], [ended()]])
      given(together, made(), ...meanwhile)
        .at(dayAfter)
        .when("NoteOverdueCommitment", note, clock)
        .thenNothing();
    given(together, made(), askedFor, granted, overdue)
      .at("2026-03-21T09:00:00.000Z")
      .when("NoteOverdueCommitment", { ...note, dueOn: "2026-03-20" }, clock)
      .then(fact("CommitmentOverdue", { dueOn: "2026-03-20" }));
    const suspended = told(A, "AgreementSuspended", { agreementId: agreement, reason: "Repairs.", until: null, decisionId: null });
    given(together, drafted([A, B]), inForce(), made({ agreementId: agreement }), suspended)
      .at(dayAfter)
      .when("NoteOverdueCommitment", note, clock)
      .thenNothing();
  });

  test("noon on the day before is too early whatever the zone", () => {
    given(founded("Pacific/Auckland"), made()).at(NOON).when("NoteOverdueCommitment", note, clock).thenNothing();
  });
});
