import { unitOf, type Amount, type Money } from "@entente/contracts/amount";
import type { CommandOf } from "@entente/contracts/commands/define";
import type { exchangeCommands } from "@entente/contracts/commands/exchange";
import { currencies } from "@entente/contracts/currencies";
import type { AllianceEvent } from "@entente/contracts/events/catalogue";
import type { ExchangeFact } from "@entente/contracts/events/exchange";
import { reject, type Rejection } from "@entente/contracts/rejections";
import type { Context } from "../context.ts";
import type { AllianceState } from "../decider.ts";
import { asCorePartner, atTheTable, restsOnDecision, speakingFor, type Partner } from "../partners/decide.ts";

type Command<Name extends keyof typeof exchangeCommands> = CommandOf<(typeof exchangeCommands)[Name]>;
type Decision = readonly ExchangeFact[] | Rejection;
type Terms = Pick<Command<"ReviseBringGetLine">, "category" | "description" | "amount" | "from" | "until" | "condition">;

export interface ExchangeLine {
  readonly lineId: string;
  readonly partnerId: string;
  readonly direction: "bring" | "get";
  /** What the line says now, and what it said first: a command that comes again is compared with that. */
  readonly terms: string;
  readonly firstTerms: string;
  /** What it was revised to, and why: a record kept elsewhere tells that again when it is imported again. */
  readonly revisions: readonly string[];
  readonly amount: Amount;
  readonly withdrawn: boolean;
  /** The agreement that lays it down, if one does. */
  readonly committed: { readonly agreementId: string; readonly version: number } | null;
  readonly value: Money | null;
}

interface Delivery {
  readonly lineId: string;
  readonly partnerId: string;
  readonly stated: string;
  readonly withdrawn: boolean;
}

export interface BenefitClaim {
  readonly lineId: string;
  readonly partnerId: string;
  readonly stated: string;
  readonly withdrawn: boolean;
  readonly answers: Readonly<Record<string, "confirmed" | "disputed">>;
}

export interface ExchangeState {
  readonly lines: Readonly<Record<string, ExchangeLine>>;
  readonly matches: Readonly<Record<string, { readonly bringId: string; readonly getId: string; readonly released: boolean }>>;
  readonly deliveries: Readonly<Record<string, Delivery>>;
  readonly claims: Readonly<Record<string, BenefitClaim>>;
  readonly terms: { readonly floor: Money; readonly reference: Money } | null;
}
export const noExchange: ExchangeState = { lines: {}, matches: {}, deliveries: {}, claims: {}, terms: null };

export function evolveExchange(state: ExchangeState, event: AllianceEvent): ExchangeState {
  const line = (lineId: string, change: Partial<ExchangeLine>): ExchangeState => {
    const known = state.lines[lineId];
    return known ? { ...state, lines: { ...state.lines, [lineId]: { ...known, ...change } } } : state;
  };
  switch (event.type) {
    case "BringOffered":
    case "GetRequested": {
      const { lineId, partnerId, amount } = event.data;
      const terms = said(event.data);
      const direction = event.type === "BringOffered" ? "bring" : "get";
      const offered: ExchangeLine = {
        lineId,
        partnerId,
        direction,
        terms,
        firstTerms: firstSaid(event.data),
        revisions: [],
        amount,
        withdrawn: false,
        committed: null,
        value: null,
      };
      return { ...state, lines: { ...state.lines, [lineId]: offered } };
    }
    case "BringGetLineRevised": {
      const { lineId, amount } = event.data;
      const revisions = [...(state.lines[lineId]?.revisions ?? []), revisionOf(event.data)];
      return line(lineId, { terms: said(event.data), amount, revisions });
    }
    case "BringGetLineWithdrawn":
      return line(event.data.lineId, { withdrawn: true });
    case "LineValued":
      return line(event.data.lineId, { value: event.data.value });
    case "BringGetLinesCommitted": {
      const { agreementId, version, lines } = event.data;
      const laidDown = new Set(lines.map(({ lineId }) => lineId));
      return committing(state, (known) =>
        laidDown.has(known.lineId) ? { agreementId, version } : known.committed?.agreementId === agreementId ? null : known.committed,
      );
    }
    // What has expired holds nothing; a renewal lays its lines down again.
    case "AgreementExpired":
    case "AgreementTerminated":
      return committing(state, (known) => (known.committed?.agreementId === event.data.agreementId ? null : known.committed));
    case "OfferMatchedToRequest": {
      const { matchId, bringId, getId } = event.data;
      return { ...state, matches: { ...state.matches, [matchId]: { bringId, getId, released: false } } };
    }
    case "MatchReleased": {
      const match = state.matches[event.data.matchId];
      return match ? { ...state, matches: { ...state.matches, [event.data.matchId]: { ...match, released: true } } } : state;
    }
    case "ContributionDelivered": {
      const { deliveryId, lineId } = event.data;
      const partnerId = state.lines[lineId]?.partnerId ?? "";
      return {
        ...state,
        deliveries: { ...state.deliveries, [deliveryId]: { lineId, partnerId, stated: saidOf(event.data), withdrawn: false } },
      };
    }
    case "ContributionDeliveryWithdrawn": {
      const delivery = state.deliveries[event.data.deliveryId];
      return delivery
        ? { ...state, deliveries: { ...state.deliveries, [event.data.deliveryId]: { ...delivery, withdrawn: true } } }
        : state;
    }
    case "BenefitClaimed": {
      const { claimId, lineId } = event.data;
      const partnerId = state.lines[lineId]?.partnerId ?? "";
      return claim(state, claimId, { lineId, partnerId, stated: saidOf(event.data), withdrawn: false, answers: {} });
    }
    case "BenefitConfirmed":
    case "BenefitDisputed": {
      const { claimId, partnerId } = event.data;
      const known = state.claims[claimId];
      const answer = event.type === "BenefitConfirmed" ? "confirmed" : "disputed";
      return known ? claim(state, claimId, { ...known, answers: { ...known.answers, [partnerId]: answer } }) : state;
    }
    case "BenefitClaimWithdrawn": {
      const known = state.claims[event.data.claimId];
      return known ? claim(state, event.data.claimId, { ...known, withdrawn: true }) : state;
    }
    case "BalanceTermsAgreed":
      return { ...state, terms: { floor: event.data.floor, reference: event.data.reference } };
    default:
      return state;
  }
}

