/** Calendar days, `YYYY-MM-DD`: reckoning with them, and the days that an evaluation rhythm falls on. Pure. */

/** The local calendar day of an instant in a time zone. */
export function localDay(instant: string, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    // The Swedish locale writes dates the ISO way.
    format = new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
    formats.set(timeZone, format);
  }
  return format.format(new Date(instant));
}
const formats = new Map<string, Intl.DateTimeFormat>();

/** The day a number of days later; earlier for a negative number. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return isoDay(date);
}

/** The same day of the month a number of months later, or the last day of that month when it has no such day. */
export function addMonths(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(date);
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  date.setUTCDate(Math.min(wanted, last.getUTCDate()));
  return isoDay(date);
}

/** After the year 9999 ISO writes years otherwise, and nothing here is planned that far ahead. */
const LAST_DAY = "9999-12-31";
const isoDay = (date: Date): string => (date.getTime() > Date.parse(`${LAST_DAY}T00:00:00Z`) ? LAST_DAY : date.toISOString().slice(0, 10));

/** The rhythm in which the partners evaluate. */
export interface EvaluationRhythm {
  /** The day of the first full evaluation. */
  readonly firstOn: string;
  readonly fullEveryMonths: number;
  /** Null for no pulse in between. */
  readonly pulseEveryMonths: number | null;
}
export interface EvaluationDay {
  readonly kind: "full" | "pulse";
  readonly on: string;
}

/** What falls on the day that lies so many months after the first; two days of a rhythm never share a month. */
function fallingAfter(months: number, { fullEveryMonths, pulseEveryMonths }: EvaluationRhythm): EvaluationDay["kind"] | null {
  if (months % fullEveryMonths === 0) return "full";
  return pulseEveryMonths !== null && months % pulseEveryMonths === 0 ? "pulse" : null;
}

/**
 * The days on which an evaluation is due, up to and including a day, in order: a full one every so many months from the first day on, a
 * pulse every so many months from the first day on where no full one falls on that day. Each is reckoned from the first day, so that a
 * short month moves no later day. Source: domain.md 31 (`ins-joint-assessment`).
 * @param upTo the last day that counts.
 */
export function evaluationDays(rhythm: EvaluationRhythm, upTo: string): EvaluationDay[] {
  const days: EvaluationDay[] = [];
  for (let months = 0; ; months += 1) {
    const on = addMonths(rhythm.firstOn, months);
    if (on > upTo || on === LAST_DAY) return days;
    const kind = fallingAfter(months, rhythm);
    if (kind !== null) days.push({ kind, on });
  }
}

/**
 * The first day of a kind that falls on `from` or later; null when the rhythm has none of that kind.
 * @param from the first day that counts.
 */
export function nextEvaluation(rhythm: EvaluationRhythm, kind: EvaluationDay["kind"], from: string): string | null {
  const { firstOn, fullEveryMonths, pulseEveryMonths } = rhythm;
  if (kind === "pulse" && (pulseEveryMonths === null || pulseEveryMonths % fullEveryMonths === 0)) return null;
  for (let months = 0; ; months += 1) {
    const on = addMonths(firstOn, months);
    if (on === LAST_DAY) return null;
    if (on >= from && fallingAfter(months, rhythm) === kind) return on;
  }
}
