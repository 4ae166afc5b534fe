import { describe, expect, test } from "vitest";
import {
  A,
  agreement,
  asked,
  B,
  C,
  clause,
  clock,
  decided,
  decision,
  drafted,
  ended,
  facilitated,
  facilitator,
  founded,
  id,
  inForce,
  joined,
  left,
  operator,
  proposed,
  signed,
  stranger,
  told,
  X,
  type DataOf,
  type Party,
} from "@entente/contracts/events/story";
import { fact, given, type Fields } from "../specification.ts";

const together = [founded(), joined(B, "core"), joined(C, "complementary")];
const parties = [A.partnerId, B.partnerId];
const draftOf = (more: Partial<Fields<"DraftAgreement">> = {}): Fields<"DraftAgreement"> => ({
  agreementId: agreement,
  kind: "covenant",
  title: "Covenant",
  parties,
  clauses: [clause],
  ...more,
});
const drawn = [together, drafted([A, B])];
const terminated = told(A, "AgreementTerminated", { agreementId: agreement, reason: "Over.", decisionId: null });
const versionTwo = told(B, "AgreementVersionProposed", {
  agreementId: agreement,
  version: 2,
  title: "Covenant",
  parties,
  clauses: [clause],
  validFrom: null,
  validUntil: "2028-01-01",
  lines: [],
  noticeDays: 30,
  change: "It ends.",
});

describe("drafting", () => {
  test("a partner at the table drafts, once", () => {
    given(together)
      .when("DraftAgreement", draftOf(), C)
      .then(fact("AgreementDrafted", { version: 1, kind: "covenant", parties, clauses: [clause], validFrom: null }));
    given(drawn).when("DraftAgreement", draftOf()).thenNothing();
    given(drawn, versionTwo).when("DraftAgreement", draftOf()).thenNothing();
    given(drawn)
      .when("DraftAgreement", draftOf({ title: "Contract" }))
      .thenRejected("id-taken");
    for (const who of [stranger, facilitator, operator])
      given(together, facilitated()).when("DraftAgreement", draftOf(), who).thenRejected("not-your-partner");
  });

  test("it is the same draft also after a slip in its title was corrected", () => {
    const corrected = told(A, "FactCorrected", {
      correctionId: id(1),
      corrects: 5,
      correction: { fact: "agreementTitle", agreementId: agreement, was: "Covenant", becomes: "The covenant" },
      reason: "A slip.",
    });
    given(drawn, corrected).when("DraftAgreement", draftOf()).thenNothing();
  });

  test("its parties take part, its decisions are known, its end comes after its beginning", () => {
    given(together)
      .when("DraftAgreement", draftOf({ parties: [stranger.partnerId] }))
      .thenRejected("unknown-partner");
    given(together, left(B)).when("DraftAgreement", draftOf()).thenRejected("partner-left", { partner: B.name });
    given(together)
      .when("DraftAgreement", draftOf({ clauses: [{ ...clause, decisionId: decision }] }))
      .thenRejected("unknown-decision");
    given(together, asked())
      .when("DraftAgreement", draftOf({ clauses: [{ ...clause, decisionId: decision }] }))
      .then(fact("AgreementDrafted"));
    given(together)
      .when("DraftAgreement", draftOf({ validFrom: "2026-03-02", validUntil: "2026-03-01" }))
      .thenRejected("valid-until-before-from");
    given(together)
      .when("DraftAgreement", draftOf({ validFrom: "2026-03-02", validUntil: "2026-03-02" }))
      .then(fact("AgreementDrafted"));
  });
});

describe("proposing a new version", () => {
  const propose = { agreementId: agreement, title: "Covenant", parties, clauses: [clause], validUntil: "2028-01-01", change: "It ends." };

  test("is for a text that is not in force; it is signed anew", () => {
    given(drawn, signed(A))
      .when("ProposeAgreementVersion", propose, B)
      .then(fact("AgreementVersionProposed", { version: 2, validUntil: "2028-01-01", change: "It ends." }));
    expect(given(drawn, signed(A), versionTwo).state.agreements.agreements[agreement]).toMatchObject({ version: 2, signatures: {} });
    given(drawn, versionTwo).when("ProposeAgreementVersion", propose).thenNothing();
    given(drawn, inForce()).when("ProposeAgreementVersion", propose).thenRejected("agreement-in-force");
    given(drawn, inForce(), terminated).when("ProposeAgreementVersion", propose).thenRejected("agreement-terminated");
    given(together).when("ProposeAgreementVersion", propose).thenRejected("unknown-agreement");
  });

  test("is as sound as the first, and by somebody at the table", () => {
    given(drawn).when("ProposeAgreementVersion", propose, stranger).thenRejected("not-your-partner");
    given(drawn)
      .when("ProposeAgreementVersion", { ...propose, parties: [stranger.partnerId] })
      .thenRejected("unknown-partner");
    given(drawn)
      .when("ProposeAgreementVersion", { ...propose, validFrom: "2029-01-01" })
      .thenRejected("valid-until-before-from");
  });
});