const claim = (state: ExchangeState, claimId: string, known: BenefitClaim): ExchangeState => ({
  ...state,
  claims: { ...state.claims, [claimId]: known },
});

function committing(state: ExchangeState, committed: (line: ExchangeLine) => ExchangeLine["committed"]): ExchangeState {
  const lines = Object.entries(state.lines).map(([lineId, line]) => [lineId, { ...line, committed: committed(line) }] as const);
  return { ...state, lines: Object.fromEntries(lines) };
}

/** What a line says, in a form that two sayings can be compared in. */
const said = ({ category, description, amount, from, until, condition }: Terms): string =>
  JSON.stringify([category, description, unitOf(amount), amount.quantity, from, until, condition]);
const revisionOf = (revision: Terms & { readonly reason: string | null }): string => JSON.stringify([said(revision), revision.reason]);
const firstSaid = (line: Terms & { readonly reimburses?: boolean }): string => `${said(line)} ${String(line.reimburses ?? false)}`;
const saidOf = ({ lineId, amount }: { readonly lineId: string; readonly amount: Amount }): string =>
  JSON.stringify([lineId, unitOf(amount), amount.quantity]);

export const exchangeDeciders = {
  OfferBring: (state: AllianceState, command: Command<"OfferBring">, context: Context): Decision =>
    newLine(state, command, context, () => ({ type: "BringOffered", data: { ...placed(command), ...terms(command) } })),

  RequestGet: (state: AllianceState, command: Command<"RequestGet">, context: Context): Decision =>
    newLine(state, command, context, () => ({
      type: "GetRequested",
      data: { ...placed(command), ...terms(command), reimburses: command.reimburses },
    })),

  ReviseBringGetLine(state: AllianceState, command: Command<"ReviseBringGetLine">, context: Context): Decision {
    const { lineId, reason } = command;
    const line = state.exchange.lines[lineId];
    if (!line) return reject("unknown-line");
    if (line.terms === said(command)) return [];
    if (context.onBehalfOf !== null && line.revisions.includes(revisionOf(command))) return [];
    const fault = ofOneself(state, line, context) ?? soundTerms(command, context);
    if (fault) return fault;
    if (unitOf(command.amount) !== unitOf(line.amount) && (line.committed !== null || inUse(state, lineId)))
      return reject("unit-differs", { unit: line.amount.unit });
    return [{ type: "BringGetLineRevised", data: { lineId, ...terms(command), reason } }];
  },

  WithdrawBringGetLine(state: AllianceState, { lineId, reason }: Command<"WithdrawBringGetLine">, context: Context): Decision {
    const line = state.exchange.lines[lineId];
    if (!line) return reject("unknown-line");
    if (line.withdrawn) return [];
    const fault = ofOneself(state, line, context);
    if (fault) return fault;
    return line.committed ? reject("line-committed") : [{ type: "BringGetLineWithdrawn", data: { lineId, reason } }];
  },

  MatchOfferToRequest(state: AllianceState, { matchId, bringId, getId }: Command<"MatchOfferToRequest">, context: Context): Decision {
    const known = state.exchange.matches[matchId];
    if (known) return known.bringId === bringId && known.getId === getId ? [] : reject("id-taken");
    const fault = atTheTable(state, context);
    if (fault) return fault;
    const [bring, get] = [state.exchange.lines[bringId], state.exchange.lines[getId]];
    if (!bring || !get) return reject("unknown-line");
    if (bring.withdrawn || get.withdrawn) return reject("line-withdrawn");
    if (bring.direction !== "bring" || get.direction !== "get" || bring.partnerId === get.partnerId) return reject("no-match");
    const matched = Object.values(state.exchange.matches).some(
      (match) => !match.released && match.bringId === bringId && match.getId === getId,
    );
    return matched ? [] : [{ type: "OfferMatchedToRequest", data: { matchId, bringId, getId } }];
  },

  ReleaseMatch(state: AllianceState, { matchId, reason }: Command<"ReleaseMatch">, context: Context): Decision {
    const match = state.exchange.matches[matchId];
    if (!match) return reject("unknown-match");
    if (match.released) return [];
    return atTheTable(state, context) ?? [{ type: "MatchReleased", data: { matchId, reason } }];
  },

  ValueLine(state: AllianceState, { lineId, value, decisionId }: Command<"ValueLine">, context: Context): Decision {
    const line = state.exchange.lines[lineId];
    if (!line) return reject("unknown-line");
    if (line.value?.currency === value.currency && line.value.quantity === value.quantity) return [];
    const fault = asCorePartner(state, context) ?? soundMoney(value) ?? (line.withdrawn ? reject("line-withdrawn") : null);
    if (fault) return fault;
    const ungrounded = restsOnDecision(state, decisionId, context);
    if (ungrounded) return ungrounded.code === "needs-joint-decision" ? reject("valuation-not-agreed") : ungrounded;
    return [{ type: "LineValued", data: { lineId, value, decisionId } }];
  },

  DeliverContribution(state: AllianceState, command: Command<"DeliverContribution">, context: Context): Decision {
    const { deliveryId, lineId, amount, note } = command;
    const known = state.exchange.deliveries[deliveryId];
    if (known) return known.stated === saidOf(command) ? [] : reject("id-taken");
    return onLine(state, command, "bring", context) ?? [{ type: "ContributionDelivered", data: { deliveryId, lineId, amount, note } }];
  },

  WithdrawContributionDelivery(
    state: AllianceState,
    { deliveryId, reason }: Command<"WithdrawContributionDelivery">,
    context: Context,
  ): Decision {
    const delivery = state.exchange.deliveries[deliveryId];
    if (!delivery) return reject("unknown-delivery");
    if (delivery.withdrawn) return [];
    const partner = speakingFor(state, delivery.partnerId, context);
    return "kind" in partner ? partner : [{ type: "ContributionDeliveryWithdrawn", data: { deliveryId, reason } }];
  },

  ClaimBenefit(state: AllianceState, command: Command<"ClaimBenefit">, context: Context): Decision {
    const { claimId, lineId, amount, note } = command;
    const known = state.exchange.claims[claimId];
    if (known) return known.stated === saidOf(command) ? [] : reject("id-taken");
    return onLine(state, command, "get", context) ?? [{ type: "BenefitClaimed", data: { claimId, lineId, amount, note } }];
  },

  ConfirmBenefit(state: AllianceState, { claimId, partnerId }: Command<"ConfirmBenefit">, context: Context): Decision {
    const known = state.exchange.claims[claimId];
    if (!known) return reject("unknown-claim");
    if (known.answers[partnerId] === "confirmed") return [];
    return answering(state, known, partnerId, context) ?? [{ type: "BenefitConfirmed", data: { claimId, partnerId } }];
  },

  DisputeBenefit(state: AllianceState, { claimId, partnerId, reason }: Command<"DisputeBenefit">, context: Context): Decision {
    const known = state.exchange.claims[claimId];
    if (!known) return reject("unknown-claim");
    if (known.answers[partnerId] === "disputed") return [];
    return answering(state, known, partnerId, context) ?? [{ type: "BenefitDisputed", data: { claimId, partnerId, reason } }];
  },

  WithdrawBenefitClaim(state: AllianceState, { claimId, reason }: Command<"WithdrawBenefitClaim">, context: Context): Decision {
    const known = state.exchange.claims[claimId];
    if (!known) return reject("unknown-claim");
    if (known.withdrawn) return [];
    const partner = speakingFor(state, known.partnerId, context);
    return "kind" in partner ? partner : [{ type: "BenefitClaimWithdrawn", data: { claimId, reason } }];
  },

  AgreeBalanceTerms(state: AllianceState, { floor, reference, decisionId }: Command<"AgreeBalanceTerms">, context: Context): Decision {
    if (JSON.stringify(state.exchange.terms) === JSON.stringify({ floor, reference })) return [];
    const fault = asCorePartner(state, context) ?? soundMoney(floor) ?? soundMoney(reference);
    if (fault) return fault;
    if (floor.currency !== reference.currency) return reject("currencies-differ");
    return restsOnDecision(state, decisionId, context) ?? [{ type: "BalanceTermsAgreed", data: { floor, reference, decisionId } }];
  },
};

