import fc from "fast-check";
import { clockCommands, type AllianceCommand, type AllianceCommandType } from "@entente/contracts/commands/catalogue";
import type { AllianceEvent, AllianceFact } from "@entente/contracts/events/catalogue";
import {
  A,
  B,
  C,
  clause,
  clock,
  facilitator,
  founded,
  frozen,
  id,
  joined,
  operator,
  recorded,
  stranger,
  told,
  X,
  type Party,
  type Told,
  type Who,
} from "@entente/contracts/events/story";
import { phaseIds } from "@entente/contracts/method/phases";
import { ringIds } from "@entente/contracts/method/rings";
import { isRejection, type Rejection } from "@entente/contracts/rejections";
import type { Context } from "./context.ts";
import { decide, evolve, type AllianceState } from "./decider.ts";
import { command, contextOf, stateOf, type Fields } from "./specification.ts";

/** Random histories: whatever anybody may think of, one command after the other, a day at most between two. */

export interface Step {
  readonly who: Who;
  readonly command: AllianceCommand;
  readonly hours: number;
}

const pool = (from: number, size: number) => fc.constantFrom(...Array.from({ length: size }, (_, index) => id(from + index)));
const partner = fc.constantFrom(A, B, C, X, stranger).map((who) => who.partnerId);
const members = fc.uniqueArray(
  fc.constantFrom(A, B, C, X).map((who) => who.partnerId),
  { minLength: 1, maxLength: 3 },
);
const decisionId = pool(0x301, 2);
const agreementId = pool(0x401, 2);
const transitionId = pool(0x201, 3);
const objectionId = pool(0x321, 2);
const invitationId = pool(0x101, 4);
const sessionId = pool(0x501, 2);
const words = fc.constantFrom("One.", "Two.");
const phase = fc.constantFrom(...phaseIds);
const ring = fc.constantFrom(...ringIds);
const day = fc.constantFrom(null, "2026-02-03", "2026-02-10", "2026-03-01");
const perhaps = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 2 });
const ambitionText = {
  text: words,
  partners: fc.uniqueArray(fc.record({ partnerId: partner, gain: perhaps(words), input: perhaps(words) }), {
    maxLength: 2,
    selector: (named) => named.partnerId,
  }),
  noGoAreas: fc.array(words, { maxLength: 1 }),
};
const dueDay = fc.constantFrom("2026-02-03", "2026-02-10", "2026-03-01");
const commitmentId = pool(0xc01, 2);
const postponementId = pool(0xc11, 2);
const clauses = fc.array(fc.constant(clause), { maxLength: 1 });

const lineId = fc.oneof(pool(0x701, 2), pool(0x711, 2));
const amount = fc.record({ unit: fc.constant("hours" as const), quantity: fc.constantFrom(-1, 0, 1, 2, 10.25) });
const money = fc.record({ currency: fc.constantFrom("EUR", "USD", "XYZ"), quantity: fc.constantFrom(-1, 0, 100) });
const agreedLines = fc.uniqueArray(fc.record({ lineId, value: fc.option(fc.constant({ currency: "EUR", quantity: 100 })) }), {
  maxLength: 1,
  selector: (named) => named.lineId,
});
const lineTerms = {
  category: fc.constantFrom("people", "means"),
  description: words,
  amount,
  from: day,
  until: day,
  condition: perhaps(words),
};

