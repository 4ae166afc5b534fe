import { z } from "zod";
import { addDays, localDay, nextEvaluation } from "../days.ts";
import type { AllianceEvent } from "../events/catalogue.ts";
import { Assent } from "../events/assent.ts";
import { CorrectedFact } from "../events/corrections.ts";
import { idOf, Instant, LocalDate, Uuid } from "../events/envelope.ts";
import { Debt } from "../events/phases.ts";
import { agreementKindIds } from "../method/agreementKinds.ts";
import { lensIds } from "../method/lenses.ts";
import { phaseIds } from "../method/phases.ts";
import { ringIds } from "../method/rings.ts";
import { Readable, Sealed } from "../personal.ts";
import { Answered, Provenance, provenanceOf } from "./provenance.ts";
import { replaced, type View } from "./view.ts";

const phase = z.enum(phaseIds);
const ring = z.enum(ringIds);

export const PartnerOfAlliance = z.strictObject({
  partnerId: Uuid,
  organisationId: Uuid.nullable(),
  name: z.string(),
  ring,
  under: Uuid.nullable(),
  initiator: z.boolean(),
  joined: Provenance,
  left: z.strictObject({ reason: z.string().nullable(), ...Provenance.shape }).nullable(),
});
export type PartnerOfAlliance = z.infer<typeof PartnerOfAlliance>;

export const InvitationOfAlliance = z.strictObject({
  invitationId: Uuid,
  kind: z.enum(["partner", "facilitator"]),
  name: z.string(),
  ring: ring.nullable(),
  status: z.enum(["open", "accepted", "declined", "withdrawn"]),
  reason: z.string().nullable(),
  message: z.union([Sealed, Readable]).nullable(),
  sent: Provenance,
});

export const Transition = z.strictObject({
  transitionId: Uuid,
  from: phase,
  to: phase.nullable(),
  direction: z.enum(["forward", "back", "skip", "end"]),
  ending: z.enum(["completed", "terminated"]).nullable(),
  reason: z.string(),
  leftUndone: z.array(Debt),
  respondBy: LocalDate.nullable(),
  status: z.enum(["open", "decided", "withdrawn"]),
  answers: z.array(Answered),
  assent: Assent.nullable(),
  proposed: Provenance,
});
export type Transition = z.infer<typeof Transition>;

/** Everything the alliance page shows but its registers. */
export const AlliancePage = z
  .strictObject({
    allianceId: Uuid,
    name: z.string(),
    purpose: z.string(),
    timeZone: z.string(),
    initiated: Provenance.nullable(),
    phase: phase.nullable(),
    phases: z.array(
      z.strictObject({
        phase,
        from: phase.nullable(),
        direction: z.enum(["start", "forward", "back", "skip"]),
        transitionId: Uuid.nullable(),
        entered: Provenance,
      }),
    ),
    skipped: z.array(z.strictObject({ phase, noted: Provenance })),
    debts: z.array(
      z.strictObject({ ...Debt.shape, since: Provenance, repaired: z.strictObject({ how: z.string(), ...Provenance.shape }).nullable() }),
    ),
    results: z.array(
      z.strictObject({
        resultId: Uuid,
        phase,
        kind: z.enum(agreementKindIds),
        title: z.string(),
        text: z.string().nullable(),
        submitted: Provenance,
      }),
    ),
    transitions: z.array(Transition),
    started: Provenance.nullable(),
    ended: z.strictObject({ ending: z.enum(["completed", "terminated"]), reason: z.string(), ...Provenance.shape }).nullable(),
    partners: z.array(PartnerOfAlliance),
    invitations: z.array(InvitationOfAlliance),
    facilitators: z.array(
      z.strictObject({
        facilitatorId: Uuid,
        organisationId: Uuid,
        name: z.string(),
        appointed: Provenance,
        released: Provenance.nullable(),
      }),
    ),
    sessions: z.array(
      z.strictObject({
        sessionId: Uuid,
        title: z.string(),
        startsAt: Instant,
        place: z.string().nullable(),
        minutes: z.int(),
        agenda: z.array(z.string()),
        cancelled: z.boolean(),
        scheduled: Provenance,
        preparations: z.array(z.strictObject({ preparationId: Uuid, partnerId: Uuid, text: z.string(), submitted: Provenance })),
        held: z.strictObject({ present: z.array(Uuid), notes: z.string().nullable(), noted: Provenance }).nullable(),
        insights: z.array(z.strictObject({ insightId: Uuid, text: z.string(), lens: z.enum(lensIds).nullable(), recorded: Provenance })),
        workable: z.array(z.strictObject({ workableId: Uuid, text: z.string(), reviewOn: LocalDate.nullable(), reached: Provenance })),
      }),
    ),
    /** The rhythm of evaluations, the days that were noted as due, and the first days of each kind that were not yet. */
    evaluation: z
      .strictObject({
        cycleId: Uuid,
        firstOn: LocalDate,
        fullEveryMonths: z.int(),
        pulseEveryMonths: z.int().nullable(),
        decisionId: Uuid.nullable(),
        set: Provenance,
        due: z.array(z.strictObject({ kind: z.enum(["full", "pulse"]), dueOn: LocalDate, noted: Provenance })),
        nextFull: LocalDate.nullable(),
        nextPulse: LocalDate.nullable(),
      })
      .nullable(),
    corrections: z.array(
      z.strictObject({ correctionId: Uuid, corrects: z.int(), correction: CorrectedFact, reason: z.string(), made: Provenance }),
    ),
    /** People who acted here, by id; their names are in identity. */
    people: z.array(z.string()),
    revision: z.int(),
    recordedAt: Instant.nullable(),
  })
  .meta({ id: "AlliancePage" });
