import { currentVersion, proposedVersion, type AgreementEntry } from "@entente/contracts/views/agreements";
import type { PartnerOfAlliance } from "@entente/contracts/views/alliance";
import type { AllianceRecord } from "../../history/record.ts";
import { openRequests } from "./acts/commitmentActs.ts";
import { standingOf } from "./commitments/standing.ts";
import { ripenessOf } from "./ripeness.ts";

/** One matter on the table, as the agenda tells it. */
export interface AgendaItem {
  readonly kind: "transition" | "question" | "proposal" | "agreement" | "amendment" | "expiring" | "review" | "workable" | Promised;
  readonly id: string;
  /** The anchor of its place on the pages of the alliance. */
  readonly anchor: string;
  /** The question or the title; a transition has none. */
  readonly title: string;
  /**
   * `you`: your own word is asked, or your promise. `others`: somebody else's. `proposal`: nobody proposed yet. `ripe`: it can be settled now.
   * `review`: its day has come. `end`: it ends soon.
   */
  readonly waits: "you" | "others" | "proposal" | "objection" | "disagreement" | "ripe" | "review" | "end";
  readonly mine: boolean;
  /** Whose word it waits for; of a promise and of what was received, whose it is. */
  readonly partnerIds: readonly string[];
  /** The day it is due, if any. */
  readonly on: string | null;
  readonly since: string;
}
type Promised = "commitment" | "time" | "claim";

type Seen = Pick<AllianceRecord, "alliance" | "decisions" | "agreements" | "commitments" | "ledger">;

/** What is on the agenda: one's own matters first, then what is due soonest. */
export function agendaOf(record: Seen, ownIds: readonly string[], today: string): AgendaItem[] {
  if (record.alliance.ended) return [];
  return [
    ...transitions(record, ownIds, today),
    ...questions(record, ownIds, today),
    ...drafts(record, ownIds),
    ...amendments(record, ownIds),
    ...ends(record),
    ...promises(record, ownIds, today),
    ...claims(record, ownIds),
    ...reviews(record, today),
  ].sort((a, b) => Number(b.mine) - Number(a.mine) || (a.on ?? "9999").localeCompare(b.on ?? "9999") || a.since.localeCompare(b.since));
}

function transitions({ alliance }: Seen, ownIds: readonly string[], today: string): AgendaItem[] {
  return alliance.transitions
    .filter(({ status }) => status === "open")
    .map(({ transitionId: id, answers, respondBy: on, proposed }): AgendaItem => {
      const asked = positionsAsked({ partners: alliance.partners, answers, objectors: [], respondBy: on, today }, ownIds);
      return { kind: "transition", id, anchor: `transition-${id}`, title: "", on, since: proposed.at, ...asked };
    });
}

function questions({ alliance, decisions }: Seen, ownIds: readonly string[], today: string): AgendaItem[] {
  return [...decisions.values()].flatMap((decision): AgendaItem[] => {
    const { decisionId: id, question: title, status } = decision;
    const place = { id, anchor: `decision-${id}`, title };
    if (status === "requested" || status === "reopened") {
      const since = (status === "reopened" ? decision.outcomes.at(-1)?.noted.at : decision.requested?.at) ?? "";
      return [{ ...place, kind: "question", waits: "proposal", mine: false, partnerIds: [], on: decision.decideBy, since }];
    }
    const made = decision.proposals.at(-1);
    if (status !== "proposed" || !made) return [];
    const objectors = decision.objections.filter((objection) => objection.status === "open").map((objection) => objection.partnerId);
    const { positions: answers, respondBy: on } = made;
    const asked = positionsAsked({ partners: alliance.partners, answers, objectors, respondBy: on, today }, ownIds);
    return [{ ...place, kind: "proposal", on, since: made.made.at, ...asked }];
  });
}

/** Whose position a proposal waits for; one's own comes first, whatever else it waits for. */
function positionsAsked(
  asked: Parameters<typeof ripenessOf>[0],
  ownIds: readonly string[],
): Pick<AgendaItem, "waits" | "mine" | "partnerIds"> {
  const { state, partnerIds } = ripenessOf(asked);
  const given = new Set(asked.answers.map((answer) => answer.partnerId));
  const mine = speaking(asked.partners, ownIds).some((partner) => !given.has(partner.partnerId));
  return { waits: mine ? "you" : state === "awaiting" ? "others" : state, mine, partnerIds };
}

function drafts({ agreements }: Seen, ownIds: readonly string[]): AgendaItem[] {
  return [...agreements.values()].flatMap((agreement): AgendaItem[] => {
    const text = currentVersion(agreement);
    return agreement.status === "draft" && text ? [signaturesAsked("agreement", agreement, text, ownIds)] : [];
  });
}

function amendments({ agreements }: Seen, ownIds: readonly string[]): AgendaItem[] {
  return [...agreements.values()].flatMap((agreement): AgendaItem[] => {
    const text = proposedVersion(agreement);
    const runs = agreement.status === "in-force" || agreement.status === "suspended";
    return runs && text ? [signaturesAsked("amendment", agreement, text, ownIds)] : [];
  });
}

