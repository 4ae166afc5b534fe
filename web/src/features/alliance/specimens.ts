import { computed, defineComponent, ref, type Component, type VNode } from "vue";
import { endedRecord, exchangeRecord, foundedRecord, leftRecord, richRecord, workingRecord } from "../../../test/factories/alliance.ts";
import { anna } from "../../../test/harness.ts";
import { h, say, still, type Specimens } from "../../gallery/specimen.ts";
import type { AllianceRecord } from "../../history/record.ts";
import { useSession } from "../../session/useSession.ts";
import { act } from "./acts/act.ts";
import AgreedLines from "./agreements/AgreedLines.vue";
import AgreementCourse from "./agreements/AgreementCourse.vue";
import AgreementEditor from "./agreements/AgreementEditor.vue";
import AgreementItem from "./agreements/AgreementItem.vue";
import AgreementsSection from "./agreements/AgreementsSection.vue";
import AgreementText from "./agreements/AgreementText.vue";
import ClauseEditor from "./agreements/ClauseEditor.vue";
import ClauseList from "./agreements/ClauseList.vue";
import LineChoice from "./agreements/LineChoice.vue";
import { lineOptions } from "./agreements/lines.ts";
import PartyChoice from "./agreements/PartyChoice.vue";
import SignatureRow from "./agreements/SignatureRow.vue";
import AllianceLedger from "./AllianceLedger.vue";
import CommitmentItem from "./commitments/CommitmentItem.vue";
import CommitmentsSection from "./commitments/CommitmentsSection.vue";
import { provideAlliance, type AllianceContext } from "./context.ts";
import DecisionItem from "./decisions/DecisionItem.vue";
import DecisionOutcomes from "./decisions/DecisionOutcomes.vue";
import DecisionProposal from "./decisions/DecisionProposal.vue";
import DecisionsSection from "./decisions/DecisionsSection.vue";
import ObjectionList from "./decisions/ObjectionList.vue";
import OptionList from "./decisions/OptionList.vue";
import EvaluationSection from "./evaluation/EvaluationSection.vue";
import BalanceBars from "./exchange/BalanceBars.vue";
import BalanceSection from "./exchange/BalanceSection.vue";
import BalanceTrail from "./exchange/BalanceTrail.vue";
import ClaimItem from "./exchange/ClaimItem.vue";
import ExchangePart from "./exchange/ExchangePart.vue";
import LineItem from "./exchange/LineItem.vue";
import LinesSection from "./exchange/LinesSection.vue";
import OwnFileSection from "./exchange/OwnFileSection.vue";
import MeetingItem from "./meetings/MeetingItem.vue";
import MeetingOutcome from "./meetings/MeetingOutcome.vue";
import MeetingsSection from "./meetings/MeetingsSection.vue";
import ActBar from "./parts/ActBar.vue";
import AgendaList from "./parts/AgendaList.vue";
import AllianceHeader from "./parts/AllianceHeader.vue";
import AssentLine from "./parts/AssentLine.vue";
import ByLine from "./parts/ByLine.vue";
import CorrectedMark from "./parts/CorrectedMark.vue";
import FilterRow from "./parts/FilterRow.vue";
import FixedLine from "./parts/FixedLine.vue";
import LedgerSection from "./parts/LedgerSection.vue";
import PositionRow from "./parts/PositionRow.vue";
import RipenessLine from "./parts/RipenessLine.vue";
import SentenceForm from "./parts/SentenceForm.vue";
import FacilitatorRow from "./partners/FacilitatorRow.vue";
import InvitationRow from "./partners/InvitationRow.vue";
import LinkToHand from "./partners/LinkToHand.vue";
import PartnerRow from "./partners/PartnerRow.vue";
import PartnersSection from "./partners/PartnersSection.vue";
import DebtList from "./phases/DebtList.vue";
import PhaseHistory from "./phases/PhaseHistory.vue";
import PhaseSection from "./phases/PhaseSection.vue";
import PhaseTrack from "./phases/PhaseTrack.vue";
import TransitionEntry from "./phases/TransitionEntry.vue";
import TimelineSection from "./timeline/TimelineSection.vue";
import { useAllianceContext } from "./useAllianceContext.ts";

const nothing: AllianceContext["perform"] = async () => ({ revision: 0, position: "", changed: false });
const noEarlier = async () => undefined;

