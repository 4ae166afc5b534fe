import { describe, test } from "vitest";
import {
  A,
  agreement,
  asked,
  B,
  C,
  decided,
  decision,
  drafted,
  facilitator,
  founded,
  id,
  joined,
  left,
  operator,
  proposed,
  told,
  X,
} from "@entente/contracts/events/story";
import type { Amount } from "@entente/contracts/amount";
import { fact, given, type Fields } from "../specification.ts";

const [bring, get, match, delivery, claim] = [id(0x601), id(0x602), id(0x604), id(0x605), id(0x606)];
const hours = (quantity: number): Amount => ({ unit: "hours", quantity });
const euros = (quantity: number): Amount => ({ unit: "money", currency: "EUR", quantity });
const eur = (quantity: number) => ({ currency: "EUR", quantity });
const terms = { category: "people", description: "A nurse", amount: hours(100), from: null, until: null, condition: null } as const;
const advice = { ...terms, category: "knowledge", description: "Advice" } as const;

const together = [founded(), joined(B, "core"), joined(C, "complementary")];
const offered = told(A, "BringOffered", { lineId: bring, partnerId: A.partnerId, ...terms });
const requested = told(B, "GetRequested", { lineId: get, partnerId: B.partnerId, ...advice, reimburses: false });
const ledger = [together, offered, requested];
const laidDown = told(A, "BringGetLinesCommitted", {
  agreementId: agreement,
  version: 1,
  lines: [{ lineId: bring, amount: hours(100), value: null }],
});
const claimed = told(B, "BenefitClaimed", { claimId: claim, lineId: get, amount: hours(10), note: null });
const offer = (more: Partial<Fields<"OfferBring">> = {}): Fields<"OfferBring"> => ({
  lineId: bring,
  partnerId: A.partnerId,
  ...terms,
  ...more,
});

describe("saying what one brings and gets", () => {
  test("a partner speaks for itself, once", () => {
    given(together)
      .when("OfferBring", offer())
      .then(fact("BringOffered", { lineId: bring, partnerId: A.partnerId, ...terms }));
    given(ledger).when("OfferBring", offer()).thenNothing();
    given(ledger, revised()).when("OfferBring", offer()).thenNothing();
    given(ledger)
      .when("OfferBring", offer({ description: "A doctor" }))
      .thenRejected("id-taken");
    given(together)
      .when("RequestGet", { lineId: get, partnerId: B.partnerId, ...advice }, B)
      .then(fact("GetRequested", { lineId: get, partnerId: B.partnerId, ...advice, reimburses: false }));
    given(ledger)
      .when("RequestGet", { lineId: bring, partnerId: A.partnerId, ...terms })
      .thenRejected("id-taken");
  });

  test("nobody speaks for another that is on the platform", () => {
    given(together).when("OfferBring", offer(), B).thenRejected("not-your-partner");
    given(together).when("OfferBring", offer(), facilitator).thenRejected("not-your-partner");
    given(together, left(C))
      .when("OfferBring", offer({ partnerId: C.partnerId }), C)
      .thenRejected("partner-left");
  });

  test("a party that is not on the platform is reported, also that it brings nothing", () => {
    given(together, joined(X, "complementary"))
      .when("OfferBring", offer({ partnerId: X.partnerId, amount: euros(0), onBehalfOf: X.partnerId }), operator)
      .then(fact("BringOffered", { amount: euros(0) }));
  });

  test("an amount is more than nothing, in money that exists, over a period that ends after it begins", () => {
    const refused = (more: Partial<Fields<"OfferBring">>, code: "amount-not-positive" | "unknown-currency" | "valid-until-before-from") =>
      given(together).when("OfferBring", offer(more)).thenRejected(code);
    refused({ amount: hours(-1) }, "amount-not-positive");
    refused({ amount: hours(0) }, "amount-not-positive");
    refused({ amount: { unit: "money", currency: "XYZ", quantity: 1 } }, "unknown-currency");
    refused({ from: "2026-05-01", until: "2026-04-30" }, "valid-until-before-from");
  });
});