/** Every command with its fields; what matters most is asked most. */
const fields: { readonly [Type in AllianceCommandType]: readonly [weight: number, fields: fc.Arbitrary<Fields<Type>>] } = {
  InitiateAlliance: [
    1,
    fc.record({ name: words, purpose: words, timeZone: fc.constant("Etc/UTC"), partnerId: partner, partnerName: words }),
  ],
  InvitePartner: [
    5,
    fc.record({
      invitationId,
      partnerId: fc.oneof(partner, pool(0x801, 2)),
      name: words,
      ring,
      under: perhaps(partner),
      message: perhaps(words),
    }),
  ],
  InviteFacilitator: [1, fc.record({ invitationId, facilitatorId: pool(0x811, 2), name: words, message: perhaps(words) })],
  AcceptInvitation: [3, fc.record({ invitationId })],
  DeclineInvitation: [4, fc.record({ invitationId, reason: perhaps(words) })],
  WithdrawInvitation: [4, fc.record({ invitationId, reason: perhaps(words) })],
  ReportPartner: [2, fc.record({ partnerId: fc.oneof(partner, pool(0x801, 2)), name: words, ring, under: perhaps(partner) })],
  MovePartner: [8, fc.record({ partnerId: partner, ring, reason: words, decisionId: perhaps(decisionId) })],
  LeaveAlliance: [1, fc.record({ partnerId: partner, reason: perhaps(words) })],
  ReleaseFacilitator: [
    1,
    fc.record({ facilitatorId: fc.oneof(fc.constant(facilitator.partnerId), pool(0x811, 2)), reason: perhaps(words) }),
  ],
  SubmitPhaseResult: [
    2,
    fc.record({
      resultId: pool(0x601, 3),
      phase,
      kind: fc.constantFrom("start-memo", "declaration-of-intent", "covenant", "branding"),
      title: words,
    }),
  ],
  ProposeTransition: [
    4,
    fc.record({
      transitionId,
      to: perhaps(phase),
      ending: fc.constantFrom(null, "completed", "terminated"),
      reason: words,
      leftUndone: fc.uniqueArray(fc.record({ debtId: pool(0x611, 3), phase, text: words }), {
        maxLength: 2,
        selector: (debt) => debt.debtId,
      }),
      respondBy: day,
    }),
  ],
  TakeTransitionPosition: [
    10,
    fc.record({
      transitionId,
      partnerId: partner,
      position: fc.constantFrom("agree", "agree", "agree", "disagree", "abstain", "object"),
      reason: perhaps(words),
    }),
  ],
  WithdrawTransition: [1, fc.record({ transitionId, reason: perhaps(words) })],
  EnterPhase: [6, fc.record({ transitionId })],
  RepairDebt: [
    2,
    fc.record({ debtId: fc.constantFrom("result-explore", "result-share", id(0x611), id(0x612), "constructor"), how: words }),
  ],
  StartCollaboration: [1, fc.record({})],
  ReportPhase: [1, fc.record({ transitionId, phase })],
  ReportEnding: [1, fc.record({ ending: fc.constantFrom("completed", "terminated"), reason: words })],
  OfferBring: [3, fc.record({ lineId: pool(0x701, 2), partnerId: partner, ...lineTerms })],
  RequestGet: [3, fc.record({ lineId: pool(0x711, 2), partnerId: partner, ...lineTerms, reimburses: fc.boolean() })],
  ReviseBringGetLine: [2, fc.record({ lineId, ...lineTerms, reason: perhaps(words) })],
  WithdrawBringGetLine: [1, fc.record({ lineId, reason: perhaps(words) })],
  MatchOfferToRequest: [3, fc.record({ matchId: pool(0x721, 2), bringId: lineId, getId: lineId })],
  ReleaseMatch: [2, fc.record({ matchId: pool(0x721, 2), reason: perhaps(words) })],
  ValueLine: [2, fc.record({ lineId, value: money, decisionId: perhaps(decisionId) })],
  DeliverContribution: [3, fc.record({ deliveryId: pool(0x731, 2), lineId, amount, note: perhaps(words) })],
  WithdrawContributionDelivery: [2, fc.record({ deliveryId: pool(0x731, 2), reason: words })],
  ClaimBenefit: [4, fc.record({ claimId: pool(0x741, 2), lineId, amount, note: perhaps(words) })],
  ConfirmBenefit: [3, fc.record({ claimId: pool(0x741, 2), partnerId: partner })],
  DisputeBenefit: [3, fc.record({ claimId: pool(0x741, 2), partnerId: partner, reason: words })],
  WithdrawBenefitClaim: [2, fc.record({ claimId: pool(0x741, 2), reason: words })],
  AgreeBalanceTerms: [2, fc.record({ floor: money, reference: money, decisionId: perhaps(decisionId) })],
  RequestDecision: [3, fc.record({ decisionId, question: words, decideBy: day })],
  AddOption: [1, fc.record({ decisionId, optionId: pool(0x311, 2), text: words })],
  ProposeDecision: [5, fc.record({ decisionId, text: words, optionId: perhaps(pool(0x311, 2)), respondBy: day })],
  TakePosition: [
    14,
    fc.record({
      decisionId,
      proposal: fc.constantFrom(1, 1, 1, 2, 3),
      partnerId: partner,
      position: fc.constantFrom("agree", "agree", "agree", "disagree", "abstain"),
      reasons: perhaps(words),
    }),
  ],
  RaiseObjection: [2, fc.record({ decisionId, objectionId, partnerId: partner, reason: words })],
  IntegrateObjection: [2, fc.record({ decisionId, objectionId, how: words })],
  WithdrawObjection: [2, fc.record({ decisionId, objectionId })],
  RecordMinorityView: [1, fc.record({ decisionId, partnerId: partner, view: words })],
  TakeDecision: [8, fc.record({ decisionId, workableUntil: day, reviewOn: day })],
  FailDecision: [1, fc.record({ decisionId, reason: words })],
  ScheduleReview: [1, fc.record({ decisionId, reviewOn: fc.constantFrom("2026-02-10", "2026-03-01") })],
  NoteReviewDue: [2, fc.record({ decisionId, reviewOn: dueDay })],
  ReviewDecision: [1, fc.record({ decisionId, finding: words })],
  ReopenDecision: [6, fc.record({ decisionId, reason: words })],
  SupersedeDecision: [5, fc.record({ decisionId, by: decisionId })],
  DraftAgreement: [
    3,
    fc.record({
      agreementId,
      kind: fc.constantFrom("covenant", "contract"),
      title: words,
      parties: members,
      clauses,
      validFrom: day,
      validUntil: day,
      lines: agreedLines,
    }),
  ],
  ProposeAgreementVersion: [
    2,
    fc.record({ agreementId, title: words, parties: members, clauses, validFrom: day, validUntil: day, lines: agreedLines, change: words }),
  ],
  ProposeAgreementAmendment: [
    3,
    fc.record({
      agreementId,
      title: words,
      parties: members,
      clauses,
      validFrom: day,
      validUntil: day,
      lines: agreedLines,
      change: words,
    }),
  ],
  SuspendAgreement: [1, fc.record({ agreementId, reason: words, until: day, decisionId: perhaps(decisionId) })],
  ResumeAgreement: [1, fc.record({ agreementId, reason: perhaps(words), decisionId: perhaps(decisionId) })],
  RenewAgreement: [1, fc.record({ agreementId, validUntil: day, reason: perhaps(words), decisionId: perhaps(decisionId) })],
  NoteAgreementExpiring: [2, fc.record({ agreementId, validUntil: dueDay })],
  NoteAgreementExpired: [2, fc.record({ agreementId, validUntil: dueDay })],
  DraftAmbition: [3, fc.record({ versionId: pool(0xb01, 3), ...ambitionText })],
  ProposeAmbitionVersion: [2, fc.record({ versionId: pool(0xb01, 3), ...ambitionText, change: words })],
  EndorseAmbition: [6, fc.record({ version: fc.constantFrom(1, 1, 2), partnerId: partner, reason: perhaps(words) })],
  WithdrawAmbitionEndorsement: [2, fc.record({ version: fc.constantFrom(1, 1, 2), partnerId: partner, reason: words })],
  InvokeAmbition: [
    2,
    fc.record({
      invocationId: pool(0xb11, 2),
      occasion: words,
      whatWeWereDoing: words,
      sameFilm: words,
      higherGoal: words,
      decisionId: perhaps(decisionId),
      sessionId: perhaps(sessionId),
    }),
  ],
  ReaffirmAmbition: [
    3,
    fc.record({ reaffirmationId: pool(0xb21, 2), version: fc.constantFrom(1, 1, 2), partnerId: partner, note: perhaps(words) }),
  ],
  MakeCommitment: [
    4,
    fc.record({
      commitmentId,
      partnerId: fc.option(partner, { freq: 9 }),
      text: words,
      dueOn: dueDay,
      agreementId: perhaps(agreementId),
      decisionId: perhaps(decisionId),
      sessionId: perhaps(sessionId),
      lineId: perhaps(lineId),
    }),
  ],
  FulfilCommitment: [2, fc.record({ commitmentId, note: perhaps(words) })],
  AskCommitmentPostponement: [3, fc.record({ commitmentId, postponementId, dueOn: dueDay, reason: words })],
  PostponeCommitment: [3, fc.record({ commitmentId, postponementId, partnerId: partner })],
  WaiveCommitment: [1, fc.record({ commitmentId, partnerId: partner, reason: words })],
  NoteOverdueCommitment: [3, fc.record({ commitmentId, dueOn: dueDay })],
  SignAgreement: [9, fc.record({ agreementId, version: fc.constantFrom(1, 1, 2), partnerId: partner })],
  TerminateAgreement: [1, fc.record({ agreementId, reason: words, decisionId: perhaps(decisionId) })],
  ScheduleSession: [
    2,
    fc.record({ sessionId, title: words, startsAt: fc.constantFrom("2026-02-05T09:00:00.000Z", "2026-04-01T09:00:00.000Z") }),
  ],
  RescheduleSession: [
    1,
    fc.record({ sessionId, startsAt: fc.constantFrom("2026-02-06T09:00:00.000Z", "2026-04-02T09:00:00.000Z"), place: perhaps(words) }),
  ],
  CancelSession: [1, fc.record({ sessionId })],
  PrepareSession: [2, fc.record({ preparationId: pool(0x511, 2), sessionId, partnerId: partner, text: words })],
  HoldSession: [2, fc.record({ sessionId, present: members, notes: perhaps(words) })],
  RecordInsight: [2, fc.record({ insightId: pool(0x521, 2), sessionId, text: words, lens: fc.constantFrom(null, "ambition" as const) })],
  ReachWorkableAgreement: [2, fc.record({ workableId: pool(0x531, 2), sessionId, text: words, reviewOn: day })],
  SetEvaluationCycle: [
    2,
    fc.record({
      cycleId: pool(0xd01, 2),
      firstOn: dueDay,
      fullEveryMonths: fc.constantFrom(1, 6),
      pulseEveryMonths: fc.constantFrom(null, 1, 3),
      decisionId: perhaps(decisionId),
    }),
  ],
  NoteEvaluationDue: [2, fc.record({ cycleId: pool(0xd01, 2), kind: fc.constantFrom("full", "pulse"), dueOn: dueDay })],
  CorrectFact: [
    2,
    fc.record({
      correctionId: pool(0x701, 3),
      correction: fc.oneof(
        fc.record({ fact: fc.constant("allianceName" as const), becomes: words }),
        fc.record({ fact: fc.constant("alliancePurpose" as const), becomes: words }),
        fc.record({ fact: fc.constant("partnerName" as const), partnerId: partner, becomes: words }),
        fc.record({ fact: fc.constant("partnerJoinedAt" as const), partnerId: partner, becomes: fc.constant("2026-01-15T00:00:00.000Z") }),
        fc.record({ fact: fc.constant("partnerLeftAt" as const), partnerId: partner, becomes: fc.constant("2026-01-16T00:00:00.000Z") }),
        fc.record({ fact: fc.constant("decisionQuestion" as const), decisionId, becomes: words }),
        fc.record({ fact: fc.constant("agreementTitle" as const), agreementId, becomes: words }),
      ),
      reason: words,
    }),
  ],
};

