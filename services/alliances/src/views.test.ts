import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { answer, routes, type Caller, type Relation } from "@entente/contracts/access";
import type { AllianceEvent } from "@entente/contracts/events/catalogue";
import {
  A,
  allianceId,
  asked,
  B,
  C,
  clock,
  decided,
  decision,
  drafted,
  ended,
  facilitated,
  facilitator,
  founded,
  frozen,
  id,
  inForce,
  joined,
  left,
  moved,
  objected,
  operator,
  planned,
  proposed,
  released,
  session,
  signed,
  stepProposed,
  stranger,
  told,
  took,
  transition,
  withdrew,
  X,
} from "@entente/contracts/events/story";
import { personalText } from "@entente/contracts/personal";
import { AgreementEntry, agreementsView, currentVersion, proposedVersion } from "@entente/contracts/views/agreements";
import { AlliancePage, allianceView } from "@entente/contracts/views/alliance";
import { AmbitionPage, ambitionView, currentAmbition, endorsersOf } from "@entente/contracts/views/ambition";
import { CommitmentEntry, commitmentsView } from "@entente/contracts/views/commitments";
import { DecisionEntry, decisionsView } from "@entente/contracts/views/decisions";
import { Participation, participationsView, relationOf } from "@entente/contracts/views/participations";
import { AllianceCard, awaited, PortfolioRow, portfolioView, seenFrom } from "@entente/contracts/views/portfolio";
import { CHUNK, chunkKey, TimelineEntry, timelineView } from "@entente/contracts/views/timeline";
import type { View } from "@entente/contracts/views/view";
import { historyOf, steps } from "./histories.ts";
import { given, stateOf, type Story } from "./specification.ts";
import { placesOf } from "./partners/decide.ts";

const together = [founded(), joined(B, "core"), joined(C, "complementary")];
const seed = process.env["ENTENTE_TEST_SEED"];
const runs = { numRuns: 50, ...(seed === undefined ? {} : { seed: Number(seed) }) };
const always = (claim: (history: readonly AllianceEvent[]) => void) =>
  fc.assert(
    fc.property(steps, (run) => claim(historyOf(run))),
    runs,
  );

const Timeline = z.strictObject({ allianceId: z.string(), entries: z.array(TimelineEntry) });
function fold<Doc>(
  view: View<Doc, AllianceEvent>,
  history: readonly AllianceEvent[],
  between: (doc: Doc) => Doc = frozen,
): Map<string, Doc> {
  const docs = new Map<string, Doc>();
  for (const event of history)
    for (const key of view.keys(event)) docs.set(key, between(view.evolve(docs.get(key) ?? between(view.initial(key)), event, key)));
  return docs;
}
const stored = <Doc>(doc: Doc): Doc => JSON.parse(JSON.stringify(doc)) as Doc;

/** What holds for the documents of every view, whatever is in them. */
function anyHistory<Doc>(view: View<Doc, AllianceEvent>, schema: z.ZodType): void {
  test(`the view ${view.name} is the same when its documents are stored and loaded between two events, and never changes what it is given`, () => {
    always((history) => {
      const atOnce = fold(view, history);
      expect(fold(view, history, stored)).toEqual(atOnce);
      for (const doc of atOnce.values()) expect(schema.parse(doc)).toEqual(doc);
    });
  });
}

describe("whatever the history", () => {
  anyHistory(allianceView, AlliancePage);
  anyHistory(decisionsView, DecisionEntry);
  anyHistory(agreementsView, AgreementEntry);
  anyHistory(ambitionView, AmbitionPage);
  anyHistory(commitmentsView, CommitmentEntry);
  anyHistory(portfolioView, AllianceCard);
  anyHistory(participationsView, Participation);
  anyHistory(timelineView, Timeline);
});

