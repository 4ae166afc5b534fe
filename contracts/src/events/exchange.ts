import { z } from "zod";
import { Amount, Money } from "../amount.ts";
import { exchangeCategoryIds } from "../method/exchangeCategories.ts";
import { line, prose } from "../text.ts";
import { defineEvent, type FactsOf } from "./define.ts";
import { LocalDate, Uuid } from "./envelope.ts";

/**
 * The ledger of what each partner brings and gets. A line belongs to one partner; it is shared by definition, and said so before typing.
 * Source: domain.md 10 (`ins-bring-get`), measures.md (win/lose balance).
 */
const lineId = Uuid;

/** What a line says; the amount is the whole of it over its period. */
const terms = {
  category: z.enum(exchangeCategoryIds),
  description: line(300),
  amount: Amount,
  from: LocalDate.nullable(),
  until: LocalDate.nullable(),
  condition: prose(2_000).nullable(),
};

export const BringOffered = defineEvent("BringOffered", { lineId, partnerId: Uuid, ...terms });

export const GetRequested = defineEvent("GetRequested", {
  lineId,
  partnerId: Uuid,
  ...terms,
  /** Money that only pays back cost: it gives sums, never an outcome. */
  reimburses: z.boolean(),
});

/** What an agreement laid down stays as it was until an amendment lays down the revised line. */
export const BringGetLineRevised = defineEvent("BringGetLineRevised", { lineId, ...terms, reason: prose(2_000).nullable() });
export const BringGetLineWithdrawn = defineEvent("BringGetLineWithdrawn", { lineId, reason: prose(2_000).nullable() });

/** What one brings is what another asks for. */
export const OfferMatchedToRequest = defineEvent("OfferMatchedToRequest", { matchId: Uuid, bringId: Uuid, getId: Uuid });
export const MatchReleased = defineEvent("MatchReleased", { matchId: Uuid, reason: prose(2_000).nullable() });

/** The partners agreed what a line is worth in money; null when reported. */
export const LineValued = defineEvent("LineValued", { lineId, value: Money, decisionId: Uuid.nullable() });

/** All parties signed a version of an agreement that lays these lines down, as they are now; lines it no longer names are free again. */
export const BringGetLinesCommitted = defineEvent("BringGetLinesCommitted", {
  agreementId: Uuid,
  version: z.int().min(1),
  lines: z.array(z.strictObject({ lineId, amount: Amount, value: Money.nullable() })).max(1_000),
});

/** Delivered, says the partner that brings it. */
export const ContributionDelivered = defineEvent("ContributionDelivered", {
  deliveryId: Uuid,
  lineId,
  amount: Amount,
  note: prose(2_000).nullable(),
});
export const ContributionDeliveryWithdrawn = defineEvent("ContributionDeliveryWithdrawn", { deliveryId: Uuid, reason: prose(2_000) });

/** Received, says the partner that gets it; it counts once another confirms it and nobody disputes it. */
export const BenefitClaimed = defineEvent("BenefitClaimed", { claimId: Uuid, lineId, amount: Amount, note: prose(2_000).nullable() });
export const BenefitConfirmed = defineEvent("BenefitConfirmed", { claimId: Uuid, partnerId: Uuid });
export const BenefitDisputed = defineEvent("BenefitDisputed", { claimId: Uuid, partnerId: Uuid, reason: prose(2_000) });
export const BenefitClaimWithdrawn = defineEvent("BenefitClaimWithdrawn", { claimId: Uuid, reason: prose(2_000) });

/** How the partners want their balance read: below the floor a difference is none, above the reference added value was created. */
export const BalanceTermsAgreed = defineEvent("BalanceTermsAgreed", {
  floor: Money,
  reference: Money,
  decisionId: Uuid.nullable(),
});

export const exchangeEvents = {
  BringOffered,
  GetRequested,
  BringGetLineRevised,
  BringGetLineWithdrawn,
  OfferMatchedToRequest,
  MatchReleased,
  LineValued,
  BringGetLinesCommitted,
  ContributionDelivered,
  ContributionDeliveryWithdrawn,
  BenefitClaimed,
  BenefitConfirmed,
  BenefitDisputed,
  BenefitClaimWithdrawn,
  BalanceTermsAgreed,
};
export type ExchangeFact = FactsOf<typeof exchangeEvents>;
