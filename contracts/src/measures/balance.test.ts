import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Amount } from "../amount.ts";
import { id } from "../events/story.ts";
import type { Dossier, DossierEntry } from "../views/dossier.ts";
import type { Ledger, LedgerLine } from "../views/ledger.ts";
import type { Provenance } from "../views/provenance.ts";
import { balanceOf, ownBalanceOf, ownMoney, realisedOf, trailOf, worthOf, type BalancePartner } from "./balance.ts";

const [P, Q, R] = [id(1), id(2), id(3)];
const core = (partnerId: string): BalancePartner => ({ partnerId, ring: "core", present: true });
const given = (revision: number): Provenance => ({
  at: `2026-03-${String((revision % 28) + 1).padStart(2, "0")}T09:00:00.000Z`,
  recordedAt: "2026-03-01T09:00:00.000Z",
  by: { kind: "person", id: id(9), organisationId: id(8) },
  reported: false,
  revision,
});
const euros = (quantity: number): Amount => ({ unit: "money", currency: "EUR", quantity: quantity * 100 });
const hours = (quantity: number): Amount => ({ unit: "hours", quantity });
let made = 100;
const next = () => (made += 1);

/** A line that was committed as it says, and of which so much was realised (confirmed, where it is a get). */
function line(partnerId: string, direction: "bring" | "get", amount: Amount, realised: number, more: Partial<LedgerLine> = {}): LedgerLine {
  const done = { ...amount, quantity: amount.unit === "money" ? realised * 100 : realised };
  const answer = { partnerId: id(7), answer: "confirmed" as const, reason: null, given: given(next()) };
  return {
    lineId: id(next()),
    partnerId,
    direction,
    category: "means",
    description: "Something",
    amount,
    from: null,
    until: null,
    condition: null,
    reimburses: false,
    stated: given(next()),
    revised: null,
    withdrawn: null,
    valued: null,
    committed: { agreementId: id(4), version: 1, amount, value: null, ...given(next()) },
    deliveries:
      direction === "bring" && realised > 0
        ? [{ deliveryId: id(next()), amount: done, note: null, delivered: given(next()), withdrawn: null }]
        : [],
    claims:
      direction === "get" && realised > 0
        ? [{ claimId: id(next()), amount: done, note: null, claimed: given(next()), answers: [answer], withdrawn: null }]
        : [],
    ...more,
  };
}
const ledgerOf = (lines: readonly LedgerLine[], more: Partial<Ledger> = {}): Ledger => ({
  allianceId: id(5),
  lines: [...lines],
  matches: [],
  terms: null,
  revision: 1,
  recordedAt: null,
  ...more,
});
/** Each partner with what it brought and got, in euros. */
const told = (...sides: readonly (readonly [string, number, number])[]) =>
  ledgerOf(
    sides.flatMap(([partner, brought, got]) => [line(partner, "bring", euros(brought), brought), line(partner, "get", euros(got), got)]),
  );
const outcomeOf = (...sides: readonly (readonly [string, number, number])[]) =>
  balanceOf(
    told(...sides),
    sides.map(([partner]) => core(partner)),
  ).outcome;

describe("the measured outcome, by the table of measures.md", () => {
  test.each([
    ["both end with less than they brought", [P, 1000, 500], [Q, 1000, 500], "lose-lose"],
    ["one ends with less", [P, 1000, 1500], [Q, 1000, 900], "win-lose"],
    ["both gain, but one far more than its share", [P, 1000, 1100], [Q, 1000, 3000], "win-lose"],
    ["both gain, fairly", [P, 1000, 1500], [Q, 2000, 3000], "win-win"],
    ["both end about where they began", [P, 1000, 1020], [Q, 1000, 990], "compromise"],
    ["one gains, the other stays even, fairly", [P, 1000, 1100], [Q, 1000, 1000], "compromise"],
  ] as const)("%s", (_case, p, q, label) => {
    expect(outcomeOf(p, q)).toMatchObject({ label });
  });

  test("says who gains far more and who less", () => {
    expect(outcomeOf([P, 1000, 1100], [Q, 1000, 3000])).toEqual({ label: "win-lose", more: [Q], less: [P] });
  });

  test("needs more than the agreed reference to be win–win, and a floor makes small differences none", () => {
    const fair = told([P, 1000, 1500], [Q, 1000, 1500]);
    const terms = (floor: number, reference: number) => ({
      floor: { currency: "EUR", quantity: floor * 100 },
      reference: { currency: "EUR", quantity: reference * 100 },
      decisionId: null,
      ...given(1),
    });
    const partners = [core(P), core(Q)];
    expect(balanceOf({ ...fair, terms: terms(0, 999) }, partners).outcome).toMatchObject({ label: "win-win" });
    expect(balanceOf({ ...fair, terms: terms(0, 1000) }, partners).outcome).toMatchObject({ label: "compromise" });
    expect(balanceOf({ ...fair, terms: terms(600, 0) }, partners).outcome).toMatchObject({ label: "compromise" });
  });
});

