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
  ended,
  facilitated,
  facilitator,
  founded,
  id,
  invited,
  joined,
  left,
  moved,
  objected,
  operator,
  proposed,
  released,
  stranger,
  told,
  X,
} from "@entente/contracts/events/story";
import { placesOf } from "./decide.ts";
import { fact, given } from "../specification.ts";

const invitationId = id(0x101);
const founding = {
  name: "Living at home longer",
  purpose: "Older people live at home.",
  timeZone: "Europe/Amsterdam",
  partnerId: A.partnerId,
  partnerName: A.name,
};
const together = [founded(), joined(B, "core"), joined(C, "complementary")];

describe("founding an alliance", () => {
  test("makes the founder its first core partner, in the phase explore", () => {
    given()
      .when("InitiateAlliance", founding)
      .then(
        fact("AllianceInitiated", { name: founding.name, initiatorId: A.partnerId, timeZone: "Europe/Amsterdam" }),
        fact("PartnerJoined", { partnerId: A.partnerId, organisationId: A.organisationId, ring: "core" }),
        fact("PhaseEntered", { phase: "explore", from: null, direction: "start", leftUndone: [] }),
      );
  });

  test("changes nothing the second time, also after its name was corrected", () => {
    const corrected = told(A, "FactCorrected", {
      correctionId: id(1),
      corrects: 0,
      correction: { fact: "allianceName", was: founding.name, becomes: "At home" },
      reason: "A slip.",
    });
    given(founded()).when("InitiateAlliance", founding).thenNothing();
    given(founded(), corrected).when("InitiateAlliance", founding).thenNothing();
  });

  test("is refused under an id that another alliance has", () => {
    given(founded())
      .when("InitiateAlliance", { ...founding, name: "Something else" }, B)
      .thenRejected("id-taken");
    given(founded())
      .when("InitiateAlliance", { ...founding, partnerId: B.partnerId }, B)
      .thenRejected("id-taken");
  });

  test("is reported by the operator for the partner that did it, with the organisation it names", () => {
    given()
      .when("InitiateAlliance", { ...founding, partnerOrganisationId: B.organisationId, onBehalfOf: A.partnerId }, operator)
      .then(fact("AllianceInitiated"), fact("PartnerJoined", { organisationId: B.organisationId }), fact("PhaseEntered"));
    given()
      .when("InitiateAlliance", { ...founding, onBehalfOf: A.partnerId }, operator)
      .then(fact("AllianceInitiated"), fact("PartnerJoined", { organisationId: null }), fact("PhaseEntered"));
  });

  test("is not done by the operator itself, nor by a partner for another", () => {
    given().when("InitiateAlliance", founding, operator).thenRejected("only-reported");
    given()
      .when("InitiateAlliance", { ...founding, onBehalfOf: A.partnerId })
      .thenRejected("not-your-partner");
  });

  test("cannot have happened tomorrow", () => {
    given()
      .when("InitiateAlliance", { ...founding, effectiveAt: "2026-03-01T11:00:00.001Z" })
      .thenRejected("effective-in-future");
    given()
      .when("InitiateAlliance", { ...founding, effectiveAt: "2026-03-01T11:00:00.000Z" })
      .then(fact("AllianceInitiated"), fact("PartnerJoined"), fact("PhaseEntered"));
  });
});

