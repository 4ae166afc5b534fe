import { z } from "zod";
import { lensIds } from "../method/lenses.ts";
import { line, prose } from "../text.ts";
import { Assent } from "./assent.ts";
import { defineEvent, type FactsOf } from "./define.ts";
import { LocalDate, Uuid } from "./envelope.ts";

/** Decisions as rounds: after a decision comes a next round with new chances (domain.md 32). Reasons are joint record. */
const decisionId = Uuid;
const partnerId = Uuid;

/** `disagree` is a difference, not an objection: the core needs each to agree, the ring needs nobody to object. */
export const Position = z.enum(["agree", "disagree", "abstain"]);

export const DecisionRequested = defineEvent("DecisionRequested", {
  decisionId,
  question: line(500),
  background: prose().nullable(),
  lenses: z.array(z.enum(lensIds)).max(5),
  decideBy: LocalDate.nullable(),
});

export const OptionAdded = defineEvent("OptionAdded", { decisionId, optionId: Uuid, text: prose(2_000) });

export const DecisionProposed = defineEvent("DecisionProposed", {
  decisionId,
  /** Counts the proposals of this decision from 1; positions belong to one proposal. */
  proposal: z.int().min(1),
  text: prose(),
  optionId: Uuid.nullable(),
  /** Silence of a ring partner counts as consent only after this day. */
  respondBy: LocalDate.nullable(),
});

export const PositionTaken = defineEvent("PositionTaken", {
  decisionId,
  proposal: z.int().min(1),
  partnerId,
  position: Position,
  reasons: prose(2_000).nullable(),
});

export const PositionChanged = defineEvent("PositionChanged", {
  decisionId,
  proposal: z.int().min(1),
  partnerId,
  from: Position,
  position: Position,
  reasons: prose(2_000).nullable(),
});

export const ObjectionRaised = defineEvent("ObjectionRaised", {
  decisionId,
  objectionId: Uuid,
  partnerId,
  /** Why this would harm the shared ambition or the partner. */
  reason: prose(2_000),
  /** What would take the objection away. */
  wayOut: prose(2_000).nullable(),
});
export const ObjectionIntegrated = defineEvent("ObjectionIntegrated", { decisionId, objectionId: Uuid, how: prose(2_000) });
export const ObjectionWithdrawn = defineEvent("ObjectionWithdrawn", { decisionId, objectionId: Uuid });

export const MinorityViewRecorded = defineEvent("MinorityViewRecorded", { decisionId, partnerId, view: prose(2_000) });

export const DecisionTaken = defineEvent("DecisionTaken", {
  decisionId,
  proposal: z.int().min(1),
  text: prose(),
  assent: Assent,
  /** A workable agreement until this day; null holds until further notice. */
  workableUntil: LocalDate.nullable(),
});
export const DecisionFailed = defineEvent("DecisionFailed", { decisionId, reason: prose(2_000) });
export const DecisionReviewScheduled = defineEvent("DecisionReviewScheduled", { decisionId, reviewOn: LocalDate });
/** The day to look at the decision again has come. */
export const DecisionReviewDue = defineEvent("DecisionReviewDue", { decisionId, reviewOn: LocalDate });
export const DecisionReviewed = defineEvent("DecisionReviewed", { decisionId, finding: prose(2_000) });
export const DecisionReopened = defineEvent("DecisionReopened", { decisionId, reason: prose(2_000) });
export const DecisionSuperseded = defineEvent("DecisionSuperseded", { decisionId, by: Uuid });

export const decisionEvents = {
  DecisionRequested,
  OptionAdded,
  DecisionProposed,
  PositionTaken,
  PositionChanged,
  ObjectionRaised,
  ObjectionIntegrated,
  ObjectionWithdrawn,
  MinorityViewRecorded,
  DecisionTaken,
  DecisionFailed,
  DecisionReviewScheduled,
  DecisionReviewDue,
  DecisionReviewed,
  DecisionReopened,
  DecisionSuperseded,
};
export type DecisionFact = FactsOf<typeof decisionEvents>;