describe("no outcome is given, with the reason,", () => {
  const partners = [core(P), core(Q)];
  const outcome = (lines: readonly LedgerLine[], of = partners) => balanceOf(ledgerOf(lines), of).outcome;
  const both = told([P, 1000, 1500], [Q, 1000, 1500]).lines;
  const [first] = both;
  if (!first) throw new Error("no line");

  test("while nothing was realised", () => {
    expect(outcome([])).toEqual({ label: null, reason: "nothing-realised" });
    expect(outcome([line(P, "bring", euros(10), 0)])).toEqual({ label: null, reason: "nothing-realised" });
  });
  test("while a benefit waits for another's word, is disputed, or none was claimed", () => {
    const open = line(P, "get", euros(10), 10);
    const waiting = { ...open, claims: open.claims.map((claim) => ({ ...claim, answers: [] })) };
    const disputed = {
      ...open,
      claims: open.claims.map((claim) => ({ ...claim, answers: claim.answers.map((a) => ({ ...a, answer: "disputed" as const })) })),
    };
    for (const pending of [waiting, disputed]) expect(outcome([...both, pending])).toEqual({ label: null, reason: "benefits-unconfirmed" });
    expect(outcome([line(P, "bring", euros(10), 10)])).toEqual({ label: null, reason: "benefits-unconfirmed" });
  });
  test("where money only pays back cost: sums are shown all the same", () => {
    const grant = [line(P, "bring", euros(100), 100), line(P, "get", euros(70), 70, { reimburses: true })];
    const balance = balanceOf(ledgerOf(grant), partners);
    expect(balance.outcome).toEqual({ label: null, reason: "reimburses-cost" });
    expect(balance.partners[0]).toMatchObject({ net: -3_000, plannedNet: -3_000 });
  });
  test("below 80 % of valued lines, and not at 80 %", () => {
    const unvalued = line(P, "bring", hours(10), 10);
    expect(outcome([...both, unvalued])).toMatchObject({ label: "win-win" });
    expect(outcome([...both, unvalued, line(Q, "bring", hours(10), 10)])).toEqual({ label: null, reason: "too-little-valued" });
  });
  test("over several currencies, and for one partner alone", () => {
    const dollars = line(Q, "bring", { unit: "money", currency: "USD", quantity: 100 }, 1);
    expect(outcome([...both, dollars])).toEqual({ label: null, reason: "several-currencies" });
    expect(outcome(both, [core(P)])).toEqual({ label: null, reason: "one-partner" });
  });
});

