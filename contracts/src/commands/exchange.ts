import { z } from "zod";
import { StatedAmount, StatedMoney } from "../amount.ts";
import { LocalDate, Uuid } from "../events/envelope.ts";
import { exchangeCategoryIds } from "../method/exchangeCategories.ts";
import { line, prose } from "../text.ts";
import { defineCommand, type CommandsOf } from "./define.ts";

const lineId = Uuid;
const terms = {
  category: z.enum(exchangeCategoryIds),
  description: line(300),
  amount: StatedAmount,
  from: LocalDate.nullable().default(null),
  until: LocalDate.nullable().default(null),
  condition: prose(2_000).nullable().default(null),
};
const reason = prose(2_000).nullable().default(null);
const decisionId = Uuid.nullable().default(null);

export const OfferBring = defineCommand("OfferBring", "Say what your partner brings", { lineId, partnerId: Uuid, ...terms });
export const RequestGet = defineCommand("RequestGet", "Say what your partner wants to get", {
  lineId,
  partnerId: Uuid,
  ...terms,
  reimburses: z.boolean().default(false).meta({ description: "Money that only pays back cost" }),
});
export const ReviseBringGetLine = defineCommand(
  "ReviseBringGetLine",
  "Revise a line; what an agreement laid down stays until it is amended",
  {
    lineId,
    ...terms,
    reason,
  },
);
export const WithdrawBringGetLine = defineCommand("WithdrawBringGetLine", "Withdraw a line that no agreement has laid down yet", {
  lineId,
  reason,
});
export const MatchOfferToRequest = defineCommand("MatchOfferToRequest", "Match what one brings to what another asks for", {
  matchId: Uuid,
  bringId: Uuid,
  getId: Uuid,
});
export const ReleaseMatch = defineCommand("ReleaseMatch", "Release a match of an offer and a request", { matchId: Uuid, reason });
export const ValueLine = defineCommand("ValueLine", "Lay down what a line is worth in money, resting on a joint decision", {
  lineId,
  value: StatedMoney,
  decisionId,
});
export const DeliverContribution = defineCommand("DeliverContribution", "Record that your partner delivered of what it brings", {
  deliveryId: Uuid,
  lineId,
  amount: StatedAmount,
  note: reason,
});
export const WithdrawContributionDelivery = defineCommand(
  "WithdrawContributionDelivery",
  "Take back a delivery that was recorded wrongly",
  {
    deliveryId: Uuid,
    reason: prose(2_000),
  },
);
export const ClaimBenefit = defineCommand("ClaimBenefit", "Record that your partner received of what it gets", {
  claimId: Uuid,
  lineId,
  amount: StatedAmount,
  note: reason,
});
export const ConfirmBenefit = defineCommand("ConfirmBenefit", "Confirm what another partner says it received", {
  claimId: Uuid,
  partnerId: Uuid,
});
export const DisputeBenefit = defineCommand("DisputeBenefit", "Dispute what another partner says it received", {
  claimId: Uuid,
  partnerId: Uuid,
  reason: prose(2_000),
});
export const WithdrawBenefitClaim = defineCommand("WithdrawBenefitClaim", "Take back what you said your partner received", {
  claimId: Uuid,
  reason: prose(2_000),
});
export const AgreeBalanceTerms = defineCommand(
  "AgreeBalanceTerms",
  "Lay down how the balance is read, resting on a joint decision: below the floor a difference is none, above the reference value was added",
  { floor: StatedMoney, reference: StatedMoney, decisionId },
);

export const exchangeCommands = {
  OfferBring,
  RequestGet,
  ReviseBringGetLine,
  WithdrawBringGetLine,
  MatchOfferToRequest,
  ReleaseMatch,
  ValueLine,
  DeliverContribution,
  WithdrawContributionDelivery,
  ClaimBenefit,
  ConfirmBenefit,
  DisputeBenefit,
  WithdrawBenefitClaim,
  AgreeBalanceTerms,
};
export type ExchangeCommand = CommandsOf<typeof exchangeCommands>;