/** A part of the page as Anna of Waterschap Zuid sees it. */
export function placed(make: () => AllianceRecord, render: (record: AllianceRecord) => VNode, perform = nothing): Component {
  return defineComponent(() => {
    useSession().enter(anna);
    const record = make();
    provideAlliance(
      useAllianceContext(
        computed(() => record),
        ref(new Set<string>()),
        perform,
      ),
    );
    return () => render(record);
  });
}

function whole(make: () => AllianceRecord): Component {
  return defineComponent(() => {
    useSession().enter(anna);
    const record = make();
    return () => h(AllianceLedger, { record, changed: new Set<string>(), perform: nothing, loadEarlier: noEarlier });
  });
}

const decision = (record: AllianceRecord, question: string) =>
  [...record.decisions.values()].find((each) => each.question.startsWith(question))!;
const agreement = (record: AllianceRecord, title: string) => [...record.agreements.values()].find((each) => each.title.startsWith(title))!;
const list = (inside: VNode) => h("ul", inside);
const option = () =>
  act({
    name: "option",
    command: "AddOption",
    path: { decisionId: "1" },
    verb: say("Add an option", "Voeg een optie toe"),
    label: say("An option", "Een optie"),
    sentence: say("One option is: {text}", "Een optie is: {text}"),
    blanks: { text: { kind: "prose", label: say("The option", "De optie") } },
    initial: { text: "" },
    consequence: say("All partners see this.", "Alle partners zien dit."),
    foresee: () => [say("It can be proposed.", "Zij kan worden voorgesteld.")],
    body: ({ text }) => ({ optionId: "2", text }),
  });

