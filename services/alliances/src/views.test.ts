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
import { AgreementEntry, agreementsView, currentVersion } from "@entente/contracts/views/agreements";
import { AlliancePage, allianceView } from "@entente/contracts/views/alliance";
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
        expect([entry.status, entry.title, currentVersion(entry)?.version, entry.revision]).toEqual([
          known?.status,
          known?.title,
          known?.version,
          known?.revision,
        ]);
        expect(
          currentVersion(entry)
            ?.signatures.map((signature) => signature.partnerId)
            .sort(),
        ).toEqual(Object.keys(known?.signatures ?? {}).sort());
      }
      const page = history.reduce((doc, event) => allianceView.evolve(doc, event, allianceId), allianceView.initial(allianceId));
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
