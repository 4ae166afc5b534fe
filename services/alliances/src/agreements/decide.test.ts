import { describe, expect, test } from "vitest";
import {
  A,
  agreement,
  asked,
  B,
  C,
  clause,
  decided,
  decision,
  drafted,
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