describe("signing", () => {
  const sign = { agreementId: agreement, version: 1, partnerId: A.partnerId };

  test("each party signs for itself; the last signature brings it into force from that day", () => {
    given(drawn)
      .when("SignAgreement", sign)
      .then(fact("AgreementSigned", { version: 1, partnerId: A.partnerId }));
    given(drawn, signed(B))
      .when("SignAgreement", sign)
      .then(fact("AgreementSigned"), fact("AgreementReached", { version: 1, inForceFrom: "2026-03-01", reported: false }));
    given(drawn, signed(A)).when("SignAgreement", sign).thenNothing();
    given(drawn)
      .when("SignAgreement", { ...sign, partnerId: B.partnerId })
      .thenRejected("not-your-partner");
  });

  test("it is in force from the day it names, else from the local day of the last signature", () => {
    const one = (zone: string, more: { validFrom?: string } = {}) =>
      given(founded(zone), drafted([A], more)).at("2026-03-10T11:30:00.000Z");
    one("Pacific/Auckland")
      .when("SignAgreement", sign)
      .then(fact("AgreementSigned"), fact("AgreementReached", { inForceFrom: "2026-03-11" }));
    one("Etc/UTC")
      .when("SignAgreement", sign)
      .then(fact("AgreementSigned"), fact("AgreementReached", { inForceFrom: "2026-03-10" }));
    one("Etc/UTC", { validFrom: "2026-05-01" })
      .when("SignAgreement", sign)
      .then(fact("AgreementSigned"), fact("AgreementReached", { inForceFrom: "2026-05-01" }));
    one("Etc/UTC")
      .when("SignAgreement", { ...sign, effectiveAt: "2026-01-05T10:00:00.000Z" })
      .then(fact("AgreementSigned"), fact("AgreementReached", { inForceFrom: "2026-01-05" }));
  });

  test("a key cannot sign, not even by pretending to report", () => {
    given(drawn).when("SignAgreement", sign, A.key).thenRejected("signature-by-person");
    given(drawn, joined(X, "core"))
      .when("SignAgreement", { ...sign, onBehalfOf: X.partnerId }, A.key)
      .thenRejected("not-your-partner");
    given(drawn)
      .when("SignAgreement", { ...sign, onBehalfOf: B.partnerId }, A.key)
      .thenRejected("not-your-partner");
  });

  test("only its parties sign, the version that they have read, with something in it", () => {
    given(drawn)
      .when("SignAgreement", { ...sign, partnerId: C.partnerId }, C)
      .thenRejected("not-a-party", { partner: C.name });
    given(drawn, versionTwo).when("SignAgreement", sign).thenRejected("other-version", { version: "2" });
    given(together, drafted([A, B], { clauses: [] }))
      .when("SignAgreement", sign)
      .thenRejected("nothing-to-sign");
    given(drawn, inForce(), terminated).when("SignAgreement", sign).thenRejected("agreement-terminated");
    given(together).when("SignAgreement", sign).thenRejected("unknown-agreement");
    given(drawn, left(B))
      .when("SignAgreement", { ...sign, partnerId: B.partnerId }, B)
      .thenRejected("partner-left");
  });

  test("a signature that was given elsewhere is reported, and the agreement says that it rests on one", () => {
    const withX = [together, joined(X, "complementary"), drafted([A, X])];
    const report = { agreementId: agreement, version: 1, partnerId: X.partnerId, onBehalfOf: X.partnerId };
    given(withX, signed(A))
      .when("SignAgreement", report)
      .then(fact("AgreementSigned", { partnerId: X.partnerId }), fact("AgreementReached", { reported: true }));
    given(withX, signed(X)).when("SignAgreement", report).thenNothing();
    given(founded(), joined(X, "complementary"), drafted([X], { clauses: [] }))
      .when("SignAgreement", report)
      .then(fact("AgreementSigned"), fact("AgreementReached", { reported: true }));
  });

  test("a partner's own signature takes the place of a reported one, never the other way round", () => {
    const own = { ...sign, partnerId: B.partnerId };
    given(drawn, signed(B, 1, operator))
      .when("SignAgreement", own, B)
      .then(fact("AgreementSigned", { partnerId: B.partnerId }));
    given(drawn, signed(A), signed(B, 1, operator), inForce())
      .when("SignAgreement", own, B)
      .then(fact("AgreementSigned"));
    given(drawn, signed(B))
      .when("SignAgreement", { ...own, onBehalfOf: B.partnerId }, operator)
      .thenNothing();
  });
});

