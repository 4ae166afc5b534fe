import { describe, expect, test } from "vitest";
import type { AllianceCommandType } from "@entente/contracts/commands/catalogue";
import type { AllianceEvent, AllianceFact } from "@entente/contracts/events/catalogue";
import { A, B, C, clause, id, operator, recorded, type Told } from "@entente/contracts/events/story";
import { agreementsView } from "@entente/contracts/views/agreements";
import { isRejection } from "@entente/contracts/rejections";
import { decide, evolve, initialState, type AllianceState } from "../decider.ts";
import { command, contextOf, type Fields } from "../specification.ts";

/** What a record kept elsewhere says, command by command, on what it said before. */
class Elsewhere {
  state: AllianceState = initialState;
  events: readonly AllianceEvent[] = [];

  /** @returns the types of the facts, or the code of the refusal. */
  say<Type extends AllianceCommandType>(type: Type, partnerId: string, fields: Fields<Type>): readonly string[] | string {
    const given = command(type, { ...fields, onBehalfOf: partnerId });
    const answer = decide(this.state, given, contextOf(operator, "2026-03-01T11:00:00.000Z", partnerId));
    if (isRejection(answer)) return answer.code;
    this.#happen(answer.map((fact: AllianceFact): Told => ({ ...fact, who: operator, onBehalfOf: partnerId })));
    return answer.map(({ type: said }) => said);
  }

  /** The clock notes that the agreement has ended. */
  end(validUntil: string): void {
    this.#happen([{ type: "AgreementExpired", data: { agreementId, validUntil }, who: operator }]);
  }

  #happen(told: readonly Told[]): void {
    const events = recorded(told, this.events.length - 1);
    this.events = [...this.events, ...events];
    this.state = events.reduce(evolve, this.state);
  }
}

const agreementId = id(0x401);
const [ofB, ofC, late] = [id(0x901), id(0x902), id(0x903)];
const euros = (quantity: number) =>
  ({ category: "means", description: "Cost", amount: { unit: "money", currency: "EUR", quantity } }) as const;
const grant = (lines: readonly string[], parties = [A, B], version = 1) => ({
  agreementId,
  title: "Grant",
  parties: parties.map(({ partnerId }) => partnerId),
  clauses: [{ ...clause, clauseId: id(0x410 + version) }],
  lines: lines.map((lineId) => ({ lineId })),
});
const amended = (version: number, lines: readonly string[], parties = [A, B]) => ({
  ...grant(lines, parties, version),
  change: `As listed, ${version}.`,
});
const signing = (record: Elsewhere, version: number, parties = [A, B]) =>
  parties.map(({ partnerId }) => record.say("SignAgreement", partnerId, { agreementId, version, partnerId }));

/** A founds, B takes part, C under B; two versions of the grant and two revisions of a line follow. */
function tell(record: Elsewhere): (readonly string[] | string)[] {
  return [
    record.say("InitiateAlliance", A.partnerId, {
      name: "Grant",
      purpose: "Together.",
      timeZone: "Europe/Brussels",
      partnerId: A.partnerId,
      partnerName: A.name,
    }),
    record.say("ReportPartner", B.partnerId, { partnerId: B.partnerId, name: B.name, ring: "core" }),
    record.say("ReportPartner", C.partnerId, { partnerId: C.partnerId, name: C.name, ring: "complementary", under: B.partnerId }),
    record.say("OfferBring", B.partnerId, { lineId: ofB, partnerId: B.partnerId, ...euros(100) }),
    record.say("RequestGet", C.partnerId, { lineId: ofC, partnerId: C.partnerId, ...euros(40), reimburses: true }),
    record.say("DraftAgreement", A.partnerId, { ...grant([ofB, ofC]), kind: "contract" }),
    ...signing(record, 1),
    record.say("ReviseBringGetLine", B.partnerId, { lineId: ofB, ...euros(200), reason: "Listed so in May." }),
    record.say("ProposeAgreementAmendment", A.partnerId, amended(2, [ofB, ofC])),
    ...signing(record, 2),
    record.say("ReviseBringGetLine", B.partnerId, { lineId: ofB, ...euros(300), reason: "Listed so in June." }),
    record.say("ProposeAgreementAmendment", A.partnerId, amended(3, [ofB, ofC])),
    ...signing(record, 3),
  ];
}