const anybody: fc.Arbitrary<Who> = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom<Who>(A, B, C) },
  { weight: 2, arbitrary: fc.constantFrom<Who>(stranger, facilitator, operator, A.key, B.key) },
);

/** Mostly a partner speaks for itself and X is reported; now and then anybody says anything for anybody. */
function stepOf(type: AllianceCommandType): fc.Arbitrary<Step> {
  // The table pairs every type with its own fields.
  const own = fields[type][1] as fc.Arbitrary<Fields<AllianceCommandType>>;
  return fc
    .record({
      given: own,
      who: anybody,
      fitting: fc.integer({ min: 0, max: 9 }),
      onBehalfOf: fc.option(partner, { freq: 3, nil: undefined }),
      hours: fc.integer({ min: 0, max: 24 }),
    })
    .map(({ given, who, fitting, onBehalfOf, hours }) => {
      const named = "partnerId" in given ? [A, B, C, X, stranger].find((one) => one.partnerId === given.partnerId) : undefined;
      const noted = clockCommands.has(type) && fitting < 9;
      if (noted) return { who: clock, command: command(type, given), hours };
      const speaks = fitting < 7 && named !== undefined;
      const reported = speaks && named.organisationId === null;
      const behalf = speaks ? (reported ? named.partnerId : undefined) : onBehalfOf;
      return {
        who: speaks ? (reported ? A : named) : who,
        command: command(type, { ...given, ...(behalf === undefined ? {} : { onBehalfOf: behalf }) } as Fields<AllianceCommandType>),
        hours,
      };
    });
}

