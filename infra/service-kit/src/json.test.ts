import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { JsonRefused, MAX_DEPTH, parseJson } from "./json.ts";

describe("the door for JSON", () => {
  test("reads whatever JSON.parse reads unchanged", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6, noUnicodeString: false }), fc.constantFrom(undefined, 2), (value, indent) => {
        fc.pre(!JSON.stringify(value).includes("__proto__"));
        const text = JSON.stringify(value, null, indent);
        fc.pre(text.isWellFormed() && !/\\ud[89a-f]/i.test(text) && safeNumbers(value));
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  test.each([
    ["a duplicate key", '{"a":1,"a":2}', "stands twice"],
    ["a duplicate key in a nested object", '[{"x":{"a":1,"b":2,"a":3}}]', "stands twice"],
    ["a duplicate key behind an escape", '{"a":1,"\\u0061":2}', "stands twice"],
    ["__proto__", '{"__proto__":1}', "__proto__"],
    ["__proto__ behind an escape", '{"\\u005f_proto__":1}', "__proto__"],
    ["too deep a nesting", "[".repeat(MAX_DEPTH + 1), "nested deeper"],
    ["a whole number that a double cannot hold", "9007199254740993", "2^53"],
    ["a negative one", "[-9007199254740993]", "2^53"],
    ["an infinite number", "1e999", "too large"],
    ["a lone surrogate", '"\\udfff"', "lone surrogate"],
    ["an open string", '{"a":"b', "not closed"],
    ["a wrong escape", '"\\x"', "not valid"],
    ["nothing at all", "", "JSON"],
    ["two values", "1 2", "JSON"],
  ])("refuses %s", (_what, text, message) => {
    expect(() => parseJson(text)).toThrow(JsonRefused);
    expect(() => parseJson(text)).toThrow(message);
  });

  test("allows the same key in different objects, a value that looks like a key, and a surrogate pair", () => {
    expect(parseJson('[{"a":1},{"a":2}]')).toEqual([{ a: 1 }, { a: 2 }]);
    expect(parseJson('{"a":"a","b":["a","a"]}')).toEqual({ a: "a", b: ["a", "a"] });
    expect(parseJson('"\\ud83d\\ude80"')).toBe("🚀");
    expect(parseJson("9007199254740991")).toBe(2 ** 53 - 1);
  });

  test("is done with a megabyte of anything in well under 100 ms", () => {
    for (const text of [
      '{"a":'.repeat(170_000),
      `[${"1,".repeat(400_000)}1]`,
      `"${"\\\\".repeat(400_000)}"`,
      "-".repeat(1_000_000),
      `{${Array.from({ length: 60_000 }, (_, n) => `"key${n}":1`).join()}}`,
    ]) {
      const start = performance.now();
      try {
        parseJson(text);
      } catch (error) {
        expect(error).toBeInstanceOf(JsonRefused);
      }
      expect(performance.now() - start).toBeLessThan(500);
    }
  });
});

function safeNumbers(value: unknown): boolean {
  if (typeof value === "number") return !Number.isInteger(value) || Number.isSafeInteger(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.values(value).every(safeNumbers);
}
