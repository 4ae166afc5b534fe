import type { AllianceEvent } from "@entente/contracts/events/catalogue";
import { allianceView } from "@entente/contracts/views/alliance";
import { ambitionView } from "@entente/contracts/views/ambition";
import { ledgerView } from "@entente/contracts/views/ledger";
import { folded, type AllianceRecord } from "../../src/history/record.ts";

type Fact = {
  [Type in AllianceEvent["type"]]: { type: Type; data: Extract<AllianceEvent, { type: Type }>["data"] };
}[AllianceEvent["type"]];
type Told = Fact & { by?: "water" | "city" | "school"; onBehalfOf?: string; at?: string };

export const allianceId = "01900000-0000-7000-8000-0000000000a1";
/** Well-formed ids, so that what acts send can be checked against the commands' own schemas. */
export const id = (number: number) => `01900000-0000-7000-8000-${String(number).padStart(12, "0")}`;
export const partners = { water: id(1), city: id(2), school: id(3), residents: id(4) };
export const decisions = { measure: id(11), pay: id(12), open: id(13), meet: id(14), leader: id(15) };
export const agreements = { rules: id(21), covenant: id(22) };
export const transition = id(31);

/** The events of a story, numbered and dated as the server would. */
export function told(facts: readonly Told[], from = 0): AllianceEvent[] {
  return facts.map(({ type, data, by = "water", onBehalfOf, at }, index) => {
    const recordedAt = new Date(Date.UTC(2026, 9, 1, 9, 0, 0) + (from + index) * 3_600_000).toISOString();
    return {
      id: id(1000 + from + index),
      type,
      data,
      stream: `alliance-${allianceId}`,
      revision: from + index,
      position: "",
      meta: {
        actor: { kind: "person", id: `p-${by}`, organisationId: `o-${by}` },
        effectiveAt: at ?? recordedAt,
        recordedAt,
        correlationId: `c-${from + index}`,
        schema: 1,
        salt: "",
        ...(onBehalfOf && { onBehalfOf }),
      },
    } as unknown as AllianceEvent;
  });
}

/** Personal text as the wire brings it, opened for its reader. */
const said = (message: string | { erased: true }) =>
  message as unknown as Extract<AllianceEvent, { type: "PartnerInvited" }>["data"]["message"];

const founding: Told[] = [
  {
    type: "AllianceInitiated",
    data: {
      name: "Water in the city",
      purpose: "Keep the streets dry and the trees alive.",
      timeZone: "Europe/Amsterdam",
      initiatorId: partners.water,
    },
  },
  {
    type: "PartnerJoined",
    data: { partnerId: partners.water, organisationId: "o-water", name: "Waterschap Zuid", ring: "core", under: null },
  },
  { type: "PhaseEntered", data: { phase: "explore", from: null, direction: "start", transitionId: null, leftUndone: [] } },
];