describe("sums", () => {
  test("stand per unit, planned and realised, and are never mixed", () => {
    const lines = [
      line(P, "bring", hours(100), 40.5),
      line(P, "bring", euros(1000), 250),
      line(P, "bring", { unit: "count", of: "introductions", quantity: 5 }, 2),
      line(P, "get", { unit: "points", quantity: 8 }, 8),
      line(P, "bring", hours(10), 0, { committed: null }),
    ];
    const [balance] = balanceOf(ledgerOf(lines), [core(P)]).partners;
    expect(balance).toMatchObject({
      plannedBring: { hours: 100, "money:EUR": 100_000, "count:introductions": 5 },
      plannedGet: { points: 8 },
      brought: { hours: 40.5, "money:EUR": 25_000, "count:introductions": 2 },
      got: { points: 8 },
      progress: { hours: 0.405, "money:EUR": 0.25, "count:introductions": 0.4 },
    });
  });

  test("a value agreed for a whole line counts for the part that was realised, to the cent", () => {
    const valued = line(P, "bring", hours(3), 1, {
      valued: { value: { currency: "EUR", quantity: 10_000 }, decisionId: id(6), ...given(2) },
    });
    expect(worthOf(valued, realisedOf(valued))).toEqual({ currency: "EUR", quantity: 3_333 });
    const inAgreement = {
      ...valued,
      committed: { ...line(P, "bring", hours(3), 0).committed!, value: { currency: "EUR", quantity: 900 } },
    };
    expect(worthOf(inAgreement, 2)).toEqual({ currency: "EUR", quantity: 600 });
  });

  test("a partner of the free space or one that left has sums and no place in the outcome", () => {
    const ledger = told([P, 1000, 1500], [Q, 1000, 1500], [R, 1000, 0]);
    for (const other of [
      { partnerId: R, ring: "free-space", present: true },
      { partnerId: R, ring: "core", present: false },
    ] as const) {
      const balance = balanceOf(ledger, [core(P), core(Q), other]);
      expect(balance.outcome).toMatchObject({ label: "win-win" });
      expect(balance.partners[2]).toMatchObject({ net: -100_000, position: null, fair: null });
    }
  });

  test("own money is cost less what a partner and those under it are paid back; unknown stays unknown", () => {
    const lines = [
      line(P, "bring", euros(1000), 0),
      line(P, "get", euros(600), 0, { reimburses: true }),
      line(Q, "bring", euros(0), 0),
      line(Q, "get", euros(150), 0, { reimburses: true }),
      line(R, "bring", euros(50), 0),
    ];
    const balance = balanceOf(ledgerOf(lines), [core(P), core(Q), core(R)]);
    const places = [
      { partnerId: P, under: null },
      { partnerId: Q, under: P },
      { partnerId: R, under: null },
    ];
    expect(places.map(({ partnerId }) => ownMoney(balance, places, partnerId))).toEqual([25_000, -15_000, null]);
  });

  test("the trail shows when a balance moved, in the order of the world", () => {
    const lines = [line(P, "bring", euros(100), 60), line(P, "get", euros(100), 80), line(P, "bring", hours(5), 5)];
    const trail = trailOf(ledgerOf(lines), P, "EUR");
    expect(trail.map(({ net }) => net).at(-1)).toBe(2_000);
    expect(trail).toHaveLength(2);
    expect(trail.map(({ at }) => at)).toEqual(trail.map(({ at }) => at).toSorted());
  });
});

describe("what was taken back or changed its unit", () => {
  const partners = [core(P), core(Q)];
  test("a delivery that was taken back leaves no line that counts", () => {
    const both = told([P, 1000, 1500], [Q, 1000, 1500]).lines;
    const mistaken = line(P, "bring", hours(10), 10, { committed: null });
    const back = {
      ...mistaken,
      deliveries: mistaken.deliveries.map((delivery) => ({ ...delivery, withdrawn: { reason: "Twice.", ...given(9) } })),
    };
    expect(balanceOf(ledgerOf([...both, back, { ...back, lineId: id(next()) }]), partners)).toMatchObject({
      coverage: { valued: 4, lines: 4 },
      outcome: { label: "win-win" },
    });
  });
  test("an amount in another unit than was laid down has no worth, rather than a wrong one", () => {
    const value = { currency: "EUR", quantity: 1_000_000 };
    const committed = { agreementId: id(4), version: 1, amount: hours(100), value, ...given(1) };
    expect(worthOf(line(P, "bring", euros(5000), 5000, { committed }), 500_000)).toBeNull();
    const inHours = line(P, "bring", hours(1), 0.25, { committed: { ...committed, amount: euros(100), value: null } });
    expect(() => balanceOf(ledgerOf([inHours]), partners)).not.toThrow();
  });
  test("nobody is called better or worse off where no outcome can be given", () => {
    const lines = [
      line(P, "bring", euros(100), 100),
      ...Array.from({ length: 6 }, () => line(Q, "bring", hours(5), 5)),
      line(Q, "get", euros(1), 1),
    ];
    const balance = balanceOf(ledgerOf(lines), partners);
    expect(balance.outcome).toMatchObject({ label: null, reason: "too-little-valued" });
    expect(balance.partners.map(({ position, fair }) => [position, fair])).toEqual([
      [null, null],
      [null, null],
    ]);
  });
  test("a receipt counts from the first word that confirmed it", () => {
    const got = line(P, "get", euros(100), 100);
    const [claim] = got.claims;
    const [word] = claim?.answers ?? [];
    if (!claim || !word) throw new Error("no claim");
    const later = { ...word, partnerId: id(6), given: { ...word.given, at: "2026-09-01T09:00:00.000Z", revision: 9_999 } };
    const trail = trailOf(ledgerOf([{ ...got, claims: [{ ...claim, answers: [later, word] }] }]), P, "EUR");
    expect(trail).toMatchObject([{ at: word.given.at, revision: word.given.revision }]);
  });
});

