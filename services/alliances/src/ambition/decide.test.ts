import { describe, test } from "vitest";
import {
  A,
  asked,
  B,
  C,
  decision,
  facilitated,
  facilitator,
  founded,
  id,
  joined,
  left,
  moved,
  operator,
  planned,
  session,
  stranger,
  told,
  X,
  type Party,
  type Who,
} from "@entente/contracts/events/story";
import { fact, given } from "../specification.ts";

const together = [founded(), joined(B, "core"), joined(C, "complementary"), facilitated()];
const words = "Older people live at home as long as they want to.";
const text = { text: words, partners: [{ partnerId: A.partnerId, gain: "Clients stay.", input: null }], noGoAreas: ["Force"] };
const drafted = told(A, "AmbitionDrafted", { versionId: id(0xb01), version: 1, ...text });
const second = told(B, "AmbitionVersionProposed", {
  versionId: id(0xb02),
  version: 2,
  ...text,
  text: "With care nearby.",
  change: "Care.",
});
const endorsed = (who: Party, version = 1, reporter?: Who) =>
  reporter === undefined
    ? told(who, "AmbitionEndorsed", { version, partnerId: who.partnerId, reason: null })
    : told(reporter, "AmbitionEndorsed", { version, partnerId: who.partnerId, reason: null }, { onBehalfOf: who.partnerId });
const withdrawn = (who: Party) =>
  told(who, "AmbitionEndorsementWithdrawn", { version: 1, partnerId: who.partnerId, reason: "Our board doubts." });

describe("drafting the ambition", () => {
  const draft = { versionId: id(0xb01), ...text };

  test("any partner of core or ring does, once per alliance", () => {
    given(together)
      .when("DraftAmbition", draft, C)
      .then(fact("AmbitionDrafted", { version: 1, text: words, noGoAreas: ["Force"] }));
    given(together, drafted).when("DraftAmbition", draft).thenNothing();
    given(together, drafted)
      .when("DraftAmbition", { ...draft, text: "Another." })
      .thenRejected("id-taken");
    given(together, drafted)
      .when("DraftAmbition", { ...draft, versionId: id(0xb03) }, B)
      .thenRejected("ambition-exists");
    for (const who of [stranger, facilitator, operator]) given(together).when("DraftAmbition", draft, who).thenRejected("not-your-partner");
  });

  test("the partners it names take part", () => {
    const naming = (who: Party) => ({ ...draft, partners: [{ partnerId: who.partnerId }] });
    given(together).when("DraftAmbition", naming(stranger)).thenRejected("unknown-partner");
    given(together, left(C)).when("DraftAmbition", naming(C)).thenRejected("partner-left", { partner: C.name });
  });
});

describe("a new version", () => {
  const propose = { versionId: id(0xb02), ...text, text: "With care nearby.", change: "Care." };

  test("counts on from the one before and is endorsed anew", () => {
    given(together, drafted, endorsed(A))
      .when("ProposeAmbitionVersion", propose, C)
      .then(fact("AmbitionVersionProposed", { version: 2, change: "Care." }));
    given(together, drafted, second).when("ProposeAmbitionVersion", propose, B).thenNothing();
    given(together, drafted, second)
      .when("ProposeAmbitionVersion", { ...propose, noGoAreas: [] })
      .thenRejected("id-taken");
    given(together, drafted, endorsed(A), second)
      .when("EndorseAmbition", { version: 2, partnerId: A.partnerId })
      .then(fact("AmbitionEndorsed", { version: 2 }));
  });

  test("differs from the one before, names partners that take part, and needs one before it", () => {
    given(together, drafted)
      .when("ProposeAmbitionVersion", { ...propose, text: words }, B)
      .thenNothing();
    given(together, drafted)
      .when("ProposeAmbitionVersion", { ...propose, partners: [{ partnerId: stranger.partnerId }] })
      .thenRejected("unknown-partner");
    given(together).when("ProposeAmbitionVersion", propose).thenRejected("no-ambition");
    given(together, drafted).when("ProposeAmbitionVersion", propose, stranger).thenRejected("not-your-partner");
  });
});

describe("endorsing", () => {
  const endorse = { version: 1, partnerId: A.partnerId, reason: "We stand for it." };

  test("each partner of core and ring for itself, the newest version, once", () => {
    given(together, drafted)
      .when("EndorseAmbition", endorse)
      .then(fact("AmbitionEndorsed", { version: 1, partnerId: A.partnerId, reason: "We stand for it." }));
    given(together, drafted, endorsed(A)).when("EndorseAmbition", endorse).thenNothing();
    given(together, drafted, second).when("EndorseAmbition", endorse).thenRejected("other-ambition", { version: "2" });
    given(together).when("EndorseAmbition", endorse).thenRejected("no-ambition");
    given(together, drafted).when("EndorseAmbition", endorse, B).thenRejected("not-your-partner");
    given(together, drafted, moved(C, "complementary", "free-space"))
      .when("EndorseAmbition", { ...endorse, partnerId: C.partnerId }, C)
      .thenRejected("ring-takes-no-position");
  });

  test("a key does not stand behind anything", () => {
    given(together, drafted).when("EndorseAmbition", endorse, A.key).thenRejected("endorsement-by-person");
    given(together, drafted, endorsed(A))
      .when("WithdrawAmbitionEndorsement", { ...endorse, reason: "No." }, A.key)
      .thenRejected("endorsement-by-person");
    given(together, drafted, endorsed(A))
      .when("ReaffirmAmbition", { reaffirmationId: id(0xb21), version: 1, partnerId: A.partnerId }, A.key)
      .thenRejected("endorsement-by-person");
  });

  test("is reported for a party that is not on the platform; a partner's own word goes before a reported one", () => {
    given(together, joined(X, "core"), drafted)
      .when("EndorseAmbition", { ...endorse, partnerId: X.partnerId, onBehalfOf: X.partnerId })
      .then(fact("AmbitionEndorsed", { partnerId: X.partnerId }));
    const forB = { version: 1, partnerId: B.partnerId };
    given(together, drafted, endorsed(B, 1, operator))
      .when("EndorseAmbition", forB, B)
      .then(fact("AmbitionEndorsed"));
    given(together, drafted, endorsed(B))
      .when("EndorseAmbition", { ...forB, onBehalfOf: B.partnerId }, operator)
      .thenNothing();
    given(together, drafted, endorsed(B), withdrawn(B))
      .when("EndorseAmbition", { ...forB, onBehalfOf: B.partnerId }, operator)
      .thenRejected("partner-speaks-for-itself", { partner: B.name });
  });
});