describe("the views of any history agree with what is decided on", () => {
  test("an open proposal, question, step or agreement is on the card and in its register", () => {
    always((history) => {
      const state = stateOf(history);
      if (state.phases.ended !== null) return;
      const card = history.reduce((doc, event) => portfolioView.evolve(doc, event, allianceId), portfolioView.initial(allianceId));
      const onCard = (kind: string) =>
        card.open
          .filter((matter) => matter.kind === kind)
          .map((matter) => matter.id)
          .sort();
      const decisions = [...fold(decisionsView, history).values()];
      const agreements = [...fold(agreementsView, history).values()];
      const page = history.reduce((doc, event) => allianceView.evolve(doc, event, allianceId), allianceView.initial(allianceId));
      expect(onCard("proposal")).toEqual(
        decisions
          .filter((entry) => entry.status === "proposed")
          .map((entry) => entry.decisionId)
          .sort(),
      );
      expect(onCard("question")).toEqual(
        decisions
          .filter((entry) => entry.status === "requested" || entry.status === "reopened")
          .map((entry) => entry.decisionId)
          .sort(),
      );
      expect(onCard("agreement")).toEqual(
        agreements
          .filter((entry) => entry.status === "draft")
          .map((entry) => entry.agreementId)
          .sort(),
      );
      expect(onCard("amendment")).toEqual(
        agreements
          .filter((entry) => entry.proposed !== null)
          .map((entry) => entry.agreementId)
          .sort(),
      );
      expect(onCard("commitment")).toEqual(
        [...fold(commitmentsView, history).values()]
          .filter((entry) => entry.overdue !== null)
          .map((entry) => entry.commitmentId)
          .sort(),
      );
      expect(onCard("review")).toEqual(
        decisions
          .filter((entry) => entry.reviewDue !== null && !["failed", "superseded"].includes(entry.status))
          .map((entry) => entry.decisionId)
          .sort(),
      );
      expect(onCard("transition")).toEqual(
        page.transitions
          .filter((step) => step.status === "open")
          .map((step) => step.transitionId)
          .sort(),
      );
      expect(new Set(card.debts)).toEqual(new Set(page.debts.filter((debt) => debt.repaired === null).map((debt) => debt.debtId)));
      expect(
        card.dates
          .filter((date) => date.kind === "review")
          .map((date) => [date.id, date.on])
          .sort(),
      ).toEqual(
        decisions
          .filter((entry) => entry.reviewOn !== null && !["failed", "superseded"].includes(entry.status))
          .map((entry) => [entry.decisionId, entry.reviewOn])
          .sort(),
      );
    });
  });

  test("the registers and the page say what the decider knows", () => {
    always((history) => {
      const state = stateOf(history);
      for (const entry of fold(decisionsView, history).values()) {
        const known = state.decisions.decisions[entry.decisionId];
        expect([entry.status, entry.question, entry.proposals.length]).toEqual([known?.status, known?.question, known?.proposals]);
        expect(entry.objections.filter((raised) => raised.status === "open").map((raised) => raised.objectionId)).toEqual(
          Object.entries(known?.objections ?? {})
            .filter(([, raised]) => raised.status === "open")
            .map(([key]) => key),
        );
      }
      for (const entry of fold(agreementsView, history).values()) {
        const known = state.agreements.agreements[entry.agreementId];
        expect([entry.status, entry.title, currentVersion(entry)?.version, entry.revision, entry.validUntil]).toEqual([
          known?.status,
          known?.title,
          known?.version,
          known?.revision,
          known?.validUntil,
        ]);
        expect([
          entry.proposed,
          proposedVersion(entry)
            ?.signatures.map(({ partnerId }) => partnerId)
            .sort(),
        ]).toEqual([known?.proposed?.version ?? null, known?.proposed ? Object.keys(known.proposed.signatures).sort() : undefined]);
        expect(
          currentVersion(entry)
            ?.signatures.map((signature) => signature.partnerId)
            .sort(),
        ).toEqual(Object.keys(known?.signatures ?? {}).sort());
      }
      for (const entry of fold(commitmentsView, history).values()) {
        const known = state.commitments.commitments[entry.commitmentId];
        expect([entry.status, entry.partnerId, entry.dueOn]).toEqual([known?.status, known?.partnerId, known?.dueOn]);
      }
      for (const ambition of fold(ambitionView, history).values()) {
        const known = state.ambition.versions.at(-1);
        const current = currentAmbition(ambition);
        expect([current?.version, current?.text]).toEqual([known?.version, known?.text]);
        expect(new Set(current && endorsersOf(current))).toEqual(
          new Set(
            Object.entries(known?.endorsements ?? {})
              .filter(([, given]) => !given.withdrawn)
              .map(([partnerId]) => partnerId),
          ),
        );
      }
      const page = history.reduce((doc, event) => allianceView.evolve(doc, event, allianceId), allianceView.initial(allianceId));
      for (const meeting of page.sessions) {
        const known = state.sessions.sessions[meeting.sessionId];
        expect([meeting.held !== null, meeting.cancelled, meeting.startsAt]).toEqual([known?.held, known?.cancelled, known?.startsAt]);
      }
      expect(page.evaluation?.cycleId ?? null).toBe(state.evaluation.cycle?.cycleId ?? null);
      expect(page.phase).toBe(state.phases.current);
      expect(page.partners.filter((one) => one.left === null).map((one) => [one.partnerId, one.ring, one.name])).toEqual(
        Object.values(state.partners.partners)
          .filter((one) => !one.left)
          .map((one) => [one.partnerId, one.ring, one.name]),
      );
      expect(
        page.debts
          .filter((debt) => debt.repaired === null)
          .map((debt) => debt.debtId)
          .sort(),
      ).toEqual(Object.keys(state.phases.debts).sort());
    });
  });

  test("what an organisation may see by its participation is what the decider holds of it", () => {
    always((history) => {
      const { partners } = stateOf(history);
      const docs = fold(participationsView, history);
      for (const who of [A, B, C, stranger, facilitator]) {
        const doc = docs.get(`${who.organisationId}/${allianceId}`);
        const seen = doc ? relationOf(doc) : null;
        const facilitates = Object.values(partners.facilitators).some((one) => one.organisationId === who.organisationId);
        const parts = [...placesOf(partners, who.organisationId).map((place) => place.ring), ...(facilitates ? ["facilitator"] : [])];
        const atTheTable = parts.some((part) => part !== "free-space");
        expect(seen !== null && !seen.relation.left, `${who.name} takes part`).toBe(atTheTable);
        if (atTheTable) expect(new Set(seen?.relation.parts)).toEqual(new Set(parts));
        if (seen) expect(seen.upTo === null).toBe(atTheTable);
      }
    });
  });
});