describe("inviting", () => {
  const invitation = { invitationId, partnerId: B.partnerId, name: B.name, ring: "core" as const };

  test("a core partner invites a party to a ring", () => {
    given(founded())
      .when("InvitePartner", invitation)
      .then(fact("PartnerInvited", { invitationId, partnerId: B.partnerId, ring: "core", under: null, message: null }));
  });

  test("the same invitation twice is one; its id is of no use for another", () => {
    given(founded(), invited(B)).when("InvitePartner", invitation).thenNothing();
    given(founded(), invited(B))
      .when("InvitePartner", { ...invitation, name: "Somebody else" })
      .thenRejected("id-taken");
  });

  test("a place that is taken or promised is not promised again", () => {
    given(founded(), joined(B, "core")).when("InvitePartner", invitation).thenRejected("id-taken");
    given(founded(), invited(B))
      .when("InvitePartner", { ...invitation, invitationId: id(0x102) })
      .thenRejected("id-taken");
    given(founded(), facilitated())
      .when("InvitePartner", { ...invitation, partnerId: facilitator.partnerId })
      .thenRejected("id-taken");
  });

  test("a partner of the ring, a facilitator and a stranger do not invite", () => {
    for (const who of [C, facilitator, stranger]) {
      given(together, facilitated())
        .when("InvitePartner", { ...invitation, partnerId: stranger.partnerId }, who)
        .thenRejected("core-partner-only");
    }
  });

  test("the operator invites for a partner only", () => {
    given(founded()).when("InvitePartner", invitation, operator).thenRejected("only-reported");
    given(founded())
      .when("InvitePartner", { ...invitation, message: "Welcome", onBehalfOf: A.partnerId }, operator)
      .then(fact("PartnerInvited", { message: null }));
  });

  test("an affiliated party takes part under a partner that is known", () => {
    given(founded())
      .when("InvitePartner", { ...invitation, under: A.partnerId })
      .then(fact("PartnerInvited", { under: A.partnerId }));
    given(founded())
      .when("InvitePartner", { ...invitation, under: C.partnerId })
      .thenRejected("unknown-partner");
  });

  test("a core partner asks a facilitator", () => {
    const asking = { invitationId, facilitatorId: facilitator.partnerId, name: facilitator.name };
    const askedThem = told(A, "FacilitatorInvited", { ...asking, message: null });
    given(founded())
      .when("InviteFacilitator", asking)
      .then(fact("FacilitatorInvited", { facilitatorId: facilitator.partnerId }));
    given(founded(), askedThem).when("InviteFacilitator", asking).thenNothing();
    given(founded(), askedThem)
      .when("InviteFacilitator", { ...asking, name: "Others" })
      .thenRejected("id-taken");
    given(founded(), facilitated())
      .when("InviteFacilitator", { ...asking, invitationId: id(0x102) })
      .thenRejected("id-taken");
    given(together).when("InviteFacilitator", asking, C).thenRejected("core-partner-only");
  });

  test("a core partner withdraws an invitation nobody has answered", () => {
    const withdrawn = told(A, "InvitationWithdrawn", { invitationId, reason: null });
    given(founded(), invited(B)).when("WithdrawInvitation", { invitationId }).then(fact("InvitationWithdrawn", { invitationId }));
    given(founded(), invited(B), withdrawn).when("WithdrawInvitation", { invitationId }).thenNothing();
    given(founded(), invited(B), told(B, "InvitationDeclined", { invitationId, reason: null }))
      .when("WithdrawInvitation", { invitationId })
      .thenRejected("invitation-closed");
    given(founded()).when("WithdrawInvitation", { invitationId }).thenRejected("unknown-invitation");
    given(together, invited(stranger)).when("WithdrawInvitation", { invitationId }, C).thenRejected("core-partner-only");
  });

  test("a withdrawn place may be promised again", () => {
    given(founded(), invited(B), told(A, "InvitationWithdrawn", { invitationId, reason: null }))
      .when("InvitePartner", { ...invitation, invitationId: id(0x102) })
      .then(fact("PartnerInvited"));
  });
});

