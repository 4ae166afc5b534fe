import fc from "fast-check";
import { expect, test } from "vitest";
import { allianceEvents, type AllianceEvent } from "@entente/contracts/events/catalogue";
import { A, B, C, operator, stranger } from "@entente/contracts/events/story";
import { isRejection } from "@entente/contracts/rejections";
import { decide } from "./decider.ts";
import { play, steps } from "./histories.ts";

// A failure prints its seed and the shortest steps that fail; ENTENTE_TEST_SEED repeats it.
const seed = process.env["ENTENTE_TEST_SEED"];
const runs = { numRuns: 100, ...(seed === undefined ? {} : { seed: Number(seed) }) };
const always = (claim: Parameters<typeof fc.property<[Parameters<typeof play>[0]]>>[1]) => fc.assert(fc.property(steps, claim), runs);

test("a command that was accepted is so already when it comes again", () => {
  always((run) => {
    for (const { step, context, answer, after } of play(run)) {
      if (!isRejection(answer) && answer.length > 0) expect(decide(after, step.command, context), step.command.type).toEqual([]);
    }
  });
});

test("deciding the same twice gives the same, changes nothing it is given, and every fact has the shape of its type", () => {
  always((run) => {
    for (const { step, context, before, answer } of play(run)) {
      expect(decide(before, step.command, context)).toEqual(answer);
      if (!isRejection(answer)) for (const fact of answer) expect(allianceEvents[fact.type].data.parse(fact.data)).toEqual(fact.data);
    }
  });
});

test("the random histories reach what they are to test", { timeout: 60_000 }, () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(steps, (run) => {
      for (const { events } of play(run)) for (const event of events) reached.add(event.type);
    }),
    { seed: 1, numRuns: 1_500 },
  );
  expect(Object.keys(allianceEvents).filter((type) => !reached.has(type))).toEqual(["AllianceInitiated"]);
});

test("no phase is entered, no decision taken and no agreement in force without the assent of the partners", () => {
  always((run) => {
    for (const { history, events, step } of play(run)) {
      const known = [...history, ...events];
      for (const event of events) {
        if (event.type === "DecisionTaken") {
          const positions = positionsOn(known, event.data.decisionId);
          assented(known, positions, openObjections(known, event.data.decisionId), respondByOf(known, event.data.decisionId), event);
        }
        if (event.type === "PhaseTransitionDecided") {
          const { transitionId } = event.data;
          const proposal = known.find((one) => one.type === "PhaseTransitionProposed" && one.data.transitionId === transitionId);
          const positions = new Map<string, string>();
          for (const one of known)
            if (one.type === "PhaseTransitionPositionTaken" && one.data.transitionId === transitionId)
              positions.set(one.data.partnerId, one.data.position);
          const objectors = [...positions].filter(([, position]) => position === "object").map(([partnerId]) => partnerId);
          assented(known, positions, objectors, proposal?.type === "PhaseTransitionProposed" ? proposal.data.respondBy : null, event);
        }
        if (event.type === "PhaseEntered" || event.type === "AllianceEnded") {
          const decided = events.some((one) => one.type === "PhaseTransitionDecided" && one.data.transitionId === event.data.transitionId);
          expect(
            decided || (step.who === operator && event.meta.onBehalfOf !== undefined),
            "entered by the partners, or reported by the operator",
          ).toBe(true);
        }
        if (event.type === "AgreementReached" || event.type === "AgreementAmended")
          signedByAll(known, event.data.agreementId, event.data.version);
      }
    }
  });
});

test("each word in the record is a partner's own, or is reported for one that has not spoken itself", () => {
  const organisations = new Map([A, B, C, stranger].map((who) => [who.partnerId, who.organisationId]));
  always((run) => {
    for (const { history, events } of play(run)) {
      for (const event of events) {
        if (
          event.type !== "PositionTaken" &&
          event.type !== "PositionChanged" &&
          event.type !== "PhaseTransitionPositionTaken" &&
          event.type !== "AgreementSigned" &&
          event.type !== "AmbitionEndorsed"
        )
          continue;
        const { partnerId } = event.data;
        const { actor, onBehalfOf } = event.meta;
        if (onBehalfOf === undefined) {
          const place = history.find((one) => one.type === "PartnerJoined" && one.data.partnerId === partnerId);
          expect(place?.type === "PartnerJoined" ? place.data.organisationId : organisations.get(partnerId)).toBe(actor.organisationId);
          if (event.type === "AgreementSigned" || event.type === "AmbitionEndorsed") expect(actor.kind).toBe("person");
        } else {
          expect(onBehalfOf).toBe(partnerId);
          expect(ownWordBefore(history, event), `${event.type} of ${partnerId}`).toBe(false);
        }
      }
    }
  });
});

test("what the clock notes is noted by the clock alone, and no partner lets itself off", () => {
  const noted: ReadonlySet<string> = new Set([
    "AgreementExpiring",
    "AgreementExpired",
    "CommitmentOverdue",
    "DecisionReviewDue",
    "EvaluationDue",
  ]);
  always((run) => {
    for (const { history, events } of play(run)) {
      for (const event of events) {
        expect(event.meta.actor.kind === "system", event.type).toBe(noted.has(event.type));
        if (event.type !== "CommitmentPostponed" && event.type !== "CommitmentWaived") continue;
        const { commitmentId, partnerId } = event.data;
        const made = history.find((one) => one.type === "CommitmentMade" && one.data.commitmentId === commitmentId);
        expect(made?.type === "CommitmentMade" ? made.data.partnerId : partnerId).not.toBe(partnerId);
      }
    }
  });
});