describe("participation over time", () => {
  const relation = (story: Story[], who = B) => {
    return relationOf(given(...story).shows(participationsView, `${who.organisationId}/${allianceId}`));
  };
  const reads = (relation: Relation) => {
    const rule = routes["GET /api/alliances/:allianceId"];
    const caller: Caller = B.caller;
    return rule ? answer(rule, caller, { relation }) : "absent";
  };

  test("a partner sees everything, also what was before", () => {
    expect(relation([together])).toEqual({ relation: { parts: ["core"], left: false }, upTo: null });
  });

  test("one that left keeps the record up to the event by which it left", () => {
    const was = relation([together, left(B), asked()]);
    expect(was).toEqual({ relation: { parts: ["core"], left: true }, upTo: 5 });
    expect(reads(was.relation)).toBe("allowed");
  });

  test("one that moved to the free space has left the table, and one that only ever stood there sees nothing", () => {
    expect(relation([together, moved(B, "core", "free-space"), asked()])).toEqual({ relation: { parts: ["core"], left: true }, upTo: 5 });
    const outside = relation([founded(), joined(B, "free-space")]);
    expect(reads(outside.relation)).toBe("absent");
    expect(outside.upTo).toBe(-1);
  });

  test("one that came back sees all again", () => {
    expect(
      relation([
        together,
        left(B),
        asked(),
        told(B, "PartnerJoined", {
          partnerId: id(0x9b),
          organisationId: B.organisationId,
          name: B.name,
          ring: "complementary",
          under: null,
        }),
      ]),
    ).toEqual({
      relation: { parts: ["complementary"], left: false },
      upTo: null,
    });
  });

  test("a facilitator sees as long as its task lasts, and up to its end", () => {
    expect(relation([together, facilitated()], facilitator)).toEqual({ relation: { parts: ["facilitator"], left: false }, upTo: null });
    expect(relation([together, facilitated(), released(), asked()], facilitator)).toEqual({
      relation: { parts: ["facilitator"], left: true },
      upTo: 6,
    });
  });

  test("a party that is not on the platform has no participation", () => {
    expect(given(founded(), joined(X, "core")).events.flatMap((event) => participationsView.keys(event))).toEqual([
      `${A.organisationId}/${allianceId}`,
    ]);
  });
});

describe("the page of an alliance", () => {
  const page = (...story: Story[]) => given(...story).shows(allianceView, allianceId);

  test("shows who takes part, who began it, and who left and when", () => {
    const { partners, phase, initiated, people } = page(together, left(C));
    expect(partners.map((partner) => [partner.name, partner.ring, partner.initiator, partner.left !== null])).toEqual([
      [A.name, "core", true, false],
      [B.name, "core", false, false],
      [C.name, "complementary", false, true],
    ]);
    expect([phase, initiated?.revision, people]).toEqual(["explore", 0, [A, B, C].map((who) => who.actor.id)]);
  });

  test("draws what was reported as reported", () => {
    expect(page(together, joined(X, "core")).partners.at(-1)).toMatchObject({
      organisationId: null,
      joined: { reported: true, by: A.actor },
    });
  });

  test("carries a personal word sealed, as it is stored", () => {
    const { invitations } = page(
      founded(),
      told(A, "PartnerInvited", {
        invitationId: id(0x101),
        partnerId: B.partnerId,
        name: B.name,
        ring: "core",
        under: null,
        message: personalText("Come along"),
      }),
    );
    expect(invitations[0]?.message).toMatchObject({ sealed: 1, personId: A.actor.id });
  });

  test("shows the corrected value, and that it was corrected", () => {
    const corrected = page(
      together,
      told(B, "FactCorrected", {
        correctionId: id(1),
        corrects: 3,
        correction: {
          fact: "partnerJoinedAt",
          partnerId: B.partnerId,
          was: "2026-02-01T09:03:00.000Z",
          becomes: "2026-01-15T00:00:00.000Z",
        },
        reason: "The minutes say so.",
      }),
    );
    expect(corrected.partners[1]?.joined).toMatchObject({ at: "2026-01-15T00:00:00.000Z", recordedAt: "2026-02-01T09:03:00.000Z" });
    expect(corrected.corrections).toHaveLength(1);
  });

  test("keeps every answer to a step, the last of each partner", () => {
    const twice = [
      told(B, "PhaseTransitionPositionTaken", {
        transitionId: transition,
        partnerId: B.partnerId,
        position: "object",
        reason: "Too soon.",
      }),
      told(B, "PhaseTransitionPositionTaken", { transitionId: transition, partnerId: B.partnerId, position: "agree", reason: null }),
    ];
    expect(page(together, stepProposed("share"), twice).transitions[0]?.answers).toMatchObject([
      { partnerId: B.partnerId, position: "agree", reasons: null },
    ]);
  });

  test("shows a meeting where it moved to, and that it was cancelled", () => {
    const moved = told(A, "SessionRescheduled", { sessionId: session, startsAt: "2026-04-08T09:00:00.000Z", place: "Room 2" });
    expect(page(together, planned(), moved, told(A, "SessionCancelled", { sessionId: session })).sessions).toMatchObject([
      { startsAt: "2026-04-08T09:00:00.000Z", place: "Room 2", cancelled: true },
    ]);
  });
});