const revised = () => told(A, "BringGetLineRevised", { lineId: bring, ...terms, amount: hours(150), reason: null });

describe("revising and withdrawing", () => {
  const revision = { lineId: bring, ...terms, amount: hours(150), reason: "Two days proved too few." };
  test("the partner whose line it is revises it, also after an agreement laid it down", () => {
    for (const before of [ledger, [ledger, laidDown]])
      given(before)
        .when("ReviseBringGetLine", revision)
        .then(fact("BringGetLineRevised", { amount: hours(150) }));
    given(ledger, revised()).when("ReviseBringGetLine", revision).thenNothing();
    given(ledger).when("ReviseBringGetLine", revision, B).thenRejected("not-your-partner");
    given(ledger)
      .when("ReviseBringGetLine", { ...revision, lineId: id(0x6ff) })
      .thenRejected("unknown-line");
  });
  test("the unit stays once something was recorded in it", () => {
    const inMoney = { ...revision, amount: euros(100) };
    given(ledger)
      .when("ReviseBringGetLine", inMoney)
      .then(fact("BringGetLineRevised", { amount: euros(100) }));
    given(ledger, told(A, "ContributionDelivered", { deliveryId: delivery, lineId: bring, amount: hours(1), note: null }))
      .when("ReviseBringGetLine", inMoney)
      .thenRejected("unit-differs");
    given(ledger, laidDown).when("ReviseBringGetLine", inMoney).thenRejected("unit-differs");
  });
  test("what an expired agreement laid down is free", () => {
    const expired = told(A, "AgreementExpired", { agreementId: agreement, validUntil: "2026-02-01" });
    given(ledger, laidDown, expired).when("WithdrawBringGetLine", { lineId: bring }).then(fact("BringGetLineWithdrawn", {}));
  });
  test("a line that an agreement lays down is not withdrawn; one that it no longer names is", () => {
    given(ledger)
      .when("WithdrawBringGetLine", { lineId: bring })
      .then(fact("BringGetLineWithdrawn", { lineId: bring }));
    given(ledger, laidDown).when("WithdrawBringGetLine", { lineId: bring }).thenRejected("line-committed");
    const released = told(A, "BringGetLinesCommitted", { agreementId: agreement, version: 2, lines: [] });
    given(ledger, laidDown, released).when("WithdrawBringGetLine", { lineId: bring }).then(fact("BringGetLineWithdrawn", {}));
    const terminated = told(A, "AgreementTerminated", { agreementId: agreement, reason: "Over.", decisionId: null });
    given(ledger, drafted([A, B]), laidDown, terminated)
      .when("WithdrawBringGetLine", { lineId: bring })
      .then(fact("BringGetLineWithdrawn", {}));
    const withdrawn = told(A, "BringGetLineWithdrawn", { lineId: bring, reason: null });
    given(ledger, withdrawn).when("WithdrawBringGetLine", { lineId: bring }).thenNothing();
    given(ledger, withdrawn).when("ReviseBringGetLine", revision).thenRejected("line-withdrawn");
  });
});

describe("matching", () => {
  const matched = told(C, "OfferMatchedToRequest", { matchId: match, bringId: bring, getId: get });
  test("anybody at the table matches what one brings to what another asks for", () => {
    given(ledger)
      .when("MatchOfferToRequest", { matchId: match, bringId: bring, getId: get }, C)
      .then(fact("OfferMatchedToRequest", { matchId: match, bringId: bring, getId: get }));
    given(ledger, matched).when("MatchOfferToRequest", { matchId: match, bringId: bring, getId: get }).thenNothing();
    given(ledger, matched)
      .when("MatchOfferToRequest", { matchId: id(0x6aa), bringId: bring, getId: get })
      .thenNothing();
    given(ledger, matched).when("MatchOfferToRequest", { matchId: match, bringId: get, getId: bring }).thenRejected("id-taken");
    given(ledger).when("MatchOfferToRequest", { matchId: match, bringId: get, getId: bring }).thenRejected("no-match");
    given(ledger)
      .when("MatchOfferToRequest", { matchId: match, bringId: bring, getId: id(0x6ff) })
      .thenRejected("unknown-line");
  });
  test("a match is released and may be made again", () => {
    const released = told(A, "MatchReleased", { matchId: match, reason: null });
    given(ledger, matched)
      .when("ReleaseMatch", { matchId: match }, B)
      .then(fact("MatchReleased", { matchId: match }));
    given(ledger, matched, released).when("ReleaseMatch", { matchId: match }).thenNothing();
    given(ledger, matched, released)
      .when("MatchOfferToRequest", { matchId: id(0x6aa), bringId: bring, getId: get })
      .then(fact("OfferMatchedToRequest", {}));
    given(ledger).when("ReleaseMatch", { matchId: match }).thenRejected("unknown-match");
  });
});