describe("withdrawing an endorsement", () => {
  const withdraw = { version: 1, partnerId: A.partnerId, reason: "Our board doubts." };

  test("needs one's own endorsement of that version, and may be followed by a new one", () => {
    given(together, drafted, endorsed(A))
      .when("WithdrawAmbitionEndorsement", withdraw)
      .then(fact("AmbitionEndorsementWithdrawn", { version: 1, reason: "Our board doubts." }));
    given(together, drafted, endorsed(A), withdrawn(A)).when("WithdrawAmbitionEndorsement", withdraw).thenNothing();
    given(together, drafted, endorsed(B)).when("WithdrawAmbitionEndorsement", withdraw).thenRejected("not-endorsed", { partner: A.name });
    given(together, drafted, endorsed(A)).when("WithdrawAmbitionEndorsement", withdraw, B).thenRejected("not-your-partner");
    given(together).when("WithdrawAmbitionEndorsement", withdraw).thenRejected("no-ambition");
    given(together, drafted, endorsed(A), withdrawn(A))
      .when("EndorseAmbition", { version: 1, partnerId: A.partnerId })
      .then(fact("AmbitionEndorsed"));
    given(together, drafted, endorsed(A))
      .when("WithdrawAmbitionEndorsement", { ...withdraw, onBehalfOf: A.partnerId }, operator)
      .thenRejected("partner-speaks-for-itself");
  });
});

describe("falling back on the ambition", () => {
  const invoke = {
    invocationId: id(0xb11),
    occasion: "The lift broke.",
    whatWeWereDoing: "Helping people stay.",
    sameFilm: "Yes.",
    higherGoal: "Yes.",
  };

  test("any partner at the table does, with the three questions, on the newest version", () => {
    given(together, drafted, second)
      .when("InvokeAmbition", invoke, C)
      .then(fact("AmbitionInvoked", { version: 2, sameFilm: "Yes.", decisionId: null, sessionId: null }));
    given(together, drafted, asked(), planned())
      .when("InvokeAmbition", { ...invoke, decisionId: decision, sessionId: session })
      .then(fact("AmbitionInvoked", { decisionId: decision, sessionId: session }));
    const invoked = told(A, "AmbitionInvoked", { ...invoke, version: 1, decisionId: null, sessionId: null });
    given(together, drafted, invoked).when("InvokeAmbition", invoke).thenNothing();
  });

  test("needs an ambition, and names what is there", () => {
    given(together).when("InvokeAmbition", invoke).thenRejected("no-ambition");
    given(together, drafted).when("InvokeAmbition", invoke, stranger).thenRejected("not-your-partner");
    given(together, drafted)
      .when("InvokeAmbition", { ...invoke, decisionId: decision })
      .thenRejected("unknown-decision");
    given(together, drafted)
      .when("InvokeAmbition", { ...invoke, sessionId: session })
      .thenRejected("unknown-session");
  });
});

describe("reaffirming", () => {
  const reaffirm = { reaffirmationId: id(0xb21), version: 1, partnerId: A.partnerId, note: "Still." };
  const reaffirmed = told(A, "AmbitionReaffirmed", reaffirm);

  test("is for who endorses the newest version", () => {
    given(together, drafted, endorsed(A))
      .when("ReaffirmAmbition", reaffirm)
      .then(fact("AmbitionReaffirmed", { note: "Still." }));
    given(together, drafted, endorsed(A), reaffirmed).when("ReaffirmAmbition", reaffirm).thenNothing();
    given(together, drafted, endorsed(A), endorsed(B), reaffirmed)
      .when("ReaffirmAmbition", { ...reaffirm, partnerId: B.partnerId }, B)
      .thenRejected("id-taken");
    given(together, drafted).when("ReaffirmAmbition", reaffirm).thenRejected("not-endorsed");
    given(together, drafted, endorsed(A), withdrawn(A)).when("ReaffirmAmbition", reaffirm).thenRejected("not-endorsed");
    given(together, drafted, endorsed(A), second).when("ReaffirmAmbition", reaffirm).thenRejected("other-ambition");
    given(together).when("ReaffirmAmbition", reaffirm).thenRejected("no-ambition");
    given(together, drafted, endorsed(A))
      .when("ReaffirmAmbition", { ...reaffirm, onBehalfOf: A.partnerId }, operator)
      .thenRejected("partner-speaks-for-itself");
  });
});