describe("the register of decisions", () => {
  test("keeps proposals, positions with reasons, objections and outcomes in order", () => {
    const reopened = told(B, "DecisionReopened", { decisionId: decision, reason: "New facts." });
    const entry = given(
      together,
      asked(),
      proposed(),
      took(A, "agree"),
      objected(C),
      withdrew(C),
      decided(),
      reopened,
      proposed(B, { proposal: 2, text: "South as well." }),
    ).shows(decisionsView, `${allianceId}/${decision}`);
    expect(entry).toMatchObject({
      status: "proposed",
      proposals: [
        { proposal: 1, positions: [{ partnerId: A.partnerId, position: "agree" }] },
        { proposal: 2, positions: [] },
      ],
      objections: [{ partnerId: C.partnerId, status: "withdrawn", how: null }],
      outcomes: [
        { kind: "taken", text: "We begin in North." },
        { kind: "reopened", reason: "New facts." },
      ],
    });
  });

  test("shows replacement on both decisions", () => {
    const by = id(0x302);
    const story = given(together, asked(), asked(B, by), told(A, "DecisionSuperseded", { decisionId: decision, by }));
    expect(story.shows(decisionsView, `${allianceId}/${decision}`)).toMatchObject({ status: "superseded", supersededBy: by });
    expect(story.shows(decisionsView, `${allianceId}/${by}`)).toMatchObject({ status: "requested", supersedes: [decision] });
  });
});

describe("the register of agreements", () => {
  test("keeps every version with its own signatures", () => {
    const next = told(B, "AgreementVersionProposed", {
      agreementId: id(0x401),
      version: 2,
      title: "Contract",
      parties: [A.partnerId],
      clauses: [],
      validFrom: null,
      validUntil: null,
      lines: [],
      noticeDays: 30,
      change: "Shorter.",
    });
    const entry = given(together, drafted([A, B]), signed(A), signed(B, 1, operator), next, signed(A, 2), inForce(2)).shows(
      agreementsView,
      `${allianceId}/${id(0x401)}`,
    );
    expect(entry).toMatchObject({
      status: "in-force",
      title: "Contract",
      versions: [
        {
          version: 1,
          change: null,
          signatures: [
            { partnerId: A.partnerId, signed: { reported: false } },
            { partnerId: B.partnerId, signed: { reported: true } },
          ],
        },
        { version: 2, change: "Shorter.", signatures: [{ partnerId: A.partnerId }] },
      ],
    });
    expect(currentVersion(entry)?.version).toBe(2);
  });
});

