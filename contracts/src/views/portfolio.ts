import { z } from "zod";
import { addDays, localDay, nextEvaluation } from "../days.ts";
import type { AllianceEvent } from "../events/catalogue.ts";
import { idOf, Instant, LocalDate, Uuid } from "../events/envelope.ts";
import { phaseIds } from "../method/phases.ts";
import { ringIds } from "../method/rings.ts";
import { shortened } from "../telling/marks.ts";
import { replaced, type View } from "./view.ts";

/** A day on which something happens or is due. What has passed stays until it is settled; `next` leaves it out. */
const CardDate = z.strictObject({
  kind: z.enum(["session", "respond", "decide", "review", "workable", "begins", "ends", "commitment", "evaluation", "pulse"]),
  id: Uuid,
  on: z.string(),
  title: z.string(),
  /** How long a meeting lasts. */
  minutes: z.int().optional(),
  /** Whose commitment it is. */
  partnerId: Uuid.optional(),
});
type CardDate = z.infer<typeof CardDate>;
type DateKind = CardDate["kind"];

/**
 * Something on the table: a transition or proposal that asks for positions, a question, a text or an amendment that asks for signatures,
 * an agreement that ends soon, a commitment whose day has passed, or a decision that is to be looked at again.
 */
export const OpenMatter = z.strictObject({
  kind: z.enum(["transition", "question", "proposal", "agreement", "amendment", "expiring", "commitment", "review"]),
  id: Uuid,
  /** The version that asks for signatures. */
  version: z.int().optional(),
  title: z.string(),
  since: Instant,
  respondBy: LocalDate.nullable(),
  /** Partners that answered or signed. */
  answered: z.array(Uuid),
  /** Whose word is asked; null asks the core and the ring. */
  parties: z.array(Uuid).nullable(),
  /** Open objections, by id. */
  objections: z.array(Uuid),
});
export type OpenMatter = z.infer<typeof OpenMatter>;

/** One alliance as a portfolio lists it. An organisation's row is this card seen from that organisation ({@link seenFrom}). */
export const AllianceCard = z
  .strictObject({
    allianceId: Uuid,
    name: z.string(),
    timeZone: z.string(),
    phase: z.enum(phaseIds).nullable(),
    phaseSince: Instant.nullable(),
    status: z.enum(["active", "completed", "terminated"]),
    partners: z.array(z.strictObject({ partnerId: Uuid, organisationId: Uuid.nullable(), name: z.string(), ring: z.enum(ringIds) })),
    open: z.array(OpenMatter),
    dates: z.array(CardDate),
    /** From when until when the amendments on the table would count. */
    amending: z.array(z.strictObject({ id: Uuid, from: LocalDate.nullable(), until: LocalDate.nullable() })),
    /** The rhythm of evaluations; its next days are among the dates. */
    rhythm: z
      .strictObject({ cycleId: Uuid, firstOn: LocalDate, fullEveryMonths: z.int(), pulseEveryMonths: z.int().nullable() })
      .nullable(),
    debts: z.array(z.string()),
    /** The newest thing that happened, in the world's time and in ours. */
    lastAt: Instant.nullable(),
    recordedAt: Instant.nullable(),
    revision: z.int(),
  })
  .meta({ id: "AllianceCard" });
export type AllianceCard = z.infer<typeof AllianceCard>;

export const portfolioView: View<AllianceCard, AllianceEvent> = {
  name: "portfolio",
  version: 3,
  category: "alliance",
  keys: (event) => [idOf(event.stream)],
  initial: (allianceId) => ({
    allianceId,
    name: "",
    timeZone: "UTC",
    phase: null,
    phaseSince: null,
    status: "active",
    partners: [],
    open: [],
    dates: [],
    amending: [],
    rhythm: null,
    debts: [],
    lastAt: null,
    recordedAt: null,
    revision: -1,
  }),
  evolve(card, event) {
    const { effectiveAt, recordedAt } = event.meta;
    const lastAt = card.lastAt !== null && card.lastAt > effectiveAt ? card.lastAt : effectiveAt;
    return { ...card, ...change(card, event), lastAt, recordedAt, revision: event.revision };
  },
};

