import { z } from "zod";
import { addDays, evaluationDays, localDay, nextEvaluation, type EvaluationRhythm } from "../days.ts";
import { NOTICE_DAYS } from "../events/agreements.ts";
import type { AllianceEvent, DossierEvent } from "../events/catalogue.ts";
import { idOf } from "../events/envelope.ts";
import type { View } from "./view.ts";

/** Something that the clock is to note on a local day, unless it is settled before. */
export type Due =
  | { readonly kind: "review"; readonly id: string; readonly on: string }
  | { readonly kind: "expiring" | "expired"; readonly id: string; readonly on: string; readonly validUntil: string }
  | { readonly kind: "overdue"; readonly id: string; readonly on: string; readonly dueOn: string }
  | { readonly kind: "mandate"; readonly id: string; readonly on: string; readonly validUntil: string };

/** What falls due in one alliance, in its own time zone. */
export interface Schedule {
  readonly allianceId: string;
  readonly timeZone: string;
  readonly due: readonly Due[];
  readonly cycle:
    | (EvaluationRhythm & { readonly cycleId: string; readonly noted: { readonly full: string; readonly pulse: string } })
    | null;
  /** By agreement that ends or may end: how many days before its end it is announced, and the end of a text that waits for signatures. */
  readonly notice: Readonly<Record<string, { readonly days: number; readonly proposed: Ends | null }>>;
  /** The first day on which there is something to note; null when nothing is expected. */
  readonly next: string | null;
}
interface Ends {
  readonly version: number;
  readonly days: number;
  readonly validUntil: string | null;
}

const nothing = { full: "", pulse: "" };

export const scheduleView: View<Schedule, AllianceEvent> = {
  name: "schedule",
  version: 1,
  category: "alliance",
  keys: (event) => (concerns.has(event.type) ? [idOf(event.stream)] : []),
  initial: (allianceId) => ({ allianceId, timeZone: "UTC", due: [], cycle: null, notice: {}, next: null }),
  evolve(schedule, event) {
    const changed = { ...schedule, ...change(schedule, event) };
    return { ...changed, next: nextOf(changed) };
  },
};

const concerns: ReadonlySet<AllianceEvent["type"]> = new Set([
  "AllianceInitiated",
  "AllianceEnded",
  "DecisionReviewScheduled",
  "DecisionReviewDue",
  "DecisionReviewed",
  "DecisionFailed",
  "DecisionSuperseded",
  "AgreementDrafted",
  "AgreementVersionProposed",
  "AgreementAmendmentProposed",
  "AgreementReached",
  "AgreementAmended",
  "AgreementExpiring",
  "AgreementExpired",
  "AgreementRenewed",
  "AgreementTerminated",
  "CommitmentMade",
  "CommitmentPostponed",
  "CommitmentFulfilled",
  "CommitmentWaived",
  "CommitmentOverdue",
  "EvaluationCycleSet",
  "EvaluationDue",
]);