describe("an agreement over time", () => {
  const agreementId = id(0x401);
  const more = {
    agreementId,
    kind: "covenant",
    clauses: [],
    parties: [A.partnerId, B.partnerId],
    validFrom: null,
    lines: [],
    noticeDays: 30,
  };
  const { kind: _kind, ...text } = more;
  const standing = [together, drafted([A, B], { validUntil: "2026-12-31" }), signed(A), signed(B), inForce()];
  const amend = told(B, "AgreementAmendmentProposed", {
    ...text,
    version: 2,
    title: "Longer",
    validUntil: "2027-12-31",
    change: "A year more.",
  });
  const amended = told(A, "AgreementAmended", { agreementId, version: 2, inForceFrom: "2026-04-01", reported: false });
  const entryOf = (...story: Story[]) => given(...story).shows(agreementsView, `${allianceId}/${agreementId}`);

  test("has the version in force and the amendment that awaits signatures, both readable", () => {
    const waiting = entryOf(standing, amend, signed(A, 2));
    expect(waiting).toMatchObject({ title: "Covenant", inForce: 1, proposed: 2, validUntil: "2026-12-31", inForceFrom: "2026-03-01" });
    expect(currentVersion(waiting)).toMatchObject({ version: 1, amends: false, signatures: [{}, {}] });
    expect(proposedVersion(waiting)).toMatchObject({
      version: 2,
      amends: true,
      change: "A year more.",
      signatures: [{ partnerId: A.partnerId }],
    });
    const signedByAll = entryOf(standing, amend, signed(A, 2), signed(B, 2), amended);
    expect(signedByAll).toMatchObject({
      title: "Longer",
      inForce: 2,
      proposed: null,
      validUntil: "2027-12-31",
      inForceFrom: "2026-04-01",
      amended: [{ version: 2, inForceFrom: "2026-04-01" }],
      versions: [{ version: 1, title: "Covenant" }, { version: 2 }],
    });
    expect(signedByAll.reached?.revision).toBeLessThan(signedByAll.amended[0]?.noted.revision ?? 0);
  });

  test("keeps when it was set aside, announced, ended and renewed", () => {
    const suspended = told(A, "AgreementSuspended", { agreementId, reason: "Repairs.", until: null, decisionId: null });
    const resumed = told(A, "AgreementResumed", { agreementId, reason: null, decisionId: null });
    const end = { agreementId, validUntil: "2026-12-31" };
    const [expiring, expired] = [told(clock, "AgreementExpiring", end), told(clock, "AgreementExpired", end)];
    expect(entryOf(standing, suspended)).toMatchObject({ status: "suspended", suspensions: [{ reason: "Repairs.", resumed: null }] });
    expect(entryOf(standing, suspended, resumed)).toMatchObject({ status: "in-force", suspensions: [{ resumed: { reason: null } }] });
    expect(entryOf(standing, expiring, expired)).toMatchObject({
      status: "expired",
      expiring: { validUntil: "2026-12-31", noted: { by: clock.actor } },
      expired: { validUntil: "2026-12-31" },
    });
    const renewed = told(A, "AgreementRenewed", { agreementId, validUntil: "2028-12-31", reason: "It works.", decisionId: null });
    expect(entryOf(standing, expiring, expired, renewed)).toMatchObject({
      status: "in-force",
      validUntil: "2028-12-31",
      expiring: null,
      expired: null,
      renewals: [{ validUntil: "2028-12-31", reason: "It works." }],
      versions: [{ validUntil: "2026-12-31" }],
    });
  });

  test("stands in the portfolio: what awaits signatures, what ends, and what was renewed", () => {
    const card = (...story: Story[]) => given(...story).shows(portfolioView, allianceId);
    const signing = card(standing, amend, signed(A, 2));
    expect(signing.open).toMatchObject([{ kind: "amendment", version: 2, title: "Longer", answered: [A.partnerId] }]);
    expect(signing.open.flatMap((matter) => awaited(signing, matter))).toEqual([B.partnerId]);
    expect(signing.dates).toMatchObject([{ kind: "ends", on: "2026-12-31" }]);
    // A signature that takes the place of a reported one under the version in force is none under the amendment.
    expect(card(standing, amend, signed(A, 1)).open).toMatchObject([{ kind: "amendment", answered: [] }]);
    expect(card(standing, amend, signed(A, 2), signed(B, 2), amended)).toMatchObject({
      open: [],
      amending: [],
      dates: [{ kind: "ends", on: "2027-12-31", title: "Longer" }],
    });
    const end = { agreementId, validUntil: "2026-12-31" };
    const [expiring, expired] = [told(clock, "AgreementExpiring", end), told(clock, "AgreementExpired", end)];
    expect(card(standing, expiring).open).toMatchObject([{ kind: "expiring", title: "Covenant", respondBy: "2026-12-31" }]);
    const renewed = told(A, "AgreementRenewed", { agreementId, validUntil: "2028-12-31", reason: null, decisionId: null });
    expect(card(standing, expiring, expired)).toMatchObject({ open: [], dates: [{ kind: "ends", on: "2026-12-31" }] });
    expect(card(standing, expiring, expired, renewed)).toMatchObject({
      open: [],
      dates: [{ kind: "ends", on: "2028-12-31", title: "Covenant" }],
    });
  });
});