const types = Object.keys(fields) as AllianceCommandType[];
const single = fc.oneof(...types.map((type) => ({ weight: fields[type][0], arbitrary: stepOf(type) }))).map((step) => [step]);

const at =
  (hours: number) =>
  <Type extends AllianceCommandType>(who: Who, type: Type, given: Fields<Type>): Step => ({ who, command: command(type, given), hours });
const mostly = fc.integer({ min: 0, max: 9 }).map((n) => n > 0);
type Voice = "agree" | "abstain" | "silent";
const voice: fc.Arbitrary<Voice> = fc.oneof({ weight: 8, arbitrary: fc.constant("agree") }, fc.constant("abstain"), fc.constant("silent"));
const says = { A: voice, B: voice, C: voice, X: voice };

/** What chance alone would hardly ever bring about: the partners go through something together, though one may be missing. */
const together: fc.Arbitrary<Step[]> = fc.oneof(
  fc
    .record({
      decisionId,
      by: decisionId,
      proposal: fc.constantFrom(1, 1, 2),
      objects: fc.boolean(),
      meets: fc.constantFrom(true, false, null),
      respondBy: day,
      reviewOn: day,
      ...says,
    })
    .map(({ decisionId, by, proposal, objects, meets, respondBy, reviewOn, ...said }) => {
      const does = at(1);
      const objected = { decisionId, objectionId: id(0x330 + proposal) };
      return [
        does(A, "RequestDecision", { decisionId, question: "One." }),
        does(B, "ProposeDecision", { decisionId, text: `Proposal ${proposal}.`, respondBy }),
        ...voices(said, (who, position) => ["TakePosition", { decisionId, proposal, partnerId: who.partnerId, position }]),
        ...(objects ? [does(C, "RaiseObjection", { ...objected, partnerId: C.partnerId, reason: "Two." })] : []),
        ...(meets === null
          ? []
          : [meets ? does(C, "IntegrateObjection", { ...objected, how: "So." }) : does(C, "WithdrawObjection", objected)]),
        does(A, "TakeDecision", { decisionId, reviewOn }),
        ...(objects && reviewOn !== null ? [at(24 * 10)(clock, "NoteReviewDue", { decisionId, reviewOn })] : []),
        ...(objects
          ? [does(B, "ReviewDecision", { decisionId, finding: "One." })]
          : [does(B, "SupersedeDecision", { decisionId: by, by: decisionId })]),
      ];
    }),
  fc
    .record({ transitionId, to: fc.option(phase, { freq: 6 }), respondBy: day, enters: mostly, ...says })
    .map(({ transitionId, to, respondBy, enters, ...said }) => {
      const does = at(2);
      return [
        does(A, "ProposeTransition", {
          transitionId,
          to,
          ending: "completed",
          respondBy,
          reason: "One.",
          leftUndone: [{ debtId: id(0x611), phase: "explore", text: "Two." }],
        }),
        ...voices(said, (who, position) => ["TakeTransitionPosition", { transitionId, partnerId: who.partnerId, position }]),
        enters ? does(B, "EnterPhase", { transitionId }) : does(A, "WithdrawTransition", { transitionId }),
        does(C, "RepairDebt", { debtId: id(0x611), how: "One." }),
        does(A, "StartCollaboration", {}),
      ];
    }),
  fc
    .record({ agreementId, decisionId, version: fc.constantFrom(1, 1, 2), ...says })
    .map(({ agreementId, decisionId, version, ...said }) => {
      const does = at(3);
      return [
        does(C, "DraftAgreement", {
          agreementId,
          kind: "contract",
          title: "One.",
          parties: [A, B, C, X].map((who) => who.partnerId),
          clauses: [clause],
        }),
        ...voices(said, (who) => ["SignAgreement", { agreementId, version, partnerId: who.partnerId }]),
        does(A, "TerminateAgreement", { agreementId, reason: "One.", decisionId }),
      ];
    }),
  fc.record({ invitationId, sessionId, accepts: fc.boolean() }).map(({ invitationId, sessionId, accepts }) => {
    const does = at(1);
    return [
      does(A, "InvitePartner", { invitationId, partnerId: stranger.partnerId, name: stranger.name, ring: "complementary" }),
      accepts ? does(stranger, "AcceptInvitation", { invitationId }) : does(B, "WithdrawInvitation", { invitationId }),
      does(facilitator, "ScheduleSession", { sessionId, title: "One.", startsAt: "2026-04-01T09:00:00.000Z" }),
      does(B, "RescheduleSession", { sessionId, startsAt: "2026-04-03T09:00:00.000Z" }),
    ];
  }),
  fc
    .record({ version: fc.constantFrom(1, 1, 2), again: fc.boolean(), withdraws: fc.boolean(), ...says })
    .map(({ version, again, withdraws, ...said }) => {
      const does = at(1);
      const [text, occasion] = ["One.", "Two."];
      const partners = [{ partnerId: A.partnerId, gain: "One.", input: "Two." }];
      const answers = { whatWeWereDoing: "One.", sameFilm: "One.", higherGoal: "One." };
      return [
        does(A, "DraftAmbition", { versionId: id(0xb01), text, partners }),
        ...(again ? [does(B, "ProposeAmbitionVersion", { versionId: id(0xb02), text: "Two.", change: "One." })] : []),
        ...voices(said, (who) => ["EndorseAmbition", { version, partnerId: who.partnerId }]),
        does(C, "InvokeAmbition", { invocationId: id(0xb11), occasion, ...answers }),
        withdraws
          ? does(B, "WithdrawAmbitionEndorsement", { version, partnerId: B.partnerId, reason: "One." })
          : does(B, "ReaffirmAmbition", { reaffirmationId: id(0xb21), version, partnerId: B.partnerId }),
      ];
    }),
  fc
    .record({
      agreementId,
      amends: fc.constantFrom(2, 2, 3),
      pauses: fc.boolean(),
      lays: fc.boolean(),
      days: fc.integer({ min: 1, max: 12 }),
    })
    .map(({ agreementId, amends, pauses, lays, days }) => {
      const does = at(1);
      const later = at(24 * days);
      const lines = lays ? [{ lineId: id(0x701) }] : [];
      const parties = [A, B].map((who) => who.partnerId);
      const [ends, longer] = ["2026-02-10", "2026-03-01"];
      const text = { agreementId, parties, clauses: [clause], validUntil: ends };
      const sign = (who: Party, version: number) => does(who, "SignAgreement", { agreementId, version, partnerId: who.partnerId });
      const forA = { agreementId, reason: "One.", onBehalfOf: A.partnerId };
      return [
        ...lines.map(({ lineId }) =>
          does(A, "OfferBring", {
            lineId,
            partnerId: A.partnerId,
            category: "people",
            description: "One.",
            amount: { unit: "hours", quantity: 8 },
          }),
        ),
        does(A, "DraftAgreement", { ...text, kind: "contract", title: "Life.", lines }),
        sign(A, 1),
        sign(B, 1),
        does(B, "ProposeAgreementAmendment", { ...text, title: "Life, amended.", change: "One." }),
        sign(A, amends),
        sign(B, amends),
        does(clock, "NoteAgreementExpiring", { agreementId, validUntil: ends }),
        ...(pauses ? [does(operator, "SuspendAgreement", forA), does(operator, "ResumeAgreement", forA)] : []),
        later(clock, "NoteAgreementExpired", { agreementId, validUntil: ends }),
        does(operator, "RenewAgreement", { ...forA, validUntil: longer }),
      ];
    }),
  fc
    .record({ commitmentId, postponementId, grants: fc.boolean(), waives: fc.boolean(), days: fc.integer({ min: 1, max: 9 }) })
    .map(({ commitmentId, postponementId, grants, waives, days }) => {
      const does = at(2);
      return [
        does(A, "MakeCommitment", { commitmentId, partnerId: A.partnerId, text: "One.", dueOn: "2026-02-03" }),
        does(A, "AskCommitmentPostponement", { commitmentId, postponementId, dueOn: "2026-02-10", reason: "Two." }),
        ...(grants ? [does(B, "PostponeCommitment", { commitmentId, postponementId, partnerId: B.partnerId })] : []),
        at(24 * days)(clock, "NoteOverdueCommitment", { commitmentId, dueOn: grants ? "2026-02-10" : "2026-02-03" }),
        waives
          ? does(C, "WaiveCommitment", { commitmentId, partnerId: C.partnerId, reason: "One." })
          : does(A, "FulfilCommitment", { commitmentId }),
      ];
    }),
  fc.record({ sessionId, days: fc.integer({ min: 1, max: 5 }) }).map(({ sessionId, days }) => {
    const does = at(1);
    return [
      does(A, "ScheduleSession", { sessionId, title: "One.", startsAt: "2026-02-05T09:00:00.000Z", agenda: ["Two."] }),
      does(C, "PrepareSession", { preparationId: id(0x511), sessionId, partnerId: C.partnerId, text: "One." }),
      at(24 * days)(facilitator, "HoldSession", { sessionId, present: [A.partnerId, C.partnerId] }),
      does(facilitator, "RecordInsight", { insightId: id(0x521), sessionId, text: "One." }),
      does(B, "ReachWorkableAgreement", { workableId: id(0x531), sessionId, text: "One.", reviewOn: "2026-03-01" }),
    ];
  }),
  fc.record({ cycleId: pool(0xd01, 2), kind: fc.constantFrom("full" as const, "pulse" as const) }).map(({ cycleId, kind }) => {
    const rhythm = { firstOn: "2026-02-03", fullEveryMonths: 6, pulseEveryMonths: 1 };
    const dueOn = kind === "full" ? "2026-02-03" : "2026-03-03";
    return [
      at(1)(operator, "SetEvaluationCycle", { cycleId, ...rhythm, onBehalfOf: A.partnerId }),
      at(kind === "full" ? 48 : 700)(clock, "NoteEvaluationDue", { cycleId, kind, dueOn }),
    ];
  }),
  fc.record({ takesBack: fc.boolean(), confirms: fc.boolean(), withdraws: fc.boolean() }).map(({ takesBack, confirms, withdraws }) => {
    const does = at(1);
    const amount = { unit: "hours" as const, quantity: 8 };
    const line = { category: "people" as const, description: "One.", amount };
    const [bring, get] = [id(0x702), id(0x712)];
    return [
      does(A, "OfferBring", { lineId: bring, partnerId: A.partnerId, ...line }),
      does(B, "RequestGet", { lineId: get, partnerId: B.partnerId, ...line }),
      does(A, "MatchOfferToRequest", { matchId: id(0x721), bringId: bring, getId: get }),
      does(operator, "ValueLine", { lineId: bring, value: { currency: "EUR", quantity: 100 }, onBehalfOf: A.partnerId }),
      does(A, "DeliverContribution", { deliveryId: id(0x731), lineId: bring, amount }),
      does(B, "ClaimBenefit", { claimId: id(0x741), lineId: get, amount }),
      confirms
        ? does(A, "ConfirmBenefit", { claimId: id(0x741), partnerId: A.partnerId })
        : does(C, "DisputeBenefit", { claimId: id(0x741), partnerId: C.partnerId, reason: "One." }),
      ...(takesBack
        ? [
            does(A, "WithdrawContributionDelivery", { deliveryId: id(0x731), reason: "One." }),
            does(B, "WithdrawBenefitClaim", { claimId: id(0x741), reason: "One." }),
          ]
        : []),
      ...(withdraws ? [does(B, "ReleaseMatch", { matchId: id(0x721) }), does(A, "WithdrawBringGetLine", { lineId: bring })] : []),
    ];
  }),
  fc.record({ invitationId }).map(({ invitationId }) => {
    const does = at(1);
    return [
      does(A, "ReleaseFacilitator", { facilitatorId: facilitator.partnerId }),
      does(A, "InviteFacilitator", { invitationId, facilitatorId: id(0x821), name: "Fir again" }),
      does(facilitator, "AcceptInvitation", { invitationId }),
    ];
  }),
);