function change(card: AllianceCard, event: AllianceEvent): Partial<AllianceCard> {
  const since = event.meta.effectiveAt;
  switch (event.type) {
    case "AllianceInitiated":
      return { name: event.data.name, timeZone: event.data.timeZone };
    case "PartnerJoined": {
      const { partnerId, organisationId, name, ring } = event.data;
      return { partners: [...card.partners, { partnerId, organisationId, name, ring }] };
    }
    case "PartnerMovedBetweenRings":
      return {
        partners: replaced(
          card.partners,
          (partner) => partner.partnerId === event.data.partnerId,
          (partner) => ({ ...partner, ring: event.data.to }),
        ),
      };
    case "PartnerLeft":
      return { partners: card.partners.filter((partner) => partner.partnerId !== event.data.partnerId) };
    case "PhaseTransitionProposed": {
      const { transitionId: id, to, respondBy, reason } = event.data;
      return tabled(card, { kind: "transition", id, title: to ?? reason, since, respondBy, answered: [], parties: null, objections: [] });
    }
    case "PhaseTransitionPositionTaken":
      return answered(card, ["transition"], event.data.transitionId, event.data.partnerId);
    case "PhaseTransitionWithdrawn":
    case "PhaseTransitionDecided":
      return closed(card, event.data.transitionId);
    case "PhaseEntered":
      return { phase: event.data.phase, phaseSince: since, debts: [...card.debts, ...event.data.leftUndone.map((debt) => debt.debtId)] };
    case "PhaseDebtRepaired":
      return { debts: card.debts.filter((debt) => debt !== event.data.debtId) };
    case "AllianceEnded":
      return { status: event.data.ending, open: [], dates: [], amending: [], rhythm: null };
    case "DecisionRequested": {
      const { decisionId: id, question: title, decideBy } = event.data;
      const matter: OpenMatter = { kind: "question", id, title, since, respondBy: null, answered: [], parties: [], objections: [] };
      return { ...tabled(card, matter), dates: dated(card.dates, "decide", id, decideBy, title) };
    }
    case "DecisionProposed": {
      const { decisionId: id, respondBy } = event.data;
      const known = card.open.find((matter) => matter.id === id && asking.includes(matter.kind));
      const matter: OpenMatter = {
        kind: "proposal",
        id,
        title: known?.title ?? "",
        since,
        respondBy,
        answered: [],
        parties: null,
        objections: known?.objections ?? [],
      };
      return {
        open: [...without(card.open, id, asking), matter],
        dates: dated(card.dates, "respond", id, respondBy, matter.title),
      };
    }
    case "PositionTaken":
    case "PositionChanged":
      return answered(card, ["proposal"], event.data.decisionId, event.data.partnerId);
    case "ObjectionRaised":
      return objection(card, event.data.decisionId, (open) => [...open, event.data.objectionId]);
    case "ObjectionIntegrated":
    case "ObjectionWithdrawn":
      return objection(card, event.data.decisionId, (open) => open.filter((id) => id !== event.data.objectionId));
    case "DecisionTaken":
      // A review that was agreed on earlier stays on the agenda of a decision that is taken anew.
      return {
        open: without(card.open, event.data.decisionId, asking),
        dates: card.dates.filter((date) => date.id !== event.data.decisionId || date.kind === "review"),
      };
    case "DecisionFailed":
    case "DecisionSuperseded":
      return closed(card, event.data.decisionId);
    case "DecisionReviewScheduled":
      return {
        open: without(card.open, event.data.decisionId, ["review"]),
        dates: dated(card.dates, "review", event.data.decisionId, event.data.reviewOn, ""),
      };
    case "DecisionReviewDue": {
      const { decisionId: id, reviewOn: respondBy } = event.data;
      const title = titleOf(card, "review", id);
      return tabled(card, { kind: "review", id, title, since, respondBy, answered: [], parties: null, objections: [] });
    }
    case "DecisionReviewed":
      return {
        open: without(card.open, event.data.decisionId, ["review"]),
        dates: dated(card.dates, "review", event.data.decisionId, null, ""),
      };
    case "DecisionReopened":
      return tabled(card, {
        kind: "question",
        id: event.data.decisionId,
        title: event.data.reason,
        since,
        respondBy: null,
        answered: [],
        parties: [],
        objections: [],
      });
    case "AgreementDrafted":
    case "AgreementVersionProposed": {
      const { agreementId: id, version, title, parties, validFrom, validUntil } = event.data;
      const matter: OpenMatter = { kind: "agreement", id, version, title, since, respondBy: null, answered: [], parties, objections: [] };
      const dates = dated(dated(card.dates, "begins", id, validFrom, title), "ends", id, validUntil, title);
      return { open: [...without(card.open, id), matter], dates };
    }
    case "AgreementAmendmentProposed": {
      const { agreementId: id, version, title, parties, validFrom: from, validUntil: until } = event.data;
      const matter: OpenMatter = { kind: "amendment", id, version, title, since, respondBy: null, answered: [], parties, objections: [] };
      return { open: [...without(card.open, id, ["amendment"]), matter], amending: [...notAmending(card, id), { id, from, until }] };
    }
    case "AgreementSigned":
      return answered(card, ["agreement", "amendment"], event.data.agreementId, event.data.partnerId, event.data.version);
    case "AgreementReached":
      return { open: without(card.open, event.data.agreementId) };
    case "AgreementAmended": {
      const { agreementId: id } = event.data;
      const { from, until } = card.amending.find((text) => text.id === id) ?? { from: null, until: null };
      const title = card.open.find((matter) => matter.kind === "amendment" && matter.id === id)?.title ?? "";
      // The notice of an end that stays as it is stays as well.
      const sameEnd = card.dates.some((date) => date.kind === "ends" && date.id === id && date.on === until);
      return {
        open: without(card.open, id, sameEnd ? ["amendment"] : ["amendment", "expiring"]),
        amending: notAmending(card, id),
        dates: dated(dated(card.dates, "begins", id, from, title), "ends", id, until, title),
      };
    }
    case "AgreementExpiring": {
      const { agreementId: id, validUntil: respondBy } = event.data;
      const title = titleOf(card, "ends", id);
      return tabled(card, { kind: "expiring", id, title, since, respondBy, answered: [], parties: null, objections: [] });
    }
    case "AgreementRenewed": {
      const { agreementId: id, validUntil } = event.data;
      const dates = dated(card.dates, "ends", id, validUntil, titleOf(card, "ends", id));
      return { open: without(card.open, id, ["expiring"]), dates };
    }
    case "AgreementExpired":
      return { open: without(card.open, event.data.agreementId, ["expiring"]) };
    case "AgreementTerminated":
      return { ...closed(card, event.data.agreementId), amending: notAmending(card, event.data.agreementId) };
    case "CommitmentMade": {
      const { commitmentId: id, partnerId, dueOn, text } = event.data;
      return { dates: dated(card.dates, "commitment", id, dueOn, shortened(text), { partnerId }) };
    }
    case "CommitmentPostponed": {
      const { commitmentId: id, dueOn } = event.data;
      const known = card.dates.find((date) => date.kind === "commitment" && date.id === id);
      return {
        open: without(card.open, id),
        dates: dated(
          card.dates,
          "commitment",
          id,
          dueOn,
          known?.title ?? "",
          known?.partnerId === undefined ? {} : { partnerId: known.partnerId },
        ),
      };
    }
    case "CommitmentOverdue": {
      const { commitmentId: id, dueOn: respondBy } = event.data;
      const known = card.dates.find((date) => date.kind === "commitment" && date.id === id);
      const parties = known?.partnerId === undefined ? [] : [known.partnerId];
      const title = known?.title ?? "";
      return tabled(card, { kind: "commitment", id, title, since, respondBy, answered: [], parties, objections: [] });
    }
    case "CommitmentFulfilled":
    case "CommitmentWaived":
      return closed(card, event.data.commitmentId);
    case "EvaluationCycleSet": {
      const { cycleId, firstOn, fullEveryMonths, pulseEveryMonths } = event.data;
      const from = localDay(since, card.timeZone);
      const others = card.dates.filter((date) => date.kind !== "evaluation" && date.kind !== "pulse");
      const full = dated(others, "evaluation", cycleId, nextEvaluation(event.data, "full", from), "");
      return {
        rhythm: { cycleId, firstOn, fullEveryMonths, pulseEveryMonths },
        dates: dated(full, "pulse", cycleId, nextEvaluation(event.data, "pulse", from), ""),
      };
    }
    case "EvaluationDue": {
      const { cycleId, kind, dueOn } = event.data;
      const shown = kind === "full" ? "evaluation" : "pulse";
      const awaits = card.dates.find((date) => date.kind === shown && date.id === cycleId);
      if (!card.rhythm || !awaits || dueOn < awaits.on) return {};
      return { dates: dated(card.dates, shown, cycleId, nextEvaluation(card.rhythm, kind, addDays(dueOn, 1)), "") };
    }
    case "SessionScheduled":
      return {
        dates: dated(card.dates, "session", event.data.sessionId, event.data.startsAt, event.data.title, { minutes: event.data.minutes }),
      };
    case "SessionRescheduled": {
      const known = card.dates.find((date) => date.id === event.data.sessionId);
      const more = known?.minutes === undefined ? {} : { minutes: known.minutes };
      return { dates: dated(card.dates, "session", event.data.sessionId, event.data.startsAt, known?.title ?? "", more) };
    }
    case "SessionCancelled":
    case "SessionHeld":
      return { dates: dated(card.dates, "session", event.data.sessionId, null, "") };
    case "WorkableAgreementReached": {
      const { workableId, text, reviewOn } = event.data;
      return { dates: dated(card.dates, "workable", workableId, reviewOn, shortened(text)) };
    }
    case "FactCorrected": {
      const { correction } = event.data;
      if (correction.fact === "allianceName") return { name: correction.becomes };
      if (correction.fact === "partnerName") {
        return {
          partners: replaced(
            card.partners,
            (partner) => partner.partnerId === correction.partnerId,
            (partner) => ({ ...partner, name: correction.becomes }),
          ),
        };
      }
      if (correction.fact === "decisionQuestion") return retitled(card, correction.decisionId, correction.becomes);
      if (correction.fact === "agreementTitle") return retitled(card, correction.agreementId, correction.becomes);
      return {};
    }
    default:
      return {};
  }
}