describe("what a line is worth", () => {
  const taken = [asked(), proposed(), decided()];
  test("is agreed by the partners together", () => {
    given(ledger, taken)
      .when("ValueLine", { lineId: bring, value: eur(5_000), decisionId: decision })
      .then(fact("LineValued", { lineId: bring, value: eur(5_000), decisionId: decision }));
    given(ledger)
      .when("ValueLine", { lineId: bring, value: eur(5_000) })
      .thenRejected("valuation-not-agreed");
    given(ledger, asked())
      .when("ValueLine", { lineId: bring, value: eur(5_000), decisionId: decision })
      .thenRejected("decision-not-taken");
    given(ledger)
      .when("ValueLine", { lineId: bring, value: eur(-1) })
      .thenRejected("amount-not-positive");
    given(ledger)
      .when("ValueLine", { lineId: bring, value: { currency: "ABC", quantity: 1 } })
      .thenRejected("unknown-currency");
    given(ledger, told(A, "LineValued", { lineId: bring, value: eur(5_000), decisionId: decision }))
      .when("ValueLine", { lineId: bring, value: eur(5_000) })
      .thenNothing();
  });
  test("and so is how the balance is read", () => {
    given(ledger, taken)
      .when("AgreeBalanceTerms", { floor: eur(100), reference: eur(0), decisionId: decision })
      .then(fact("BalanceTermsAgreed", { floor: eur(100), reference: eur(0) }));
    given(ledger)
      .when("AgreeBalanceTerms", { floor: eur(100), reference: { currency: "USD", quantity: 0 } })
      .thenRejected("currencies-differ");
    given(ledger)
      .when("AgreeBalanceTerms", { floor: eur(100), reference: eur(0) })
      .thenRejected("needs-joint-decision");
    given(ledger, told(A, "BalanceTermsAgreed", { floor: eur(100), reference: eur(0), decisionId: null }))
      .when("AgreeBalanceTerms", { floor: eur(100), reference: eur(0) })
      .thenNothing();
  });
});

describe("delivering", () => {
  const part = { deliveryId: delivery, lineId: bring, amount: hours(10) };
  const delivered = told(A, "ContributionDelivered", { ...part, note: null });
  test("the partner that brings it says so, in the line's own unit", () => {
    given(ledger)
      .when("DeliverContribution", part)
      .then(fact("ContributionDelivered", { ...part, note: null }));
    given(ledger, delivered).when("DeliverContribution", part).thenNothing();
    given(ledger, delivered)
      .when("DeliverContribution", { ...part, amount: hours(11) })
      .thenRejected("id-taken");
    given(ledger).when("DeliverContribution", part, B).thenRejected("not-your-partner");
    given(ledger)
      .when("DeliverContribution", { ...part, amount: euros(10) })
      .thenRejected("unit-differs");
    given(ledger)
      .when("DeliverContribution", { ...part, amount: hours(-10) })
      .thenRejected("amount-not-positive");
    given(ledger)
      .when("DeliverContribution", { ...part, lineId: get }, B)
      .thenRejected("not-a-bring");
  });
  test("what was recorded wrongly is taken back by the same partner", () => {
    given(ledger, delivered)
      .when("WithdrawContributionDelivery", { deliveryId: delivery, reason: "Twice." })
      .then(fact("ContributionDeliveryWithdrawn", { deliveryId: delivery }));
    given(ledger, delivered)
      .when("WithdrawContributionDelivery", { deliveryId: delivery, reason: "No." }, B)
      .thenRejected("not-your-partner");
    given(ledger).when("WithdrawContributionDelivery", { deliveryId: delivery, reason: "No." }).thenRejected("unknown-delivery");
    const back = told(A, "ContributionDeliveryWithdrawn", { deliveryId: delivery, reason: "Twice." });
    given(ledger, delivered, back).when("WithdrawContributionDelivery", { deliveryId: delivery, reason: "Again." }).thenNothing();
  });
});