describe("answering an invitation", () => {
  test("whoever accepts becomes the partner that was invited, in the ring it was invited to", () => {
    given(founded(), invited(B, "complementary"))
      .when("AcceptInvitation", { invitationId }, B)
      .then(
        fact("InvitationAccepted", { organisationId: B.organisationId }),
        fact("PartnerJoined", { partnerId: B.partnerId, organisationId: B.organisationId, name: B.name, ring: "complementary" }),
      );
  });

  test("accepting twice is accepting once; another organisation comes too late", () => {
    const accepted = [
      founded(),
      invited(B),
      told(B, "InvitationAccepted", { invitationId, organisationId: B.organisationId }),
      joined(B, "core"),
    ];
    given(accepted).when("AcceptInvitation", { invitationId }, B).thenNothing();
    given(accepted).when("AcceptInvitation", { invitationId }, stranger).thenRejected("invitation-closed");
    given(founded()).when("AcceptInvitation", { invitationId }, B).thenRejected("unknown-invitation");
  });

  test("an organisation that takes part does not take a second place", () => {
    given(together, invited(stranger)).when("AcceptInvitation", { invitationId }, B).thenRejected("already-partner");
  });

  test("nobody accepts without an organisation", () => {
    given(founded(), invited(B)).when("AcceptInvitation", { invitationId }, operator).thenRejected("not-your-partner");
  });

  test("a facilitator is independent: no partner facilitates, and whoever facilitates becomes no partner", () => {
    const asking = told(A, "FacilitatorInvited", {
      invitationId,
      facilitatorId: facilitator.partnerId,
      name: facilitator.name,
      message: null,
    });
    given(together, asking)
      .when("AcceptInvitation", { invitationId }, facilitator)
      .then(
        fact("InvitationAccepted"),
        fact("FacilitatorAppointed", { facilitatorId: facilitator.partnerId, organisationId: facilitator.organisationId }),
      );
    given(together, asking).when("AcceptInvitation", { invitationId }, B).thenRejected("facilitator-is-partner");
    given(together, facilitated(), invited(stranger))
      .when("AcceptInvitation", { invitationId }, facilitator)
      .thenRejected("facilitator-is-partner");
  });

  test("anybody who holds the link declines, once", () => {
    const declined = told(stranger, "InvitationDeclined", { invitationId, reason: null });
    given(founded(), invited(B))
      .when("DeclineInvitation", { invitationId, reason: "No time." }, stranger)
      .then(fact("InvitationDeclined", { reason: "No time." }));
    given(founded(), invited(B), declined).when("DeclineInvitation", { invitationId }, stranger).thenNothing();
    given(founded(), invited(B), declined).when("AcceptInvitation", { invitationId }, B).thenRejected("invitation-closed");
    given(founded(), invited(B), told(A, "InvitationWithdrawn", { invitationId, reason: null }))
      .when("DeclineInvitation", { invitationId }, B)
      .thenRejected("invitation-closed");
    given(founded()).when("DeclineInvitation", { invitationId }, B).thenRejected("unknown-invitation");
  });
});

describe("reporting a partner that is not on the platform", () => {
  const reporting = { partnerId: X.partnerId, name: X.name, ring: "complementary" as const, onBehalfOf: X.partnerId };

  test("a core partner reports it; it has no organisation here", () => {
    given(founded())
      .when("ReportPartner", reporting)
      .then(fact("PartnerJoined", { partnerId: X.partnerId, organisationId: null, ring: "complementary" }));
    given(founded(), joined(X, "complementary")).when("ReportPartner", reporting).thenNothing();
  });

  test("only the operator names the organisation that fills the place", () => {
    given(founded())
      .when("ReportPartner", { ...reporting, organisationId: B.organisationId })
      .then(fact("PartnerJoined", { organisationId: null }));
    given(founded())
      .when("ReportPartner", { ...reporting, organisationId: B.organisationId }, operator)
      .then(fact("PartnerJoined", { organisationId: B.organisationId }));
  });

  test("it is said for whom, by a core partner, under a partner that is known", () => {
    given(founded())
      .when("ReportPartner", { ...reporting, onBehalfOf: undefined })
      .thenRejected("only-reported");
    given(founded())
      .when("ReportPartner", { ...reporting, onBehalfOf: A.partnerId })
      .thenRejected("only-reported");
    given(together).when("ReportPartner", reporting, C).thenRejected("core-partner-only");
    given(founded())
      .when("ReportPartner", { ...reporting, under: B.partnerId })
      .thenRejected("unknown-partner");
  });

  test("a place is not reported under another name, nor while somebody is invited to it", () => {
    given(founded(), joined(X, "complementary"))
      .when("ReportPartner", { ...reporting, name: "Dogwood Ltd" })
      .thenRejected("id-taken");
    given(founded(), invited(X)).when("ReportPartner", reporting).thenRejected("id-taken");
  });

  test("it is the same report also after its name was corrected", () => {
    const corrected = told(A, "FactCorrected", {
      correctionId: id(1),
      corrects: 3,
      correction: { fact: "partnerName", partnerId: X.partnerId, was: X.name, becomes: "Dogwood" },
      reason: "A slip.",
    });
    given(founded(), joined(X, "complementary"), corrected).when("ReportPartner", reporting).thenNothing();
  });
});