describe("terminating", () => {
  const terminate = { agreementId: agreement, reason: "It is replaced." };
  const standing = [drawn, signed(A), signed(B), inForce()];

  test("rests on a decision that was taken", () => {
    given(standing, asked(), proposed(), decided([A, B]))
      .when("TerminateAgreement", { ...terminate, decisionId: decision })
      .then(fact("AgreementTerminated", { decisionId: decision, reason: terminate.reason }));
    given(standing).when("TerminateAgreement", terminate).thenRejected("needs-joint-decision");
    given(standing)
      .when("TerminateAgreement", { ...terminate, decisionId: decision })
      .thenRejected("unknown-decision");
    given(standing, asked())
      .when("TerminateAgreement", { ...terminate, decisionId: decision })
      .thenRejected("decision-not-taken");
  });

  test("is for core partners, of what is in force, once", () => {
    given(standing).when("TerminateAgreement", terminate, C).thenRejected("core-partner-only");
    given(drawn).when("TerminateAgreement", terminate).thenRejected("agreement-not-in-force");
    given(standing, terminated).when("TerminateAgreement", terminate).thenNothing();
    given(together).when("TerminateAgreement", terminate).thenRejected("unknown-agreement");
  });
});

const agreed = [asked(), proposed(), decided([A, B])];
const standing = [drawn, signed(A), signed(B), inForce()];
const amendment = (more: Partial<DataOf<"AgreementAmendmentProposed">> = {}, version = 2) =>
  told(B, "AgreementAmendmentProposed", {
    agreementId: agreement,
    version,
    title: "Covenant",
    parties,
    clauses: [clause],
    validFrom: null,
    validUntil: "2028-01-01",
    lines: [],
    noticeDays: 30,
    change: "It ends.",
    ...more,
  });
const amended = (version = 2) =>
  told(A, "AgreementAmended", { agreementId: agreement, version, inForceFrom: "2026-03-01", reported: false });
const suspended = told(A, "AgreementSuspended", { agreementId: agreement, reason: "Repairs.", until: null, decisionId: decision });
const expired = (validUntil = "2026-02-28") => told(clock, "AgreementExpired", { agreementId: agreement, validUntil });
const endingOn = (validUntil: string, noticeDays = 30) => [
  together,
  drafted([A, B], { validUntil, noticeDays }),
  signed(A),
  signed(B),
  inForce(),
];