describe("the ambition", () => {
  const text = { text: "At home.", partners: [{ partnerId: A.partnerId, gain: "G", input: null }], noGoAreas: ["Force"] };
  const first = told(A, "AmbitionDrafted", { versionId: id(0xb01), version: 1, ...text });
  const page = (...story: Story[]) => given(together, first, ...story).shows(ambitionView, allianceId);
  const endorsed = (who: typeof A, version = 1) =>
    told(who, "AmbitionEndorsed", { version, partnerId: who.partnerId, reason: "It is ours." });

  test("keeps every version, and every endorsement with its reason and its withdrawal", () => {
    const withdrawn = told(B, "AmbitionEndorsementWithdrawn", { version: 1, partnerId: B.partnerId, reason: "The board doubts." });
    const next = told(B, "AmbitionVersionProposed", {
      versionId: id(0xb02),
      version: 2,
      ...text,
      noGoAreas: [],
      change: "Nothing is barred.",
    });
    const shown = page(endorsed(A), endorsed(B), withdrawn, endorsed(B), next, endorsed(A, 2));
    expect(shown.versions).toMatchObject([
      {
        version: 1,
        change: null,
        noGoAreas: ["Force"],
        endorsements: [
          { partnerId: A.partnerId, reason: "It is ours.", withdrawn: null },
          { partnerId: B.partnerId, withdrawn: { reason: "The board doubts." } },
          { partnerId: B.partnerId, withdrawn: null },
        ],
      },
      { version: 2, change: "Nothing is barred.", endorsements: [{ partnerId: A.partnerId }] },
    ]);
    expect(shown.versions.map(endorsersOf)).toEqual([[A.partnerId, B.partnerId], [A.partnerId]]);
    expect(currentAmbition(shown)?.version).toBe(2);
  });

  test("tells when the partners fell back on it, and who stood behind it anew", () => {
    const answers = { whatWeWereDoing: "Helping.", sameFilm: "Yes.", higherGoal: "Yes." };
    const invoked = { invocationId: id(0xb11), version: 1, occasion: "The lift.", ...answers, decisionId: null, sessionId: null };
    const reaffirmed = { reaffirmationId: id(0xb21), version: 1, partnerId: A.partnerId, note: "Still." };
    expect(page(endorsed(A), told(C, "AmbitionInvoked", invoked), told(A, "AmbitionReaffirmed", reaffirmed))).toMatchObject({
      invocations: [{ ...invoked, invoked: { by: C.actor } }],
      reaffirmations: [{ ...reaffirmed, reaffirmed: { reported: false } }],
    });
  });
});

describe("a commitment", () => {
  const commitmentId = id(0xc01);
  const made = told(A, "CommitmentMade", {
    commitmentId,
    partnerId: A.partnerId,
    text: "Four clients have moved in.",
    dueOn: "2026-02-20",
    agreementId: null,
    decisionId: null,
    sessionId: null,
    lineId: null,
  });
  const overdue = told(clock, "CommitmentOverdue", { commitmentId, dueOn: "2026-02-20" });
  const later = [
    told(A, "CommitmentPostponementAsked", { commitmentId, postponementId: id(0xc11), dueOn: "2026-03-20", reason: "Ill." }),
    told(B, "CommitmentPostponed", { commitmentId, postponementId: id(0xc11), dueOn: "2026-03-20", partnerId: B.partnerId }),
  ];
  const fulfilled = told(A, "CommitmentFulfilled", { commitmentId, fulfilledOn: "2026-03-10", note: "Five." });
  const entry = (...story: Story[]) => given(together, made, ...story).shows(commitmentsView, `${allianceId}/${commitmentId}`);
  const card = (...story: Story[]) => given(together, made, ...story).shows(portfolioView, allianceId);

  test("tells what was promised, how it moved with agreement, and what became of it", () => {
    expect(entry(overdue)).toMatchObject({ status: "open", dueOn: "2026-02-20", overdue: { dueOn: "2026-02-20" } });
    expect(entry(overdue, later)).toMatchObject({
      dueOn: "2026-03-20",
      firstDueOn: "2026-02-20",
      overdue: null,
      postponements: [{ dueOn: "2026-03-20", granted: { partnerId: B.partnerId } }],
    });
    expect(entry(later, fulfilled)).toMatchObject({ status: "fulfilled", fulfilled: { on: "2026-03-10", note: "Five." } });
    const waived = told(B, "CommitmentWaived", { commitmentId, partnerId: B.partnerId, reason: "Not needed." });
    expect(entry(overdue, waived)).toMatchObject({ status: "waived", overdue: null, waived: { partnerId: B.partnerId } });
  });

  test("stands in the portfolio by its day, waits for its owner once that has passed, and is gone when it is done", () => {
    expect(card()).toMatchObject({
      open: [],
      dates: [{ kind: "commitment", on: "2026-02-20", title: "Four clients have moved in.", partnerId: A.partnerId }],
    });
    const late = card(overdue);
    expect(late.open).toMatchObject([
      { kind: "commitment", id: commitmentId, respondBy: "2026-02-20", title: "Four clients have moved in." },
    ]);
    expect(seenFrom(late, A.organisationId, "2026-03-01").waitingForMe).toHaveLength(1);
    expect(seenFrom(late, B.organisationId, "2026-03-01").waitingForMe).toEqual([]);
    expect(card(overdue, later)).toMatchObject({ open: [], dates: [{ kind: "commitment", on: "2026-03-20", partnerId: A.partnerId }] });
    expect(card(overdue, later, fulfilled)).toMatchObject({ open: [], dates: [] });
  });
});

