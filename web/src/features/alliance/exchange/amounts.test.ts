import { expect, test } from "vitest";
import { amountIn, amountOfUnit, blanksOf, moneyIn, numberIn } from "./amounts.ts";

test.each([
  ["1250", "nl", 1250],
  ["1.250", "nl", 1250],
  ["1,250", "en", 1250],
  ["1.250", "en", 1.25],
  ["1,25", "nl", 1.25],
  ["12.345,60", "nl", 12_345.6],
  ["12,345.60", "en", 12_345.6],
  ["1 250 000", "nl", 1_250_000],
  ["1.250.000", "nl", 1_250_000],
  ["-3", "en", -3],
] as const)("%s in %s is %d", (typed, language, number) => {
  expect(numberIn(typed, language)).toBe(number);
});

test.each(["", "about ten", "1,2,3.4.5", "€ 5"])("“%s” is no number", (typed) => {
  expect(numberIn(typed, "nl")).toBeNaN();
});

test("money is in minor units, as many as its currency has", () => {
  expect(amountIn({ quantity: "12,50", unit: "EUR" }, "nl")).toEqual({ unit: "money", currency: "EUR", quantity: 1250 });
  expect(moneyIn({ quantity: "0.29", currency: "EUR" }, "en")).toEqual({ currency: "EUR", quantity: 29 });
  expect(moneyIn({ quantity: "500", currency: "JPY" }, "en")).toEqual({ currency: "JPY", quantity: 500 });
});

test("effort is to the quarter of an hour", () => {
  expect(amountIn({ quantity: "1.3", unit: "hours" }, "en")).toEqual({ unit: "hours", quantity: 1.25 });
});

test("what is read back states the same amount", () => {
  for (const amount of [
    { unit: "money", currency: "EUR", quantity: 1250 },
    { unit: "hours", quantity: 3.25 },
    { unit: "count", of: "introductions", quantity: 4 },
    { unit: "points", quantity: 8 },
  ] as const)
    expect(amountIn(blanksOf(amount), "en")).toEqual(amount);
  expect(amountOfUnit("count:rooms: large", 2)).toEqual({ unit: "count", of: "rooms: large", quantity: 2 });
  expect(amountOfUnit("money:EUR", 2)).toEqual({ unit: "money", currency: "EUR", quantity: 2 });
});