export const specimens: Specimens = {
  "AllianceLedger.vue": {
    working: whole(workingRecord),
    rich: whole(richRecord),
    founded: whole(foundedRecord),
    ended: whole(endedRecord),
    left: whole(leftRecord),
  },
  "parts/FixedLine.vue": { rich: placed(richRecord, () => h(FixedLine)), founded: placed(foundedRecord, () => h(FixedLine)) },
  "parts/AllianceHeader.vue": { rich: placed(richRecord, () => h(AllianceHeader)), ended: placed(endedRecord, () => h(AllianceHeader)) },
  "parts/AgendaList.vue": {
    working: placed(workingRecord, () => h(AgendaList)),
    rich: placed(richRecord, () => h(AgendaList)),
    empty: placed(foundedRecord, () => h(AgendaList)),
  },
  "parts/LedgerSection.vue": {
    section: still(() =>
      h(LedgerSection, { id: "x", title: say("Decisions", "Besluiten"), note: say("Three", "Drie") }, () => h("p", "…")),
    ),
  },
  "parts/FilterRow.vue": {
    filter: still(() =>
      h(FilterRow<string>, {
        label: say("Which", "Welke"),
        options: [
          { value: "a", label: "A" },
          { value: "b", label: "B" },
        ],
        modelValue: "a",
      }),
    ),
  },
  "parts/ActBar.vue": {
    acts: placed(foundedRecord, () =>
      h(ActBar, { acts: [option(), { ...option(), name: "more", further: true }], place: "x", about: say("a question", "een vraag") }),
    ),
  },
  "parts/SentenceForm.vue": { open: placed(foundedRecord, () => h(SentenceForm, { act: option(), place: "x" })) },
  "parts/ByLine.vue": {
    live: placed(richRecord, (record) => h("p", h(ByLine, { said: record.alliance.initiated! }))),
    reported: placed(richRecord, (record) =>
      h("p", h(ByLine, { said: { ...record.alliance.initiated!, reported: true, at: "2025-01-01T10:00:00.000Z" } })),
    ),
  },
  "parts/CorrectedMark.vue": { name: placed(richRecord, () => h(CorrectedMark, { fact: "allianceName" })) },
  "parts/PositionRow.vue": {
    "some answered": placed(richRecord, (record) =>
      h(PositionRow, {
        label: "x",
        answers: decision(record, "Where").proposals[0]!.positions,
        asked: record.alliance.partners.map((partner) => partner.partnerId),
      }),
    ),
  },
  "parts/RipenessLine.vue": {
    awaiting: placed(richRecord, (record) =>
      h(RipenessLine, { ripeness: { state: "awaiting", partnerIds: [record.alliance.partners[0]!.partnerId] }, ripe: "" }),
    ),
  },
  "parts/AssentLine.vue": { taken: placed(richRecord, (record) => h(AssentLine, { assent: record.alliance.transitions[0]!.assent! })) },
  "phases/PhaseSection.vue": { rich: placed(richRecord, () => h(PhaseSection)) },
  "phases/PhaseTrack.vue": { skipped: placed(richRecord, () => h(PhaseTrack)) },
  "phases/TransitionEntry.vue": {
    open: placed(richRecord, (record) => h(TransitionEntry, { transition: record.alliance.transitions.at(-1)! })),
  },
  "phases/PhaseHistory.vue": { one: placed(richRecord, () => h(PhaseHistory)) },
  "phases/DebtList.vue": { one: placed(richRecord, () => h(DebtList)) },
  "decisions/DecisionsSection.vue": {
    rich: placed(richRecord, () => h(DecisionsSection)),
    empty: placed(foundedRecord, () => h(DecisionsSection)),
  },
  "decisions/DecisionItem.vue": {
    proposed: placed(richRecord, (record) => h(DecisionItem, { decision: decision(record, "Who") })),
    taken: placed(richRecord, (record) => h(DecisionItem, { decision: decision(record, "Where") })),
  },
  "decisions/DecisionProposal.vue": {
    waiting: placed(richRecord, (record) =>
      h(DecisionProposal, { decision: decision(record, "Who"), proposal: decision(record, "Who").proposals[1]! }),
    ),
  },
  "decisions/DecisionOutcomes.vue": {
    reopened: placed(richRecord, (record) => h(DecisionOutcomes, { decision: decision(record, "How") })),
  },
  "decisions/ObjectionList.vue": { open: placed(richRecord, (record) => h(ObjectionList, { decision: decision(record, "Who") })) },
  "decisions/OptionList.vue": { one: placed(richRecord, (record) => h(OptionList, { decision: decision(record, "Do we open") })) },
  "agreements/AgreementsSection.vue": {
    working: placed(workingRecord, () => h(AgreementsSection)),
    rich: placed(richRecord, () => h(AgreementsSection)),
    empty: placed(foundedRecord, () => h(AgreementsSection)),
  },
  "agreements/AgreementItem.vue": {
    draft: placed(richRecord, (record) => h(AgreementItem, { agreement: agreement(record, "Covenant") })),
    "in force": placed(richRecord, (record) => h(AgreementItem, { agreement: agreement(record, "How") })),
  },
  "agreements/AgreementEditor.vue": {
    draft: placed(richRecord, () => h(AgreementEditor)),
    amendment: placed(workingRecord, (record) => h(AgreementEditor, { agreement: agreement(record, "How") })),
  },
  "agreements/AgreementText.vue": {
    amendment: placed(workingRecord, (record) => {
      const rules = agreement(record, "How");
      return h(AgreementText, { agreement: rules, version: rules.versions[1]!, amends: rules.versions[0]! });
    }),
    counts: placed(workingRecord, (record) => {
      const rules = agreement(record, "How");
      return h(AgreementText, { agreement: rules, version: rules.versions[0]!, counts: true });
    }),
  },
  "agreements/AgreementCourse.vue": {
    expiring: placed(workingRecord, (record) => h(AgreementCourse, { agreement: agreement(record, "Licence") })),
    suspended: placed(workingRecord, (record) => h(AgreementCourse, { agreement: agreement(record, "Staff") })),
    expired: placed(workingRecord, (record) => h(AgreementCourse, { agreement: agreement(record, "Lease") })),
  },
  "agreements/AgreedLines.vue": {
    lines: placed(workingRecord, (record) => {
      const { agreementId, versions } = agreement(record, "How");
      return h(AgreedLines, { agreementId, lines: versions[1]!.lines });
    }),
  },
  "agreements/LineChoice.vue": {
    some: placed(workingRecord, (record) => {
      const { agreementId, parties } = { ...agreement(record, "Licence"), parties: record.alliance.partners.map((each) => each.partnerId) };
      const options = lineOptions(record, agreementId, parties);
      return h(LineChoice, { options, modelValue: [{ lineId: options.at(-1)!.line.lineId, quantity: "50", currency: "EUR" }] });
    }),
    none: placed(foundedRecord, () => h(LineChoice, { options: [], modelValue: [] })),
  },
  "agreements/ClauseEditor.vue": {
    clauses: placed(richRecord, (record) =>
      h(ClauseEditor, { decisions: [...record.decisions.values()], modelValue: agreement(record, "Covenant").versions[1]!.clauses }),
    ),
  },
  "agreements/ClauseList.vue": {
    clauses: placed(richRecord, (record) => h(ClauseList, { clauses: agreement(record, "Covenant").versions[1]!.clauses })),
  },
  "agreements/PartyChoice.vue": { parties: placed(richRecord, () => h(PartyChoice, { modelValue: [] })) },
  "agreements/SignatureRow.vue": {
    half: placed(richRecord, (record) => h(SignatureRow, { version: agreement(record, "Covenant").versions[1]! })),
  },
  "partners/PartnersSection.vue": { rich: placed(richRecord, () => h(PartnersSection)) },
  "partners/PartnerRow.vue": {
    reported: placed(richRecord, (record) =>
      list(h(PartnerRow, { partner: record.alliance.partners.find((partner) => partner.organisationId === null)! })),
    ),
  },
  "partners/FacilitatorRow.vue": {
    one: placed(richRecord, (record) => list(h(FacilitatorRow, { facilitator: record.alliance.facilitators[0]! }))),
  },
  "partners/InvitationRow.vue": {
    erased: placed(richRecord, (record) => list(h(InvitationRow, { invitation: record.alliance.invitations[1]! }))),
  },
  "partners/LinkToHand.vue": { link: still(() => h(LinkToHand, { link: "/invitations/abc" })) },
  "exchange/ExchangePart.vue": { rich: placed(exchangeRecord, () => h(ExchangePart)), empty: placed(foundedRecord, () => h(ExchangePart)) },
  "exchange/BalanceSection.vue": {
    rich: placed(exchangeRecord, () => h(BalanceSection)),
    empty: placed(foundedRecord, () => h(BalanceSection)),
  },
  "exchange/BalanceBars.vue": {
    hours: placed(exchangeRecord, () =>
      h(BalanceBars, {
        unit: say("hours", "uur"),
        words: (quantity: number) => `${quantity}`,
        rows: [
          { partnerId: "1", name: "Waterschap Zuid", saidBring: 800, saidGet: 0, plannedBring: 700, brought: 70, plannedGet: 0, got: 0 },
        ],
      }),
    ),
  },
  "exchange/BalanceTrail.vue": { some: placed(exchangeRecord, () => h(BalanceTrail, { currency: "EUR" })) },
  "exchange/LinesSection.vue": {
    rich: placed(exchangeRecord, () => h(LinesSection)),
    empty: placed(foundedRecord, () => h(LinesSection)),
  },
  "exchange/LineItem.vue": {
    delivered: placed(exchangeRecord, (record) => list(h(LineItem, { line: record.ledger.lines[0]!, matched: true }))),
    claimed: placed(exchangeRecord, (record) => list(h(LineItem, { line: record.ledger.lines[2]!, matched: true }))),
  },
  "exchange/ClaimItem.vue": {
    waiting: placed(exchangeRecord, (record) =>
      list(h(ClaimItem, { line: record.ledger.lines[2]!, claim: record.ledger.lines[2]!.claims[1]! })),
    ),
  },
  "exchange/OwnFileSection.vue": { own: placed(exchangeRecord, () => h(OwnFileSection)) },
  "commitments/CommitmentsSection.vue": {
    working: placed(workingRecord, () => h(CommitmentsSection)),
    empty: placed(foundedRecord, () => h(CommitmentsSection)),
    ended: placed(endedRecord, () => h(CommitmentsSection)),
  },
  "commitments/CommitmentItem.vue": {
    "in every state": placed(workingRecord, (record) =>
      h(
        "ul",
        [...record.commitments.values()].map((commitment) => h(CommitmentItem, { commitment })),
      ),
    ),
  },
  "evaluation/EvaluationSection.vue": {
    rhythm: placed(workingRecord, () => h(EvaluationSection)),
    none: placed(foundedRecord, () => h(EvaluationSection)),
  },
  "meetings/MeetingItem.vue": {
    asks: placed(workingRecord, (record) => list(h(MeetingItem, { meeting: record.alliance.sessions.at(-1)!, asks: true }))),
  },
  "meetings/MeetingOutcome.vue": {
    held: placed(workingRecord, (record) =>
      h(MeetingOutcome, { meeting: record.alliance.sessions.find((session) => session.held !== null)! }),
    ),
  },
  "meetings/MeetingsSection.vue": {
    working: placed(workingRecord, () => h(MeetingsSection)),
    one: placed(richRecord, () => h(MeetingsSection)),
    none: placed(foundedRecord, () => h(MeetingsSection)),
  },
  "timeline/TimelineSection.vue": { rich: placed(richRecord, () => h(TimelineSection, { loadEarlier: noEarlier })) },
};
