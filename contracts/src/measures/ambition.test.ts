import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ambitionOf, factorNames, type AmbitionInput } from "./ambition.ts";

const [a, b, c] = ["a", "b", "c"];
const said = (partnerId: string, gain: string | null = "Gain", input: string | null = "Input") => ({ partnerId, gain, input });
const nothing: AmbitionInput = { partnerIds: [a, b], version: null, pledges: {}, commitments: [], today: "2026-03-01" };
const kept = (partnerId: string, dueOn: string, fulfilledOn: string | null, waived = false) => ({ partnerId, dueOn, fulfilledOn, waived });

describe("worked examples", () => {
  test("the partners keep what they say, all but one", () => {
    const { together, partners } = ambitionOf({
      partnerIds: [a, b, c],
      version: { partners: [said(a), said(b, "Gain", null)], endorsedBy: [a, b] },
      pledges: { [a]: { pledged: 3, laidDown: 2 }, [b]: { pledged: 1, laidDown: 1 } },
      commitments: [
        kept(a, "2026-02-01", "2026-01-20"),
        kept(a, "2026-02-01", "2026-02-02"),
        kept(b, "2026-02-28", "2026-02-28"),
        kept(b, "2026-02-28", null, true),
        kept(b, "2026-03-01", null),
      ],
      today: "2026-03-01",
    });
    // A third of three partners is stated in full; two of three endorse, three of four lines stand; two of three due were kept.
    expect(together.promise).toEqual({ value: 1 / 3, shares: [{ counted: 1, of: 3 }] });
    expect(together.commitment).toEqual({
      value: (2 / 3) * (3 / 4),
      shares: [
        { counted: 2, of: 3 },
        { counted: 3, of: 4 },
      ],
    });
    expect(together.doing).toEqual({ value: 2 / 3, shares: [{ counted: 2, of: 3 }] });
    expect(together.product).toBeCloseTo((1 / 3) * (1 / 2) * (2 / 3));
    expect(together.lowest).toBe("promise");
    expect(partners.map(({ partnerId, product, lowest }) => [partnerId, product === null ? null : product.toFixed(3), lowest])).toEqual([
      [a, "0.333", "doing"],
      [b, "0.000", "promise"],
      [c, null, "promise"],
    ]);
    expect(partners[2]).toMatchObject({
      promise: { value: 0 },
      commitment: { value: null, reason: "nothing-pledged" },
      doing: { value: null, reason: "nothing-due" },
    });
  });

  test("late with agreement is on time; on the day itself nothing is late yet", () => {
    const doing = (commitments: AmbitionInput["commitments"]) => ambitionOf({ ...nothing, commitments }).together.doing;
    expect(doing([kept(a, "2026-02-28", "2026-02-28")])).toMatchObject({ value: 1 });
    expect(doing([kept(a, "2026-02-28", "2026-03-01")])).toMatchObject({ value: 0 });
    expect(doing([kept(a, "2026-03-01", null)])).toEqual({ value: null, reason: "nothing-due" });
    expect(doing([kept(a, "2026-02-28", null, true)])).toEqual({ value: null, reason: "nothing-due" });
  });

  test("what is not known is not zero", () => {
    const { together } = ambitionOf(nothing);
    expect(together).toEqual({
      promise: { value: null, reason: "no-ambition" },
      commitment: { value: null, reason: "no-ambition" },
      doing: { value: null, reason: "nothing-due" },
      product: null,
      lowest: null,
    });
    expect(ambitionOf({ ...nothing, partnerIds: [] })).toMatchObject({ together: { promise: { reason: "no-partners" } }, partners: [] });
  });
});

describe("whatever the partners did", () => {
  const partnerId = fc.constantFrom(a, b, c, "d");
  const day = fc.constantFrom("2026-01-31", "2026-02-28", "2026-03-01", "2026-04-01");
  const anyInput: fc.Arbitrary<AmbitionInput> = fc.record({
    partnerIds: fc.uniqueArray(partnerId),
    version: fc.option(
      fc.record({
        partners: fc.uniqueArray(fc.record({ partnerId, gain: fc.option(fc.constant("G")), input: fc.option(fc.constant("I")) }), {
          selector: (one) => one.partnerId,
        }),
        endorsedBy: fc.array(partnerId),
      }),
    ),
    pledges: fc.dictionary(
      partnerId,
      fc.tuple(fc.nat(5), fc.nat(5)).map(([n, m]) => ({ pledged: n + m, laidDown: n })),
    ),
    commitments: fc.array(fc.record({ partnerId, dueOn: day, fulfilledOn: fc.option(day), waived: fc.boolean() })),
    today: day,
  });

  test("every figure lies between 0 and 1 with shares that say so, and the product is theirs or null", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { together, partners } = ambitionOf(input);
        expect(partners.map((figures) => figures.partnerId)).toEqual(input.partnerIds);
        for (const figures of [together, ...partners]) {
          const values = factorNames.map((name) => figures[name].value);
          for (const name of factorNames) {
            const factor = figures[name];
            if (factor.value === null) continue;
            expect(factor.value).toBeGreaterThanOrEqual(0);
            expect(factor.value).toBeLessThanOrEqual(1);
            for (const { counted, of } of factor.shares) expect(of > 0 && counted >= 0 && counted <= of).toBe(true);
          }
          const known = values.filter((value) => value !== null);
          expect(figures.product === null).toBe(known.length < values.length);
          if (figures.product !== null) expect(figures.product).toBeLessThanOrEqual(Math.min(...known));
          if (figures.lowest === null) expect(known).toEqual([]);
          else expect(figures[figures.lowest].value).toBe(Math.min(...known));
        }
      }),
    );
  });

  test("the shares of the partners add up to that of all", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { together, partners } = ambitionOf(input);
        if (together.doing.value === null) return;
        const sum = partners.flatMap(({ doing }) => (doing.value === null ? [] : doing.shares)).reduce((n, { counted }) => n + counted, 0);
        expect(together.doing.shares[0]?.counted).toBe(sum);
      }),
    );
  });

  test("one more endorsement, one more line laid down or one more promise kept never lowers a figure", () => {
    fc.assert(
      fc.property(anyInput, partnerId, (input, who) => {
        const of = (more: Partial<AmbitionInput>) => ambitionOf({ ...input, ...more }).together;
        const before = of({});
        const notLower = (name: (typeof factorNames)[number], more: Partial<AmbitionInput>) =>
          expect(of(more)[name].value ?? 1).toBeGreaterThanOrEqual(before[name].value ?? 0);
        if (input.version) notLower("commitment", { version: { ...input.version, endorsedBy: [...input.version.endorsedBy, who] } });
        notLower("doing", { commitments: input.commitments.map((one) => ({ ...one, fulfilledOn: one.dueOn })) });
        notLower("commitment", {
          pledges: Object.fromEntries(Object.entries(input.pledges).map(([id, { pledged }]) => [id, { pledged, laidDown: pledged }])),
        });
      }),
    );
  });
});
