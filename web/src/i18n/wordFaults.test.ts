import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { config, z } from "zod";
import { speak, t } from "./index.ts";
import { wordFaults } from "./wordFaults.ts";

beforeAll(() => wordFaults(t));
afterAll(() => {
  config({ customError: undefined });
});

const fault = (schema: z.ZodType, value: unknown) => schema.safeParse(value).error?.issues[0]?.message;

const cases: [string, z.ZodType, unknown, string, string][] = [
  ["nothing", z.string(), undefined, "Fill this in.", "Vul dit in."],
  ["an empty text", z.string().min(2), "", "Fill this in.", "Vul dit in."],
  ["a short text", z.string().min(2), "a", "Write at least 2 characters.", "Schrijf ten minste 2 tekens."],
  ["a long text", z.string().max(2), "abc", "Use at most 2 characters.", "Gebruik ten hoogste 2 tekens."],
  ["a word for a number", z.number(), "many", "Write a number.", "Vul een getal in."],
  ["a broken number", z.int(), 1.5, "Write a number.", "Vul een getal in."],
  ["too little", z.number().min(1), 0, "This must be at least 1.", "Dit moet ten minste 1 zijn."],
  ["not positive", z.number().positive(), 0, "This must be more than 0.", "Dit moet meer dan 0 zijn."],
  ["too much", z.number().max(5), 6, "This may be at most 5.", "Dit mag ten hoogste 5 zijn."],
  ["not under", z.number().lt(5), 5, "This must be less than 5.", "Dit moet minder dan 5 zijn."],
  ["too few", z.array(z.string()).min(2), ["a"], "Give at least 2.", "Geef er ten minste 2."],
  ["too many", z.array(z.string()).max(1), ["a", "b"], "Give at most 1.", "Geef er ten hoogste 1."],
  [
    "no e-mail address",
    z.email(),
    "anna",
    "Write a full e-mail address, such as name@organisation.org.",
    "Vul een volledig e-mailadres in, zoals naam@organisatie.nl.",
  ],
  [
    "no web address",
    z.url(),
    "here",
    "Write a full web address that begins with https://.",
    "Vul een volledig webadres in dat begint met https://.",
  ],
  ["no date", z.iso.date(), "1 May", "Write a date.", "Vul een datum in."],
  ["too early", z.date().min(new Date("2026-01-01")), new Date("2025-01-01"), "Choose a later date.", "Kies een latere datum."],
  ["another pattern", z.string().regex(/^a$/), "b", "This is not written the way it should be.", "Dit is niet goed geschreven."],
  ["none of the answers", z.enum(["a", "b"]), "c", "Choose one of the answers.", "Kies een van de antwoorden."],
  ["off the steps", z.number().multipleOf(5), 3, "Use steps of 5.", "Gebruik stappen van 5."],
  ["an unknown field", z.strictObject({}), { x: 1 }, "This is not known here: x.", "Dit is hier niet bekend: x."],
];

describe("a fault found by a schema", () => {
  test.each(cases)("%s", async (_name, schema, value, english, dutch) => {
    expect(fault(schema, value)).toBe(english);
    await speak("nl");
    expect(fault(schema, value)).toBe(dutch);
  });

  test("words of the schema itself stand", () => {
    expect(
      fault(
        z.string().refine(() => false, "The end comes before the beginning."),
        "x",
      ),
    ).toBe("The end comes before the beginning.");
  });
});
