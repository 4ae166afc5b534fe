import type { Actor } from "@entente/contracts/events/envelope";

/** What a decider may know beside state and command. Everything that changes from call to call comes in here. */
export interface Context {
  /** Now, as an ISO 8601 instant. */
  readonly now: string;
  readonly actor: Actor;
  /** True for the operator's key, which may report for any partner but never speaks as one. */
  readonly operator: boolean;
  /** The partner for whom this is reported. */
  readonly onBehalfOf: string | null;
}

/** The local calendar day of an instant in a time zone, `YYYY-MM-DD`. */
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
