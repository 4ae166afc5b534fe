import type { AllianceCard } from "@entente/contracts/views/portfolio";
import { awaited } from "@entente/contracts/views/portfolio";
import type { AllianceRecord } from "../../history/record.ts";
import { ripenessOf } from "./ripeness.ts";

/** One matter on the table, as the agenda tells it. */
export interface AgendaItem {
  readonly kind: AllianceCard["open"][number]["kind"] | "review";
  readonly id: string;
  /** The anchor of its place on the page. */
  readonly anchor: string;
  /** The question or the title; a transition has none. */
  readonly title: string;
  /** `you`: your own word is asked. `others`: somebody else's. `proposal`: nobody proposed yet. `ripe`: it can be settled now. */
  readonly waits: "you" | "others" | "proposal" | "objection" | "disagreement" | "ripe" | "review";
  readonly mine: boolean;
  /** Whose word it waits for. */
  readonly partnerIds: readonly string[];
  /** The day it is due, if any. */
  readonly on: string | null;
  readonly since: string;
}

/** What is on the agenda: one's own matters first, then what is due soonest. */
export function agendaOf(
  { alliance, card, decisions, agreements }: Pick<AllianceRecord, "alliance" | "card" | "decisions" | "agreements">,
  ownIds: readonly string[],
  today: string,
): AgendaItem[] {
  if (alliance.ended) return [];
  // Reviews that are due come from the decisions themselves; commitments and coming ends stand in their own parts of the page.
  const tabled = card.open.filter(({ kind }) => kind !== "review" && kind !== "commitment" && kind !== "expiring");
  const open = tabled.map((matter): AgendaItem => {
    const { id, since } = matter;
    const kind = matter.kind === "amendment" ? "agreement" : matter.kind;
    const place = {
      kind,
      id,
      since,
      anchor: `${kind === "transition" ? "transition" : kind === "agreement" ? "agreement" : "decision"}-${id}`,
    };
    if (kind === "agreement") {
      const waiting = awaited(card, matter);
      const mine = waiting.some((partnerId) => ownIds.includes(partnerId));
      return {
        ...place,
        title: agreements.get(id)?.title ?? matter.title,
        waits: mine ? "you" : "others",
        mine,
        partnerIds: waiting,
        on: null,
      };
    }
    const decision = decisions.get(id);
    if (kind === "question")
      return {
        ...place,
        title: decision?.question ?? matter.title,
        waits: "proposal",
        mine: false,
        partnerIds: [],
        on: decision?.decideBy ?? null,
      };
    const transition = alliance.transitions.find((known) => known.transitionId === id);
    const answers = transition?.answers ?? decision?.proposals.at(-1)?.positions ?? [];
    const objectors = decision?.objections.filter((objection) => objection.status === "open").map((objection) => objection.partnerId) ?? [];
    const respondBy = transition?.respondBy ?? decision?.proposals.at(-1)?.respondBy ?? null;
    const { state, partnerIds } = ripenessOf({ partners: alliance.partners, answers, objectors, respondBy, today });
    const given = new Set(answers.map((answer) => answer.partnerId));
    const speaking = alliance.partners.filter(
      (partner) => partner.left === null && partner.ring !== "free-space" && ownIds.includes(partner.partnerId),
    );
    const mine = speaking.some((partner) => !given.has(partner.partnerId));
    const waits = mine ? "you" : state === "awaiting" ? "others" : state;
    return { ...place, title: decision?.question ?? "", waits, mine, partnerIds, on: respondBy };
  });
  const reviews = [...decisions.values()]
    .filter((decision) => decision.status === "taken" && decision.reviewOn !== null && decision.reviewOn <= today)
    .map((decision): AgendaItem => ({
      kind: "review",
      id: decision.decisionId,
      anchor: `decision-${decision.decisionId}`,
      title: decision.question,
      waits: "review",
      mine: false,
      partnerIds: [],
      on: decision.reviewOn,
      since: decision.outcomes.at(-1)?.noted.at ?? "",
    }));
  return [...open, ...reviews].sort(
    (a, b) => Number(b.mine) - Number(a.mine) || (a.on ?? "9999").localeCompare(b.on ?? "9999") || a.since.localeCompare(b.since),
  );
}

/** The meetings that are still to come, the soonest first. */
export function comingMeetings({ sessions }: AllianceRecord["alliance"], now: Date) {
  // A meeting that began a little while ago is still going on.
  const from = new Date(now.getTime() - 2 * 3_600_000).toISOString();
  return sessions.filter((session) => !session.cancelled && session.startsAt >= from).sort((a, b) => a.startsAt.localeCompare(b.startsAt));
}