/** A, B and C for themselves, X reported by A. */
function voices<Type extends AllianceCommandType>(
  said: Readonly<Record<"A" | "B" | "C" | "X", Voice>>,
  say: (who: Party, position: "agree" | "abstain") => readonly [Type, Fields<Type>],
): Step[] {
  const table: readonly (readonly [Party, Voice])[] = [
    [A, said.A],
    [B, said.B],
    [C, said.C],
    [X, said.X],
  ];
  return table.flatMap(([who, position]) => {
    if (position === "silent") return [];
    const [type, given] = say(who, position);
    return [at(1)(who === X ? A : who, type, who === X ? { ...given, onBehalfOf: X.partnerId } : given)];
  });
}

export const steps: fc.Arbitrary<Step[]> = fc
  .array(fc.oneof({ weight: 3, arbitrary: single }, { weight: 1, arbitrary: together }), { minLength: 10, maxLength: 40, size: "max" })
  // A failing run is told in a line a step.
  .map((parts) =>
    parts.flat().map((step) => ({
      ...step,
      [fc.toStringMethod]: () =>
        `\n${"name" in step.who ? String(step.who.name) : step.who.actor.id}, ${step.hours} hours later: ${JSON.stringify(step.command)}`,
    })),
  );

/** Two core partners, one of the ring, one that is not on the platform, and somebody who facilitates. */
export const opening: readonly Told[] = [
  ...founded("Etc/UTC"),
  joined(B, "core"),
  joined(C, "complementary"),
  joined(X, "complementary"),
  told(A, "FacilitatorInvited", { invitationId: id(0x100), facilitatorId: facilitator.partnerId, name: facilitator.name, message: null }),
  told(facilitator, "InvitationAccepted", { invitationId: id(0x100), organisationId: facilitator.organisationId }),
  told(facilitator, "FacilitatorAppointed", {
    facilitatorId: facilitator.partnerId,
    organisationId: facilitator.organisationId,
    name: facilitator.name,
  }),
];

