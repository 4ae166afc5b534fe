import { z } from "zod";
import type { AllianceEvent } from "../events/catalogue.ts";
import { idOf, Instant, LocalDate, Uuid } from "../events/envelope.ts";
import { phaseIds } from "../method/phases.ts";
import { ringIds } from "../method/rings.ts";
import { replaced, type View } from "./view.ts";

/** Something on the table: a transition or proposal that asks for positions, a question, or a text that asks for signatures. */
export const OpenMatter = z.strictObject({
  kind: z.enum(["transition", "question", "proposal", "agreement"]),
  id: Uuid,
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
    dates: z.array(
      z.strictObject({
        kind: z.enum(["session", "respond", "decide", "review", "begins", "ends"]),
        id: Uuid,
        on: z.string(),
        title: z.string(),
      }),
    ),
    debts: z.array(z.string()),
    /** The newest thing that happened, in the world's time and in ours. */
    lastAt: Instant.nullable(),
    recordedAt: Instant.nullable(),
    revision: z.int(),
  })
  .meta({ id: "AllianceCard" });
export type AllianceCard = z.infer<typeof AllianceCard>;
type DateKind = AllianceCard["dates"][number]["kind"];

export const portfolioView: View<AllianceCard, AllianceEvent> = {
  name: "portfolio",
  version: 2,
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
      return answered(card, event.data.transitionId, event.data.partnerId);
    case "PhaseTransitionWithdrawn":
    case "PhaseTransitionDecided":
      return closed(card, event.data.transitionId);
    case "PhaseEntered":
      return { phase: event.data.phase, phaseSince: since, debts: [...card.debts, ...event.data.leftUndone.map((debt) => debt.debtId)] };
    case "PhaseDebtRepaired":
      return { debts: card.debts.filter((debt) => debt !== event.data.debtId) };
    case "AllianceEnded":
      return { status: event.data.ending, open: [], dates: [] };
    case "DecisionRequested": {
      const { decisionId: id, question: title, decideBy } = event.data;
      const matter: OpenMatter = { kind: "question", id, title, since, respondBy: null, answered: [], parties: [], objections: [] };
      return { ...tabled(card, matter), dates: dated(card.dates, "decide", id, decideBy, title) };
    }
    case "DecisionProposed": {
      const { decisionId: id, respondBy } = event.data;
      const known = card.open.find((matter) => matter.id === id);
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
      return { open: [...without(card.open, id), matter], dates: dated(card.dates, "respond", id, respondBy, matter.title) };
    }
    case "PositionTaken":
    case "PositionChanged":
      return answered(card, event.data.decisionId, event.data.partnerId);
    case "ObjectionRaised":
      return objection(card, event.data.decisionId, (open) => [...open, event.data.objectionId]);
    case "ObjectionIntegrated":
    case "ObjectionWithdrawn":
      return objection(card, event.data.decisionId, (open) => open.filter((id) => id !== event.data.objectionId));
    case "DecisionTaken":
      // A review that was agreed on earlier stays on the agenda of a decision that is taken anew.
      return {
        open: without(card.open, event.data.decisionId),
        dates: card.dates.filter((date) => date.id !== event.data.decisionId || date.kind === "review"),
      };
    case "DecisionFailed":
    case "DecisionSuperseded":
      return closed(card, event.data.decisionId);
    case "DecisionReviewScheduled":
      return { dates: dated(card.dates, "review", event.data.decisionId, event.data.reviewOn, "") };
    case "DecisionReviewed":
      return { dates: dated(card.dates, "review", event.data.decisionId, null, "") };
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
      const { agreementId: id, title, parties, validFrom, validUntil } = event.data;
      const matter: OpenMatter = { kind: "agreement", id, title, since, respondBy: null, answered: [], parties, objections: [] };
      const dates = dated(dated(card.dates, "begins", id, validFrom, title), "ends", id, validUntil, title);
      return { open: [...without(card.open, id), matter], dates };
    }
    case "AgreementSigned":
      return answered(card, event.data.agreementId, event.data.partnerId);
    case "AgreementReached":
      return { open: without(card.open, event.data.agreementId) };
    case "AgreementTerminated":
      return closed(card, event.data.agreementId);
    case "SessionScheduled":
      return { dates: dated(card.dates, "session", event.data.sessionId, event.data.startsAt, event.data.title) };
    case "SessionRescheduled": {
      const title = card.dates.find((date) => date.id === event.data.sessionId)?.title ?? "";
      return { dates: dated(card.dates, "session", event.data.sessionId, event.data.startsAt, title) };
    }
    case "SessionCancelled":
      return { dates: dated(card.dates, "session", event.data.sessionId, null, "") };
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
const without = (open: readonly OpenMatter[], id: string) => open.filter((matter) => matter.id !== id);
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
const answered = (card: AllianceCard, id: string, partnerId: string) => ({
  open: replaced(
    card.open,
    (matter) => matter.id === id && !matter.answered.includes(partnerId),
    (matter) => ({ ...matter, answered: [...matter.answered, partnerId] }),
  ),
});
const objection = (card: AllianceCard, id: string, next: (open: readonly string[]) => string[]) => ({
  open: replaced(
    card.open,
    (matter) => matter.id === id,
    (matter) => ({ ...matter, objections: next(matter.objections) }),
  ),
});
function dated(dates: AllianceCard["dates"], kind: DateKind, id: string, on: string | null, title: string): AllianceCard["dates"] {
  const others = dates.filter((date) => date.kind !== kind || date.id !== id);
  return on === null ? others : [...others, { kind, id, on, title }].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
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
    next: z
      .strictObject({
        kind: z.enum(["session", "respond", "decide", "review", "begins", "ends"]),
        id: Uuid,
        on: z.string(),
        title: z.string(),
      })
      .nullable(),
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