function change(schedule: Schedule, event: AllianceEvent): Partial<Schedule> {
  const without = (id: string, ...kinds: Due["kind"][]) => schedule.due.filter((due) => due.id !== id || !kinds.includes(due.kind));
  switch (event.type) {
    case "AllianceInitiated":
      return { timeZone: event.data.timeZone };
    case "AllianceEnded":
      return { due: [], cycle: null };
    case "DecisionReviewScheduled": {
      const { decisionId: id, reviewOn: on } = event.data;
      return { due: [...without(id, "review"), { kind: "review", id, on }] };
    }
    case "DecisionReviewDue":
    case "DecisionReviewed":
    case "DecisionFailed":
    case "DecisionSuperseded":
      return { due: without(event.data.decisionId, "review") };
    case "AgreementDrafted":
    case "AgreementVersionProposed":
    case "AgreementAmendmentProposed": {
      const { agreementId, version, noticeDays: days, validUntil } = event.data;
      const known = schedule.notice[agreementId];
      // Most agreements never end; nothing is kept of them.
      if (known === undefined && validUntil === null && days === NOTICE_DAYS) return {};
      return { notice: { ...schedule.notice, [agreementId]: { days: known?.days ?? days, proposed: { version, days, validUntil } } } };
    }
    case "AgreementReached":
    case "AgreementAmended": {
      const { agreementId } = event.data;
      const { proposed } = schedule.notice[agreementId] ?? { proposed: null };
      return proposed?.version === event.data.version ? ending(schedule, agreementId, proposed, null) : {};
    }
    case "AgreementRenewed": {
      const { agreementId, validUntil } = event.data;
      const { days, proposed } = schedule.notice[agreementId] ?? { days: NOTICE_DAYS, proposed: null };
      return ending(schedule, agreementId, { days, validUntil }, proposed);
    }
    case "AgreementExpiring":
      return { due: without(event.data.agreementId, "expiring") };
    case "AgreementExpired":
      return { due: without(event.data.agreementId, "expiring", "expired") };
    case "AgreementTerminated": {
      const { [event.data.agreementId]: _over, ...notice } = schedule.notice;
      return { due: without(event.data.agreementId, "expiring", "expired"), notice };
    }
    case "CommitmentMade":
    case "CommitmentPostponed": {
      const { commitmentId: id, dueOn } = event.data;
      return { due: [...without(id, "overdue"), { kind: "overdue", id, on: addDays(dueOn, 1), dueOn }] };
    }
    case "CommitmentFulfilled":
    case "CommitmentWaived":
    case "CommitmentOverdue":
      return { due: without(event.data.commitmentId, "overdue") };
    case "EvaluationCycleSet": {
      const { cycleId, firstOn, fullEveryMonths, pulseEveryMonths } = event.data;
      return { cycle: { cycleId, firstOn, fullEveryMonths, pulseEveryMonths, noted: nothing } };
    }
    case "EvaluationDue": {
      const { cycle } = schedule;
      const { cycleId, kind, dueOn } = event.data;
      return cycle?.cycleId === cycleId ? { cycle: { ...cycle, noted: { ...cycle.noted, [kind]: dueOn } } } : {};
    }
    default:
      return {};
  }
}

/** An agreement that ends is announced and then ends; one without an end does neither. */
function ending(
  schedule: Schedule,
  id: string,
  { days, validUntil }: Pick<Ends, "days" | "validUntil">,
  proposed: Ends | null,
): Partial<Schedule> {
  const others = schedule.due.filter((due) => due.id !== id || (due.kind !== "expiring" && due.kind !== "expired"));
  const ends: Due[] =
    validUntil === null
      ? []
      : [
          { kind: "expiring", id, on: addDays(validUntil, -days), validUntil },
          { kind: "expired", id, on: addDays(validUntil, 1), validUntil },
        ];
  return { due: [...others, ...ends], notice: { ...schedule.notice, [id]: { days, proposed } } };
}

function nextOf({ due, cycle }: Pick<Schedule, "due" | "cycle">): string | null {
  const days = due.map(({ on }) => on);
  if (cycle)
    for (const kind of ["full", "pulse"] as const) {
      const from = cycle.noted[kind] === "" ? cycle.firstOn : addDays(cycle.noted[kind], 1);
      const day = nextEvaluation(cycle, kind, from);
      if (day !== null) days.push(day);
    }
  return days.toSorted()[0] ?? null;
}

/** What falls due in one organisation's dossier. */
export interface MandateSchedule {
  /** `{allianceId}.{organisationId}` */
  readonly dossierId: string;
  readonly due: readonly Due[];
  readonly next: string | null;
}

export const mandateScheduleView: View<MandateSchedule, DossierEvent> = {
  name: "mandateSchedule",
  version: 1,
  category: "dossier",
  keys: (event) => (event.type.startsWith("Mandate") ? [idOf(event.stream)] : []),
  initial: (dossierId) => ({ dossierId, due: [], next: null }),
  evolve(schedule, event) {
    let { due } = schedule;
    if ("mandateId" in event.data) {
      const { mandateId: id } = event.data;
      due = due.filter((known) => known.id !== id);
      if (event.type === "MandateGranted" && event.data.validUntil !== null) {
        const { validUntil } = event.data;
        due = [...due, { kind: "mandate", id, on: addDays(validUntil, 1), validUntil }];
      }
    }
    return { ...schedule, due, next: due.map(({ on }) => on).toSorted()[0] ?? null };
  },
};