describe("one's own balance", () => {
  const entry = (kind: DossierEntry["kind"], quantity: number, lineId: string | null): DossierEntry => ({
    entryId: id(next()),
    kind,
    lineId,
    money: { currency: "EUR", quantity: quantity * 100 },
    description: "Ours",
    recorded: given(next()),
    withdrawn: null,
  });
  const dossier = (...entries: DossierEntry[]): Dossier => ({ entries, mandates: [], revision: 1 });
  const brings = line(P, "bring", hours(100), 50, {
    valued: { value: { currency: "EUR", quantity: 1_000_000 }, decisionId: null, ...given(1) },
  });
  const gets = line(P, "get", hours(10), 5);
  const others = line(Q, "bring", euros(70), 70);
  const ledger = ledgerOf([brings, gets, others]);

  test("counts all own costs and gains, whatever line they are about", () => {
    const own = dossier(entry("cost", 300, gets.lineId), entry("benefit", 5000, others.lineId), entry("cost", 20, null));
    // € 5,000 of what was brought is the shared worth of the half that was delivered.
    expect(ownBalanceOf(ledger, own, [P])).toEqual({ currency: "EUR", brought: 532_000, got: 500_000, net: -32_000, unvalued: 1 });
  });
  test("puts own cost in the place of shared worth, and own valuation on what was received", () => {
    const own = dossier(entry("cost", 4000, brings.lineId), entry("valuation", 900, gets.lineId));
    expect(ownBalanceOf(ledger, own, [P])).toEqual({ currency: "EUR", brought: 400_000, got: 45_000, net: -355_000, unvalued: 0 });
  });
  test("leaves out what was taken back, and adds no currencies", () => {
    const back = { ...entry("cost", 4000, null), withdrawn: { reason: null, ...given(3) } };
    expect(ownBalanceOf(ledger, dossier(back), [P])).toMatchObject({ brought: 500_000 });
    const dollars = { ...entry("cost", 1, null), money: { currency: "USD", quantity: 100 } };
    expect(ownBalanceOf(ledger, dossier(dollars), [P])).toBeNull();
  });
});

describe("whatever the figures,", () => {
  const side = fc.tuple(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 1_000_000 }));
  const sides = fc.array(side, { minLength: 2, maxLength: 6 });
  const partnersOf = (figures: readonly unknown[]) => figures.map((_, index) => core(id(0x100 + index)));
  const ledger = (figures: readonly (readonly [number, number])[]) =>
    told(...figures.map(([brought, got], index) => [id(0x100 + index), brought, got] as const));

  test("net is got less brought, and the parts make the whole", () => {
    fc.assert(
      fc.property(sides, (figures) => {
        const { partners } = balanceOf(ledger(figures), partnersOf(figures));
        figures.forEach(([brought, got], index) => {
          if (brought + got > 0) expect(partners[index]?.net).toBe((got - brought) * 100);
        });
        const shares = partners.map((partner) => partner.shareBrought ?? 0).reduce((a, b) => a + b, 0);
        if (figures.some(([brought]) => brought > 0)) expect(shares).toBeCloseTo(1, 9);
      }),
    );
  });

  test("the order of partners and lines changes nothing", () => {
    fc.assert(
      fc.property(sides, (figures) => {
        const [one, partners] = [ledger(figures), partnersOf(figures)];
        const forwards = balanceOf(one, partners);
        const backwards = balanceOf({ ...one, lines: one.lines.toReversed() }, partners.toReversed());
        const named = (outcome: typeof forwards.outcome) =>
          outcome.label === null ? outcome : { ...outcome, more: outcome.more.toSorted(), less: outcome.less.toSorted() };
        expect(named(backwards.outcome)).toEqual(named(forwards.outcome));
      }),
    );
  });

  test("an outcome agrees with its words", () => {
    fc.assert(
      fc.property(sides, (figures) => {
        const { outcome, partners } = balanceOf(ledger(figures), partnersOf(figures));
        const nets = figures.map(([brought, got]) => got - brought);
        if (outcome.label === "lose-lose") expect(nets.every((net) => net < 0)).toBe(true);
        if (outcome.label === "win-win") expect(nets.every((net) => net > 0)).toBe(true);
        if (outcome.label === "win-win" || outcome.label === "compromise")
          expect(partners.every((partner) => partner.position !== "worse" && partner.fair !== false)).toBe(true);
        if (outcome.label === "win-lose") expect(outcome.more.length + outcome.less.length).toBeGreaterThan(0);
      }),
    );
  });

  test("money in another currency unit, or ten times as much of everything, is judged the same", () => {
    fc.assert(
      fc.property(sides, (figures) => {
        const tenfold = figures.map(([brought, got]) => [brought * 10, got * 10] as const);
        expect(balanceOf(ledger(tenfold), partnersOf(figures)).outcome).toEqual(balanceOf(ledger(figures), partnersOf(figures)).outcome);
      }),
    );
  });
});