const placed = ({ lineId, partnerId }: Pick<Command<"OfferBring">, "lineId" | "partnerId">) => ({ lineId, partnerId });
const terms = ({ category, description, amount, from, until, condition }: Terms): Terms => ({
  category,
  description,
  amount,
  from,
  until,
  condition,
});

function newLine(
  state: AllianceState,
  command: Command<"OfferBring"> | Command<"RequestGet">,
  context: Context,
  fact: () => ExchangeFact,
): Decision {
  const { lineId, partnerId } = command;
  const known = state.exchange.lines[lineId];
  const direction = command.type === "OfferBring" ? "bring" : "get";
  if (known)
    return known.partnerId === partnerId && known.direction === direction && known.firstTerms === firstSaid(command)
      ? []
      : reject("id-taken");
  const partner = settlingFor(state, partnerId, context);
  if ("kind" in partner) return partner;
  return soundTerms(command, context) ?? [fact()];
}

/** Whether the caller speaks for the partner whose line it is, and the line still stands. */
function ofOneself(state: AllianceState, line: ExchangeLine, context: Context): Rejection | null {
  const partner = settlingFor(state, line.partnerId, context);
  if ("kind" in partner) return partner;
  return line.withdrawn ? reject("line-withdrawn") : null;
}

/** As {@link speakingFor}; and a record kept elsewhere may still settle what a partner that left brought and got. */
function settlingFor(state: AllianceState, partnerId: string, context: Context): Partner | Rejection {
  const partner = state.partners.partners[partnerId];
  return partner?.left && context.operator && context.onBehalfOf === partnerId ? partner : speakingFor(state, partnerId, context);
}

