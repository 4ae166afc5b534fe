import { expect, test } from "vitest";
import { countries, likelyCountry } from "./countries.ts";

test("all countries, by name, without unions or countries that were", () => {
  const dutch = countries("nl");
  expect(dutch.length).toBeGreaterThan(240);
  expect(dutch.length).toBeLessThan(256);
  expect(dutch).toContainEqual({ value: "NL", label: "Nederland" });
  expect(countries("en")).toContainEqual({ value: "NL", label: "Netherlands" });
  const codes = new Set(dutch.map((country) => country.value));
  expect(["EU", "DD", "SU", "ZZ", "UN"].filter((code) => codes.has(code))).toEqual([]);
});

test("guesses from the languages of the browser", () => {
  expect(likelyCountry(["en", "nl-BE"])).toBe("BE");
  expect(likelyCountry(["en"])).toBe("");
});
