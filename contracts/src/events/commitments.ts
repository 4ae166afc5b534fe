import { prose } from "../text.ts";
import { defineEvent, type FactsOf } from "./define.ts";
import { LocalDate, Uuid } from "./envelope.ts";

/** What a partner promises to do by a day. Source: domain.md 32 (`feat-agreements`), measures.md (doing). */
const commitmentId = Uuid;

export const CommitmentMade = defineEvent("CommitmentMade", {
  commitmentId,
  /** The partner that owns it. */
  partnerId: Uuid,
  text: prose(2_000),
  dueOn: LocalDate,
  /** What it follows from, as far as it does. */
  agreementId: Uuid.nullable(),
  decisionId: Uuid.nullable(),
  sessionId: Uuid.nullable(),
  lineId: Uuid.nullable(),
});
export const CommitmentFulfilled = defineEvent("CommitmentFulfilled", {
  commitmentId,
  /** The day in the alliance's zone on which it was fulfilled. */
  fulfilledOn: LocalDate,
  note: prose(2_000).nullable(),
});
/** The owner asks for more time; it is late with agreement once another partner grants it. */
export const CommitmentPostponementAsked = defineEvent("CommitmentPostponementAsked", {
  commitmentId,
  postponementId: Uuid,
  dueOn: LocalDate,
  reason: prose(2_000),
});
export const CommitmentPostponed = defineEvent("CommitmentPostponed", {
  commitmentId,
  postponementId: Uuid,
  dueOn: LocalDate,
  /** The partner that grants it. */
  partnerId: Uuid,
});
export const CommitmentOverdue = defineEvent("CommitmentOverdue", { commitmentId, dueOn: LocalDate });
/** Another partner lets the owner off. */
export const CommitmentWaived = defineEvent("CommitmentWaived", { commitmentId, partnerId: Uuid, reason: prose(2_000) });

export const commitmentEvents = {
  CommitmentMade,
  CommitmentFulfilled,
  CommitmentPostponementAsked,
  CommitmentPostponed,
  CommitmentOverdue,
  CommitmentWaived,
};
export type CommitmentFact = FactsOf<typeof commitmentEvents>;