describe("a record kept elsewhere", () => {
  test("that is told again from its beginning changes nothing, though versions and revisions have followed", () => {
    const record = new Elsewhere();
    const first = tell(record);
    expect(first.filter((said) => typeof said === "string" || said.length === 0)).toEqual([]);
    expect(first.flat().filter((type) => type === "BringGetLinesCommitted")).toHaveLength(3);
    expect(tell(record).flat()).toEqual([]);
    expect(record.say("LeaveAlliance", B.partnerId, { partnerId: B.partnerId })).toEqual(["PartnerLeft"]);
    expect(tell(record).flat()).toEqual([]);
  });

  test("may say the same again with another reason, which is another saying", () => {
    const record = new Elsewhere();
    tell(record);
    expect(record.say("ReviseBringGetLine", B.partnerId, { lineId: ofB, ...euros(200), reason: "Listed so in July." })).toEqual([
      "BringGetLineRevised",
    ]);
  });

  test("lays down lines of who takes part under a party, and keeps those of a party that left", () => {
    const record = new Elsewhere();
    tell(record);
    record.say("LeaveAlliance", B.partnerId, { partnerId: B.partnerId });
    // What it brought and got is settled after it left.
    expect(record.say("ReviseBringGetLine", B.partnerId, { lineId: ofB, ...euros(150), reason: "Settled." })).toEqual([
      "BringGetLineRevised",
    ]);
    expect(record.say("OfferBring", B.partnerId, { lineId: late, partnerId: B.partnerId, ...euros(10) })).toEqual(["BringOffered"]);
    expect(record.say("ProposeAgreementAmendment", A.partnerId, amended(4, [ofB, ofC, late], [A]))).toEqual(["AgreementAmendmentProposed"]);
    expect(signing(record, 4, [A])).toEqual([["AgreementSigned", "AgreementAmended", "BringGetLinesCommitted"]]);
    expect(record.state.exchange.lines[ofB]?.committed).toEqual({ agreementId, version: 4 });
  });

  test("may learn only after an agreement's end that it was amended before", () => {
    const record = new Elsewhere();
    tell(record);
    const validUntil = "2026-02-01";
    record.say("ProposeAgreementAmendment", A.partnerId, { ...amended(4, [ofB, ofC]), validUntil });
    signing(record, 4);
    record.end(validUntil);
    expect(record.state.agreements.agreements[agreementId]?.status).toBe("expired");
    expect(tell(record).flat()).toEqual([]);
    const extended = { ...amended(5, [ofB, ofC]), validUntil: "2027-02-01" };
    expect(record.say("ProposeAgreementAmendment", A.partnerId, extended)).toEqual(["AgreementAmendmentProposed"]);
    expect(signing(record, 5).at(-1)).toEqual(["AgreementSigned", "AgreementAmended", "BringGetLinesCommitted"]);
    expect(record.state.agreements.agreements[agreementId]).toMatchObject({ status: "in-force", validUntil: "2027-02-01" });
    const key = `${record.events[0]?.stream.slice("alliance-".length)}/${agreementId}`;
    const entry = record.events
      .filter((event) => agreementsView.keys(event).includes(key))
      .reduce((doc, event) => agreementsView.evolve(doc, event, key), agreementsView.initial(key));
    expect(entry).toMatchObject({ status: "in-force", expired: null, validUntil: "2027-02-01" });
  });

  test("lays down no lines of somebody that neither is a party nor takes part under one", () => {
    const record = new Elsewhere();
    tell(record);
    expect(record.say("ProposeAgreementAmendment", A.partnerId, amended(4, [ofB, ofC], [A]))).toBe("line-of-no-party");
    const other = { agreementId: id(0x402), kind: "contract" as const, title: "Other", parties: [A.partnerId] };
    record.say("LeaveAlliance", C.partnerId, { partnerId: C.partnerId });
    record.say("OfferBring", C.partnerId, { lineId: late, partnerId: C.partnerId, ...euros(10) });
    expect(record.say("DraftAgreement", A.partnerId, { ...other, lines: [{ lineId: late }] })).toBe("line-of-no-party");
  });
});