export interface Played {
  readonly step: Step;
  readonly context: Context;
  readonly before: AllianceState;
  readonly history: readonly AllianceEvent[];
  readonly answer: readonly AllianceFact[] | Rejection;
  readonly events: readonly AllianceEvent[];
  readonly after: AllianceState;
}

/** Plays the steps one after the other; everything handed out is frozen all the way down. */
export function* play(run: readonly Step[]): Generator<Played> {
  let history: readonly AllianceEvent[] = frozen(recorded(opening));
  let state = stateOf(history);
  let now = Date.parse("2026-02-01T12:00:00.000Z");
  for (const step of run) {
    now += step.hours * 3_600_000;
    const context = frozen(contextOf(step.who, new Date(now).toISOString(), step.command.onBehalfOf));
    const answer = decide(state, frozen(step.command), context);
    const facts = isRejection(answer) ? [] : answer;
    const said = facts.map((fact): Told => ({ ...fact, who: step.who, onBehalfOf: step.command.onBehalfOf, effectiveAt: context.now }));
    const events = frozen(recorded(said, history.length - 1));
    const after = frozen(events.reduce(evolve, state));
    yield { step, context, before: state, history, answer: frozen(answer), events, after };
    state = after;
    history = [...history, ...events];
  }
}

/** The whole history that the steps lead to. */
export function historyOf(run: readonly Step[]): readonly AllianceEvent[] {
  let last: readonly AllianceEvent[] = recorded(opening);
  for (const { history, events } of play(run)) last = [...history, ...events];
  return last;
}