const { measure, pay, meet, leader, open } = decisions;
const rich: Told[] = [
  ...founding,
  {
    type: "PartnerJoined",
    by: "city",
    data: { partnerId: partners.city, organisationId: "o-city", name: "Gemeente Utrecht", ring: "core", under: null },
  },
  {
    type: "PartnerJoined",
    by: "school",
    data: { partnerId: partners.school, organisationId: "o-school", name: "Hogeschool Midden", ring: "complementary", under: null },
  },
  {
    type: "PartnerJoined",
    onBehalfOf: partners.residents,
    data: { partnerId: partners.residents, organisationId: null, name: "Bewoners Ondiep", ring: "complementary", under: null },
  },
  {
    type: "PartnerJoined",
    by: "city",
    data: { partnerId: id(5), organisationId: "o-builder", name: "Bouwbedrijf Smit", ring: "free-space", under: partners.city },
  },
  { type: "PartnerLeft", data: { partnerId: id(5), organisationId: "o-builder", reason: "The works are done." } },
  {
    type: "PartnerInvited",
    data: {
      invitationId: id(41),
      partnerId: id(6),
      name: "Provincie Utrecht",
      ring: "complementary",
      under: null,
      message: said("Come and join us."),
    },
  },
  {
    type: "PartnerInvited",
    data: { invitationId: id(42), partnerId: id(7), name: "Vitens", ring: "core", under: null, message: said({ erased: true }) },
  },
  { type: "FacilitatorAppointed", data: { facilitatorId: id(51), organisationId: "o-help", name: "Common ground" } },
  {
    type: "FactCorrected",
    data: {
      correctionId: id(61),
      corrects: 0,
      correction: { fact: "allianceName", was: "Water in the citty", becomes: "Water in the city" },
      reason: "A slip of the pen.",
    },
  },
  {
    type: "PhaseResultSubmitted",
    data: { resultId: id(71), phase: "explore", kind: "start-memo", title: "Start memo", text: "What each of us saw." },
  },
  {
    type: "PhaseTransitionProposed",
    data: {
      transitionId: id(32),
      from: "explore",
      to: "agree",
      direction: "skip",
      ending: null,
      reason: "The intention is clear.",
      leftUndone: [{ debtId: "result-share", phase: "share", kind: "result", text: null }],
      respondBy: null,
    },
  },
  { type: "PhaseTransitionPositionTaken", data: { transitionId: id(32), partnerId: partners.water, position: "agree", reason: null } },
  {
    type: "PhaseTransitionDecided",
    data: {
      transitionId: id(32),
      assent: { rule: "consensus-and-consent", agreed: [partners.water, partners.city], consented: [partners.school], reported: [] },
    },
  },
  { type: "PhaseStepSkipped", data: { phase: "share", transitionId: id(32) } },
  {
    type: "PhaseEntered",
    data: {
      phase: "agree",
      from: "explore",
      direction: "skip",
      transitionId: id(32),
      leftUndone: [{ debtId: "result-share", phase: "share", kind: "result", text: null }],
    },
  },
  {
    type: "DecisionRequested",
    data: {
      decisionId: measure,
      question: "Where do we measure first?",
      background: "Moving a sensor costs a month.",
      lenses: ["process", "interests"],
      decideBy: null,
    },
  },
  { type: "OptionAdded", by: "city", data: { decisionId: measure, optionId: id(81), text: "In Ondiep." } },
  {
    type: "DecisionProposed",
    data: { decisionId: measure, proposal: 1, text: "We measure in Ondiep from January.", optionId: id(81), respondBy: null },
  },
  { type: "PositionTaken", data: { decisionId: measure, proposal: 1, partnerId: partners.water, position: "agree", reasons: null } },
  {
    type: "PositionTaken",
    onBehalfOf: partners.residents,
    data: { decisionId: measure, proposal: 1, partnerId: partners.residents, position: "agree", reasons: "Said at the evening." },
  },
  {
    type: "DecisionTaken",
    by: "city",
    data: {
      decisionId: measure,
      proposal: 1,
      text: "We measure in Ondiep from January.",
      assent: {
        rule: "consensus-and-consent",
        agreed: [partners.water, partners.city],
        consented: [partners.school, partners.residents],
        reported: [partners.residents],
      },
      workableUntil: "2027-06-01",
    },
  },
  { type: "DecisionReviewScheduled", by: "city", data: { decisionId: measure, reviewOn: "2026-10-20" } },
  {
    type: "DecisionRequested",
    by: "city",
    data: { decisionId: pay, question: "Who pays in the second year?", background: null, lenses: ["organisation"], decideBy: "2026-10-05" },
  },
  {
    type: "DecisionProposed",
    by: "city",
    data: { decisionId: pay, proposal: 1, text: "Each of the core pays half.", optionId: null, respondBy: "2026-12-24" },
  },
  {
    type: "ObjectionRaised",
    by: "school",
    data: {
      decisionId: pay,
      objectionId: id(82),
      partnerId: partners.school,
      reason: "The students are not counted.",
      wayOut: "Count their hours.",
    },
  },
  {
    type: "DecisionProposed",
    by: "city",
    data: { decisionId: pay, proposal: 2, text: "Two thirds and one third.", optionId: null, respondBy: "2026-12-24" },
  },
  {
    type: "PositionTaken",
    by: "city",
    data: { decisionId: pay, proposal: 2, partnerId: partners.city, position: "agree", reasons: "We asked for it." },
  },
  { type: "MinorityViewRecorded", data: { decisionId: pay, partnerId: partners.water, view: "We would ask the province first." } },
  {
    type: "DecisionRequested",
    by: "school",
    data: { decisionId: open, question: "Do we open the data?", background: null, lenses: [], decideBy: null },
  },
  { type: "OptionAdded", by: "school", data: { decisionId: open, optionId: id(83), text: "Yes, after a week." } },
  {
    type: "DecisionRequested",
    data: { decisionId: leader, question: "Do we hire a leader?", background: null, lenses: [], decideBy: null },
  },
  { type: "DecisionFailed", data: { decisionId: leader, reason: "It is too early." } },
  {
    type: "DecisionRequested",
    data: { decisionId: meet, question: "How often do we meet?", background: null, lenses: [], decideBy: null },
  },
  { type: "DecisionProposed", data: { decisionId: meet, proposal: 1, text: "Every Thursday.", optionId: null, respondBy: null } },
  {
    type: "DecisionTaken",
    data: {
      decisionId: meet,
      proposal: 1,
      text: "Every Thursday.",
      assent: { rule: "consensus-and-consent", agreed: [partners.water, partners.city], consented: [], reported: [] },
      workableUntil: null,
    },
  },
  { type: "DecisionReopened", by: "city", data: { decisionId: meet, reason: "Thursdays clash." } },
  {
    type: "AgreementDrafted",
    data: {
      agreementId: agreements.rules,
      kind: "ground-rules",
      version: 1,
      title: "How we treat each other",
      parties: [partners.water, partners.city],
      clauses: [{ clauseId: id(91), heading: "Open books", text: "We show what we spend.", decisionId: null }],
      validFrom: null,
      validUntil: null,
      lines: [],
      noticeDays: 30,
    },
  },
  { type: "AgreementSigned", data: { agreementId: agreements.rules, version: 1, partnerId: partners.water } },
  { type: "AgreementSigned", by: "city", data: { agreementId: agreements.rules, version: 1, partnerId: partners.city } },
  { type: "AgreementReached", by: "city", data: { agreementId: agreements.rules, version: 1, inForceFrom: "2026-10-03", reported: false } },
  {
    type: "AgreementDrafted",
    by: "city",
    data: {
      agreementId: agreements.covenant,
      kind: "covenant",
      version: 1,
      title: "Covenant of Ondiep",
      parties: [partners.water, partners.city, partners.residents],
      clauses: [{ clauseId: id(92), heading: "Where", text: "In Ondiep.", decisionId: measure }],
      validFrom: null,
      validUntil: null,
      lines: [],
      noticeDays: 30,
    },
  },
  {
    type: "AgreementVersionProposed",
    data: {
      agreementId: agreements.covenant,
      version: 2,
      title: "Covenant of Ondiep",
      parties: [partners.water, partners.city, partners.residents],
      clauses: [{ clauseId: id(92), heading: "Where", text: "In eleven cellars of Ondiep.", decisionId: measure }],
      validFrom: null,
      validUntil: null,
      lines: [],
      noticeDays: 30,
      change: "The cellars are counted.",
    },
  },
  { type: "AgreementSigned", by: "city", data: { agreementId: agreements.covenant, version: 2, partnerId: partners.city } },
  {
    type: "SessionScheduled",
    data: {
      sessionId: id(101),
      title: "Midterm conversation",
      startsAt: "2099-12-04T13:00:00.000Z",
      place: "City hall",
      minutes: 120,
      agenda: [],
    },
  },
  {
    type: "PhaseTransitionProposed",
    by: "city",
    data: {
      transitionId: transition,
      from: "agree",
      to: "shape",
      direction: "forward",
      ending: null,
      reason: "The builders can start.",
      leftUndone: [],
      respondBy: "2099-12-01",
    },
  },
  {
    type: "PhaseTransitionPositionTaken",
    by: "city",
    data: { transitionId: transition, partnerId: partners.city, position: "agree", reason: null },
  },
];

