import { describe, expect, test } from "vitest";
import type { AllianceEvent, DossierEvent } from "../events/catalogue.ts";
import { A, agreement, B, decision, drafted, ended, founded, id, inForce, recorded, told, type Told } from "../events/story.ts";
import { dueIn, dueInDossier, mandateScheduleView, scheduleView, type Schedule } from "./schedule.ts";

const scheduleOf = (...story: Told[]): Schedule =>
  recorded([founded(), story].flat())
    .filter((event: AllianceEvent) => scheduleView.keys(event).length > 0)
    .reduce((schedule, event) => scheduleView.evolve(schedule, event, ""), scheduleView.initial(id(0xa11)));
const noted = (schedule: Schedule, now: string) => dueIn(schedule, now).map(({ note }) => note);
const noon = (day: string) => `${day}T11:00:00.000Z`;
const commitment = id(0x901);
const promised = (dueOn: string) =>
  told(A, "CommitmentMade", {
    commitmentId: commitment,
    partnerId: A.partnerId,
    text: "Count the homes.",
    dueOn,
    agreementId: null,
    decisionId: null,
    sessionId: null,
    lineId: null,
  });
const ends = (validUntil: string, noticeDays = 30) => [drafted([A, B], { validUntil, noticeDays }), inForce()];

describe("a commitment", () => {
  test("is overdue once its last day is over where the alliance is, not where the server is", () => {
    const schedule = scheduleOf(promised("2026-03-10"));
    expect(schedule.next).toBe("2026-03-11");
    // Half past eleven in the evening in Amsterdam, then half past midnight; in UTC it is still the tenth.
    expect(noted(schedule, "2026-03-10T22:30:00.000Z")).toEqual([]);
    expect(noted(schedule, "2026-03-10T23:30:00.000Z")).toEqual([
      { type: "NoteOverdueCommitment", commitmentId: commitment, dueOn: "2026-03-10" },
    ]);
  });
  test("that was put off, fulfilled, waived or noted is not overdue any more", () => {
    const later = told(B, "CommitmentPostponed", {
      commitmentId: commitment,
      postponementId: id(0x902),
      dueOn: "2026-04-01",
      partnerId: B.partnerId,
    });
    expect(noted(scheduleOf(promised("2026-03-10"), later), noon("2026-03-20"))).toEqual([]);
    expect(noted(scheduleOf(promised("2026-03-10"), later), noon("2026-04-02"))).toMatchObject([{ dueOn: "2026-04-01" }]);
    for (const settled of [
      told(A, "CommitmentFulfilled", { commitmentId: commitment, fulfilledOn: "2026-03-09", note: null }),
      told(B, "CommitmentWaived", { commitmentId: commitment, partnerId: B.partnerId, reason: "Not needed." }),
      told(A, "CommitmentOverdue", { commitmentId: commitment, dueOn: "2026-03-10" }),
    ])
      expect(scheduleOf(promised("2026-03-10"), settled)).toMatchObject({ due: [], next: null });
  });
});

describe("an agreement that ends", () => {
  test("is announced as long before as it says, and then ends", () => {
    const schedule = scheduleOf(...ends("2026-06-30", 14));
    expect(schedule.next).toBe("2026-06-16");
    expect(noted(schedule, noon("2026-06-15"))).toEqual([]);
    expect(noted(schedule, noon("2026-06-16"))).toEqual([
      { type: "NoteAgreementExpiring", agreementId: agreement, validUntil: "2026-06-30" },
    ]);
    // After the last day there is nothing left to announce.
    expect(noted(schedule, noon("2026-07-01"))).toEqual([
      { type: "NoteAgreementExpired", agreementId: agreement, validUntil: "2026-06-30" },
    ]);
  });
  test("a draft does not end, nor one that was terminated; one that was renewed ends later", () => {
    expect(scheduleOf(drafted([A, B], { validUntil: "2026-06-30" })).next).toBeNull();
    const terminated = told(A, "AgreementTerminated", { agreementId: agreement, reason: "Over.", decisionId: null });
    expect(scheduleOf(...ends("2026-06-30"), terminated).next).toBeNull();
    const renewed = told(A, "AgreementRenewed", { agreementId: agreement, validUntil: "2027-06-30", reason: null, decisionId: null });
    expect(scheduleOf(...ends("2026-06-30", 10), renewed).next).toBe("2027-06-20");
  });
  test("an amendment counts once all have signed it", () => {
    const amendment = told(A, "AgreementAmendmentProposed", {
      agreementId: agreement,
      version: 2,
      title: "Covenant",
      parties: [A.partnerId, B.partnerId],
      clauses: [],
      validFrom: null,
      validUntil: "2028-06-30",
      lines: [],
      noticeDays: 0,
      change: "Two years more.",
    });
    expect(scheduleOf(...ends("2026-06-30"), amendment).next).toBe("2026-05-31");
    const amended = told(A, "AgreementAmended", { agreementId: agreement, version: 2, inForceFrom: "2026-03-01", reported: false });
    expect(scheduleOf(...ends("2026-06-30"), amendment, amended).next).toBe("2028-06-30");
  });
});

