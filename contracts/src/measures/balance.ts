import { unitOf, type Amount, type Money } from "../amount.ts";
import type { RingId } from "../method/rings.ts";
import type { Dossier, DossierEntry } from "../views/dossier.ts";
import type { Claim, Ledger, LedgerLine } from "../views/ledger.ts";

/**
 * The win/lose balance, measured reading: what events show of what each partner brought and got. What partners judge is another reading
 * beside it, never mixed in. Source: measures.md (win/lose balance), domain.md 10.5 and 13.
 * Money is in minor units. Where data is missing a figure is `null`, never 0.
 */

/** A difference below this share of what a partner brought is none. */
const EPSILON_PERCENT = 5;
/** Shares of all got and of all brought that lie further apart than this are not fair. */
const FAIR_POINTS = 10;
/** Below this share of valued lines the money says too little for an outcome. */
const COVERAGE_PERCENT = 80;

export interface BalancePartner {
  readonly partnerId: string;
  readonly ring: RingId;
  /** Whether it takes part now; those that left keep their sums and have no say in the outcome. */
  readonly present: boolean;
}

/** Quantities by unit ({@link unitOf}); unlike units are never added. */
export type Sums = Readonly<Record<string, number>>;

/** Planned is what agreements in force lay down; realised is delivered, or received and confirmed. */
export interface Sides<Value> {
  readonly plannedBring: Value;
  readonly plannedGet: Value;
  readonly brought: Value;
  readonly got: Value;
}

export interface PartnerBalance extends Sides<Sums> {
  readonly partnerId: string;
  readonly ring: RingId;
  readonly present: boolean;
  /** What can be told in money of the balance's currency; null when none of its lines has a value. */
  readonly money: Sides<number> | null;
  /** got − brought. */
  readonly net: number | null;
  readonly plannedNet: number | null;
  /** Delivered ÷ committed, by unit; null where nothing is committed. */
  readonly progress: Readonly<Record<string, number>>;
  readonly position: "better" | "worse" | "even" | null;
  /** This partner's shares of all that was brought and got, 0…1; null while there is nothing to divide. */
  readonly shareBrought: number | null;
  readonly shareGot: number | null;
  readonly fair: boolean | null;
}

/** Why no outcome is given. */
export const noOutcomeReasons = [
  "nothing-realised",
  "benefits-unconfirmed",
  "reimburses-cost",
  "several-currencies",
  "too-little-valued",
  "one-partner",
] as const;
export type NoOutcomeReason = (typeof noOutcomeReasons)[number];

export type Outcome =
  | { readonly label: null; readonly reason: NoOutcomeReason }
  | {
      readonly label: "lose-lose" | "win-lose" | "compromise" | "win-win";
      /** Who gains far more and who less than its share, by partner; told with win–lose. */
      readonly more: readonly string[];
      readonly less: readonly string[];
    };

export interface Balance {
  /** The one currency the money is in; null when there is no money or more than one currency. */
  readonly currency: string | null;
  /** How many of the lines that count have a value in that currency. */
  readonly coverage: { readonly valued: number; readonly lines: number };
  readonly partners: readonly PartnerBalance[];
  readonly outcome: Outcome;
}

/** What of a claim counts: confirmed by another and disputed by nobody; waiting or disputed; or taken back. */
export function claimState(claim: Claim): "confirmed" | "disputed" | "waiting" | "withdrawn" {
  if (claim.withdrawn) return "withdrawn";
  if (claim.answers.some((given) => given.answer === "disputed")) return "disputed";
  return claim.answers.length > 0 ? "confirmed" : "waiting";
}

