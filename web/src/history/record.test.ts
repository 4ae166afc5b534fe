import { describe, expect, test } from "vitest";
import { begun, decisions, foundedRecord, partners, richRecord, told } from "../../test/factories/alliance.ts";
import { folded, leavesGap, placesOf, received } from "./record.ts";

const asked = (revision: number) =>
  told(
    [
      {
        type: "DecisionRequested",
        data: { decisionId: decisions.measure, question: "Where?", background: null, lenses: [], decideBy: null },
      },
    ],
    revision,
  )[0]!;

describe("folding", () => {
  test("brings an event into every document it concerns", () => {
    const record = folded(foundedRecord(), asked(3));
    expect(record.alliance.revision).toBe(3);
    expect(record.decisions.get(decisions.measure)?.question).toBe("Where?");
    expect(record.entries[0]?.type).toBe("DecisionRequested");
  });

  test("an event that comes twice changes nothing", () => {
    const once = folded(foundedRecord(), asked(3));
    expect(folded(once, asked(3))).toEqual(once);
  });

  test("a register that was read later than the page is not folded twice", () => {
    const later = folded(foundedRecord(), asked(3));
    const page = { ...foundedRecord(), decisions: later.decisions };
    expect(folded(page, asked(3)).decisions.get(decisions.measure)).toEqual(later.decisions.get(decisions.measure));
  });

  test("gives the same as reading it whole, whatever was there at the start", () => {
    const whole = richRecord();
    expect(whole.alliance.partners.filter((partner) => partner.left === null)).toHaveLength(4);
    expect(begun().alliance.revision).toBe(-1);
  });

  test("says when something in between is missing", () => {
    expect(leavesGap(foundedRecord(), asked(3))).toBe(false);
    expect(leavesGap(foundedRecord(), asked(4))).toBe(true);
  });

  test("does not guess at an event it does not know", () => {
    const meta = { ...asked(3).meta, salt: undefined };
    expect(() => received({ ...asked(3), type: "MoonLanded", meta } as never)).toThrow();
    expect(received({ ...asked(3), meta } as never).type).toBe("DecisionRequested");
  });
});

describe("placesOf", () => {
  test("names what an event changes", () => {
    const [left, corrected] = told([
      { type: "PartnerLeft", data: { partnerId: partners.city, organisationId: "o-city", reason: null } },
      {
        type: "FactCorrected",
        data: { correctionId: "c", corrects: 0, correction: { fact: "allianceName", was: "a", becomes: "b" }, reason: "r" },
      },
    ]);
    expect(placesOf(left!)).toEqual([`partner-${partners.city}`]);
    expect(placesOf(corrected!)).toEqual(["alliance"]);
    expect(placesOf(asked(3))).toEqual([`decision-${decisions.measure}`]);
  });
});