describe("no party can decide for another", () => {
  const leave = { partnerId: B.partnerId };

  test("a partner on the platform speaks for itself", () => {
    given(together).when("LeaveAlliance", leave).thenRejected("not-your-partner");
    given(together)
      .when("LeaveAlliance", { ...leave, onBehalfOf: B.partnerId })
      .thenRejected("partner-speaks-for-itself", { partner: B.name });
  });

  test("for one that is not, a core partner reports, and nobody else", () => {
    const withX = [together, joined(X, "complementary")];
    given(withX)
      .when("LeaveAlliance", { partnerId: X.partnerId, onBehalfOf: X.partnerId })
      .then(fact("PartnerLeft", { partnerId: X.partnerId, organisationId: null }));
    given(withX).when("LeaveAlliance", { partnerId: X.partnerId }).thenRejected("not-your-partner");
    given(withX).when("LeaveAlliance", { partnerId: X.partnerId, onBehalfOf: X.partnerId }, C).thenRejected("core-partner-only");
    given(withX).when("LeaveAlliance", { partnerId: X.partnerId, onBehalfOf: X.partnerId }, stranger).thenRejected("core-partner-only");
  });

  test("the operator reports for all and speaks for none", () => {
    given(together)
      .when("LeaveAlliance", { ...leave, onBehalfOf: B.partnerId }, operator)
      .then(fact("PartnerLeft", { partnerId: B.partnerId }));
    given(together).when("LeaveAlliance", leave, operator).thenRejected("not-your-partner");
  });

  test("nobody speaks as itself and for another at once", () => {
    given(together, joined(X, "core"))
      .when("LeaveAlliance", { partnerId: A.partnerId, onBehalfOf: X.partnerId })
      .thenRejected("not-your-partner");
    given(together).when("LeaveAlliance", { partnerId: B.partnerId, onBehalfOf: stranger.partnerId }, B).thenRejected("not-your-partner");
  });
});

describe("moving between rings", () => {
  const move = { partnerId: C.partnerId, ring: "core" as const, reason: "It carries half the work." };

  test("rests on a decision that was taken", () => {
    given(together, asked(), proposed(), decided([A, B]))
      .when("MovePartner", { ...move, decisionId: decision })
      .then(fact("PartnerMovedBetweenRings", { from: "complementary", to: "core", decisionId: decision }));
    given(together).when("MovePartner", move).thenRejected("needs-joint-decision");
    given(together)
      .when("MovePartner", { ...move, decisionId: decision })
      .thenRejected("unknown-decision");
    given(together, asked())
      .when("MovePartner", { ...move, decisionId: decision })
      .thenRejected("decision-not-taken");
  });

  test("needs none while a core partner sits at the table alone, nor when the operator reports it", () => {
    given(founded(), joined(C, "free-space"))
      .when("MovePartner", { ...move, ring: "complementary" })
      .then(fact("PartnerMovedBetweenRings", { decisionId: null }));
    given(together)
      .when("MovePartner", { ...move, onBehalfOf: C.partnerId }, operator)
      .then(fact("PartnerMovedBetweenRings"));
  });

  test("to the ring where it stands is nothing", () => {
    given(together)
      .when("MovePartner", { ...move, ring: "complementary" })
      .thenNothing();
  });

  test("is for core partners, and for a partner that is there", () => {
    given(together).when("MovePartner", move, C).thenRejected("core-partner-only");
    given(together)
      .when("MovePartner", { ...move, partnerId: stranger.partnerId })
      .thenRejected("unknown-partner");
    given(together, left(C)).when("MovePartner", move).thenRejected("partner-left", { partner: C.name });
  });

  test("leaves one core partner at least", () => {
    given(founded(), joined(C, "complementary"))
      .when("MovePartner", { ...move, partnerId: A.partnerId, ring: "complementary" })
      .thenRejected("last-core-partner");
  });
});

describe("leaving", () => {
  test("a partner leaves at any time, and leaving twice is leaving once", () => {
    given(together)
      .when("LeaveAlliance", { partnerId: C.partnerId, reason: "Other plans." }, C)
      .then(fact("PartnerLeft", { partnerId: C.partnerId, reason: "Other plans." }));
    given(together, left(C)).when("LeaveAlliance", { partnerId: C.partnerId }, C).thenNothing();
    given(together, left(C)).when("LeaveAlliance", { partnerId: C.partnerId }).thenRejected("partner-left");
    given(together).when("LeaveAlliance", { partnerId: stranger.partnerId }, stranger).thenRejected("unknown-partner");
  });

  test("the last core partner stays until the alliance has ended", () => {
    const alone = [founded(), joined(C, "complementary")];
    given(alone).when("LeaveAlliance", { partnerId: A.partnerId }).thenRejected("last-core-partner");
    given(alone, ended()).when("LeaveAlliance", { partnerId: A.partnerId }).then(fact("PartnerLeft"));
  });
});