/** How much of a line was realised, in the line's own unit. */
export function realisedOf(line: LedgerLine): number {
  const amounts =
    line.direction === "bring"
      ? line.deliveries.filter((delivery) => delivery.withdrawn === null).map(({ amount }) => amount)
      : line.claims.filter((claim) => claimState(claim) === "confirmed").map(({ amount }) => amount);
  return amounts.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** What a quantity of a line is worth: money itself, else its share of the agreed value of the whole, to the nearest minor unit. */
export function worthOf(line: LedgerLine, quantity: number): Money | null {
  const whole: Amount = line.committed?.amount ?? line.amount;
  // What is recorded in one unit says nothing about what was laid down in another.
  if (unitOf(whole) !== unitOf(line.amount)) return null;
  if (whole.unit === "money") return { currency: whole.currency, quantity };
  const value = line.committed?.value ?? line.valued?.value ?? null;
  if (value === null || whole.quantity === 0) return null;
  return { currency: value.currency, quantity: Math.round((value.quantity * quantity) / whole.quantity) };
}

/** Lines that say something by now: committed, delivered or received. Mere offers and wishes do not. */
const counting = (ledger: Ledger): readonly LedgerLine[] =>
  ledger.lines.filter(
    (line) =>
      line.committed !== null ||
      line.deliveries.some((delivery) => delivery.withdrawn === null) ||
      line.claims.some((claim) => claim.withdrawn === null),
  );

/**
 * The balance of an alliance.
 * @param partners everybody who has or had a place; outcome and shares are over the core and the ring as they are now.
 */
export function balanceOf(ledger: Ledger, partners: readonly BalancePartner[]): Balance {
  const lines = counting(ledger);
  const currencies = new Set(lines.flatMap((line) => worthOf(line, 0)?.currency ?? []));
  const currency = ledger.terms?.floor.currency ?? (currencies.size === 1 ? ([...currencies][0] ?? null) : null);
  const inMoney = (line: LedgerLine, quantity: number): number | null => {
    const worth = worthOf(line, quantity);
    return worth !== null && worth.currency === currency ? worth.quantity : null;
  };
  const valued = lines.filter((line) => inMoney(line, 0) !== null).length;
  const floor = ledger.terms?.floor.currency === currency ? (ledger.terms?.floor.quantity ?? 0) : 0;
  const reference = ledger.terms?.reference.currency === currency ? (ledger.terms?.reference.quantity ?? 0) : 0;

  const sums = partners.map((partner) => sumsOf(partner, lines, inMoney));
  const counted = sums.filter((partner) => partner.present && partner.ring !== "free-space");
  const allBrought = total(counted.map((partner) => partner.money?.brought ?? 0));
  const allGot = total(counted.map((partner) => partner.money?.got ?? 0));
  const withShares = sums.map((partner): PartnerBalance => {
    if (partner.money === null || !counted.includes(partner)) return partner;
    const { brought, got } = partner.money;
    const net = got - brought;
    const threshold = Math.max(brought * EPSILON_PERCENT, floor * 100);
    return {
      ...partner,
      position: net * 100 < -threshold ? "worse" : net * 100 > threshold ? "better" : "even",
      shareBrought: allBrought === 0 ? null : brought / allBrought,
      shareGot: allGot === 0 ? null : got / allGot,
      fair: allBrought === 0 && allGot === 0 ? null : isFair({ brought, got }, { brought: allBrought, got: allGot }),
    };
  });
  const judged = withShares.filter((partner) => partner.present && partner.ring !== "free-space");
  const outcome = outcomeOf({
    judged,
    lines,
    severalCurrencies: currency === null && currencies.size > 1,
    coverage: lines.length === 0 ? 0 : (valued * 100) / lines.length,
    created: allGot - allBrought,
    reference,
  });
  // What is too little for an outcome is too little to say who is better or worse off.
  const told = outcome.label === null ? sums : withShares;
  return { currency, coverage: { valued, lines: lines.length }, partners: told, outcome };
}

function sumsOf(
  { partnerId, ring, present }: BalancePartner,
  lines: readonly LedgerLine[],
  inMoney: (line: LedgerLine, quantity: number) => number | null,
): PartnerBalance {
  const sides = { plannedBring: new Map<string, number>(), plannedGet: new Map(), brought: new Map(), got: new Map() };
  const money = { plannedBring: 0, plannedGet: 0, brought: 0, got: 0 };
  const delivered = new Map<string, number>();
  let hasMoney = false;
  for (const line of lines) {
    if (line.partnerId !== partnerId) continue;
    const [planned, realised] = line.direction === "bring" ? (["plannedBring", "brought"] as const) : (["plannedGet", "got"] as const);
    const unit = unitOf(line.amount);
    const done = realisedOf(line);
    if (line.committed) add(sides[planned], unitOf(line.committed.amount), line.committed.amount.quantity);
    if (done > 0) add(sides[realised], unit, done);
    if (line.committed && line.direction === "bring") add(delivered, unit, done);
    const worth = inMoney(line, done);
    if (worth === null) continue;
    hasMoney = true;
    money[realised] += worth;
    money[planned] += line.committed ? (inMoney(line, line.committed.amount.quantity) ?? 0) : 0;
  }
  const progress = Object.fromEntries(
    [...sides.plannedBring].flatMap(([unit, planned]) => (planned > 0 ? [[unit, (delivered.get(unit) ?? 0) / planned] as const] : [])),
  );
  return {
    partnerId,
    ring,
    present,
    plannedBring: Object.fromEntries(sides.plannedBring),
    plannedGet: Object.fromEntries(sides.plannedGet),
    brought: Object.fromEntries(sides.brought),
    got: Object.fromEntries(sides.got),
    money: hasMoney ? money : null,
    net: hasMoney ? money.got - money.brought : null,
    plannedNet: hasMoney ? money.plannedGet - money.plannedBring : null,
    progress,
    position: null,
    shareBrought: null,
    shareGot: null,
    fair: null,
  };
}

interface Judging {
  readonly judged: readonly PartnerBalance[];
  readonly lines: readonly LedgerLine[];
  readonly severalCurrencies: boolean;
  /** Per cent. */
  readonly coverage: number;
  readonly created: number;
  readonly reference: number;
}

/** The measured outcome: the first condition that holds, in the order of measures.md. */
function outcomeOf({ judged, lines, severalCurrencies, coverage, created, reference }: Judging): Outcome {
  const none = (reason: NoOutcomeReason): Outcome => ({ label: null, reason });
  if (lines.some((line) => line.reimburses)) return none("reimburses-cost");
  const claims = lines.flatMap((line) => line.claims.map(claimState));
  if (claims.some((state) => state === "waiting" || state === "disputed")) return none("benefits-unconfirmed");
  if (!lines.some((line) => realisedOf(line) > 0)) return none("nothing-realised");
  if (!claims.includes("confirmed")) return none("benefits-unconfirmed");
  if (judged.length < 2) return none("one-partner");
  if (severalCurrencies) return none("several-currencies");
  if (coverage < COVERAGE_PERCENT) return none("too-little-valued");

  // Whoever has no line in money brought and got nothing of it.
  const positions = judged.map((partner) => partner.position ?? "even");
  const parted = judged.filter((partner) => partner.fair === false);
  const gaining = (partner: PartnerBalance) => (partner.shareGot ?? 0) - (partner.shareBrought ?? 0);
  const more = judged.filter((partner) => partner.fair === false && gaining(partner) > 0).map((partner) => partner.partnerId);
  const less = judged
    .filter((partner) => partner.position === "worse" || (partner.fair === false && gaining(partner) < 0))
    .map((partner) => partner.partnerId);
  if (positions.every((position) => position === "worse")) return { label: "lose-lose", more: [], less };
  if (positions.includes("worse") || parted.length > 0) return { label: "win-lose", more, less };
  if (positions.every((position) => position === "better") && created > reference) return { label: "win-win", more: [], less: [] };
  return { label: "compromise", more: [], less: [] };
}

interface Both {
  readonly brought: number;
  readonly got: number;
}
/** |share of got − share of brought| ≤ 10 points, without rounding; a share of nothing is 0. */
function isFair(own: Both, all: Both): boolean {
  const [brought, got, allBrought, allGot] = [own.brought, own.got, all.brought || 1, all.got || 1].map((value) => BigInt(value));
  if (brought === undefined || got === undefined || allBrought === undefined || allGot === undefined) return false;
  const apart = got * allBrought - brought * allGot;
  return (apart < 0n ? -apart : apart) * 100n <= BigInt(FAIR_POINTS) * allBrought * allGot;
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
function add(sums: Map<string, number>, unit: string, quantity: number): void {
  sums.set(unit, (sums.get(unit) ?? 0) + quantity);
}

interface Step {
  readonly lineId: string;
  readonly at: string;
  readonly revision: number;
  readonly brought: number | null;
  readonly got: number | null;
}

/** A point of a partner's trail: what it had brought and got by then, in money. */
export interface TrailPoint extends Both {
  /** The line that moved it. */
  readonly lineId: string;
  readonly at: string;
  readonly revision: number;
  readonly net: number;
}

/**
 * How a partner's balance came about: a point for each delivery, and for each receipt at the moment it was confirmed. Lines without a
 * value in the currency leave no trace.
 */
export function trailOf(ledger: Ledger, partnerId: string, currency: string): TrailPoint[] {
  const steps = ledger.lines
    .filter((line) => line.partnerId === partnerId)
    .flatMap((line): Step[] => {
      const worth = (amount: Amount) => {
        const money = worthOf(line, amount.quantity);
        return money?.currency === currency ? money.quantity : null;
      };
      const delivered = line.deliveries
        .filter((delivery) => delivery.withdrawn === null)
        .map(({ amount, delivered: { at, revision } }) => ({ lineId: line.lineId, at, revision, brought: worth(amount), got: 0 }));
      const confirmed = line.claims
        .filter((claim) => claimState(claim) === "confirmed")
        .map((claim) => {
          // It counts from the first word that confirmed it; a word that came later adds nothing.
          const [first = claim.claimed] = claim.answers.map(({ given }) => given).toSorted((a, b) => a.revision - b.revision);
          return { lineId: line.lineId, at: first.at, revision: first.revision, brought: 0, got: worth(claim.amount) };
        });
      return line.direction === "bring" ? delivered : confirmed;
    })
    .filter((step) => step.brought !== null && step.got !== null)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.revision - b.revision));
  let [brought, got] = [0, 0];
  return steps.map(({ lineId, at, revision, ...step }) => {
    brought += step.brought ?? 0;
    got += step.got ?? 0;
    return { lineId, at, revision, brought, got, net: got - brought };
  });
}