test("no line of bring and get is laid down by two agreements in force at a time", () => {
  always((run) => {
    for (const { after } of play(run)) {
      const held = Object.values(after.agreements.agreements)
        .filter(({ status }) => status === "in-force" || status === "suspended")
        .flatMap(({ lines }) => lines.map(({ lineId }) => lineId));
      expect(new Set(held).size).toBe(held.length);
    }
  });
});

test("what happened never depends on an object's own names", () => {
  const odd = { type: "RepairDebt", debtId: "hasOwnProperty", how: "So." } as const;
  for (const { after, context } of play([{ who: A, command: odd, hours: 0 }]))
    expect(decide(after, odd, context)).toMatchObject({ code: "unknown-debt" });
});

// The rule of the house as anybody would check it by hand, from the events alone: core all say yes, nobody of core or ring objects,
// and each of the ring has spoken unless the day to respond is over.
function assented(
  known: readonly AllianceEvent[],
  positions: ReadonlyMap<string, string>,
  objectors: readonly string[],
  respondBy: string | null,
  event: AllianceEvent,
): void {
  const rings = new Map<string, string>();
  for (const one of known) {
    if (one.type === "PartnerJoined") rings.set(one.data.partnerId, one.data.ring);
    if (one.type === "PartnerMovedBetweenRings") rings.set(one.data.partnerId, one.data.to);
    if (one.type === "PartnerLeft") rings.delete(one.data.partnerId);
  }
  const inRing = (wanted: string) => [...rings].filter(([, ring]) => ring === wanted).map(([partnerId]) => partnerId);
  const [core, complementary] = [inRing("core"), inRing("complementary")];
  const today = event.meta.effectiveAt.slice(0, 10);
  expect(
    core.filter((partnerId) => positions.get(partnerId) !== "agree"),
    "core partners that did not agree",
  ).toEqual([]);
  expect(
    objectors.filter((partnerId) => core.includes(partnerId) || complementary.includes(partnerId)),
    "open objections",
  ).toEqual([]);
  if (respondBy === null || today <= respondBy)
    expect(
      complementary.filter((partnerId) => !positions.has(partnerId)),
      "ring partners that were not heard",
    ).toEqual([]);
  expect(core.length, "core partners").toBeGreaterThan(0);
}

function positionsOn(known: readonly AllianceEvent[], decisionId: string): Map<string, string> {
  const positions = new Map<string, string>();
  for (const event of known) {
    if (!("decisionId" in event.data) || event.data.decisionId !== decisionId) continue;
    if (event.type === "DecisionProposed" || event.type === "DecisionReopened") positions.clear();
    if (event.type === "PositionTaken" || event.type === "PositionChanged") positions.set(event.data.partnerId, event.data.position);
  }
  return positions;
}

function openObjections(known: readonly AllianceEvent[], decisionId: string): string[] {
  const open = new Map<string, string>();
  for (const event of known) {
    if (event.type === "ObjectionRaised" && event.data.decisionId === decisionId) open.set(event.data.objectionId, event.data.partnerId);
    if ((event.type === "ObjectionIntegrated" || event.type === "ObjectionWithdrawn") && event.data.decisionId === decisionId)
      open.delete(event.data.objectionId);
  }
  return [...open.values()];
}

function respondByOf(known: readonly AllianceEvent[], decisionId: string): string | null {
  const proposals = known.filter((event) => event.type === "DecisionProposed" && event.data.decisionId === decisionId);
  const last = proposals.at(-1);
  return last?.type === "DecisionProposed" ? last.data.respondBy : null;
}

function signedByAll(known: readonly AllianceEvent[], agreementId: string, version: number): void {
  const isText = (event: AllianceEvent | undefined) =>
    event?.type === "AgreementDrafted" || event?.type === "AgreementVersionProposed" || event?.type === "AgreementAmendmentProposed"
      ? event
      : undefined;
  const text = isText(known.findLast((event) => isText(event)?.data.agreementId === agreementId));
  if (!text) return expect.fail("in force without a text");
  expect(text.data.version).toBe(version);
  const signed = known.flatMap((event) =>
    event.type === "AgreementSigned" && event.data.agreementId === agreementId && event.data.version === version
      ? [event.data.partnerId]
      : [],
  );
  expect(
    text.data.parties.filter((party) => !signed.includes(party)),
    "parties that did not sign",
  ).toEqual([]);
}

/** Whether the partner has spoken itself on the same proposal, step or version before. */
function ownWordBefore(
  history: readonly AllianceEvent[],
  event: Extract<
    AllianceEvent,
    { type: "PositionTaken" | "PositionChanged" | "PhaseTransitionPositionTaken" | "AgreementSigned" | "AmbitionEndorsed" }
  >,
): boolean {
  const about = ({ data }: typeof event) =>
    "proposal" in data
      ? `${data.decisionId} ${data.proposal}`
      : "transitionId" in data
        ? data.transitionId
        : "agreementId" in data
          ? `${data.agreementId} ${data.version}`
          : `ambition ${data.version}`;
  return history.some(
    (one) =>
      (one.type === "PositionTaken" ||
        one.type === "PositionChanged" ||
        one.type === "PhaseTransitionPositionTaken" ||
        one.type === "AgreementSigned" ||
        one.type === "AmbitionEndorsed") &&
      about(one) === about(event) &&
      one.data.partnerId === event.data.partnerId &&
      one.meta.onBehalfOf === undefined,
  );
}
