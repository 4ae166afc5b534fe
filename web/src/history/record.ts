import type { AllianceAnswer } from "@entente/contracts/api/insights";
import { upcast, type AllianceEvent } from "@entente/contracts/events/catalogue";
import type { RecordedEvent } from "@entente/contracts/events/envelope";
import { agreementsView, type AgreementEntry } from "@entente/contracts/views/agreements";
import { allianceView } from "@entente/contracts/views/alliance";
import { ambitionView, type AmbitionPage } from "@entente/contracts/views/ambition";
import { commitmentsView, type CommitmentEntry } from "@entente/contracts/views/commitments";
import { decisionsView, type DecisionEntry } from "@entente/contracts/views/decisions";
import { ledgerView, type Ledger } from "@entente/contracts/views/ledger";
import { entryOf, type TimelineEntry } from "@entente/contracts/views/timeline";
import type { View } from "@entente/contracts/views/view";
import type { LiveEvent } from "../api/live.ts";

/** Everything one alliance's page shows: the documents of the server, with what happened since folded in. */
export interface AllianceRecord extends Readonly<Omit<AllianceAnswer, "card">> {
  readonly decisions: ReadonlyMap<string, DecisionEntry>;
  readonly agreements: ReadonlyMap<string, AgreementEntry>;
  readonly commitments: ReadonlyMap<string, CommitmentEntry>;
  readonly ambition: AmbitionPage;
  readonly ledger: Ledger;
  /** Newest first. */
  readonly entries: readonly TimelineEntry[];
  /** Where the older entries begin; null when all are here. */
  readonly earlier: number | null;
}

/**
 * An event from the wire as the folds take it. Keys, salts and positions stay on the server; no fold reads them.
 * @throws for an event that this page is too old to know.
 */
export function received(event: LiveEvent): AllianceEvent {
  return upcast(event as unknown as RecordedEvent) as unknown as AllianceEvent;
}

/** The record with one more event. What is in a document already leaves it as it is, so an event may come twice. */
export function folded(record: AllianceRecord, event: AllianceEvent): AllianceRecord {
  const { allianceId } = record.alliance;
  return {
    ...record,
    alliance: event.revision > record.alliance.revision ? allianceView.evolve(record.alliance, event, allianceId) : record.alliance,
    decisions: registered(decisionsView, record.decisions, event),
    agreements: registered(agreementsView, record.agreements, event),
    commitments: registered(commitmentsView, record.commitments, event),
    ambition: evolved(ambitionView, record.ambition, event, allianceId),
    ledger: evolved(ledgerView, record.ledger, event, allianceId),
    entries: event.revision > (record.entries[0]?.revision ?? -1) ? [entryOf(event), ...record.entries] : record.entries,
  };
}

/** True when something between the record and this event is missing. */
export const leavesGap = (record: AllianceRecord, event: AllianceEvent): boolean => event.revision > record.alliance.revision + 1;

/** A document of its own that only some events concern. */
function evolved<Doc extends { readonly revision: number }>(
  view: View<Doc, AllianceEvent>,
  doc: Doc,
  event: AllianceEvent,
  key: string,
): Doc {
  return event.revision > doc.revision && view.keys(event).includes(key) ? view.evolve(doc, event, key) : doc;
}

function registered<Doc extends { readonly revision: number }>(
  view: View<Doc, AllianceEvent>,
  docs: ReadonlyMap<string, Doc>,
  event: AllianceEvent,
): ReadonlyMap<string, Doc> {
  const keys = view.keys(event);
  if (keys.length === 0) return docs;
  const changed = new Map(docs);
  for (const key of keys) {
    const id = key.slice(key.indexOf("/") + 1);
    const doc = docs.get(id) ?? view.initial(key);
    if (event.revision > doc.revision) changed.set(id, view.evolve(doc, event, key));
  }
  return changed;
}

/** The places on the page that an event changes, by the names of their anchors. */
export function placesOf(event: AllianceEvent): string[] {
  const { data } = event;
  const named = [
    "decisionId" in data && data.decisionId !== null && `decision-${data.decisionId}`,
    "agreementId" in data && data.agreementId !== null && `agreement-${data.agreementId}`,
    "partnerId" in data && event.type !== "PartnerInvited" && `partner-${data.partnerId}`,
    "transitionId" in data && data.transitionId !== null && `transition-${data.transitionId}`,
    "invitationId" in data && `invitation-${data.invitationId}`,
    "sessionId" in data && data.sessionId !== null && `meeting-${data.sessionId}`,
    "facilitatorId" in data && `facilitator-${data.facilitatorId}`,
    "debtId" in data && `debt-${data.debtId}`,
    "resultId" in data && `result-${data.resultId}`,
    event.type.startsWith("Ambition") && "ambition",
    event.type.startsWith("Evaluation") && "evaluation",
    "lineId" in data && data.lineId !== null && `line-${data.lineId}`,
    "commitmentId" in data && `commitment-${data.commitmentId}`,
    "claimId" in data && `claim-${data.claimId}`,
  ].filter((place) => place !== false);
  if (event.type === "PhaseEntered") return [...named, `phase-${event.data.phase}`];
  if (event.type !== "FactCorrected") return named;
  const { correction } = event.data;
  if ("partnerId" in correction) return [`partner-${correction.partnerId}`];
  if ("decisionId" in correction) return [`decision-${correction.decisionId}`];
  if ("agreementId" in correction) return [`agreement-${correction.agreementId}`];
  return ["alliance"];
}
