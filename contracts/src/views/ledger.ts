import { z } from "zod";
import { Amount, Money } from "../amount.ts";
import type { AllianceEvent } from "../events/catalogue.ts";
import { idOf, Instant, LocalDate, Uuid } from "../events/envelope.ts";
import { exchangeCategoryIds } from "../method/exchangeCategories.ts";
import { Provenance, provenanceOf, Withdrawal } from "./provenance.ts";
import { replaced, type View } from "./view.ts";

export const Delivery = z.strictObject({
  deliveryId: Uuid,
  amount: Amount,
  note: z.string().nullable(),
  delivered: Provenance,
  withdrawn: Withdrawal.nullable(),
});

export const Claim = z.strictObject({
  claimId: Uuid,
  amount: Amount,
  note: z.string().nullable(),
  claimed: Provenance,
  answers: z.array(
    z.strictObject({ partnerId: Uuid, answer: z.enum(["confirmed", "disputed"]), reason: z.string().nullable(), given: Provenance }),
  ),
  withdrawn: Withdrawal.nullable(),
});
export type Claim = z.infer<typeof Claim>;

/** One line of bring and get with everything that happened to it. */
export const LedgerLine = z
  .strictObject({
    lineId: Uuid,
    partnerId: Uuid,
    direction: z.enum(["bring", "get"]),
    category: z.enum(exchangeCategoryIds),
    description: z.string(),
    amount: Amount,
    from: LocalDate.nullable(),
    until: LocalDate.nullable(),
    condition: z.string().nullable(),
    /** Money that only pays back cost. */
    reimburses: z.boolean(),
    stated: Provenance,
    revised: z.strictObject({ reason: z.string().nullable(), ...Provenance.shape }).nullable(),
    withdrawn: Withdrawal.nullable(),
    /** What the partners agreed that the whole line is worth. */
    valued: z.strictObject({ value: Money, decisionId: Uuid.nullable(), ...Provenance.shape }).nullable(),
    /** What an agreement in force lays down; the line itself may have been revised since. */
    committed: z
      .strictObject({ agreementId: Uuid, version: z.int(), amount: Amount, value: Money.nullable(), ...Provenance.shape })
      .nullable(),
    deliveries: z.array(Delivery),
    claims: z.array(Claim),
  })
  .meta({ id: "LedgerLine" });
export type LedgerLine = z.infer<typeof LedgerLine>;

/** What the partners bring and get, all of it. */
export const Ledger = z
  .strictObject({
    allianceId: Uuid,
    lines: z.array(LedgerLine),
    matches: z.array(
      z.strictObject({
        matchId: Uuid,
        bringId: Uuid,
        getId: Uuid,
        matched: Provenance,
        released: Withdrawal.nullable(),
      }),
    ),
    terms: z.strictObject({ floor: Money, reference: Money, decisionId: Uuid.nullable(), ...Provenance.shape }).nullable(),
    revision: z.int(),
    recordedAt: Instant.nullable(),
  })
  .meta({ id: "Ledger" });
export type Ledger = z.infer<typeof Ledger>;

/** The events that change what is brought and got. */
const concerns: ReadonlySet<AllianceEvent["type"]> = new Set([
  "BringOffered",
  "GetRequested",
  "BringGetLineRevised",
  "BringGetLineWithdrawn",
  "OfferMatchedToRequest",
  "MatchReleased",
  "LineValued",
  "BringGetLinesCommitted",
  "ContributionDelivered",
  "ContributionDeliveryWithdrawn",
  "BenefitClaimed",
  "BenefitConfirmed",
  "BenefitDisputed",
  "BenefitClaimWithdrawn",
  "BalanceTermsAgreed",
  "AgreementTerminated",
]);

export const ledgerView: View<Ledger, AllianceEvent> = {
  name: "ledger",
  version: 1,
  category: "alliance",
  keys: (event) => (concerns.has(event.type) ? [idOf(event.stream)] : []),
  initial: (allianceId) => ({ allianceId, lines: [], matches: [], terms: null, revision: -1, recordedAt: null }),
  evolve: (ledger, event) => ({ ...ledger, ...change(ledger, event), revision: event.revision, recordedAt: event.meta.recordedAt }),
};

