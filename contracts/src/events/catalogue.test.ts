import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { allianceEvents, assertWellFormed, catalogue, definitionOf, UnknownEvent, upcast } from "./catalogue.ts";
import { samples } from "./corpus/samples.ts";
import { defineEvent, lifted, type Upcaster } from "./define.ts";
import { categoryOf, EventMeta, idOf } from "./envelope.ts";

const [first] = samples;
if (!first) throw new Error("the corpus is empty");

describe("the corpus of stored events", () => {
  test("has a sample of every version of every type", () => {
    const sampled = new Set(samples.map((sample) => `${sample.type} ${sample.meta.schema}`));
    const written = Object.values(catalogue).flatMap((events) =>
      Object.values(events).flatMap(({ type, schema }) => Array.from({ length: schema }, (_, index) => `${type} ${index + 1}`)),
    );
    expect(written.filter((version) => !sampled.has(version))).toEqual([]);
  });

  test.each(
    samples.map((sample) => ({
      name: `${sample.type}, version ${sample.meta.schema}, revision ${sample.revision} of ${categoryOf(sample.stream)}`,
      sample,
    })),
  )("$name reads today", ({ sample }) => {
    const newest = upcast(sample);
    const definition = definitionOf(sample.type);
    expect(newest.meta.schema).toBe(definition?.schema);
    expect(definition?.data.parse(newest.data)).toEqual(newest.data);
    expect(EventMeta.parse(newest.meta)).toEqual(newest.meta);
    expect(catalogue[categoryOf(sample.stream)]).toHaveProperty(sample.type);
  });

  test("is only added to: what was stored once is never changed", () => {
    const earliest = samples.slice(0, 86).map((sample) => sample.line);
    expect(createHash("sha256").update(earliest.join("\n")).digest("base64url")).toBe("hpnmOGvRRfeDh0jANavzL5GemeaSmBCm6uI17hVD8Jw");
  });

  test("fills every field at least once, also those that may be empty", () => {
    const seen = new Map<string, Set<string>>();
    for (const { type, data } of samples)
      for (const [field, value] of Object.entries(data))
        seen.set(`${type}.${field}`, (seen.get(`${type}.${field}`) ?? new Set()).add(value === null ? "empty" : "filled"));
    const nullable = Object.values(catalogue).flatMap((events) =>
      Object.values(events).flatMap(({ type, data }) =>
        Object.entries(data.shape).flatMap(([field, schema]) => (schema instanceof z.ZodNullable ? [`${type}.${field}`] : [])),
      ),
    );
    expect(nullable.filter((field) => !seen.get(field)?.has("filled"))).toEqual([]);
  });
});

describe("lifting stored events to their newest shape", () => {
  test("what is newest already is handed on as it is", () => {
    expect(upcast(first)).toBe(first);
  });

  test("a type or version that this program does not know is an unknown event, never guessed at", () => {
    expect(() => upcast({ ...first, type: "AllianceDreamt" })).toThrow(UnknownEvent);
    expect(() => upcast({ ...first, type: "toString" })).toThrow(UnknownEvent);
    expect(() => upcast({ ...first, meta: { ...first.meta, schema: 2 } })).toThrow(
      /AllianceInitiated version 2 is newer than this program/,
    );
    expect(() => assertWellFormed("AllianceDreamt", {})).toThrow(UnknownEvent);
  });

  // A party that was a name, then had a name and a country, then a list of countries.
  const toObject: Upcaster = ({ party }) => ({ party: { name: party ?? "" }, country: "NL" });
  const toList: Upcaster = ({ country, ...rest }) => ({ ...rest, countries: [country ?? ""] });
  const moved = defineEvent("PartyMoved", { party: z.strictObject({ name: z.string() }), countries: z.array(z.string()) }, [
    toObject,
    toList,
  ]);

  test("a chain of upcasters lifts each older version in turn", () => {
    expect(moved.schema).toBe(3);
    const newest = { party: { name: "Birch" }, countries: ["NL"] };
    expect(lifted(moved, { party: "Birch" }, 1)).toEqual(newest);
    expect(lifted(moved, { party: { name: "Birch" }, country: "NL" }, 2)).toEqual(newest);
    expect(lifted(moved, newest, 3)).toBe(newest);
    expect(moved.data.parse(lifted(moved, { party: "Birch" }, 1))).toEqual(newest);
  });

  test("a shape that was changed without an upcaster is caught by its stored sample", () => {
    const changed = defineEvent("PartyMoved", { party: z.string(), country: z.string() });
    const storedBefore = { party: "Birch" };
    expect(changed.data.safeParse(lifted(changed, storedBefore, 1)).success).toBe(false);
    const narrowed = defineEvent("PartyMoved", {});
    expect(narrowed.data.safeParse(lifted(narrowed, storedBefore, 1)).success).toBe(false);
  });

  test("a version without its upcaster is not skipped", () => {
    expect(() => lifted({ ...moved, upcasters: {} }, { party: "Birch" }, 1)).toThrow("no upcaster from version 1");
  });
});

describe("what is made is well formed", () => {
  test("a field too many or too few is refused before it is stored", () => {
    const { data } = first;
    expect(() => assertWellFormed("AllianceInitiated", data)).not.toThrow();
    expect(() => assertWellFormed("AllianceInitiated", { ...data, mood: "good" })).toThrow();
    const { name: _name, ...less } = data;
    expect(() => assertWellFormed("AllianceInitiated", less)).toThrow();
  });

  test("every type is filed under its own name, in one category", () => {
    for (const events of Object.values(catalogue)) for (const [name, { type }] of Object.entries(events)) expect(type).toBe(name);
    const names = Object.values(catalogue).flatMap((events) => Object.keys(events));
    expect(new Set(names).size).toBe(names.length);
  });

  test("only the word to the invited is personal", () => {
    expect(Object.values(allianceEvents).flatMap(({ type, personal }) => personal.map((field) => `${type}.${field}`))).toEqual([
      "PartnerInvited.message",
      "FacilitatorInvited.message",
    ]);
  });

  test("a stream's name is its category and the id behind the first hyphen", () => {
    expect([categoryOf("alliance-019a-b"), idOf("alliance-019a-b")]).toEqual(["alliance", "019a-b"]);
  });
});
