import fc from "fast-check";
import { expect, test } from "vitest";
import type { AllianceEvent } from "@entente/contracts/events/catalogue";
import { A, B, C, founded, id, joined, recorded, told, type Party } from "@entente/contracts/events/story";
import { isRejection } from "@entente/contracts/rejections";
import { balanceOf, realisedOf } from "@entente/contracts/measures/balance";
import { ledgerView, type Ledger } from "@entente/contracts/views/ledger";
import { decide, evolve, type AllianceState } from "../decider.ts";
import { command, contextOf, NOON, stateOf, type Fields } from "../specification.ts";

/**
 * The ledger against a model that anybody can read: plain objects, no events. Many partners do random things; the model says what must be
 * accepted and what the sums are in the end.
 */
interface Line {
  readonly owner: Party;
  readonly direction: "bring" | "get";
  withdrawn: boolean;
  delivered: Map<string, number>;
  claims: Map<string, { quantity: number; answers: Map<string, "confirmed" | "disputed">; withdrawn: boolean }>;
}
type Model = Map<string, Line>;

const parties = [A, B, C];
const party = fc.nat({ max: 2 }).map((n) => parties[n] ?? A);
const lineId = fc.integer({ min: 0, max: 3 }).map((n) => id(0x700 + n));
const recordId = fc.integer({ min: 0, max: 5 }).map((n) => id(0x800 + n));
const quantity = fc.constantFrom(-1, 0, 0.25, 1, 2.5, 40);
const terms = { category: "people", description: "Work", from: null, until: null, condition: null } as const;
const hours = (amount: number) => ({ unit: "hours" as const, quantity: amount });

/** What somebody does, and what the model makes of it: whether it must be accepted, and then what changes. */
type Act =
  | { readonly does: "say"; readonly who: Party; readonly line: string; readonly direction: "bring" | "get"; readonly quantity: number }
  | { readonly does: "withdraw"; readonly who: Party; readonly line: string }
  | { readonly does: "record"; readonly who: Party; readonly line: string; readonly record: string; readonly quantity: number }
  | { readonly does: "answer"; readonly who: Party; readonly record: string; readonly answer: "confirmed" | "disputed" }
  | { readonly does: "takeBack"; readonly who: Party; readonly record: string };

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    does: fc.constant("say" as const),
    who: party,
    line: lineId,
    direction: fc.constantFrom("bring" as const, "get" as const),
    quantity,
  }),
  fc.record({ does: fc.constant("withdraw" as const), who: party, line: lineId }),
  { weight: 3, arbitrary: fc.record({ does: fc.constant("record" as const), who: party, line: lineId, record: recordId, quantity }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant("answer" as const),
      who: party,
      record: recordId,
      answer: fc.constantFrom("confirmed" as const, "disputed" as const),
    }),
  },
  fc.record({ does: fc.constant("takeBack" as const), who: party, record: recordId }),
);

/** Applies an act to the model. @returns whether something had to happen; null when the model leaves an id that is taken to the decider. */
function imagine(model: Model, deed: Act): boolean | null {
  switch (deed.does) {
    case "say":
      if (model.has(deed.line)) return null;
      if (deed.quantity <= 0) return false;
      model.set(deed.line, { owner: deed.who, direction: deed.direction, withdrawn: false, delivered: new Map(), claims: new Map() });
      return true;
    case "withdraw": {
      const line = model.get(deed.line);
      if (!line || line.owner !== deed.who || line.withdrawn) return false;
      line.withdrawn = true;
      return true;
    }
    case "record": {
      const line = model.get(deed.line);
      const taken = (known: Line) => (line?.direction === "get" ? known.claims : known.delivered).has(deed.record);
      if (!line || [...model.values()].some(taken)) return null;
      if (line.owner !== deed.who || line.withdrawn || deed.quantity <= 0) return false;
      if (line.direction === "bring") line.delivered.set(deed.record, deed.quantity);
      else line.claims.set(deed.record, { quantity: deed.quantity, answers: new Map(), withdrawn: false });
      return true;
    }
    case "answer": {
      const line = [...model.values()].find((known) => known.claims.has(deed.record));
      const claim = line?.claims.get(deed.record);
      if (!line || !claim) return false;
      if (claim.answers.get(deed.who.partnerId) === deed.answer) return false;
      if (claim.withdrawn || line.owner === deed.who) return false;
      claim.answers.set(deed.who.partnerId, deed.answer);
      return true;
    }
    case "takeBack": {
      const line = [...model.values()].find((known) => known.claims.has(deed.record));
      const claim = line?.claims.get(deed.record);
      if (!line || !claim || claim.withdrawn || line.owner !== deed.who) return false;
      claim.withdrawn = true;
      return true;
    }
  }
}