describe("receiving", () => {
  const received = { claimId: claim, lineId: get, amount: hours(10) };
  test("the partner that gets it says so", () => {
    given(ledger)
      .when("ClaimBenefit", received, B)
      .then(fact("BenefitClaimed", { ...received, note: null }));
    given(ledger, claimed).when("ClaimBenefit", received, B).thenNothing();
    given(ledger, claimed)
      .when("ClaimBenefit", { ...received, amount: hours(9) }, B)
      .thenRejected("id-taken");
    given(ledger)
      .when("ClaimBenefit", { ...received, lineId: bring })
      .thenRejected("not-a-get");
  });
  test("another partner confirms or disputes it, and may come to see it otherwise", () => {
    given(ledger, claimed)
      .when("ConfirmBenefit", { claimId: claim, partnerId: A.partnerId })
      .then(fact("BenefitConfirmed", { claimId: claim, partnerId: A.partnerId }));
    given(ledger, claimed)
      .when("DisputeBenefit", { claimId: claim, partnerId: C.partnerId, reason: "It was less." }, C)
      .then(fact("BenefitDisputed", { partnerId: C.partnerId, reason: "It was less." }));
    const disputed = told(A, "BenefitDisputed", { claimId: claim, partnerId: A.partnerId, reason: "Less." });
    given(ledger, claimed, disputed).when("DisputeBenefit", { claimId: claim, partnerId: A.partnerId, reason: "Less." }).thenNothing();
    given(ledger, claimed, disputed).when("ConfirmBenefit", { claimId: claim, partnerId: A.partnerId }).then(fact("BenefitConfirmed", {}));
    given(ledger).when("ConfirmBenefit", { claimId: claim, partnerId: A.partnerId }).thenRejected("unknown-claim");
  });
  test("nobody answers what it claimed itself, nor from the free space", () => {
    given(ledger, claimed).when("DisputeBenefit", { claimId: claim, partnerId: B.partnerId, reason: "No." }, B).thenRejected("own-claim");
    given(ledger, claimed).when("ConfirmBenefit", { claimId: claim, partnerId: B.partnerId }, B).thenRejected("own-claim");
    given(ledger, claimed).when("ConfirmBenefit", { claimId: claim, partnerId: A.partnerId }, B).thenRejected("not-your-partner");
    given(founded(), joined(B, "core"), joined(C, "free-space"), requested, claimed)
      .when("ConfirmBenefit", { claimId: claim, partnerId: C.partnerId }, C)
      .thenRejected("not-your-partner");
  });
  test("what is taken back can no longer be answered", () => {
    const back = told(B, "BenefitClaimWithdrawn", { claimId: claim, reason: "Twice." });
    given(ledger, claimed)
      .when("WithdrawBenefitClaim", { claimId: claim, reason: "Twice." }, B)
      .then(fact("BenefitClaimWithdrawn", { claimId: claim }));
    given(ledger, claimed, back).when("WithdrawBenefitClaim", { claimId: claim, reason: "Twice." }, B).thenNothing();
    given(ledger, claimed, back).when("ConfirmBenefit", { claimId: claim, partnerId: A.partnerId }).thenRejected("claim-withdrawn");
    given(ledger, claimed).when("WithdrawBenefitClaim", { claimId: claim, reason: "No." }).thenRejected("not-your-partner");
  });
});