const tabled = (card: AllianceCard, matter: OpenMatter) => ({ open: [...card.open, matter] });
/** The matters that ask for a decision. */
const asking: readonly OpenMatter["kind"][] = ["question", "proposal"];
const without = (open: readonly OpenMatter[], id: string, kinds?: readonly OpenMatter["kind"][]) =>
  open.filter((matter) => matter.id !== id || (kinds !== undefined && !kinds.includes(matter.kind)));
const notAmending = (card: AllianceCard, id: string) => card.amending.filter((text) => text.id !== id);
const titleOf = (card: AllianceCard, kind: DateKind, id: string): string =>
  card.dates.find((date) => date.kind === kind && date.id === id)?.title ?? "";
const retitled = (card: AllianceCard, id: string, title: string) => ({
  open: replaced(
    card.open,
    (matter) => matter.id === id,
    (matter) => ({ ...matter, title }),
  ),
  dates: replaced(
    card.dates,
    (date) => date.id === id,
    (date) => ({ ...date, title }),
  ),
});
const closed = (card: AllianceCard, id: string) => ({
  open: without(card.open, id),
  dates: card.dates.filter((date) => date.id !== id),
});
const answered = (card: AllianceCard, kinds: readonly OpenMatter["kind"][], id: string, partnerId: string, version?: number) => ({
  open: replaced(
    card.open,
    (matter) => matter.id === id && kinds.includes(matter.kind) && matter.version === version && !matter.answered.includes(partnerId),
    (matter) => ({ ...matter, answered: [...matter.answered, partnerId] }),
  ),
});
const objection = (card: AllianceCard, id: string, next: (open: readonly string[]) => string[]) => ({
  open: replaced(
    card.open,
    (matter) => matter.id === id && asking.includes(matter.kind),
    (matter) => ({ ...matter, objections: next(matter.objections) }),
  ),
});
function dated(
  dates: readonly CardDate[],
  kind: DateKind,
  id: string,
  on: string | null,
  title: string,
  more: Pick<CardDate, "partnerId" | "minutes"> = {},
): CardDate[] {
  const others = dates.filter((date) => date.kind !== kind || date.id !== id);
  const date: CardDate = { kind, id, on: on ?? "", title, ...more };
  return on === null ? others : [...others, date].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/** The partners whose word an open matter still waits for. */
export function awaited(card: AllianceCard, matter: OpenMatter): string[] {
  const asked = matter.parties ?? card.partners.filter((partner) => partner.ring !== "free-space").map((partner) => partner.partnerId);
  return asked.filter((partnerId) => !matter.answered.includes(partnerId));
}

/** One row of an organisation's portfolio. */
export const PortfolioRow = z
  .strictObject({
    allianceId: Uuid,
    name: z.string(),
    phase: z.enum(phaseIds).nullable(),
    phaseSince: Instant.nullable(),
    status: z.enum(["active", "completed", "terminated"]),
    ring: z.enum(ringIds).nullable().meta({ description: "Where the organisation stands; null for a facilitator or once it left" }),
    partners: z
      .array(z.strictObject({ partnerId: Uuid, name: z.string(), own: z.boolean() }))
      .meta({ description: "The first few, own first" }),
    partnerCount: z.int(),
    waitingForMe: z.array(OpenMatter),
    open: z.int().meta({ description: "Everything on the table, also what waits for others" }),
    next: CardDate.nullable(),
    debts: z.int(),
    lastAt: Instant.nullable(),
    recordedAt: Instant.nullable(),
    revision: z.int(),
  })
  .meta({ id: "PortfolioRow" });
export type PortfolioRow = z.infer<typeof PortfolioRow>;

/** How many partner names a row carries; the page has them all. */
const NAMED_PARTNERS = 6;

/** The card as one organisation sees it. `today` is a local date; dates before it are no longer next. */
export function seenFrom(card: AllianceCard, organisationId: string, today: string): PortfolioRow {
  const own = card.partners.filter((partner) => partner.organisationId === organisationId);
  const ownIds = new Set(own.map((partner) => partner.partnerId));
  const { allianceId, name, phase, phaseSince, status, lastAt, recordedAt, revision } = card;
  return {
    allianceId,
    name,
    phase,
    phaseSince,
    status,
    ring: own[0]?.ring ?? null,
    partners: [...own, ...card.partners.filter((partner) => !ownIds.has(partner.partnerId))]
      .slice(0, NAMED_PARTNERS)
      .map((partner) => ({ partnerId: partner.partnerId, name: partner.name, own: ownIds.has(partner.partnerId) })),
    partnerCount: card.partners.length,
    waitingForMe: status === "active" ? card.open.filter((matter) => awaited(card, matter).some((partnerId) => ownIds.has(partnerId))) : [],
    open: card.open.length,
    next: card.dates.find((date) => date.on >= today) ?? null,
    debts: card.debts.length,
    lastAt,
    recordedAt,
    revision,
  };
}
