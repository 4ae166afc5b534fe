import { z } from "zod";
import { Amount, type Money } from "../amount.ts";
import type { AllianceEvent } from "../events/catalogue.ts";
import { phaseIds } from "../method/phases.ts";
import { ringIds } from "../method/rings.ts";

/** What a sentence names: filled in by whoever knows the names in the reader's language. */
export const Mark = z.union([
  z.strictObject({ partner: z.string() }),
  z.strictObject({ phase: z.enum(phaseIds) }),
  z.strictObject({ ring: z.enum(ringIds) }),
  z.strictObject({ decision: z.string() }),
  z.strictObject({ agreement: z.string() }),
  z.strictObject({ commitment: z.string() }),
  z.strictObject({ line: z.string() }),
  z.strictObject({ amount: Amount }),
  z.strictObject({ word: z.string() }).meta({ description: "A word of the method, told in the reader's language" }),
  z.strictObject({ text: z.string() }),
  z.strictObject({ date: z.string() }),
  z.strictObject({ count: z.int() }),
]);
export type Mark = z.infer<typeof Mark>;

const LONGEST = 300;
/** Long text is cut short, never through the middle of a character. */
export const shortened = (value: string): string =>
  value.length > LONGEST ? `${value.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, "")}…` : value;
const text = (value: string): Mark => ({ text: shortened(value) });
const count = (value: number): Mark => ({ count: value });
const money = (value: Money): Mark => ({ amount: { unit: "money", ...value } });
const reasonOf = (reason: string | null): Record<string, Mark> => (reason === null ? {} : { reason: text(reason) });
const noteOf = (note: string | null): Record<string, Mark> => (note === null ? {} : { note: text(note) });
/** What an entry leaves unsaid when there is none of it. */
const someOf = (name: string, value: number): Record<string, Mark> => (value === 0 ? {} : { [name]: count(value) });