/** What a record is folded from, before anything happened. */
export function begun(change: Partial<AllianceRecord> = {}): AllianceRecord {
  return {
    alliance: allianceView.initial(allianceId),
    seat: { parts: ["core"], left: false, partnerIds: [partners.water] },
    people: { "p-water": "Anna de Wit", "p-city": "Bram Jansen" },
    cursor: "cursor-0",
    asOf: null,
    decisions: new Map(),
    agreements: new Map(),
    commitments: new Map(),
    ambition: ambitionView.initial(allianceId),
    ledger: ledgerView.initial(allianceId),
    entries: [],
    earlier: null,
    ...change,
  };
}

const folding = (facts: readonly Told[]) => told(facts).reduce(folded, begun());

/** Just founded by Waterschap Zuid. */
export const foundedRecord = () => folding(founding);
/** Three live partners and a reported one, decisions in every state, agreements, debts, a meeting. */
export const richRecord = () => folding(rich);
export const lines = { nurse: id(201), rooms: id(202), advice: id(203), names: id(204) };
const money = (quantity: number) => ({ unit: "money" as const, currency: "EUR", quantity });
const hours = (quantity: number) => ({ unit: "hours" as const, quantity });
const noTerms = { from: null, until: null, condition: null };
const exchanged: Told[] = [
  {
    type: "BringOffered",
    data: {
      lineId: lines.nurse,
      partnerId: partners.water,
      category: "people",
      description: "A hydrologist two days a week",
      amount: hours(700),
      from: "2026-10-01",
      until: "2027-09-30",
      condition: "As long as the dikes are dry.",
    },
  },
  {
    type: "BringOffered",
    by: "city",
    data: {
      lineId: lines.rooms,
      partnerId: partners.city,
      category: "means",
      description: "Half the cellars",
      amount: money(4_000_000),
      ...noTerms,
    },
  },
  {
    type: "GetRequested",
    by: "city",
    data: {
      lineId: lines.advice,
      partnerId: partners.city,
      category: "knowledge",
      description: "Advice on dry streets",
      amount: hours(120),
      ...noTerms,
      reimburses: false,
    },
  },
  {
    type: "GetRequested",
    data: {
      lineId: lines.names,
      partnerId: partners.water,
      category: "network",
      description: "To meet the neighbours",
      amount: { unit: "count", of: "introductions", quantity: 20 },
      ...noTerms,
      reimburses: false,
    },
  },
  { type: "OfferMatchedToRequest", by: "school", data: { matchId: id(211), bringId: lines.nurse, getId: lines.advice } },
  {
    type: "BringGetLinesCommitted",
    data: {
      agreementId: agreements.rules,
      version: 1,
      lines: [
        { lineId: lines.nurse, amount: hours(700), value: { currency: "EUR", quantity: 5_600_000 } },
        { lineId: lines.rooms, amount: money(4_000_000), value: null },
        { lineId: lines.advice, amount: hours(120), value: { currency: "EUR", quantity: 1_200_000 } },
      ],
    },
  },
  { type: "ContributionDelivered", data: { deliveryId: id(221), lineId: lines.nurse, amount: hours(70), note: "October" } },
  { type: "ContributionDelivered", by: "city", data: { deliveryId: id(222), lineId: lines.rooms, amount: money(1_000_000), note: null } },
  { type: "BenefitClaimed", by: "city", data: { claimId: id(231), lineId: lines.advice, amount: hours(12), note: "Two afternoons" } },
  { type: "BenefitConfirmed", data: { claimId: id(231), partnerId: partners.water } },
  { type: "BenefitClaimed", by: "city", data: { claimId: id(232), lineId: lines.advice, amount: hours(6), note: null } },
];
/** The rich record with what its partners bring and get: laid down, delivered, one receipt that waits for a word. */
export const exchangeRecord = () => folding([...rich, ...exchanged]);
export const commitments = { sensors: id(301), permit: id(302), survey: id(303), boots: id(304), desks: id(305), letter: id(306) };
export const meetings = { kickoff: id(311), midterm: id(312) };
export const texts = { licence: id(23), staffing: id(24), lease: id(25) };
const agreed = (agreementId: string, title: string, validUntil: string | null): Told[] => [
  {
    type: "AgreementDrafted",
    data: {
      agreementId,
      kind: "contract",
      version: 1,
      title,
      parties: [partners.water, partners.city],
      clauses: [{ clauseId: id(Number(agreementId.slice(-3)) + 900), heading: null, text: "As talked about.", decisionId: null }],
      validFrom: "2026-10-04",
      validUntil,
      lines: [],
      noticeDays: 30,
    },
  },
  { type: "AgreementSigned", data: { agreementId, version: 1, partnerId: partners.water } },
  { type: "AgreementSigned", by: "city", data: { agreementId, version: 1, partnerId: partners.city } },
  { type: "AgreementReached", by: "city", data: { agreementId, version: 1, inForceFrom: "2026-10-04", reported: false } },
];
const made = (commitmentId: string, partnerId: string, text: string, dueOn: string) => ({
  commitmentId,
  partnerId,
  text,
  dueOn,
  agreementId: null,
  decisionId: null,
  sessionId: null,
  lineId: null,
});
const work: Told[] = [
  {
    type: "AmbitionDrafted",
    data: {
      versionId: id(321),
      version: 1,
      text: "Dry streets in Ondiep by 2030, paid for together.",
      partners: [{ partnerId: partners.water, gain: "Fewer pumps.", input: null }],
      noGoAreas: ["Drinking water"],
    },
  },
  { type: "AmbitionEndorsed", data: { version: 1, partnerId: partners.water, reason: null } },
  {
    type: "AmbitionVersionProposed",
    by: "city",
    data: {
      versionId: id(322),
      version: 2,
      text: "Dry streets and living trees in Ondiep by 2032, paid for together.",
      partners: [
        { partnerId: partners.water, gain: "Fewer pumps.", input: "A hydrologist, two days a week." },
        { partnerId: partners.city, gain: "Streets that stay open.", input: "Half the cellars." },
        { partnerId: partners.school, gain: "Work for students.", input: null },
      ],
      noGoAreas: ["Drinking water", "The price of water"],
      change: "The trees came in, and two years more.",
    },
  },
  { type: "AmbitionEndorsed", by: "city", data: { version: 2, partnerId: partners.city, reason: "It is what the council wants too." } },
  { type: "AmbitionEndorsed", by: "school", data: { version: 2, partnerId: partners.school, reason: null } },
  {
    type: "AmbitionEndorsementWithdrawn",
    by: "school",
    data: { version: 2, partnerId: partners.school, reason: "The students have no hours this year." },
  },
  {
    type: "AmbitionEndorsed",
    onBehalfOf: partners.residents,
    data: { version: 2, partnerId: partners.residents, reason: "Said at the evening." },
  },
  {
    type: "AmbitionReaffirmed",
    by: "city",
    data: { reaffirmationId: id(331), version: 2, partnerId: partners.city, note: "After the storm." },
  },
  {
    type: "SessionScheduled",
    data: {
      sessionId: meetings.kickoff,
      title: "First walk through Ondiep",
      startsAt: "2026-10-06T08:00:00.000Z",
      place: "Ondiep",
      minutes: 90,
      agenda: ["What each of us sees", "Where the water stands"],
    },
  },
  {
    type: "SessionPreparationSubmitted",
    by: "city",
    data: { preparationId: id(341), sessionId: meetings.kickoff, partnerId: partners.city, text: "We bring the map of the sewers." },
  },
  {
    type: "SessionHeld",
    data: { sessionId: meetings.kickoff, present: [partners.water, partners.city], notes: "It rained." },
  },
  {
    type: "InsightRecorded",
    data: { insightId: id(342), sessionId: meetings.kickoff, text: "The cellars are older than the map.", lens: "relationship" },
  },
  {
    type: "WorkableAgreementReached",
    data: { workableId: id(343), sessionId: meetings.kickoff, text: "We share every measurement within a day.", reviewOn: "2026-11-15" },
  },
  {
    type: "SessionScheduled",
    data: {
      sessionId: meetings.midterm,
      title: "Talk about the trees",
      startsAt: "2026-10-20T08:00:00.000Z",
      place: null,
      minutes: 60,
      agenda: [],
    },
  },
  {
    type: "AmbitionInvoked",
    by: "city",
    data: {
      invocationId: id(332),
      version: 2,
      occasion: "The storm made each of us look after its own cellars.",
      whatWeWereDoing: "Measuring together.",
      sameFilm: "Yes, but the end is nearer.",
      higherGoal: "Yes: dry streets.",
      decisionId: null,
      sessionId: meetings.kickoff,
    },
  },
  {
    type: "AgreementAmendmentProposed",
    by: "city",
    data: {
      agreementId: agreements.rules,
      version: 2,
      title: "How we treat each other",
      parties: [partners.water, partners.city],
      clauses: [
        { clauseId: id(91), heading: "Open books", text: "We show what we spend, every month.", decisionId: null },
        { clauseId: id(93), heading: "Storms", text: "After a storm we meet within a week.", decisionId: null },
      ],
      validFrom: null,
      validUntil: "2028-12-31",
      lines: [
        { lineId: lines.nurse, value: { currency: "EUR", quantity: 6_000_000 } },
        { lineId: lines.names, value: null },
      ],
      noticeDays: 60,
      change: "What the storm taught us.",
    },
  },
  { type: "AgreementSigned", by: "city", data: { agreementId: agreements.rules, version: 2, partnerId: partners.city } },
  ...agreed(texts.licence, "Licence for the data", "2026-12-31"),
  { type: "AgreementExpiring", data: { agreementId: texts.licence, validUntil: "2026-12-31" } },
  ...agreed(texts.staffing, "Staff on loan", null),
  {
    type: "AgreementSuspended",
    data: { agreementId: texts.staffing, reason: "Nobody can be spared.", until: "2027-03-01", decisionId: measure },
  },
  ...agreed(texts.lease, "Lease of the shed", "2026-10-31"),
  { type: "AgreementRenewed", data: { agreementId: texts.lease, validUntil: "2026-11-10", reason: "One more week.", decisionId: measure } },
  { type: "AgreementExpired", data: { agreementId: texts.lease, validUntil: "2026-11-10" } },
  {
    type: "CommitmentMade",
    data: { ...made(commitments.sensors, partners.water, "Eleven sensors hang.", "2026-10-20"), decisionId: measure },
  },
  { type: "CommitmentOverdue", data: { commitmentId: commitments.sensors, dueOn: "2026-10-20" } },
  { type: "CommitmentMade", by: "city", data: made(commitments.permit, partners.city, "The permit is there.", "2027-01-31") },
  {
    type: "CommitmentPostponementAsked",
    by: "city",
    data: { commitmentId: commitments.permit, postponementId: id(351), dueOn: "2027-03-31", reason: "The council meets in March." },
  },
  { type: "CommitmentMade", by: "city", data: made(commitments.survey, partners.city, "The neighbours are asked.", "2026-10-10") },
  {
    type: "CommitmentPostponementAsked",
    by: "city",
    data: { commitmentId: commitments.survey, postponementId: id(352), dueOn: "2026-10-25", reason: "It is autumn leave." },
  },
  {
    type: "CommitmentPostponed",
    data: { commitmentId: commitments.survey, postponementId: id(352), dueOn: "2026-10-25", partnerId: partners.water },
  },
  { type: "CommitmentFulfilled", by: "city", data: { commitmentId: commitments.survey, fulfilledOn: "2026-10-22", note: "112 answers." } },
  { type: "CommitmentMade", by: "school", data: made(commitments.boots, partners.school, "Twenty pairs of boots.", "2026-10-12") },
  {
    type: "CommitmentWaived",
    data: { commitmentId: commitments.boots, partnerId: partners.water, reason: "It stayed dry." },
  },
  {
    type: "CommitmentMade",
    data: { ...made(commitments.desks, partners.water, "Two desks are free.", "2026-10-15"), agreementId: texts.staffing },
  },
  { type: "CommitmentMade", data: made(commitments.letter, partners.water, "The letter is sent.", "2026-10-12") },
  { type: "CommitmentFulfilled", data: { commitmentId: commitments.letter, fulfilledOn: "2026-10-14", note: null } },
  {
    type: "EvaluationCycleSet",
    data: { cycleId: id(361), firstOn: "2026-11-01", fullEveryMonths: 6, pulseEveryMonths: 2, decisionId: measure },
  },
  { type: "EvaluationDue", data: { cycleId: id(361), kind: "full", dueOn: "2026-11-01" } },
];
/** At work: an ambition in its second version, an amendment, agreements in every state, commitments, a held meeting, a rhythm. */
export const workingRecord = () => folding([...rich, ...exchanged, ...work]);
/** Ended early. */
export const endedRecord = () =>
  folding([
    ...rich,
    { type: "AllianceEnded", data: { ending: "terminated", reason: "The shops found a cheaper way.", transitionId: null } },
  ]);
/** As it stood when Waterschap Zuid left. */
export const leftRecord = (): AllianceRecord => ({ ...folding(rich), seat: { parts: ["core"], left: true, partnerIds: [] } });
