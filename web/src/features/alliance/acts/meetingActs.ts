import { lensIds, lenses, type LensId } from "@entente/contracts/method/lenses";
import type { AlliancePage } from "@entente/contracts/views/alliance";
import { newId } from "../../../api/ids.ts";
import { writtenAs } from "../../../i18n/formats.ts";
import { asBlanks } from "../../../i18n/index.ts";
import { presentPartners } from "../stand.ts";
import { act, linesOf, orNull, type Act } from "./act.ts";
import type { Setting } from "./setting.ts";

type Meeting = AlliancePage["sessions"][number];

/** Planning a meeting. Partners and the facilitator convene. */
export function planActs({ record: { alliance }, stand, today, t, language }: Setting): Act[] {
  if (!stand.may("/sessions")) return [];
  const sessionId = newId();
  return [
    act({
      name: "plan",
      look: "act",
      command: "ScheduleSession",
      path: {},
      fields: { startsAt: "day" },
      verb: t("alliance.meeting.plan.verb"),
      label: t("alliance.meeting.plan.label"),
      sentence: t("alliance.meeting.plan.sentence", asBlanks("title", "day", "time", "minutes", "place", "agenda")),
      blanks: {
        title: { kind: "text", label: t("alliance.blank.meetingTitle"), placeholder: t("alliance.blank.meetingTitleHint") },
        ...whenAndWhere(today, t),
        minutes: {
          kind: "choice",
          label: t("alliance.blank.minutes"),
          options: lengths.map((minutes) => ({ value: String(minutes), label: lengthInWords(minutes, language) })),
        },
        agenda: { kind: "prose", label: t("alliance.blank.agenda"), placeholder: t("alliance.blank.agendaHint") },
      },
      initial: { title: "", day: "", time: "10:00", minutes: "60", place: "", agenda: "" },
      consequence: t("alliance.meeting.zone", { zone: alliance.timeZone }),
      body: (values) => ({
        sessionId,
        title: values.title,
        startsAt: momentOf(values.day, values.time, alliance.timeZone),
        place: orNull(values.place),
        minutes: Number(values.minutes),
        agenda: linesOf(values.agenda),
      }),
    }),
  ];
}

/** What can be done with a meeting: before it begins, once it has begun, and after it was held. */
export function meetingActs(meeting: Meeting, setting: Setting, now: Date): Act[] {
  if (meeting.cancelled) return [];
  if (meeting.held) return outcomeActs(meeting, setting);
  const begun = meeting.startsAt <= now.toISOString();
  return [...(begun ? holdActs(meeting, setting) : []), ...prepareActs(meeting, setting), ...movingActs(meeting, setting)];
}

function prepareActs({ sessionId }: Meeting, { stand, t }: Setting): Act[] {
  if (!stand.may("/sessions/:sessionId/preparations")) return [];
  return stand.voices.map(({ partnerId, name }) => {
    const preparationId = newId();
    return act({
      name: `prepare-${partnerId}`,
      command: "PrepareSession",
      path: { sessionId },
      verb: stand.voices.length > 1 ? t("alliance.meeting.prepare.verbOf", { name }) : t("alliance.meeting.prepare.verb"),
      confirm: t("alliance.meeting.prepare.confirm"),
      label: t("alliance.meeting.prepare.label"),
      sentence: t("alliance.meeting.prepare.sentence", { partner: name, ...asBlanks("text") }),
      blanks: { text: { kind: "prose", label: t("alliance.blank.preparation") } },
      initial: { text: "" },
      consequence: t("alliance.seen.partners"),
      body: ({ text }) => ({ preparationId, partnerId, text }),
    });
  });
}

function holdActs({ sessionId, startsAt }: Meeting, { record: { alliance }, stand, today, t }: Setting): Act[] {
  if (!stand.may("/sessions/:sessionId/hold")) return [];
  return [
    act({
      name: "hold",
      look: "act",
      command: "HoldSession",
      path: { sessionId },
      verb: t("alliance.meeting.hold.verb"),
      label: t("alliance.meeting.hold.label"),
      sentence: t("alliance.meeting.hold.sentence", asBlanks("present", "notes")),
      blanks: {
        present: {
          kind: "several",
          label: t("alliance.blank.present"),
          options: presentPartners(alliance.partners).map(({ partnerId, name }) => ({ value: partnerId, label: name })),
        },
        notes: { kind: "prose", label: t("alliance.blank.notes"), placeholder: t("alliance.blank.notesHint") },
      },
      initial: { present: "", notes: "" },
      consequence: t("alliance.seen.partners"),
      body: ({ present, notes }) => ({
        present: linesOf(present),
        notes: orNull(notes),
        // A meeting of an earlier day happened on that day, whenever it is told.
        ...(localOf(startsAt, alliance.timeZone).day < today && { effectiveAt: startsAt }),
      }),
    }),
  ];
}