/** A command that the clock gives. Given again it says nothing new. */
export const Note = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("NoteReviewDue"), decisionId: z.string(), reviewOn: z.string() }),
  z.strictObject({ type: z.literal("NoteAgreementExpiring"), agreementId: z.string(), validUntil: z.string() }),
  z.strictObject({ type: z.literal("NoteAgreementExpired"), agreementId: z.string(), validUntil: z.string() }),
  z.strictObject({ type: z.literal("NoteOverdueCommitment"), commitmentId: z.string(), dueOn: z.string() }),
  z.strictObject({ type: z.literal("NoteEvaluationDue"), cycleId: z.string(), kind: z.enum(["full", "pulse"]), dueOn: z.string() }),
  z.strictObject({ type: z.literal("NoteMandateExpired"), mandateId: z.string(), validUntil: z.string() }),
]);
export type Note = z.infer<typeof Note>;

export const DueNote = z.strictObject({
  /** An alliance's id, or a dossier's when a mandate has ended. */
  id: z.string(),
  /** The same for the same thing due on the same day. */
  key: z.string(),
  note: Note,
});
export type DueNote = z.infer<typeof DueNote>;

const dueNote = (id: string, note: Note, what: string, on: string): DueNote => ({
  id,
  key: `due:${note.type}:${what}:${on}${"validUntil" in note ? `:${note.validUntil}` : ""}`,
  note,
});

/**
 * What is due in an alliance at a moment, by the calendar of its own time zone. Of evaluations that were missed while nobody looked, only
 * the last of each kind: a rhythm is taken up again, not made up for.
 */
export function dueIn(schedule: Schedule, now: string): DueNote[] {
  const today = localDay(now, schedule.timeZone);
  const { allianceId, cycle } = schedule;
  const notes = schedule.due
    .filter((due) => due.on <= today && !passed(due, today))
    .map((due) => dueNote(allianceId, noteOf(due), due.id, due.on));
  if (!cycle) return notes;
  const days = evaluationDays(cycle, today);
  for (const kind of ["full", "pulse"] as const) {
    const last = days.findLast((day) => day.kind === kind);
    if (!last || last.on <= cycle.noted[kind]) continue;
    const note: Note = { type: "NoteEvaluationDue", cycleId: cycle.cycleId, kind, dueOn: last.on };
    notes.push(dueNote(allianceId, note, `${cycle.cycleId}:${kind}`, last.on));
  }
  return notes;
}

/** Mandates that have ended. Their days are those of the alliance, which a dossier does not know: a day early is refused without harm. */
export const dueInDossier = (schedule: MandateSchedule, latestDay: string): DueNote[] =>
  schedule.due.filter((due) => due.on <= latestDay).map((due) => dueNote(schedule.dossierId, noteOf(due), due.id, due.on));

/** An end that is over is no longer announced. */
const passed = (due: Due, today: string): boolean => due.kind === "expiring" && today > due.validUntil;

function noteOf(due: Due): Note {
  switch (due.kind) {
    case "review":
      return { type: "NoteReviewDue", decisionId: due.id, reviewOn: due.on };
    case "expiring":
      return { type: "NoteAgreementExpiring", agreementId: due.id, validUntil: due.validUntil };
    case "expired":
      return { type: "NoteAgreementExpired", agreementId: due.id, validUntil: due.validUntil };
    case "overdue":
      return { type: "NoteOverdueCommitment", commitmentId: due.id, dueOn: due.dueOn };
    case "mandate":
      return { type: "NoteMandateExpired", mandateId: due.id, validUntil: due.validUntil };
  }
}