export type AlliancePage = z.infer<typeof AlliancePage>;

export const allianceView: View<AlliancePage, AllianceEvent> = {
  name: "alliance",
  version: 2,
  category: "alliance",
  keys: (event) => [idOf(event.stream)],
  initial: (allianceId) => ({
    allianceId,
    name: "",
    purpose: "",
    timeZone: "UTC",
    initiated: null,
    phase: null,
    phases: [],
    skipped: [],
    debts: [],
    results: [],
    transitions: [],
    started: null,
    ended: null,
    partners: [],
    invitations: [],
    facilitators: [],
    sessions: [],
    evaluation: null,
    corrections: [],
    people: [],
    revision: -1,
    recordedAt: null,
  }),
  evolve(doc, event) {
    const { actor, recordedAt } = event.meta;
    const people = actor.kind === "person" && !doc.people.includes(actor.id) ? [...doc.people, actor.id] : doc.people;
    return { ...doc, ...change(doc, event), people, revision: event.revision, recordedAt };
  },
};

function change(doc: AlliancePage, event: AllianceEvent): Partial<AlliancePage> {
  const provenance = provenanceOf(event);
  switch (event.type) {
    case "AllianceInitiated": {
      const { name, purpose, timeZone } = event.data;
      return { name, purpose, timeZone, initiated: provenance };
    }
    case "PartnerInvited":
    case "FacilitatorInvited": {
      const kind = event.type === "PartnerInvited" ? "partner" : "facilitator";
      const ringOfInvited = event.type === "PartnerInvited" ? event.data.ring : null;
      const { invitationId, name, message } = event.data;
      // Personal text is carried as it is stored; only the edge that answers a reader opens it.
      const carried = message as z.infer<typeof Sealed> | null;
      return {
        invitations: [
          ...doc.invitations,
          { invitationId, kind, name, ring: ringOfInvited, status: "open", reason: null, message: carried, sent: provenance },
        ],
      };
    }
    case "InvitationAccepted":
      return invitation(doc, event.data.invitationId, "accepted", null);
    case "InvitationDeclined":
      return invitation(doc, event.data.invitationId, "declined", event.data.reason);
    case "InvitationWithdrawn":
      return invitation(doc, event.data.invitationId, "withdrawn", event.data.reason);
    case "PartnerJoined": {
      // The initiator joins in the very event after the founding.
      const initiator = doc.partners.length === 0;
      return { partners: [...doc.partners, { ...event.data, initiator, joined: provenance, left: null }] };
    }
    case "PartnerMovedBetweenRings":
      return partner(doc, event.data.partnerId, (known) => ({ ...known, ring: event.data.to }));
    case "PartnerLeft":
      return partner(doc, event.data.partnerId, (known) => ({ ...known, left: { reason: event.data.reason, ...provenance } }));
    case "FacilitatorAppointed":
      return { facilitators: [...doc.facilitators, { ...event.data, appointed: provenance, released: null }] };
    case "FacilitatorReleased":
      return {
        facilitators: replaced(
          doc.facilitators,
          (facilitator) => facilitator.facilitatorId === event.data.facilitatorId && facilitator.released === null,
          (facilitator) => ({ ...facilitator, released: provenance }),
        ),
      };
    case "PhaseResultSubmitted":
      return { results: [...doc.results, { ...event.data, submitted: provenance }] };
    case "PhaseTransitionProposed":
      return { transitions: [...doc.transitions, { ...event.data, status: "open", answers: [], assent: null, proposed: provenance }] };
    case "PhaseTransitionPositionTaken": {
      const { transitionId, partnerId, position, reason } = event.data;
      const answer: Answered = { partnerId, position, reasons: reason, given: provenance };
      return transition(doc, transitionId, (known) => ({
        ...known,
        answers: [...known.answers.filter((given) => given.partnerId !== partnerId), answer],
      }));
    }
    case "PhaseTransitionWithdrawn":
      return transition(doc, event.data.transitionId, (known) => ({ ...known, status: "withdrawn" }));
    case "PhaseTransitionDecided":
      return transition(doc, event.data.transitionId, (known) => ({ ...known, status: "decided", assent: event.data.assent }));
    case "PhaseStepSkipped":
      return { skipped: [...doc.skipped, { phase: event.data.phase, noted: provenance }] };
    case "PhaseEntered": {
      const { phase: entered, from, direction, transitionId, leftUndone } = event.data;
      const debts = leftUndone.map((debt) => ({ ...debt, since: provenance, repaired: null }));
      return {
        phase: entered,
        phases: [...doc.phases, { phase: entered, from, direction, transitionId, entered: provenance }],
        debts: [...doc.debts, ...debts],
      };
    }
    case "PhaseDebtRepaired":
      return {
        debts: replaced(
          doc.debts,
          (debt) => debt.debtId === event.data.debtId && debt.repaired === null,
          (debt) => ({ ...debt, repaired: { how: event.data.how, ...provenance } }),
        ),
      };
    case "CollaborationStarted":
      return { started: provenance };
    case "AllianceEnded":
      return { ended: { ending: event.data.ending, reason: event.data.reason, ...provenance } };
    case "SessionScheduled":
      return {
        sessions: [
          ...doc.sessions,
          { ...event.data, cancelled: false, scheduled: provenance, preparations: [], held: null, insights: [], workable: [] },
        ],
      };
    case "SessionRescheduled":
      return session(doc, event.data.sessionId, (known) => ({
        ...known,
        startsAt: event.data.startsAt,
        place: event.data.place,
        scheduled: provenance,
      }));
    case "SessionCancelled":
      return session(doc, event.data.sessionId, (known) => ({ ...known, cancelled: true }));
    case "SessionPreparationSubmitted": {
      const { sessionId, preparationId, partnerId, text } = event.data;
      const preparation = { preparationId, partnerId, text, submitted: provenance };
      return session(doc, sessionId, (known) => ({ ...known, preparations: [...known.preparations, preparation] }));
    }
    case "SessionHeld": {
      const { sessionId, present, notes } = event.data;
      return session(doc, sessionId, (known) => ({ ...known, held: { present, notes, noted: provenance } }));
    }
    case "InsightRecorded": {
      const { sessionId, insightId, text, lens } = event.data;
      const insight = { insightId, text, lens, recorded: provenance };
      return session(doc, sessionId, (known) => ({ ...known, insights: [...known.insights, insight] }));
    }
    case "WorkableAgreementReached": {
      const { sessionId, workableId, text, reviewOn } = event.data;
      const reached = { workableId, text, reviewOn, reached: provenance };
      return session(doc, sessionId, (known) => ({ ...known, workable: [...known.workable, reached] }));
    }
    case "EvaluationCycleSet": {
      const from = localDay(event.meta.effectiveAt, doc.timeZone);
      return {
        evaluation: {
          ...event.data,
          set: provenance,
          due: doc.evaluation?.due ?? [],
          nextFull: nextEvaluation(event.data, "full", from),
          nextPulse: nextEvaluation(event.data, "pulse", from),
        },
      };
    }
    case "EvaluationDue": {
      const { evaluation } = doc;
      if (!evaluation) return {};
      const { kind, dueOn } = event.data;
      const due = [...evaluation.due, { kind, dueOn, noted: provenance }];
      const awaitedNow = kind === "full" ? evaluation.nextFull : evaluation.nextPulse;
      // A day that is noted late must not bring back the days that were noted before it.
      if (awaitedNow === null || dueOn < awaitedNow) return { evaluation: { ...evaluation, due } };
      const next = nextEvaluation(evaluation, kind, addDays(dueOn, 1));
      return { evaluation: { ...evaluation, due, ...(kind === "full" ? { nextFull: next } : { nextPulse: next }) } };
    }
    case "FactCorrected":
      return { ...corrected(doc, event.data.correction), corrections: [...doc.corrections, { ...event.data, made: provenance }] };
    default:
      return {};
  }
}