describe("releasing the facilitator", () => {
  const release = { facilitatorId: facilitator.partnerId, reason: "Done." };
  const withFacilitator = [together, facilitated()];

  test("is up to a core partner or to the facilitator", () => {
    for (const who of [A, facilitator])
      given(withFacilitator)
        .when("ReleaseFacilitator", release, who)
        .then(fact("FacilitatorReleased", { organisationId: facilitator.organisationId, reason: "Done." }));
    for (const who of [C, stranger]) given(withFacilitator).when("ReleaseFacilitator", release, who).thenRejected("core-partner-only");
    given(withFacilitator)
      .when("ReleaseFacilitator", { ...release, onBehalfOf: B.partnerId }, facilitator)
      .thenRejected("partner-speaks-for-itself");
  });

  test("happens once, to somebody who facilitates", () => {
    const accepted = [
      told(A, "FacilitatorInvited", { invitationId, facilitatorId: facilitator.partnerId, name: facilitator.name, message: null }),
      told(facilitator, "InvitationAccepted", { invitationId, organisationId: facilitator.organisationId }),
    ];
    given(together, accepted, facilitated(), released()).when("ReleaseFacilitator", release).thenNothing();
    given(together).when("ReleaseFacilitator", release).thenRejected("unknown-facilitator");
  });
});

describe("what the partners' slice remembers", () => {
  test("a partner that left and one in another ring are told apart", () => {
    const { partners } = given(together, moved(C, "complementary", "free-space"), left(B)).state.partners;
    expect(partners[B.partnerId]).toMatchObject({ left: true, leaving: { organisationId: B.organisationId } });
    expect(partners[C.partnerId]).toMatchObject({ left: false, ring: "free-space" });
    expect(placesOf(given(together).state.partners, null)).toEqual([]);
  });
});

describe("after the end", () => {
  const over = [together, facilitated(), asked(), proposed(), drafted([A, B]), objected(B), invited(stranger), ended()];

  test("the record may be mended and left, a minority view be added, a facilitator be released", () => {
    given(over).when("LeaveAlliance", { partnerId: B.partnerId }, B).then(fact("PartnerLeft"));
    given(over)
      .when("RecordMinorityView", { decisionId: decision, partnerId: B.partnerId, view: "Too early." }, B)
      .then(fact("MinorityViewRecorded"));
    given(over).when("ReleaseFacilitator", { facilitatorId: facilitator.partnerId }).then(fact("FacilitatorReleased"));
    given(over)
      .when("CorrectFact", { correctionId: id(1), correction: { fact: "allianceName", becomes: "At home" }, reason: "A slip." })
      .then(fact("FactCorrected"));
    given(over).when("ReportEnding", { ending: "completed", reason: "Done.", onBehalfOf: A.partnerId }, operator).thenNothing();
  });

  test("nothing else happens any more", () => {
    given(over).when("AcceptInvitation", { invitationId }, stranger).thenRejected("alliance-ended");
    given(over).when("DeclineInvitation", { invitationId }, stranger).thenRejected("alliance-ended");
    given(over)
      .when("RequestDecision", { decisionId: id(0x399), question: "And now?" })
      .thenRejected("alliance-ended");
    given(over)
      .when("TakePosition", { decisionId: decision, proposal: 1, partnerId: A.partnerId, position: "agree" })
      .thenRejected("alliance-ended");
    given(over)
      .when("WithdrawObjection", { decisionId: decision, objectionId: id(0x321) }, B)
      .thenRejected("alliance-ended");
    given(over).when("SignAgreement", { agreementId: agreement, version: 1, partnerId: A.partnerId }).thenRejected("alliance-ended");
    given(over)
      .when("ProposeTransition", { transitionId: id(0x299), to: "share", reason: "Again." })
      .thenRejected("alliance-ended");
    given(over)
      .when("ScheduleSession", { sessionId: id(0x599), title: "Again", startsAt: "2026-05-01T09:00:00.000Z" })
      .thenRejected("alliance-ended");
    given(over)
      .when("ReportPhase", { transitionId: id(0x298), phase: "run", onBehalfOf: A.partnerId }, operator)
      .thenRejected("alliance-ended");
  });

  test("what was so already is still so", () => {
    given(over).when("RequestDecision", { decisionId: decision, question: "Where do we begin?" }).thenNothing();
  });
});