/** The marks of an event's sentence. Personal text is never among them. */
export function marksOf(event: AllianceEvent): Record<string, Mark> {
  switch (event.type) {
    case "AllianceInitiated":
      return { name: text(event.data.name), purpose: text(event.data.purpose) };
    case "PartnerInvited":
      return { name: text(event.data.name), ring: { ring: event.data.ring } };
    case "FacilitatorInvited":
      return { name: text(event.data.name) };
    case "InvitationAccepted":
      return {};
    case "InvitationDeclined":
    case "InvitationWithdrawn":
      return event.data.reason === null ? {} : { reason: text(event.data.reason) };
    case "PartnerJoined":
      return { name: text(event.data.name), ring: { ring: event.data.ring } };
    case "PartnerMovedBetweenRings":
      return {
        partner: { partner: event.data.partnerId },
        from: { ring: event.data.from },
        to: { ring: event.data.to },
        reason: text(event.data.reason),
      };
    case "PartnerLeft":
      return { partner: { partner: event.data.partnerId }, ...(event.data.reason === null ? {} : { reason: text(event.data.reason) }) };
    case "FacilitatorAppointed":
      return { name: text(event.data.name) };
    case "FacilitatorReleased":
      return event.data.reason === null ? {} : { reason: text(event.data.reason) };
    case "PhaseResultSubmitted":
      return { phase: { phase: event.data.phase }, kind: { word: event.data.kind }, title: text(event.data.title) };
    case "PhaseTransitionProposed":
      return {
        step: { word: event.data.ending ?? event.data.direction },
        ...(event.data.to === null ? {} : { to: { phase: event.data.to } }),
        reason: text(event.data.reason),
      };
    case "PhaseTransitionPositionTaken":
      return {
        partner: { partner: event.data.partnerId },
        position: { word: event.data.position },
        ...(event.data.reason === null ? {} : { reason: text(event.data.reason) }),
      };
    case "PhaseTransitionWithdrawn":
      return event.data.reason === null ? {} : { reason: text(event.data.reason) };
    case "PhaseTransitionDecided":
      return { agreed: count(event.data.assent.agreed.length), ...someOf("consented", event.data.assent.consented.length) };
    case "PhaseStepSkipped":
      return { phase: { phase: event.data.phase } };
    case "PhaseEntered":
      return {
        phase: { phase: event.data.phase },
        direction: { word: event.data.direction },
        ...someOf("debts", event.data.leftUndone.length),
      };
    case "PhaseDebtRepaired":
      return { how: text(event.data.how) };
    case "CollaborationStarted":
      return {};
    case "AllianceEnded":
      return { ending: { word: event.data.ending }, reason: text(event.data.reason) };
    case "BringOffered":
    case "GetRequested":
      return {
        what: text(event.data.description),
        amount: { amount: event.data.amount },
        category: { word: event.data.category },
        partner: { partner: event.data.partnerId },
      };
    case "BringGetLineRevised":
      return { what: text(event.data.description), amount: { amount: event.data.amount }, ...reasonOf(event.data.reason) };
    case "BringGetLineWithdrawn":
      return { line: { line: event.data.lineId }, ...reasonOf(event.data.reason) };
    case "OfferMatchedToRequest":
      return { bring: { line: event.data.bringId }, get: { line: event.data.getId } };
    case "MatchReleased":
      return reasonOf(event.data.reason);
    case "LineValued":
      return { line: { line: event.data.lineId }, value: money(event.data.value) };
    case "BringGetLinesCommitted":
      return {
        agreement: { agreement: event.data.agreementId },
        lines: count(event.data.lines.length),
        some: { word: event.data.lines.length === 0 ? "none" : "some" },
      };
    case "ContributionDelivered":
    case "BenefitClaimed":
      return { line: { line: event.data.lineId }, amount: { amount: event.data.amount } };
    case "ContributionDeliveryWithdrawn":
    case "BenefitClaimWithdrawn":
      return reasonOf(event.data.reason);
    case "BenefitConfirmed":
      return { partner: { partner: event.data.partnerId } };
    case "BenefitDisputed":
      return { partner: { partner: event.data.partnerId }, reason: text(event.data.reason) };
    case "BalanceTermsAgreed":
      return { floor: money(event.data.floor), reference: money(event.data.reference) };
    case "AmbitionDrafted":
      return { text: text(event.data.text) };
    case "AmbitionVersionProposed":
      return { version: count(event.data.version), change: text(event.data.change) };
    case "AmbitionEndorsed":
      return { version: count(event.data.version), partner: { partner: event.data.partnerId }, ...reasonOf(event.data.reason) };
    case "AmbitionEndorsementWithdrawn":
      return { version: count(event.data.version), partner: { partner: event.data.partnerId }, reason: text(event.data.reason) };
    case "AmbitionInvoked":
      return { occasion: text(event.data.occasion) };
    case "AmbitionReaffirmed":
      return { version: count(event.data.version), partner: { partner: event.data.partnerId }, ...noteOf(event.data.note) };
    case "DecisionRequested":
      return { question: text(event.data.question) };
    case "OptionAdded":
      return { decision: { decision: event.data.decisionId }, text: text(event.data.text) };
    case "DecisionProposed":
      return { decision: { decision: event.data.decisionId }, text: text(event.data.text) };
    case "PositionTaken":
    case "PositionChanged":
      return {
        decision: { decision: event.data.decisionId },
        partner: { partner: event.data.partnerId },
        position: { word: event.data.position },
        ...(event.data.reasons === null ? {} : { reason: text(event.data.reasons) }),
      };
    case "ObjectionRaised":
      return { decision: { decision: event.data.decisionId }, partner: { partner: event.data.partnerId }, reason: text(event.data.reason) };
    case "ObjectionIntegrated":
      return { decision: { decision: event.data.decisionId }, how: text(event.data.how) };
    case "ObjectionWithdrawn":
      return { decision: { decision: event.data.decisionId } };
    case "MinorityViewRecorded":
      return { decision: { decision: event.data.decisionId }, partner: { partner: event.data.partnerId }, view: text(event.data.view) };
    case "DecisionTaken":
      return { decision: { decision: event.data.decisionId }, text: text(event.data.text) };
    case "DecisionFailed":
    case "DecisionReopened":
      return { decision: { decision: event.data.decisionId }, reason: text(event.data.reason) };
    case "DecisionReviewScheduled":
      return { decision: { decision: event.data.decisionId }, on: { date: event.data.reviewOn } };
    case "DecisionReviewDue":
      return { decision: { decision: event.data.decisionId }, on: { date: event.data.reviewOn } };
    case "DecisionReviewed":
      return { decision: { decision: event.data.decisionId }, finding: text(event.data.finding) };
    case "DecisionSuperseded":
      return { decision: { decision: event.data.decisionId }, by: { decision: event.data.by } };
    case "AgreementDrafted":
      return { kind: { word: event.data.kind }, title: text(event.data.title) };
    case "AgreementVersionProposed":
    case "AgreementAmendmentProposed":
      return { agreement: { agreement: event.data.agreementId }, version: count(event.data.version), change: text(event.data.change) };
    case "AgreementSigned":
      return {
        agreement: { agreement: event.data.agreementId },
        version: count(event.data.version),
        partner: { partner: event.data.partnerId },
      };
    case "AgreementReached":
    case "AgreementAmended":
      return {
        agreement: { agreement: event.data.agreementId },
        version: count(event.data.version),
        from: { date: event.data.inForceFrom },
      };
    case "AgreementSuspended":
      return {
        agreement: { agreement: event.data.agreementId },
        reason: text(event.data.reason),
        ...(event.data.until === null ? {} : { until: { date: event.data.until } }),
      };
    case "AgreementResumed":
      return { agreement: { agreement: event.data.agreementId }, ...reasonOf(event.data.reason) };
    case "AgreementExpiring":
    case "AgreementExpired":
      return { agreement: { agreement: event.data.agreementId }, until: { date: event.data.validUntil } };
    case "AgreementRenewed":
      return {
        agreement: { agreement: event.data.agreementId },
        ...(event.data.validUntil === null ? {} : { until: { date: event.data.validUntil } }),
        ...reasonOf(event.data.reason),
      };
    case "AgreementTerminated":
      return { agreement: { agreement: event.data.agreementId }, reason: text(event.data.reason) };
    case "CommitmentMade":
      return { partner: { partner: event.data.partnerId }, text: text(event.data.text), on: { date: event.data.dueOn } };
    case "CommitmentFulfilled":
      return {
        commitment: { commitment: event.data.commitmentId },
        on: { date: event.data.fulfilledOn },
        ...noteOf(event.data.note),
      };
    case "CommitmentPostponementAsked":
      return { commitment: { commitment: event.data.commitmentId }, on: { date: event.data.dueOn }, reason: text(event.data.reason) };
    case "CommitmentPostponed":
      return {
        commitment: { commitment: event.data.commitmentId },
        on: { date: event.data.dueOn },
        partner: { partner: event.data.partnerId },
      };
    case "CommitmentOverdue":
      return { commitment: { commitment: event.data.commitmentId }, on: { date: event.data.dueOn } };
    case "CommitmentWaived":
      return {
        commitment: { commitment: event.data.commitmentId },
        partner: { partner: event.data.partnerId },
        reason: text(event.data.reason),
      };
    case "SessionScheduled":
      return { title: text(event.data.title), on: { date: event.data.startsAt } };
    case "SessionRescheduled":
      return { on: { date: event.data.startsAt } };
    case "SessionCancelled":
      return {};
    case "SessionPreparationSubmitted":
      return { partner: { partner: event.data.partnerId }, text: text(event.data.text) };
    case "SessionHeld":
      return someOf("present", event.data.present.length);
    case "InsightRecorded":
      return { text: text(event.data.text) };
    case "WorkableAgreementReached":
      return { text: text(event.data.text), ...(event.data.reviewOn === null ? {} : { on: { date: event.data.reviewOn } }) };
    case "EvaluationCycleSet":
      return {
        first: { date: event.data.firstOn },
        full: count(event.data.fullEveryMonths),
        ...someOf("pulse", event.data.pulseEveryMonths ?? 0),
      };
    case "EvaluationDue":
      return { kind: { word: event.data.kind }, on: { date: event.data.dueOn } };
    case "FactCorrected": {
      const { correction, reason } = event.data;
      const known = { fact: { word: correction.fact }, reason: text(reason) };
      return correction.fact === "partnerJoinedAt" || correction.fact === "partnerLeftAt"
        ? { ...known, partner: { partner: correction.partnerId }, was: { date: correction.was }, becomes: { date: correction.becomes } }
        : { ...known, was: text(correction.was), becomes: text(correction.becomes) };
    }
  }
}