function outcomeActs({ sessionId }: Meeting, { stand, today, t, language }: Setting): Act[] {
  const acts: Act[] = [];
  if (stand.may("/sessions/:sessionId/insights")) {
    const insightId = newId();
    acts.push(
      act({
        name: "insight",
        command: "RecordInsight",
        path: { sessionId },
        verb: t("alliance.meeting.insight.verb"),
        label: t("alliance.meeting.insight.label"),
        sentence: t("alliance.meeting.insight.sentence", asBlanks("text", "lens")),
        blanks: {
          text: { kind: "prose", label: t("alliance.blank.insight"), placeholder: t("alliance.blank.insightHint") },
          lens: {
            kind: "choice",
            label: t("alliance.blank.lens"),
            options: [
              { value: "", label: t("alliance.blank.noLens") },
              ...lensIds.map((id) => ({ value: id, label: lenses[id].name[language] })),
            ],
          },
        },
        initial: { text: "", lens: "" },
        consequence: t("alliance.seen.partners"),
        body: ({ text, lens }) => ({ insightId, text, lens: lens === "" ? null : (lens as LensId) }),
      }),
    );
  }
  if (stand.may("/sessions/:sessionId/workable-agreements")) {
    const workableId = newId();
    acts.push(
      act({
        name: "agree",
        command: "ReachWorkableAgreement",
        path: { sessionId },
        verb: t("alliance.meeting.agree.verb"),
        label: t("alliance.meeting.agree.label"),
        sentence: t("alliance.meeting.agree.sentence", asBlanks("text", "reviewOn")),
        blanks: {
          text: { kind: "prose", label: t("alliance.blank.workable"), placeholder: t("alliance.blank.workableHint") },
          reviewOn: { kind: "date", label: t("alliance.blank.reviewOn"), min: today },
        },
        initial: { text: "", reviewOn: "" },
        consequence: t("alliance.seen.partners"),
        body: ({ text, reviewOn }) => ({ workableId, text, reviewOn: orNull(reviewOn) }),
      }),
    );
  }
  return acts;
}

function movingActs(meeting: Meeting, { record: { alliance }, stand, today, t }: Setting): Act[] {
  const { sessionId, startsAt } = meeting;
  if (!stand.may("/sessions/:sessionId/reschedule")) return [];
  const local = localOf(startsAt, alliance.timeZone);
  return [
    act({
      name: "move",
      look: "quiet",
      command: "RescheduleSession",
      path: { sessionId },
      fields: { startsAt: "day" },
      verb: t("alliance.meeting.move.verb"),
      label: t("alliance.meeting.move.label"),
      sentence: t("alliance.meeting.move.sentence", asBlanks("day", "time", "place")),
      blanks: whenAndWhere(today, t),
      initial: { ...local, place: meeting.place ?? "" },
      consequence: t("alliance.meeting.zone", { zone: alliance.timeZone }),
      body: (values) => ({ startsAt: momentOf(values.day, values.time, alliance.timeZone), place: orNull(values.place) }),
    }),
    act({
      name: "cancel",
      look: "quiet",
      command: "CancelSession",
      path: { sessionId },
      verb: t("alliance.meeting.cancel.verb"),
      label: t("alliance.meeting.cancel.label"),
      sentence: t("alliance.meeting.cancel.sentence", { title: meeting.title }),
      blanks: {},
      initial: {},
      body: () => ({}),
    }),
  ];
}

const whenAndWhere = (today: string, t: Setting["t"]) =>
  ({
    day: { kind: "date", label: t("alliance.blank.day"), min: today },
    time: { kind: "choice", label: t("alliance.blank.time"), options: times.map((time) => ({ value: time, label: time })) },
    place: { kind: "text", label: t("alliance.blank.place"), placeholder: t("alliance.blank.placeHint") },
  }) as const;

const times = Array.from(
  { length: 60 },
  (_, quarter) => `${String(7 + Math.floor(quarter / 4)).padStart(2, "0")}:${String((quarter % 4) * 15).padStart(2, "0")}`,
);

/** How long meetings last, in minutes, up to a working day. */
const lengths = [30, 45, 60, 90, 120, 180, 240, 480];

/** "45 minutes", "1.5 hours". */
export function lengthInWords(minutes: number, language: string): string {
  const [quantity, unit] = minutes < 60 ? [minutes, "minute"] : [minutes / 60, "hour"];
  return new Intl.NumberFormat(writtenAs[language] ?? language, {
    style: "unit",
    unit,
    unitDisplay: "long",
    maximumFractionDigits: 2,
  }).format(quantity);
}

/** The moment at which a time zone's clock shows this. An empty day gives an empty moment, which no schema takes. */
export function momentOf(day: string, time: string, timeZone: string): string {
  if (day === "") return "";
  const wall = new Date(`${day}T${time}:00.000Z`).getTime();
  if (Number.isNaN(wall)) return "";
  // Twice, because the first guess may stand on the other side of a change of the clock.
  const guess = wall - offsetAt(wall, timeZone);
  return new Date(wall - offsetAt(guess, timeZone)).toISOString();
}

/** What a time zone's clock shows at a moment. */
export function localOf(moment: string, timeZone: string): { day: string; time: string } {
  const at = new Date(moment).getTime();
  const local = new Date(at + offsetAt(at, timeZone)).toISOString();
  const time = local.slice(11, 16);
  return { day: local.slice(0, 10), time: times.includes(time) ? time : "10:00" };
}

function offsetAt(moment: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(new Date(moment));
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value ?? 0);
  return (
    Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second")) - Math.floor(moment / 1000) * 1000
  );
}
