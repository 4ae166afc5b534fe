import type { AlliancePage } from "@entente/contracts/views/alliance";
import { newId } from "../../../api/ids.ts";
import { asBlanks } from "../../../i18n/index.ts";
import { act, orNull, type Act } from "./act.ts";
import type { Setting } from "./setting.ts";

/** Planning a meeting. Partners and the facilitator convene. */
export function planActs({ record: { alliance }, stand, today, t }: Setting): Act[] {
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
      sentence: t("alliance.meeting.plan.sentence", asBlanks("title", "day", "time", "place")),
      blanks: {
        title: { kind: "text", label: t("alliance.blank.meetingTitle"), placeholder: t("alliance.blank.meetingTitleHint") },
        ...whenAndWhere(today, t),
      },
      initial: { title: "", day: "", time: "10:00", place: "" },
      consequence: t("alliance.meeting.zone", { zone: alliance.timeZone }),
      body: (values) => ({
        sessionId,
        title: values.title,
        startsAt: momentOf(values.day, values.time, alliance.timeZone),
        place: orNull(values.place),
      }),
    }),
  ];
}

/** Moving or calling off a meeting. */
export function meetingActs(meeting: AlliancePage["sessions"][number], { record: { alliance }, stand, today, t }: Setting): Act[] {
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