describe("amending an agreement in force", () => {
  const amend = { agreementId: agreement, title: "Covenant", parties, clauses: [clause], validUntil: "2028-01-01", change: "It ends." };
  const sign = { agreementId: agreement, version: 2, partnerId: A.partnerId };

  test("a partner at the table proposes a new text; the one in force stays as it is", () => {
    given(standing)
      .when("ProposeAgreementAmendment", amend, C)
      .then(fact("AgreementAmendmentProposed", { version: 2, validUntil: "2028-01-01", change: "It ends." }));
    given(standing, amendment()).when("ProposeAgreementAmendment", amend).thenNothing();
    given(standing, amendment())
      .when("ProposeAgreementAmendment", { ...amend, validUntil: "2029-01-01" })
      .then(fact("AgreementAmendmentProposed", { version: 3 }));
    expect(given(standing, amendment(), signed(A, 2)).state.agreements.agreements[agreement]).toMatchObject({
      status: "in-force",
      version: 1,
      validUntil: null,
      proposed: { version: 2, validUntil: "2028-01-01", signatures: { [A.partnerId]: { reported: false } } },
    });
    given(standing, suspended).when("ProposeAgreementAmendment", amend).then(fact("AgreementAmendmentProposed"));
  });

  test("a text equal to the one in force amends nothing", () => {
    given(standing)
      .when("ProposeAgreementAmendment", { agreementId: agreement, title: "Covenant", parties, clauses: [clause], change: "Nothing." })
      .thenNothing();
  });

  test("only what stands is amended, soundly, by somebody at the table", () => {
    given(drawn).when("ProposeAgreementAmendment", amend).thenRejected("agreement-not-in-force");
    given(standing, terminated).when("ProposeAgreementAmendment", amend).thenRejected("agreement-terminated");
    given(endingOn("2026-02-28"), expired()).when("ProposeAgreementAmendment", amend).thenRejected("agreement-expired");
    given(endingOn("2026-02-28"), expired()).when("ProposeAgreementVersion", amend).thenRejected("agreement-expired");
    given(standing, suspended).when("ProposeAgreementVersion", amend).thenRejected("agreement-in-force");
    given(standing).when("ProposeAgreementAmendment", amend, stranger).thenRejected("not-your-partner");
    given(standing)
      .when("ProposeAgreementAmendment", { ...amend, parties: [stranger.partnerId] })
      .thenRejected("unknown-partner");
    given(together).when("ProposeAgreementAmendment", amend).thenRejected("unknown-agreement");
  });

  test("the last signature of its parties puts it in the place of the one before", () => {
    given(standing, amendment())
      .when("SignAgreement", sign)
      .then(fact("AgreementSigned", { version: 2 }));
    given(standing, amendment(), signed(B, 2))
      .when("SignAgreement", sign)
      .then(fact("AgreementSigned"), fact("AgreementAmended", { version: 2, inForceFrom: "2026-03-01", reported: false }));
    given(standing, amendment(), signed(B, 2, operator))
      .when("SignAgreement", sign)
      .then(fact("AgreementSigned"), fact("AgreementAmended", { reported: true }));
    const after = given(standing, amendment({ title: "Longer" }), signed(A, 2), signed(B, 2), amended());
    expect(after.state.agreements.agreements[agreement]).toMatchObject({
      version: 2,
      title: "Longer",
      validUntil: "2028-01-01",
      status: "in-force",
      proposed: null,
    });
    after.when("SignAgreement", sign).thenNothing();
    // What was signed once stays signed; whoever had not cannot any more.
    after.when("SignAgreement", { ...sign, version: 1 }).thenNothing();
    after.when("SignAgreement", { ...sign, version: 1, partnerId: C.partnerId }, C).thenRejected("other-version", { version: "2" });
  });

  test("it counts from the day its text names when that is still to come, never from before it was signed", () => {
    const from = (validFrom: string) => given(standing, amendment({ validFrom }), signed(B, 2)).when("SignAgreement", sign);
    from("2026-01-01").then(fact("AgreementSigned"), fact("AgreementAmended", { inForceFrom: "2026-03-01" }));
    from("2026-06-01").then(fact("AgreementSigned"), fact("AgreementAmended", { inForceFrom: "2026-06-01" }));
  });

  test("only an open version is signed, by its own parties", () => {
    given(standing, amendment(), amendment({ validUntil: "2029-01-01" }, 3))
      .when("SignAgreement", sign)
      .thenRejected("other-version", { version: "3" });
    given(standing, amendment({ parties: [B.partnerId, C.partnerId] }))
      .when("SignAgreement", sign)
      .thenRejected("not-a-party", { partner: A.name });
    given(endingOn("2026-02-28"), amendment(), expired()).when("SignAgreement", sign).thenRejected("agreement-expired");
    given(standing, amendment(), terminated).when("SignAgreement", sign).thenRejected("other-version");
  });

  test("a suspended agreement that is amended stays suspended", () => {
    expect(
      given(standing, suspended, amendment(), signed(A, 2), signed(B, 2), amended()).state.agreements.agreements[agreement],
    ).toMatchObject({ status: "suspended", version: 2 });
  });
});