describe("meetings and evaluations", () => {
  test("a meeting keeps what was prepared, who was there and what came out of it", () => {
    const story = [
      together,
      told(A, "SessionScheduled", {
        sessionId: session,
        title: "Second",
        startsAt: "2026-02-01T09:00:00.000Z",
        place: null,
        minutes: 90,
        agenda: ["The lift"],
      }),
      told(B, "SessionPreparationSubmitted", { preparationId: id(0x511), sessionId: session, partnerId: B.partnerId, text: "Costs." }),
      told(A, "SessionHeld", { sessionId: session, present: [A.partnerId], notes: "Good." }),
      told(A, "InsightRecorded", { insightId: id(0x521), sessionId: session, text: "We differ.", lens: "ambition" }),
      told(A, "WorkableAgreementReached", { workableId: id(0x531), sessionId: session, text: "Alder pays.", reviewOn: "2026-06-01" }),
    ];
    expect(given(story).shows(allianceView, allianceId).sessions).toMatchObject([
      {
        minutes: 90,
        agenda: ["The lift"],
        preparations: [{ partnerId: B.partnerId, text: "Costs." }],
        held: { present: [A.partnerId], notes: "Good." },
        insights: [{ text: "We differ.", lens: "ambition" }],
        workable: [{ text: "Alder pays.", reviewOn: "2026-06-01" }],
      },
    ]);
    expect(given(story).shows(portfolioView, allianceId).dates).toMatchObject([
      { kind: "workable", on: "2026-06-01", title: "Alder pays." },
    ]);
  });

  test("the rhythm of evaluations shows its next days, one on when a day was noted", () => {
    const rhythm = { cycleId: id(0xd01), firstOn: "2026-03-31", fullEveryMonths: 6, pulseEveryMonths: 2 };
    const set = told(A, "EvaluationCycleSet", { ...rhythm, decisionId: null });
    const due = (kind: "full" | "pulse", dueOn: string) => told(clock, "EvaluationDue", { cycleId: rhythm.cycleId, kind, dueOn });
    const page = (...story: Story[]) => given(together, set, ...story).shows(allianceView, allianceId).evaluation;
    expect(page()).toMatchObject({ ...rhythm, nextFull: "2026-03-31", nextPulse: "2026-05-31", due: [] });
    expect(page(due("full", "2026-03-31"), due("pulse", "2026-05-31"))).toMatchObject({
      nextFull: "2026-09-30",
      nextPulse: "2026-07-31",
      due: [{ kind: "full" }, { kind: "pulse" }],
    });
    expect(page(due("pulse", "2026-07-31"), due("pulse", "2026-05-31"))).toMatchObject({ nextPulse: "2026-11-30" });
    expect(given(together, set, due("full", "2026-03-31")).shows(portfolioView, allianceId).dates).toMatchObject([
      { kind: "pulse", on: "2026-05-31" },
      { kind: "evaluation", on: "2026-09-30" },
    ]);
    const monthly = told(A, "EvaluationCycleSet", { ...rhythm, cycleId: id(0xd02), pulseEveryMonths: null, decisionId: null });
    expect(given(together, set, monthly).shows(portfolioView, allianceId).dates).toMatchObject([{ kind: "evaluation", id: id(0xd02) }]);
  });

  test("a review that is due waits for all partners until it is held", () => {
    const scheduled = told(A, "DecisionReviewScheduled", { decisionId: decision, reviewOn: "2026-02-20" });
    const due = told(clock, "DecisionReviewDue", { decisionId: decision, reviewOn: "2026-02-20" });
    const story = [together, asked(), proposed(), decided(), scheduled, due];
    const card = given(story).shows(portfolioView, allianceId);
    expect(card.open).toMatchObject([{ kind: "review", id: decision, respondBy: "2026-02-20" }]);
    expect(card.open.flatMap((matter) => awaited(card, matter))).toHaveLength(3);
    expect(given(story).shows(decisionsView, `${allianceId}/${decision}`).reviewDue).toMatchObject({ by: clock.actor });
    const reopened = [told(B, "DecisionReopened", { decisionId: decision, reason: "New facts." }), proposed(B, { proposal: 2 })];
    const again = given(story, reopened, took(A, "agree", { proposal: 2 })).shows(portfolioView, allianceId);
    expect(again.open).toMatchObject([
      { kind: "review", answered: [] },
      { kind: "proposal", answered: [A.partnerId] },
    ]);
    const held = told(A, "DecisionReviewed", { decisionId: decision, finding: "It works." });
    expect(given(story, held).shows(portfolioView, allianceId)).toMatchObject({ open: [], dates: [] });
  });
});

