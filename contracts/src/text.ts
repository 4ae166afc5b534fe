import { z } from "zod";

// Lone surrogates cannot be stored as UTF-8 and control characters cannot be read by anyone.
const readable = (value: string) => value.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(value);
const unreadable = "contains characters that cannot be stored or read (lone surrogates or control characters)";

/** A single line people read: a name, a title, a question. */
export const line = (max = 200) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => readable(value) && !/[\n\r\t]/.test(value), { error: unreadable });

/** Text people read, of one or more paragraphs. */
export const prose = (max = 10_000) => z.string().trim().min(1).max(max).refine(readable, { error: unreadable });

/** An IANA time zone this machine knows: `Europe/Amsterdam`. */
export const TimeZone = z
  .string()
  .max(64)
  .refine(
    (zone) => {
      try {
        return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
      } catch {
        return false;
      }
    },
    { error: "is not a known IANA time zone, for example Europe/Amsterdam" },
  );