/** What is delivered or received belongs to a line of that direction, of the caller's own, and is measured as the line is. */
function onLine(
  state: AllianceState,
  { lineId, amount }: { readonly lineId: string; readonly amount: Amount },
  direction: ExchangeLine["direction"],
  context: Context,
): Rejection | null {
  const line = state.exchange.lines[lineId];
  if (!line) return reject("unknown-line");
  const fault = ofOneself(state, line, context);
  if (fault) return fault;
  if (line.direction !== direction) return direction === "bring" ? reject("not-a-bring") : reject("not-a-get");
  if (amount.quantity <= 0) return reject("amount-not-positive");
  return unitOf(amount) === unitOf(line.amount) ? null : reject("unit-differs", { unit: line.amount.unit });
}

/** Another partner at the table says whether it was received. */
function answering(state: AllianceState, known: BenefitClaim, partnerId: string, context: Context): Rejection | null {
  if (known.withdrawn) return reject("claim-withdrawn");
  if (known.partnerId === partnerId) return reject("own-claim");
  const partner = speakingFor(state, partnerId, context);
  if ("kind" in partner) return partner;
  if (partner.ring === "free-space") return reject("not-your-partner");
  const claimant = state.partners.partners[known.partnerId];
  // An organisation with two places cannot answer from one what it claims from the other.
  return claimant?.organisationId != null && claimant.organisationId === partner.organisationId ? reject("own-claim") : null;
}

/** Whether amounts were recorded on the line that are measured as it is now. */
const inUse = (state: AllianceState, lineId: string): boolean => {
  const ofLine = (known: Delivery | BenefitClaim) => known.lineId === lineId;
  return Object.values(state.exchange.deliveries).some(ofLine) || Object.values(state.exchange.claims).some(ofLine);
};

function soundTerms({ amount, from, until }: Terms, context: Context): Rejection | null {
  // A record kept elsewhere may know that somebody brought nothing; whoever speaks for itself has nothing to say then.
  if (amount.quantity < 0 || (amount.quantity === 0 && context.onBehalfOf === null)) return reject("amount-not-positive");
  if (amount.unit === "money" && !currencies.has(amount.currency)) return reject("unknown-currency", { currency: amount.currency });
  return from !== null && until !== null && until < from ? reject("valid-until-before-from") : null;
}

/** Money somebody states: not negative, in a currency that exists. */
export function soundMoney(money: Money): Rejection | null {
  if (money.quantity < 0) return reject("amount-not-positive");
  return currencies.has(money.currency) ? null : reject("unknown-currency", { currency: money.currency });
}