describe("the lines of bring and get that an agreement lays down", () => {
  const offered = (n: number, who: Party = A) =>
    told(who, "BringOffered", {
      lineId: id(n),
      partnerId: who.partnerId,
      category: "people",
      description: "A nurse",
      amount: { unit: "hours", quantity: 8 },
      from: null,
      until: null,
      condition: null,
    });
  const revised = told(A, "BringGetLineRevised", {
    lineId: id(0x701),
    category: "people",
    description: "A nurse",
    amount: { unit: "hours", quantity: 12 },
    from: null,
    until: null,
    condition: null,
    reason: null,
  });
  const line = { lineId: id(0x701), value: { currency: "EUR", quantity: 100_00 } };

  test("a text that lays down a line says enough to be signed", () => {
    given(together, offered(0x701), drafted([A, B], { clauses: [], lines: [line] }))
      .when("SignAgreement", { agreementId: agreement, version: 1, partnerId: A.partnerId })
      .then(fact("AgreementSigned", { partnerId: A.partnerId }));
  });

  const laying = [together, offered(0x701), drafted([A, B], { lines: [line] }), signed(B)];
  const sign = { agreementId: agreement, version: 1, partnerId: A.partnerId };
  const committed = (agreementId: string, ...lines: string[]) =>
    told(A, "BringGetLinesCommitted", {
      agreementId,
      version: 1,
      lines: lines.map((lineId) => ({ lineId, amount: { unit: "hours" as const, quantity: 8 }, value: null })),
    });

  test("are committed with the last signature, with the amounts they then have", () => {
    given(laying, revised)
      .when("SignAgreement", sign)
      .then(
        fact("AgreementSigned"),
        fact("AgreementReached"),
        fact("BringGetLinesCommitted", {
          agreementId: agreement,
          version: 1,
          lines: [{ ...line, amount: { unit: "hours", quantity: 12 } }],
        }),
      );
  });

  test("an amendment commits what it names, also when that is nothing any more", () => {
    const withLine = [laying, signed(A), inForce(), committed(agreement, line.lineId)];
    given(withLine, amendment({ lines: [] }), signed(B, 2))
      .when("SignAgreement", { ...sign, version: 2 })
      .then(
        fact("AgreementSigned"),
        fact("AgreementAmended"),
        fact("BringGetLinesCommitted", { agreementId: agreement, version: 2, lines: [] }),
      );
    given(withLine, offered(0x702, B), amendment({ lines: [line, { lineId: id(0x702), value: null }] }), signed(B, 2))
      .when("SignAgreement", { ...sign, version: 2 })
      .then(
        fact("AgreementSigned"),
        fact("AgreementAmended"),
        fact("BringGetLinesCommitted", {
          lines: [
            { ...line, amount: { unit: "hours", quantity: 8 } },
            { lineId: id(0x702), amount: { unit: "hours", quantity: 8 }, value: null },
          ],
        }),
      );
  });

  test("are there, belong to a party, and have a sound value", () => {
    const draft = (more: Partial<Fields<"DraftAgreement">>, ...before: Parameters<typeof given>) =>
      given(together, ...before).when("DraftAgreement", draftOf(more));
    const named = { lines: [{ lineId: line.lineId }] };
    draft(named, offered(0x701)).then(fact("AgreementDrafted", { lines: [{ lineId: line.lineId, value: null }] }));
    draft(named).thenRejected("unknown-line");
    draft(named, offered(0x701), told(A, "BringGetLineWithdrawn", { lineId: line.lineId, reason: null })).thenRejected("line-withdrawn");
    draft(named, offered(0x701, C)).thenRejected("line-of-no-party");
    draft({ lines: [line, line] }, offered(0x701)).thenRejected("line-named-twice");
    draft({ lines: [{ ...line, value: { currency: "EUR", quantity: -1 } }] }, offered(0x701)).thenRejected("amount-not-positive");
    draft({ lines: [{ ...line, value: { currency: "XXX", quantity: 1 } }] }, offered(0x701)).thenRejected("unknown-currency");
  });

  test("are laid down by one agreement only, also when another was quicker", () => {
    const elsewhere = id(0x402);
    const other = [
      drafted([A], { agreementId: elsewhere, lines: [line] }),
      told(A, "AgreementReached", { agreementId: elsewhere, version: 1, inForceFrom: "2026-03-01", reported: false }),
      committed(elsewhere, line.lineId),
    ];
    given(together, offered(0x701), other)
      .when("DraftAgreement", draftOf({ lines: [line] }))
      .thenRejected("line-committed-elsewhere");
    given(laying, other).when("SignAgreement", sign).thenRejected("line-committed-elsewhere");
    given(laying, told(A, "BringGetLineWithdrawn", { lineId: line.lineId, reason: null }))
      .when("SignAgreement", sign)
      .thenRejected("line-withdrawn");
    const over = told(A, "AgreementTerminated", { agreementId: elsewhere, reason: "Over.", decisionId: null });
    given(laying, other, over)
      .when("SignAgreement", sign)
      .then(fact("AgreementSigned"), fact("AgreementReached"), fact("BringGetLinesCommitted"));
  });

  test("an agreement that has ended holds its lines no longer, and finds them taken when it is renewed", () => {
    const gone = [
      together,
      offered(0x701),
      drafted([A, B], { lines: [line], validUntil: "2026-02-28" }),
      signed(A),
      signed(B),
      inForce(),
      committed(agreement, line.lineId),
      expired(),
    ];
    const next = id(0x402);
    given(gone)
      .when("DraftAgreement", draftOf({ agreementId: next, lines: [line] }))
      .then(fact("AgreementDrafted"));
    given(gone, agreed)
      .when("RenewAgreement", { agreementId: agreement, decisionId: decision })
      .then(fact("AgreementRenewed"), fact("BringGetLinesCommitted", { agreementId: agreement }));
    given(gone, agreed, committed(next, line.lineId))
      .when("RenewAgreement", { agreementId: agreement, decisionId: decision })
      .thenRejected("line-committed-elsewhere");
  });
});