/**
 * Money a partner adds of its own where what it gets only pays back cost: its planned cost less what it and the partners under it are
 * paid back. A reported sum of its own, not a net. Null when its cost or what it gets is not known: that of a partner whose cost stands in
 * another's, say.
 * Source: measures.md (own money of the horizon data).
 */
export function ownMoney(
  balance: Balance,
  partners: readonly { readonly partnerId: string; readonly under: string | null }[],
  partnerId: string,
): number | null {
  const of = (id: string) => balance.partners.find((partner) => partner.partnerId === id);
  const own = of(partnerId);
  const unit = `money:${balance.currency}`;
  if (!own?.money || own.plannedBring[unit] === undefined || own.plannedGet[unit] === undefined) return null;
  const under = partners.filter((partner) => partner.under === partnerId).map((partner) => of(partner.partnerId)?.money?.plannedGet ?? 0);
  return own.money.plannedBring - own.money.plannedGet - total(under);
}

/** A partner's balance as only it can see it: its own costs, valuations and benefits in the place of what is shared. */
export interface OwnBalance {
  readonly currency: string;
  readonly brought: number;
  readonly got: number;
  readonly net: number;
  /** Lines that count without any value, shared or own: their worth is unknown. */
  readonly unvalued: number;
}

/**
 * Folds a dossier and the shared ledger together: all its own costs and gains, whatever line they are about; what a line cost the partner
 * itself takes the place of its shared worth, and what a line is worth to it counts for the part that was realised. Null while nothing has a value, or more than one
 * currency is in play. Source: measures.md ("its own balance page folds both").
 */
