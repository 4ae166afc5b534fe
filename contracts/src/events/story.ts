import type { Caller } from "../access.ts";
import type { RingId } from "../method/rings.ts";
import type { PhaseId } from "../method/phases.ts";
import { unsealedText, type Sealed } from "../personal.ts";
import { allianceEvents, type AllianceEvent, type AllianceFact } from "./catalogue.ts";
import type { Actor, StreamName } from "./envelope.ts";
import type { Debt } from "./phases.ts";
import { NOTICE_DAYS } from "./agreements.ts";
import { SESSION_MINUTES } from "./sessions.ts";

/** Histories for tests, told as a story: parties say what happened, and every event is made through the catalogue's own schema. */

/** A fixed id; the number is its name. */
export const id = (n: number): string => `01930000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;

export const allianceId = id(0xa11);
export const stream: StreamName = `alliance-${allianceId}`;

/** Whoever acts. */
export interface Who {
  readonly caller: Exclude<Caller, { kind: "anonymous" }>;
  readonly actor: Actor;
}

/** A party with a place in the alliance; `organisationId` is null for one that is not on the platform. */
export interface Party extends Who {
  readonly partnerId: string;
  readonly organisationId: string | null;
  readonly name: string;
  /** Software of the same organisation. */
  readonly key: Who;
}

function party(n: number, name: string): Party & { readonly organisationId: string } {
  const [organisationId, personId, partnerId] = [id(n * 0x10), id(n * 0x10 + 1), id(n * 0x10 + 2)];
  return {
    partnerId,
    organisationId,
    name,
    caller: { kind: "person", personId, organisationId, role: "manager" },
    actor: { kind: "person", id: personId, organisationId },
    key: {
      caller: { kind: "apiKey", keyId: `key_${n}`, organisationId, role: "integration" },
      actor: { kind: "apiKey", id: `key_${n}`, organisationId },
    },
  };
}

/** Three organisations, a fourth that was never invited, and one that facilitates. */
export const A = party(0xa, "Alder Care");
export const B = party(0xb, "Birch Housing");
export const C = party(0xc, "Cedar Transport");
export const stranger = party(0xe, "Elm Insurance");
export const facilitator = party(0xf, "Fir Mediators");
/** A party that is not on the platform: whatever it says is reported by somebody else. */
export const X: Party = { ...party(0xd, "Dogwood Volunteers"), organisationId: null };
export const operator: Who = {
  caller: { kind: "operator", organisationId: null },
  actor: { kind: "apiKey", id: "operator", organisationId: null },
};

/** What notes that a day has come. */
export const clock: Who = { caller: { kind: "system", id: "clock" }, actor: { kind: "system", id: "clock", organisationId: null } };

/** The one thing a story always has: one decision, one transition, one agreement. More of a kind are told with their own id. */
export const decision = id(0x301);
export const transition = id(0x201);
export const agreement = id(0x401);
export const objection = id(0x321);
export const session = id(0x501);

/** A fact with who stated it, for whom, and when it happened. */
export type Told = AllianceFact & {
  readonly who: Who;
  readonly onBehalfOf?: string | undefined;
  readonly effectiveAt?: string | undefined;
};
type TypeOf = AllianceFact["type"];
export type DataOf<Type extends TypeOf> = Extract<AllianceFact, { type: Type }>["data"];
interface More {
  readonly onBehalfOf?: string | undefined;
  readonly effectiveAt?: string | undefined;
}

/** Any event, in full. */
export function told<Type extends TypeOf>(who: Who, type: Type, data: DataOf<Type>, more: More = {}): Told {
  // Type and data belong together by the parameters' types; the union cannot follow.
  return { who, type, data: allianceEvents[type].data.parse(data), ...more } as unknown as Told;
}

/** Speaks for itself when it is on the platform; otherwise A reports it. */
const says = <Type extends TypeOf>(who: Party, type: Type, data: DataOf<Type>, reporter?: Who): Told =>
  who.organisationId !== null && reporter === undefined
    ? told(who, type, data)
    : told(reporter ?? A, type, data, { onBehalfOf: who.partnerId });

export const founded = (timeZone = "Europe/Amsterdam", by: Party = A): Told[] => [
  told(by, "AllianceInitiated", {
    name: "Living at home longer",
    purpose: "Older people live at home as long as they want to.",
    timeZone,
    initiatorId: by.partnerId,
  }),
  joined(by, "core"),
  told(by, "PhaseEntered", { phase: "explore", from: null, direction: "start", transitionId: null, leftUndone: [] }),
];
export const joined = (who: Party, ring: RingId): Told =>
  says(who, "PartnerJoined", { partnerId: who.partnerId, organisationId: who.organisationId, name: who.name, ring, under: null });
export const left = (who: Party): Told =>
  says(who, "PartnerLeft", { partnerId: who.partnerId, organisationId: who.organisationId, reason: null });
export const moved = (who: Party, from: RingId, to: RingId): Told =>
  told(A, "PartnerMovedBetweenRings", {
    partnerId: who.partnerId,
    organisationId: who.organisationId,
    from,
    to,
    reason: "It fits better.",
    decisionId: null,
  });
export const facilitated = (): Told =>
  told(facilitator, "FacilitatorAppointed", {
    facilitatorId: facilitator.partnerId,
    organisationId: facilitator.organisationId,
    name: facilitator.name,
  });
export const released = (): Told =>
  told(A, "FacilitatorReleased", { facilitatorId: facilitator.partnerId, organisationId: facilitator.organisationId, reason: null });

export const invited = (who: Party, ring: RingId = "core", invitationId = id(0x101)): Told =>
  told(A, "PartnerInvited", { invitationId, partnerId: who.partnerId, name: who.name, ring, under: null, message: null });

export const asked = (by: Party = A, decisionId = decision): Told =>
  told(by, "DecisionRequested", { decisionId, question: "Where do we begin?", background: null, lenses: [], decideBy: null });
export const proposed = (by: Party = A, more: Partial<DataOf<"DecisionProposed">> = {}): Told =>
  told(by, "DecisionProposed", { decisionId: decision, proposal: 1, text: "We begin in North.", optionId: null, respondBy: null, ...more });
export const took = (
  who: Party,
  position: "agree" | "disagree" | "abstain",
  more: { proposal?: number; decisionId?: string; reporter?: Who } = {},
): Told =>
  says(
    who,
    "PositionTaken",
    { decisionId: more.decisionId ?? decision, proposal: more.proposal ?? 1, partnerId: who.partnerId, position, reasons: null },
    more.reporter,
  );
export const objected = (who: Party, objectionId = objection): Told =>
  says(who, "ObjectionRaised", { decisionId: decision, objectionId, partnerId: who.partnerId, reason: "Too much at once.", wayOut: null });
export const integrated = (who: Party, objectionId = objection): Told =>
  says(who, "ObjectionIntegrated", { decisionId: decision, objectionId, how: "It is less now." });
export const withdrew = (who: Party, objectionId = objection): Told =>
  says(who, "ObjectionWithdrawn", { decisionId: decision, objectionId });
export const decided = (agreed: readonly Party[] = [A], more: Partial<DataOf<"DecisionTaken">> = {}): Told =>
  told(A, "DecisionTaken", {
    decisionId: decision,
    proposal: 1,
    text: "We begin in North.",
    assent: { rule: "consensus-and-consent", agreed: agreed.map((who) => who.partnerId), consented: [], reported: [] },
    workableUntil: null,
    ...more,
  });

export const stepProposed = (to: PhaseId | null, more: Partial<DataOf<"PhaseTransitionProposed">> = {}, by: Party = A): Told =>
  told(by, "PhaseTransitionProposed", {
    transitionId: transition,
    from: "explore",
    to,
    direction: to === null ? "end" : "forward",
    ending: to === null ? "completed" : null,
    reason: "We know enough.",
    leftUndone: [],
    respondBy: null,
    ...more,
  });
export const answered = (who: Party, position: "agree" | "disagree" | "abstain" | "object", reporter?: Who): Told =>
  says(who, "PhaseTransitionPositionTaken", { transitionId: transition, partnerId: who.partnerId, position, reason: null }, reporter);
export const entered = (phase: PhaseId, from: PhaseId, leftUndone: Debt[] = [], transitionId = transition): Told =>
  told(A, "PhaseEntered", { phase, from, direction: "forward", transitionId, leftUndone });
export const ended = (): Told => told(A, "AllianceEnded", { ending: "completed", reason: "It is done.", transitionId: null });

export const clause = { clauseId: id(0x411), heading: null, text: "We let eight homes together.", decisionId: null };
export const drafted = (parties: readonly Party[], more: Partial<DataOf<"AgreementDrafted">> = {}, by: Party = A): Told =>
  told(by, "AgreementDrafted", {
    agreementId: agreement,
    kind: "covenant",
    version: 1,
    title: "Covenant",
    parties: parties.map((who) => who.partnerId),
    clauses: [clause],
    validFrom: null,
    validUntil: null,
    lines: [],
    noticeDays: NOTICE_DAYS,
    ...more,
  });
export const signed = (who: Party, version = 1, reporter?: Who): Told =>
  says(who, "AgreementSigned", { agreementId: agreement, version, partnerId: who.partnerId }, reporter);
export const inForce = (version = 1): Told =>
  told(A, "AgreementReached", { agreementId: agreement, version, inForceFrom: "2026-03-01", reported: false });
export const planned = (startsAt = "2026-04-01T09:00:00.000Z", by: Party = A): Told =>
  told(by, "SessionScheduled", { sessionId: session, title: "First meeting", startsAt, place: null, minutes: SESSION_MINUTES, agenda: [] });

/** The events of a story as they are stored: one a minute from 1 February 2026, personal text sealed. */
export function recorded(story: readonly Told[], after = -1): AllianceEvent[] {
  return story.map((fact, index) => {
    const revision = after + 1 + index;
    const recordedAt = new Date(Date.UTC(2026, 1, 1, 9, revision)).toISOString();
    const { who, onBehalfOf, effectiveAt, type, data } = fact;
    const event = {
      id: id(0x10000 + revision),
      type,
      data: Object.fromEntries(Object.entries(data).map(([name, value]) => [name, unsealedText(value) === null ? value : sealed(who)])),
      stream,
      revision,
      position: String(revision),
      meta: {
        actor: who.actor,
        ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
        effectiveAt: effectiveAt ?? recordedAt,
        recordedAt,
        correlationId: id(0x20000 + revision),
        schema: allianceEvents[type].schema,
        salt: "AAAAAAAAAAAAAAAAAAAAAA",
      },
    };
    // Data that its own schema has just parsed, in an envelope, is an event of the catalogue.
    return event as unknown as AllianceEvent;
  });
}

/** Sealed under the key of the person who acted, or of the organisation whose software did. */
const sealed = ({ actor }: Who): Sealed => ({
  sealed: 1,
  personId: actor.kind === "person" ? actor.id : (actor.organisationId ?? actor.id),
  nonce: "q83vEjRWeJCrze8S",
  ciphertext: "T0wPZbCW3u8",
  tag: "3q2-7wEjRWeJq83vEjRWeA",
});

/** Freezes a value all the way down, so that whoever changes it fails. */
export function frozen<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
}