describe("setting an agreement aside for a while", () => {
  const suspend = { agreementId: agreement, reason: "Repairs.", until: "2026-05-01", decisionId: decision };
  const resume = { agreementId: agreement, decisionId: decision };

  test("rests on a decision that was taken, by a core partner, of what is in force", () => {
    given(standing, agreed)
      .when("SuspendAgreement", suspend)
      .then(fact("AgreementSuspended", { until: "2026-05-01", decisionId: decision }));
    given(standing, suspended).when("SuspendAgreement", suspend).thenNothing();
    given(standing)
      .when("SuspendAgreement", { ...suspend, decisionId: null })
      .thenRejected("needs-joint-decision");
    given(standing, agreed).when("SuspendAgreement", suspend, C).thenRejected("core-partner-only");
    given(standing, agreed)
      .when("SuspendAgreement", { ...suspend, until: "2026-02-28" })
      .thenRejected("date-past");
    given(drawn, agreed).when("SuspendAgreement", suspend).thenRejected("agreement-not-in-force");
    given(standing, terminated).when("SuspendAgreement", suspend).thenRejected("agreement-terminated");
    given(together).when("SuspendAgreement", suspend).thenRejected("unknown-agreement");
    given(standing)
      .when("SuspendAgreement", { agreementId: agreement, reason: "Repairs.", onBehalfOf: A.partnerId }, operator)
      .then(fact("AgreementSuspended", { decisionId: null }));
  });

  test("ends when the partners decide that it counts again", () => {
    given(standing, suspended, agreed)
      .when("ResumeAgreement", resume)
      .then(fact("AgreementResumed", { decisionId: decision }));
    given(standing, agreed).when("ResumeAgreement", resume).thenNothing();
    given(standing, suspended).when("ResumeAgreement", { agreementId: agreement }).thenRejected("needs-joint-decision");
    given(drawn, agreed).when("ResumeAgreement", resume).thenRejected("agreement-not-in-force");
    given(together).when("ResumeAgreement", resume).thenRejected("unknown-agreement");
    given(standing, suspended, agreed)
      .when("TerminateAgreement", { agreementId: agreement, reason: "Over.", decisionId: decision })
      .then(fact("AgreementTerminated"));
  });
});

