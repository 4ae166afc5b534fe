/**
 * Ambition = promise × commitment × doing, each from 0 to 1, per partner and for the partners together: if one is zero, all is zero.
 * This is the measured reading, of what events show; what partners themselves score for the three is another reading beside it.
 * Where data is missing a figure is `null` with its reason, never 0. Source: measures.md ("Ambition = promise × commitment × doing"),
 * domain.md 11.3 (`ambt-formula`).
 */

export const factorNames = ["promise", "commitment", "doing"] as const;
export type FactorName = (typeof factorNames)[number];

/** Why a figure is not given. */
export const noFigureReasons = ["no-partners", "no-ambition", "nothing-pledged", "nothing-due"] as const;
export type NoFigureReason = (typeof noFigureReasons)[number];

/** How many of how many. */
export interface Share {
  readonly counted: number;
  readonly of: number;
}

/** A figure from 0 to 1 with the shares it is the product of, or why there is none. */
export type Factor =
  | { readonly value: number; readonly shares: readonly Share[] }
  | { readonly value: null; readonly reason: NoFigureReason };

export interface AmbitionFigures {
  /** The share of the partners whose gain and input the current version states. */
  readonly promise: Factor;
  /** The share of the partners that endorse the current version × the share of what they pledged that agreements in force lay down. */
  readonly commitment: Factor;
  /** The share of the commitments due that were fulfilled on time, or late with agreement. */
  readonly doing: Factor;
  /** The three multiplied; null when one of them is. */
  readonly product: number | null;
  /** The lowest of the figures that are given, the first of equals; null when none is given. */
  readonly lowest: FactorName | null;
}

export interface AmbitionInput {
  /** The partners of the strategic core and the complementary ring that take part now. */
  readonly partnerIds: readonly string[];
  /** The current version; null while there is none. */
  readonly version: {
    readonly partners: readonly { readonly partnerId: string; readonly gain: string | null; readonly input: string | null }[];
    /** The partners that stand behind it now. */
    readonly endorsedBy: readonly string[];
  } | null;
  /** By partner: how many lines it brings that are not withdrawn, and how many of those agreements in force lay down. */
  readonly pledges: Readonly<Record<string, { readonly pledged: number; readonly laidDown: number }>>;
  /** Every commitment; one that another partner waived no longer counts. */
  readonly commitments: readonly {
    readonly partnerId: string;
    /** The day it is due after what was granted, so that late with agreement is on time. */
    readonly dueOn: string;
    readonly fulfilledOn: string | null;
    readonly waived: boolean;
  }[];
  /** The alliance's local day. A commitment counts once the day it is due has passed: until then it can still be kept. */
  readonly today: string;
}

export interface AmbitionMeasure {
  readonly together: AmbitionFigures;
  readonly partners: readonly (AmbitionFigures & { readonly partnerId: string })[];
}

/** Measures promise, commitment and doing, per partner (in the order given) and together. Unit: none, 0…1. Pure. */
export function ambitionOf(input: AmbitionInput): AmbitionMeasure {
  return {
    together: figuresOf(input, input.partnerIds),
    partners: input.partnerIds.map((partnerId) => ({ partnerId, ...figuresOf(input, [partnerId]) })),
  };
}

function figuresOf(input: AmbitionInput, partnerIds: readonly string[]): AmbitionFigures {
  const factors = { promise: promiseOf(input, partnerIds), commitment: commitmentOf(input, partnerIds), doing: doingOf(input, partnerIds) };
  const { promise, commitment, doing } = factors;
  const product =
    promise.value === null || commitment.value === null || doing.value === null ? null : promise.value * commitment.value * doing.value;
  const given = factorNames.flatMap((name) => {
    const { value } = factors[name];
    return value === null ? [] : [{ name, value }];
  });
  const least = Math.min(...given.map(({ value }) => value));
  return { ...factors, product, lowest: given.find(({ value }) => value === least)?.name ?? null };
}

function promiseOf({ version }: AmbitionInput, partnerIds: readonly string[]): Factor {
  if (partnerIds.length === 0) return missing("no-partners");
  if (version === null) return missing("no-ambition");
  const stated = new Set(version.partners.flatMap(({ partnerId, gain, input }) => (gain !== null && input !== null ? [partnerId] : [])));
  return multiplied(shareOf(partnerIds, (partnerId) => stated.has(partnerId)));
}

function commitmentOf({ version, pledges }: AmbitionInput, partnerIds: readonly string[]): Factor {
  if (partnerIds.length === 0) return missing("no-partners");
  if (version === null) return missing("no-ambition");
  const endorsed = new Set(version.endorsedBy);
  const laidDown = partnerIds.reduce(
    (sum: Share, partnerId) => {
      const own = Object.hasOwn(pledges, partnerId) ? pledges[partnerId] : undefined;
      return { counted: sum.counted + (own?.laidDown ?? 0), of: sum.of + (own?.pledged ?? 0) };
    },
    { counted: 0, of: 0 },
  );
  if (laidDown.of === 0) return missing("nothing-pledged");
  return multiplied(
    shareOf(partnerIds, (partnerId) => endorsed.has(partnerId)),
    laidDown,
  );
}

function doingOf({ commitments, today }: AmbitionInput, partnerIds: readonly string[]): Factor {
  if (partnerIds.length === 0) return missing("no-partners");
  const asked = new Set(partnerIds);
  const due = commitments.filter(({ partnerId, dueOn, waived }) => asked.has(partnerId) && !waived && dueOn < today);
  if (due.length === 0) return missing("nothing-due");
  return multiplied(shareOf(due, ({ dueOn, fulfilledOn }) => fulfilledOn !== null && fulfilledOn <= dueOn));
}

const missing = (reason: NoFigureReason): Factor => ({ value: null, reason });

function shareOf<Item>(items: readonly Item[], counts: (item: Item) => boolean): Share {
  return { counted: items.filter(counts).length, of: items.length };
}

const multiplied = (...shares: readonly Share[]): Factor => ({
  value: shares.reduce((value, { counted, of }) => value * (counted / of), 1),
  shares,
});