function signaturesAsked(
  kind: "agreement" | "amendment",
  { agreementId: id, title }: AgreementEntry,
  text: AgreementEntry["versions"][number],
  ownIds: readonly string[],
): AgendaItem {
  const partnerIds = text.parties.filter((party) => !text.signatures.some((signature) => signature.partnerId === party));
  const mine = partnerIds.some((partnerId) => ownIds.includes(partnerId));
  const waits = mine ? "you" : "others";
  return { kind, id, anchor: `agreement-${id}`, title, waits, mine, partnerIds, on: null, since: text.proposed.at };
}

function ends({ agreements }: Seen): AgendaItem[] {
  return [...agreements.values()].flatMap(({ agreementId: id, title, status, expiring }): AgendaItem[] => {
    if (!expiring || (status !== "in-force" && status !== "suspended")) return [];
    const said = { kind: "expiring", id, anchor: `agreement-${id}`, title, waits: "end", mine: false, partnerIds: [] } as const;
    return [{ ...said, on: expiring.validUntil, since: expiring.noted.at }];
  });
}

/** What was promised and is late, and the requests for more time. */
function promises({ alliance, commitments, agreements }: Seen, ownIds: readonly string[], today: string): AgendaItem[] {
  const seated = speaking(alliance.partners, ownIds).length > 0;
  return [...commitments.values()].flatMap((commitment): AgendaItem[] => {
    if (commitment.status !== "open") return [];
    const { commitmentId: id, partnerId, text: title, dueOn } = commitment;
    const ours = ownIds.includes(partnerId);
    const place = { id, anchor: `commitment-${id}`, title, partnerIds: [partnerId] } as const;
    const asked = openRequests(commitment).map(({ dueOn: until, asked: by }): AgendaItem => {
      const mine = seated && !ours;
      return { ...place, kind: "time", waits: mine ? "you" : "others", mine, on: until, since: by.at };
    });
    const late = standingOf(commitment, agreements, today).standing === "overdue";
    const overdue: AgendaItem = {
      ...place,
      kind: "commitment",
      waits: ours ? "you" : "others",
      mine: ours,
      on: dueOn,
      since: commitment.made?.at ?? "",
    };
    return late ? [overdue, ...asked] : asked;
  });
}

/** What a partner says it received and nobody else has spoken of yet. */
function claims({ alliance, ledger }: Seen, ownIds: readonly string[]): AgendaItem[] {
  const seated = speaking(alliance.partners, ownIds).length > 0;
  return ledger.lines
    .filter((line) => line.withdrawn === null)
    .flatMap((line) =>
      line.claims
        .filter((claim) => claim.withdrawn === null && claim.answers.length === 0)
        .map((claim): AgendaItem => {
          const mine = seated && !ownIds.includes(line.partnerId);
          const { claimId: id } = claim;
          const said = {
            kind: "claim",
            id,
            anchor: `claim-${id}`,
            title: line.description,
            partnerIds: [line.partnerId],
            on: null,
          } as const;
          return { ...said, waits: mine ? "you" : "others", mine, since: claim.claimed.at };
        }),
    );
}

function reviews({ alliance, decisions }: Seen, today: string): AgendaItem[] {
  const review = { waits: "review", mine: false, partnerIds: [] } as const;
  return [
    ...[...decisions.values()].flatMap(({ decisionId: id, question: title, status, reviewOn: on, outcomes }): AgendaItem[] =>
      status === "taken" && on !== null && on <= today
        ? [{ ...review, kind: "review", id, anchor: `decision-${id}`, title, on, since: outcomes.at(-1)?.noted.at ?? "" }]
        : [],
    ),
    ...alliance.sessions.flatMap(({ sessionId, workable }) =>
      workable.flatMap(({ workableId: id, text: title, reviewOn: on, reached }): AgendaItem[] =>
        // The partners look at it again when they meet; once they have met after its day, it is theirs to agree anew.
        on !== null && on <= today && !alliance.sessions.some((later) => later.held !== null && later.startsAt.slice(0, 10) >= on)
          ? [{ ...review, kind: "workable", id, anchor: `meeting-${sessionId}`, title, on, since: reached.at }]
          : [],
      ),
    ),
  ];
}

/** Own places that speak: those of the core and of the ring. */
const speaking = (partners: readonly PartnerOfAlliance[], ownIds: readonly string[]) =>
  partners.filter((partner) => partner.left === null && partner.ring !== "free-space" && ownIds.includes(partner.partnerId));

/** The meetings that are still to come or going on, the soonest first. */
export function comingMeetings({ sessions }: AllianceRecord["alliance"], now: Date) {
  return sessions.filter((session) => !session.cancelled && session.held === null && now < endOf(session)).sort(byStart);
}

/** The meetings whose time has passed and of which nobody recorded that they were held, the latest first. */
export function unrecordedMeetings({ sessions }: AllianceRecord["alliance"], now: Date) {
  return sessions.filter((session) => !session.cancelled && session.held === null && now >= endOf(session)).sort((a, b) => byStart(b, a));
}

type Meeting = AllianceRecord["alliance"]["sessions"][number];
const byStart = (a: Meeting, b: Meeting) => a.startsAt.localeCompare(b.startsAt);
const endOf = ({ startsAt, minutes }: Meeting) => new Date(new Date(startsAt).getTime() + minutes * 60_000);