describe("the end of an agreement", () => {
  const soon = { agreementId: agreement, validUntil: "2026-03-31" };

  test("is announced once, so many days before, by the clock alone", () => {
    given(endingOn("2026-03-31")).when("NoteAgreementExpiring", soon, clock).then(fact("AgreementExpiring", soon));
    given(endingOn("2026-03-31", 29)).when("NoteAgreementExpiring", soon, clock).thenNothing();
    given(endingOn("2026-03-31"), told(clock, "AgreementExpiring", soon))
      .when("NoteAgreementExpiring", soon, clock)
      .thenNothing();
    given(endingOn("2026-02-28"))
      .when("NoteAgreementExpiring", { ...soon, validUntil: "2026-02-28" }, clock)
      .thenNothing();
    for (const who of [A, operator, A.key])
      given(endingOn("2026-03-31")).when("NoteAgreementExpiring", soon, who).thenRejected("clock-only");
    given(together).when("NoteAgreementExpiring", soon, clock).thenRejected("unknown-agreement");
    given(together).when("NoteAgreementExpired", soon, clock).thenRejected("unknown-agreement");
  });

  test("has come when its last day is over where the partners are, also while it is suspended", () => {
    const last = { agreementId: agreement, validUntil: "2026-03-01" };
    const note = (now: string, ...more: Parameters<typeof given>) =>
      given(endingOn("2026-03-01"), ...more)
        .at(now)
        .when("NoteAgreementExpired", last, clock);
    note("2026-03-01T23:00:00.000Z").then(fact("AgreementExpired", last));
    note("2026-03-01T22:59:59.999Z").thenNothing();
    note("2026-03-02T09:00:00.000Z", suspended).then(fact("AgreementExpired"));
    note("2026-03-02T09:00:00.000Z", expired("2026-03-01")).thenNothing();
    given(endingOn("2026-03-01")).at("2026-03-02T09:00:00.000Z").when("NoteAgreementExpired", last, A).thenRejected("clock-only");
  });

  test("a note that comes too late to be true says nothing", () => {
    const last = { agreementId: agreement, validUntil: "2026-03-01" };
    const renewed = told(A, "AgreementRenewed", { agreementId: agreement, validUntil: "2027-03-01", reason: null, decisionId: null });
    for (const meanwhile of [[renewed], [terminated], [ended()], [amendment({ validUntil: null }), signed(A, 2), signed(B, 2), amended()]])
      for (const type of ["NoteAgreementExpiring", "NoteAgreementExpired"] as const)
        given(endingOn("2026-03-01"), ...meanwhile)
          .at("2026-03-02T09:00:00.000Z")
          .when(type, last, clock)
          .thenNothing();
    given(together, drafted([A, B], { validUntil: "2026-03-01" }))
      .at("2026-03-02T09:00:00.000Z")
      .when("NoteAgreementExpired", last, clock)
      .thenNothing();
  });
});

describe("renewing", () => {
  const renew = { agreementId: agreement, validUntil: "2027-02-28", decisionId: decision };
  const gone = [endingOn("2026-02-28"), expired(), agreed];

  test("lets an agreement run on longer, or until further notice", () => {
    given(endingOn("2026-03-31"), agreed)
      .when("RenewAgreement", renew)
      .then(fact("AgreementRenewed", { validUntil: "2027-02-28", decisionId: decision }));
    given(endingOn("2026-03-31"), agreed)
      .when("RenewAgreement", { ...renew, validUntil: null })
      .then(fact("AgreementRenewed", { validUntil: null }));
    given(endingOn("2027-02-28"), agreed).when("RenewAgreement", renew).thenNothing();
    given(standing, agreed)
      .when("RenewAgreement", { ...renew, validUntil: null })
      .thenNothing();
    given(endingOn("2027-03-31"), agreed).when("RenewAgreement", renew).thenRejected("renewal-not-later");
    given(standing, agreed).when("RenewAgreement", renew).thenRejected("renewal-not-later");
  });

  test("brings an agreement that ended into force again", () => {
    given(gone).when("RenewAgreement", renew).then(fact("AgreementRenewed"));
    const renewed = told(A, "AgreementRenewed", { ...renew, reason: null });
    expect(given(gone, renewed).state.agreements.agreements[agreement]).toMatchObject({ status: "in-force", validUntil: "2027-02-28" });
    given(gone, renewed).when("RenewAgreement", renew).thenNothing();
    given(gone).at("2027-03-01T09:00:00.000Z").when("RenewAgreement", renew).thenRejected("date-past");
    given(gone)
      .when("TerminateAgreement", { agreementId: agreement, reason: "Over.", decisionId: decision })
      .thenRejected("agreement-expired");
  });

  test("rests on a decision, by a core partner, of what has been in force", () => {
    given(endingOn("2026-03-31"))
      .when("RenewAgreement", { ...renew, decisionId: null })
      .thenRejected("needs-joint-decision");
    given(endingOn("2026-03-31"), agreed).when("RenewAgreement", renew, C).thenRejected("core-partner-only");
    given(drawn, agreed).when("RenewAgreement", renew).thenRejected("agreement-not-in-force");
    given(standing, terminated, agreed).when("RenewAgreement", renew).thenRejected("agreement-terminated");
    given(together).when("RenewAgreement", renew).thenRejected("unknown-agreement");
  });
});