test("an amendment that waits for signatures outlasts a renewal", () => {
  const amendment = told(A, "AgreementAmendmentProposed", {
    agreementId: agreement,
    version: 2,
    title: "Covenant",
    parties: [A.partnerId, B.partnerId],
    clauses: [],
    validFrom: null,
    validUntil: "2026-06-30",
    lines: [],
    noticeDays: 0,
    change: "Other words.",
  });
  const renewed = told(A, "AgreementRenewed", { agreementId: agreement, validUntil: "2027-06-30", reason: null, decisionId: null });
  const amended = told(A, "AgreementAmended", { agreementId: agreement, version: 2, inForceFrom: "2026-03-01", reported: false });
  const schedule = scheduleOf(...ends("2026-06-30"), amendment, renewed, amended);
  expect(noted(schedule, noon("2026-07-02"))).toEqual([{ type: "NoteAgreementExpired", agreementId: agreement, validUntil: "2026-06-30" }]);
});

test("a decision is looked at again on its day, unless it was before", () => {
  const scheduled = told(A, "DecisionReviewScheduled", { decisionId: decision, reviewOn: "2026-05-01" });
  expect(noted(scheduleOf(scheduled), noon("2026-05-01"))).toEqual([
    { type: "NoteReviewDue", decisionId: decision, reviewOn: "2026-05-01" },
  ]);
  const moved = told(A, "DecisionReviewScheduled", { decisionId: decision, reviewOn: "2026-08-01" });
  expect(noted(scheduleOf(scheduled, moved), noon("2026-05-01"))).toEqual([]);
  const reviewed = told(A, "DecisionReviewed", { decisionId: decision, finding: "It works." });
  expect(scheduleOf(scheduled, reviewed).next).toBeNull();
});

describe("evaluations", () => {
  const set = told(A, "EvaluationCycleSet", {
    cycleId: id(0x911),
    firstOn: "2026-03-01",
    fullEveryMonths: 12,
    pulseEveryMonths: 3,
    decisionId: null,
  });
  test("are due in their rhythm", () => {
    const schedule = scheduleOf(set);
    expect(schedule.next).toBe("2026-03-01");
    expect(noted(schedule, noon("2026-03-01"))).toMatchObject([{ type: "NoteEvaluationDue", kind: "full", dueOn: "2026-03-01" }]);
    const due = told(A, "EvaluationDue", { cycleId: id(0x911), kind: "full", dueOn: "2026-03-01" });
    expect(scheduleOf(set, due).next).toBe("2026-06-01");
    expect(noted(scheduleOf(set, due), noon("2026-06-02"))).toMatchObject([{ kind: "pulse", dueOn: "2026-06-01" }]);
  });
  test("missed for two years are taken up again with the last of each kind, not made up for", () => {
    expect(noted(scheduleOf(set), noon("2028-04-15"))).toMatchObject([
      { kind: "full", dueOn: "2028-03-01" },
      { kind: "pulse", dueOn: "2027-12-01" },
    ]);
  });
});

test("nothing is due any more in an alliance that ended", () => {
  expect(scheduleOf(promised("2026-03-10"), ...ends("2026-06-30"), ended())).toMatchObject({ due: [], cycle: null, next: null });
});

test("the same thing due has the same key, however often it is asked", () => {
  const schedule = scheduleOf(promised("2026-03-10"));
  const [one, again] = [dueIn(schedule, noon("2026-03-11")), dueIn(schedule, noon("2026-03-25"))];
  expect(one.map(({ key }) => key)).toEqual([`due:NoteOverdueCommitment:${commitment}:2026-03-11`]);
  expect(again).toEqual(one);
});

test("a mandate ends after its last day, unless it was withdrawn", () => {
  const events = (facts: readonly { type: string; data: object }[]) => facts as unknown as readonly DossierEvent[];
  const granted = { type: "MandateGranted", data: { mandateId: id(1), scope: "All.", validUntil: "2026-03-10" } };
  const withdrawn = { type: "MandateWithdrawn", data: { mandateId: id(1), reason: null } };
  const fold = (...facts: { type: string; data: object }[]) =>
    events(facts).reduce((schedule, event) => mandateScheduleView.evolve(schedule, event, ""), mandateScheduleView.initial("a.o"));
  expect(dueInDossier(fold(granted), "2026-03-10")).toEqual([]);
  expect(dueInDossier(fold(granted), "2026-03-11")).toMatchObject([
    { id: "a.o", note: { type: "NoteMandateExpired", validUntil: "2026-03-10" } },
  ]);
  expect(fold(granted, withdrawn).next).toBeNull();
});