function commandOf(deed: Act, model: Model) {
  const { partnerId } = deed.who;
  switch (deed.does) {
    case "say": {
      const fields: Fields<"OfferBring"> = { lineId: deed.line, partnerId, amount: hours(deed.quantity), ...terms };
      return deed.direction === "bring" ? command("OfferBring", fields) : command("RequestGet", fields);
    }
    case "withdraw":
      return command("WithdrawBringGetLine", { lineId: deed.line });
    case "record":
      return model.get(deed.line)?.direction === "get"
        ? command("ClaimBenefit", { claimId: deed.record, lineId: deed.line, amount: hours(deed.quantity) })
        : command("DeliverContribution", { deliveryId: deed.record, lineId: deed.line, amount: hours(deed.quantity) });
    case "answer":
      return deed.answer === "confirmed"
        ? command("ConfirmBenefit", { claimId: deed.record, partnerId })
        : command("DisputeBenefit", { claimId: deed.record, partnerId, reason: "It was otherwise." });
    case "takeBack":
      return command("WithdrawBenefitClaim", { claimId: deed.record, reason: "Twice." });
  }
}

const beginning = recorded([founded(), joined(B, "core"), joined(C, "complementary")].flat());

test("whatever partners do in whatever order, the ledger is what plain objects say it is", () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 20, maxLength: 120, size: "max" }), (deeds) => {
      const model: Model = new Map();
      const events: AllianceEvent[] = [...beginning];
      let state: AllianceState = stateOf(events);
      for (const deed of deeds) {
        const given = commandOf(deed, model);
        const answer = decide(state, given, contextOf(deed.who, NOON));
        const expected = imagine(model, deed);
        const happened = !isRejection(answer) && answer.length > 0;
        if (expected !== null) expect(happened, `${deed.does} by ${deed.who.name}: ${JSON.stringify(answer)}`).toBe(expected);
        if (isRejection(answer)) continue;
        for (const fact of answer) {
          const [event] = recorded([told(deed.who, fact.type, fact.data as never)], events.length - 1);
          if (!event) throw new Error("nothing was told");
          events.push(event);
          state = evolve(state, event);
        }
      }

      const initial: Ledger = ledgerView.initial(id(0xa11));
      const ledger = events
        .filter((event) => ledgerView.keys(event).length > 0)
        .reduce((doc, event) => ledgerView.evolve(doc, event, ""), initial);
      expect(ledger.lines.map((line) => line.lineId).toSorted()).toEqual([...model.keys()].toSorted());
      const counts = (claim: { withdrawn: boolean; answers: Map<string, string> }) =>
        !claim.withdrawn && claim.answers.size > 0 && ![...claim.answers.values()].includes("disputed");
      const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);
      const realised = (line: Line) =>
        line.direction === "bring"
          ? sum(line.delivered.values())
          : sum([...line.claims.values()].filter(counts).map((claim) => claim.quantity));
      for (const line of ledger.lines) {
        const known = model.get(line.lineId);
        if (!known) throw new Error("not in the model");
        expect(realisedOf(line)).toBe(realised(known));
        expect(line.withdrawn !== null).toBe(known.withdrawn);
      }
      const balance = balanceOf(
        ledger,
        parties.map(({ partnerId }) => ({ partnerId, ring: "core", present: true })),
      );
      for (const { partnerId, brought, got } of balance.partners) {
        const of = (direction: Line["direction"]) =>
          sum([...model.values()].filter((line) => line.owner.partnerId === partnerId && line.direction === direction).map(realised));
        expect([brought["hours"] ?? 0, got["hours"] ?? 0]).toEqual([of("bring"), of("get")]);
      }
    }),
    { numRuns: 400 },
  );
});