describe("a row of the portfolio", () => {
  const row = (who: typeof A, ...story: Story[]) =>
    seenFrom(given(...story).shows(portfolioView, allianceId), who.organisationId, "2026-03-01");

  test("has one's own place first and counts what waits for oneself", () => {
    const story = [together, asked(), proposed(), took(A, "agree"), objected(C), drafted([A, B])];
    expect(PortfolioRow.parse(row(B, story))).toMatchObject({
      ring: "core",
      partnerCount: 3,
      open: 2,
      waitingForMe: [{ kind: "proposal" }, { kind: "agreement" }],
    });
    expect(row(B, story).partners[0]).toEqual({ partnerId: B.partnerId, name: B.name, own: true });
    expect(row(A, story).waitingForMe.map((matter) => matter.kind)).toEqual(["agreement"]);
    expect(row(C, story).waitingForMe.map((matter) => matter.kind)).toEqual(["proposal"]);
  });

  test("asks nothing of the free space, of strangers, nor once it has ended", () => {
    expect(row(stranger, together, joined(stranger, "free-space"), asked(), proposed()).waitingForMe).toEqual([]);
    expect(row(facilitator, together, facilitated(), asked(), proposed())).toMatchObject({ ring: null, waitingForMe: [], open: 1 });
    expect(row(A, together, asked(), proposed(), ended())).toMatchObject({ status: "completed", waitingForMe: [], open: 0, next: null });
  });

  test("says what comes next, never what has passed", () => {
    const dated = [
      together,
      asked(),
      proposed(A, { respondBy: "2026-02-20" }),
      planned("2026-04-01T09:00:00.000Z"),
      drafted([A, B], { validUntil: "2026-03-20" }),
    ];
    expect(row(A, dated).next).toMatchObject({ kind: "ends", on: "2026-03-20" });
    expect(row(A, together, planned("2026-03-01T09:00:00.000Z")).next).toMatchObject({ kind: "session" });
    expect(row(A, together, planned("2026-02-27T09:00:00.000Z")).next).toBeNull();
  });

  test("calls a question by its corrected name, on its dates as well", () => {
    const asks = told(A, "DecisionRequested", {
      decisionId: decision,
      question: "Where?",
      background: null,
      lenses: [],
      decideBy: "2026-03-15",
    });
    const corrected = told(A, "FactCorrected", {
      correctionId: id(1),
      corrects: 5,
      correction: { fact: "decisionQuestion", decisionId: decision, was: "Where?", becomes: "Where do we begin?" },
      reason: "A slip.",
    });
    const card = given(together, asks, corrected).shows(portfolioView, allianceId);
    expect([card.open[0]?.title, card.dates[0]?.title]).toEqual(["Where do we begin?", "Where do we begin?"]);
  });

  test("keeps the review on the agenda of a decision that is taken anew", () => {
    const review = told(A, "DecisionReviewScheduled", { decisionId: decision, reviewOn: "2026-06-01" });
    const again = [
      told(B, "DecisionReopened", { decisionId: decision, reason: "New facts." }),
      proposed(B, { proposal: 2 }),
      decided([A], { proposal: 2 }),
    ];
    expect(given(together, asked(), proposed(), decided(), review, again).shows(portfolioView, allianceId).dates).toMatchObject([
      { kind: "review", on: "2026-06-01" },
    ]);
  });

  test("names whose word is still awaited", () => {
    const card = given(together, asked(), proposed(), took(A, "agree"), joined(stranger, "free-space")).shows(portfolioView, allianceId);
    expect(card.open.flatMap((matter) => awaited(card, matter))).toEqual([B.partnerId, C.partnerId]);
  });
});

describe("the timeline", () => {
  test("is kept in pieces of a hundred, whose keys sort as the events came", () => {
    expect(chunkKey(allianceId, CHUNK - 1)).not.toBe(chunkKey(allianceId, CHUNK));
    const keys = [0, 99, 100, 999, 1_000, 10_000, 123_456].map((revision) => chunkKey(allianceId, revision));
    expect([...keys].sort()).toEqual(keys);
    const { events } = given(together, asked());
    expect(new Set(events.flatMap((event) => timelineView.keys(event)))).toEqual(new Set([chunkKey(allianceId, 0)]));
    expect(given(together, asked()).shows(timelineView, chunkKey(allianceId, 0)).entries).toHaveLength(events.length);
  });

  test("says who reported for whom, and nothing personal", () => {
    const invited = told(A, "PartnerInvited", {
      invitationId: id(0x101),
      partnerId: B.partnerId,
      name: B.name,
      ring: "core",
      under: null,
      message: personalText("Come along"),
    });
    const { entries } = given(founded(), joined(X, "core"), invited).shows(timelineView, chunkKey(allianceId, 0));
    expect(entries[3]).toMatchObject({ type: "PartnerJoined", onBehalfOf: X.partnerId, reported: true });
    expect(JSON.stringify(entries[4])).not.toMatch(/sealed|Come along/);
  });
});