export function ownBalanceOf(ledger: Ledger, dossier: Dossier, partnerIds: readonly string[]): OwnBalance | null {
  const entries = dossier.entries.filter((entry) => entry.withdrawn === null);
  const lines = counting(ledger).filter((line) => partnerIds.includes(line.partnerId));
  const currencies = new Set([
    ...entries.map((entry) => entry.money.currency),
    ...lines.flatMap((line) => worthOf(line, 0)?.currency ?? []),
  ]);
  const [currency] = currencies;
  if (currency === undefined || currencies.size > 1) return null;
  const quantities = (kind: DossierEntry["kind"], lineId?: string) =>
    entries
      .filter((entry) => entry.kind === kind && (lineId === undefined || entry.lineId === lineId))
      .map((entry) => entry.money.quantity);
  let [brought, got, unvalued] = [total(quantities("cost")), total(quantities("benefit")), 0];
  for (const line of lines) {
    // What it cost stands for what it is worth to others.
    if (line.direction === "bring" && quantities("cost", line.lineId).length > 0) continue;
    const realised = realisedOf(line);
    const whole = line.committed?.amount.quantity ?? line.amount.quantity;
    const valuation = quantities("valuation", line.lineId).at(-1);
    const worth =
      valuation !== undefined && whole > 0 ? Math.round((valuation * realised) / whole) : (worthOf(line, realised)?.quantity ?? null);
    if (worth === null) unvalued += 1;
    else if (line.direction === "bring") brought += worth;
    else got += worth;
  }
  return { currency, brought, got, net: got - brought, unvalued };
}
