import { describe, expect, test } from "vitest";
import {
  A,
  agreement,
  asked,
  B,
  C,
  decided,
  decision,
  drafted,
  founded,
  id,
  joined,
  left,
  objected,
  operator,
  proposed,
  signed,
  told,
  took,
  X,
  type Party,
} from "@entente/contracts/events/story";
import { fact, given, type Fields } from "../specification.ts";

const together = [founded(), joined(B, "core"), joined(C, "complementary")];
const correctionId = id(0x701);
type Correction = Fields<"CorrectFact">["correction"];
const correct = (correction: Correction) => ({ correctionId, correction, reason: "It was written down wrongly." });

describe("mending a mistake", () => {
  const cases: [string, Correction, Party, number, string][] = [
    ["the name of the alliance", { fact: "allianceName", becomes: "At home" }, A, 0, "Living at home longer"],
    ["its purpose", { fact: "alliancePurpose", becomes: "All live at home." }, A, 0, "Older people live at home as long as they want to."],
    ["a partner's name", { fact: "partnerName", partnerId: B.partnerId, becomes: "Birch Homes" }, B, 3, B.name],
    [
      "when a partner joined",
      { fact: "partnerJoinedAt", partnerId: B.partnerId, becomes: "2026-01-15T00:00:00.000Z" },
      B,
      3,
      "2026-02-01T09:03:00.000Z",
    ],
    [
      "when a partner left",
      { fact: "partnerLeftAt", partnerId: C.partnerId, becomes: "2026-01-20T00:00:00.000Z" },
      C,
      7,
      "2026-02-01T09:07:00.000Z",
    ],
    [
      "the question of a decision",
      { fact: "decisionQuestion", decisionId: decision, becomes: "Where do we start?" },
      B,
      5,
      "Where do we begin?",
    ],
    ["the title of an agreement", { fact: "agreementTitle", agreementId: agreement, becomes: "The covenant" }, A, 6, "Covenant"],
  ];
  const story = [together, asked(B), drafted([A, B]), left(C)];

  test.each(cases)("%s names the event, both values and the reason", (_name, correction, by, corrects, was) => {
    given(story)
      .when("CorrectFact", correct(correction), by)
      .then(
        fact("FactCorrected", {
          correctionId,
          corrects,
          correction: { ...correction, was } as never,
          reason: "It was written down wrongly.",
        }),
      );
  });

  test.each(cases)("%s is up to whoever recorded it", (_name, correction, by) => {
    given(story)
      .when("CorrectFact", correct(correction), by === A ? B : A)
      .thenRejected("not-your-record");
  });

  test("is done once, and nothing is mended that is right", () => {
    const made = told(A, "FactCorrected", {
      correctionId,
      corrects: 0,
      correction: { fact: "allianceName", was: "Living at home longer", becomes: "At home" },
      reason: "A slip.",
    });
    given(together, made)
      .when("CorrectFact", correct({ fact: "allianceName", becomes: "At home" }))
      .thenNothing();
    given(together, made)
      .when("CorrectFact", { ...correct({ fact: "allianceName", becomes: "At home" }), correctionId: id(0x702) })
      .thenNothing();
    expect(given(together, made).state.partners.initiated).toMatchObject({ name: "At home", firstName: "Living at home longer" });
  });

  test("takes something that was recorded", () => {
    given()
      .when("CorrectFact", correct({ fact: "allianceName", becomes: "At home" }))
      .thenRejected("nothing-to-correct");
    for (const correction of [
      { fact: "partnerName", partnerId: X.partnerId, becomes: "Dogwood" },
      { fact: "partnerLeftAt", partnerId: B.partnerId, becomes: "2026-01-20T00:00:00.000Z" },
      { fact: "decisionQuestion", decisionId: decision, becomes: "Where?" },
      { fact: "agreementTitle", agreementId: agreement, becomes: "Contract" },
    ] satisfies Correction[])
      given(together).when("CorrectFact", correct(correction)).thenRejected("nothing-to-correct");
  });

  test("cannot set a day that is still to come", () => {
    given(together)
      .when("CorrectFact", correct({ fact: "partnerJoinedAt", partnerId: B.partnerId, becomes: "2027-01-01T00:00:00.000Z" }), B)
      .thenRejected("effective-in-future");
  });

  test("stops once others rely on the text", () => {
    const question = correct({ fact: "decisionQuestion", decisionId: decision, becomes: "Where do we start?" });
    given(together, asked(), proposed(), took(B, "agree")).when("CorrectFact", question).thenRejected("already-relied-on");
    given(together, asked(), proposed(), decided()).when("CorrectFact", question).thenRejected("already-relied-on");
    given(together, asked(), proposed(), took(B, "agree"), proposed(A, { proposal: 2, text: "South." }))
      .when("CorrectFact", question)
      .thenRejected("already-relied-on");
    given(together, asked(), proposed(), decided(), told(B, "DecisionReopened", { decisionId: decision, reason: "New facts." }))
      .when("CorrectFact", question)
      .thenRejected("already-relied-on");
    given(together, asked(), proposed(), objected(B)).when("CorrectFact", question).thenRejected("already-relied-on");
    given(together, asked(), proposed()).when("CorrectFact", question).then(fact("FactCorrected"));
    const title = correct({ fact: "agreementTitle", agreementId: agreement, becomes: "The covenant" });
    given(together, drafted([A, B]), signed(B))
      .when("CorrectFact", title)
      .thenRejected("already-relied-on");
  });

  test("for a party that is not on the platform is done by whoever reported it", () => {
    const rename = { ...correct({ fact: "partnerName", partnerId: X.partnerId, becomes: "Dogwood" }), onBehalfOf: X.partnerId };
    const withX = [together, joined(X, "complementary")];
    given(withX)
      .when("CorrectFact", rename)
      .then(fact("FactCorrected", { corrects: 5 }));
    given(withX).when("CorrectFact", rename, B).thenRejected("not-your-record");
    given(withX).when("CorrectFact", rename, C).thenRejected("core-partner-only");
    given(withX).when("CorrectFact", rename, operator).then(fact("FactCorrected"));
  });
});
