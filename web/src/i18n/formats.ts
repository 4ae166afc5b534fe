const dates = {
  date: { day: "numeric", month: "long", year: "numeric" },
  short: { day: "numeric", month: "short", year: "numeric" },
  month: { month: "long", year: "numeric" },
  time: { hour: "2-digit", minute: "2-digit", hour12: false },
  moment: { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", hour12: false },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const numbers = {
  whole: { maximumFractionDigits: 0 },
  decimal: { minimumFractionDigits: 1, maximumFractionDigits: 1 },
  share: { style: "percent", maximumFractionDigits: 0 },
} as const satisfies Record<string, Intl.NumberFormatOptions>;

export type DateKind = keyof typeof dates;

// English dates are written as in Europe, where the alliances are: 21 November 2026.
export const writtenAs: Record<string, string> = { en: "en-GB", nl: "nl-NL" };

export const datetimeFormats = { en: dates, nl: dates };
export const numberFormats = { en: numbers, nl: numbers };

/**
 * A date in words. A date without a time is a calendar day and stays that day everywhere;
 * a moment is shown in the reader's time zone, or in the one given.
 */
export function inWords(value: string | Date, kind: DateKind, language: string, timeZone?: string): string {
  const isDay = typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
  const zone = isDay ? "UTC" : timeZone;
  return new Intl.DateTimeFormat(writtenAs[language] ?? language, { ...dates[kind], ...(zone && { timeZone: zone }) }).format(
    new Date(value),
  );
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_557_600_000],
  ["month", 2_629_800_000],
  ["week", 604_800_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** How long ago, in the largest unit that is at least one. */
export function ageInWords(value: string | Date, language: string, now: Date): string {
  const elapsed = new Date(value).getTime() - now.getTime();
  const [unit, length] = steps.find(([, length]) => Math.abs(elapsed) >= length) ?? ["minute", 60_000];
  return new Intl.RelativeTimeFormat(writtenAs[language] ?? language, { numeric: "auto" }).format(Math.round(elapsed / length), unit);
}
