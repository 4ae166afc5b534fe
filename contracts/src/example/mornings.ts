import { addDays } from "../days.ts";
import { dueIn, type DueNote, type Schedule } from "../views/schedule.ts";

/**
 * The mornings after one moment and up to another, each with the moment at which the clock looks; the days in the script make what is due
 * then, so the script need not tell it.
 */
export function* morningsBetween(after: string, upTo: string): Generator<string> {
  for (let day = after.slice(0, 10); day <= upTo.slice(0, 10); day = addDays(day, 1)) {
    const at = `${day}T04:30:00.000Z`;
    if (at > after && at <= upTo) yield at;
  }
}

/** What the clock has to note on a morning; nothing while there is no alliance. */
export const dueOn = (morning: string, schedule: Schedule | null): readonly DueNote[] =>
  schedule === null ? [] : dueIn(schedule, morning);