function corrected(doc: AlliancePage, correction: CorrectedFact): Partial<AlliancePage> {
  switch (correction.fact) {
    case "allianceName":
      return { name: correction.becomes };
    case "alliancePurpose":
      return { purpose: correction.becomes };
    case "partnerName":
      return partner(doc, correction.partnerId, (known) => ({ ...known, name: correction.becomes }));
    case "partnerJoinedAt":
      return partner(doc, correction.partnerId, (known) => ({ ...known, joined: { ...known.joined, at: correction.becomes } }));
    case "partnerLeftAt":
      return partner(doc, correction.partnerId, (known) => ({ ...known, left: known.left && { ...known.left, at: correction.becomes } }));
    default:
      return {};
  }
}

const partner = (doc: AlliancePage, partnerId: string, change: (known: PartnerOfAlliance) => PartnerOfAlliance) => ({
  partners: replaced(doc.partners, (known) => known.partnerId === partnerId, change),
});
const transition = (doc: AlliancePage, transitionId: string, change: (known: Transition) => Transition) => ({
  transitions: replaced(doc.transitions, (known) => known.transitionId === transitionId, change),
});
const session = (
  doc: AlliancePage,
  sessionId: string,
  change: (known: AlliancePage["sessions"][number]) => AlliancePage["sessions"][number],
) => ({
  sessions: replaced(doc.sessions, (known) => known.sessionId === sessionId, change),
});
const invitation = (doc: AlliancePage, invitationId: string, status: "accepted" | "declined" | "withdrawn", reason: string | null) => ({
  invitations: replaced(
    doc.invitations,
    (known) => known.invitationId === invitationId,
    (known) => ({ ...known, status, reason }),
  ),
});