function change(ledger: Ledger, event: AllianceEvent): Partial<Ledger> {
  const provenance = provenanceOf(event);
  switch (event.type) {
    case "BringOffered":
    case "GetRequested": {
      const direction = event.type === "BringOffered" ? "bring" : "get";
      const reimburses = event.type === "GetRequested" && event.data.reimburses;
      const happened = { stated: provenance, revised: null, withdrawn: null, valued: null, committed: null, deliveries: [], claims: [] };
      return { lines: [...ledger.lines, { ...event.data, direction, reimburses, ...happened }] };
    }
    case "BringGetLineRevised": {
      const { lineId, reason, ...terms } = event.data;
      return line(ledger, lineId, () => ({ ...terms, revised: { reason, ...provenance } }));
    }
    case "BringGetLineWithdrawn":
      return line(ledger, event.data.lineId, () => ({ withdrawn: { reason: event.data.reason, ...provenance } }));
    case "LineValued": {
      const { lineId, value, decisionId } = event.data;
      return line(ledger, lineId, () => ({ valued: { value, decisionId, ...provenance } }));
    }
    case "BringGetLinesCommitted": {
      const { agreementId, version, lines } = event.data;
      const laidDown = new Map(lines.map((known) => [known.lineId, known]));
      return {
        lines: ledger.lines.map((known) => {
          const now = laidDown.get(known.lineId);
          if (now) return { ...known, committed: { agreementId, version, amount: now.amount, value: now.value, ...provenance } };
          return known.committed?.agreementId === agreementId ? { ...known, committed: null } : known;
        }),
      };
    }
    case "AgreementTerminated":
      return {
        lines: replaced(
          ledger.lines,
          (known) => known.committed?.agreementId === event.data.agreementId,
          (known) => ({ ...known, committed: null }),
        ),
      };
    case "ContributionDelivered": {
      const { lineId, deliveryId, amount, note } = event.data;
      const delivery = { deliveryId, amount, note, delivered: provenance, withdrawn: null };
      return line(ledger, lineId, (known) => ({ deliveries: [...known.deliveries, delivery] }));
    }
    case "ContributionDeliveryWithdrawn": {
      const { deliveryId, reason } = event.data;
      return lineWith(
        ledger,
        (known) => known.deliveries.some((delivery) => delivery.deliveryId === deliveryId),
        (known) => ({
          deliveries: replaced(
            known.deliveries,
            (delivery) => delivery.deliveryId === deliveryId,
            (delivery) => ({ ...delivery, withdrawn: { reason, ...provenance } }),
          ),
        }),
      );
    }
    case "BenefitClaimed": {
      const { lineId, claimId, amount, note } = event.data;
      const claimed: Claim = { claimId, amount, note, claimed: provenance, answers: [], withdrawn: null };
      return line(ledger, lineId, (known) => ({ claims: [...known.claims, claimed] }));
    }
    case "BenefitConfirmed":
    case "BenefitDisputed": {
      const { claimId, partnerId } = event.data;
      const answer: Claim["answers"][number] =
        event.type === "BenefitConfirmed"
          ? { partnerId, answer: "confirmed", reason: null, given: provenance }
          : { partnerId, answer: "disputed", reason: event.data.reason, given: provenance };
      return claim(ledger, claimId, (known) => ({
        answers: [...known.answers.filter((given) => given.partnerId !== partnerId), answer],
      }));
    }
    case "BenefitClaimWithdrawn":
      return claim(ledger, event.data.claimId, () => ({ withdrawn: { reason: event.data.reason, ...provenance } }));
    case "OfferMatchedToRequest":
      return { matches: [...ledger.matches, { ...event.data, matched: provenance, released: null }] };
    case "MatchReleased":
      return {
        matches: replaced(
          ledger.matches,
          (match) => match.matchId === event.data.matchId,
          (match) => ({ ...match, released: { reason: event.data.reason, ...provenance } }),
        ),
      };
    case "BalanceTermsAgreed":
      return { terms: { ...event.data, ...provenance } };
    default:
      return {};
  }
}

const lineWith = (ledger: Ledger, matches: (line: LedgerLine) => boolean, change: (line: LedgerLine) => Partial<LedgerLine>) => ({
  lines: replaced(ledger.lines, matches, (known) => ({ ...known, ...change(known) })),
});
const line = (ledger: Ledger, lineId: string, change: (line: LedgerLine) => Partial<LedgerLine>) =>
  lineWith(ledger, (known) => known.lineId === lineId, change);
const claim = (ledger: Ledger, claimId: string, change: (claim: Claim) => Partial<Claim>) =>
  lineWith(
    ledger,
    (known) => known.claims.some((claimed) => claimed.claimId === claimId),
    (known) => ({
      claims: replaced(
        known.claims,
        (claimed) => claimed.claimId === claimId,
        (claimed) => ({ ...claimed, ...change(claimed) }),
      ),
    }),
  );
