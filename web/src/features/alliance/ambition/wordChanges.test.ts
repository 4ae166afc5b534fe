import { expect, test } from "vitest";
import { wordChanges } from "./wordChanges.ts";

test("tells what went and what came, and leaves the rest in one piece", () => {
  expect(wordChanges("Dry streets by 2030, for all.", "Dry streets and living trees by 2032, for all.")).toEqual([
    { kind: "same", text: "Dry streets " },
    { kind: "new", text: "and living trees " },
    { kind: "same", text: "by " },
    { kind: "gone", text: "2030, " },
    { kind: "new", text: "2032, " },
    { kind: "same", text: "for all." },
  ]);
});

test("a word with a line break behind it stays the same word", () => {
  expect(wordChanges("Buying out farms", "Buying out farms\nThe price of water")).toEqual([
    { kind: "same", text: "Buying out farms\n" },
    { kind: "new", text: "The price of water" },
  ]);
});

test.each([
  ["", "", []],
  ["One.", "One.", [{ kind: "same", text: "One." }]],
  ["", "New.", [{ kind: "new", text: "New." }]],
  ["Old.", "", [{ kind: "gone", text: "Old." }]],
])("from “%s” to “%s”", (before, after, changes) => {
  expect(wordChanges(before, after)).toEqual(changes);
});

test("what stayed and what went is the text before; what stayed and what came the text after", () => {
  const before = "We measure rain in eleven cellars of Ondiep and tell each other every month what we saw there.";
  const after = "Every month we tell each other what we measure in twelve cellars of Ondiep, and what we will do.";
  const found = wordChanges(before, after);
  const words = (kinds: string[]) =>
    found
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ text }) => text.trim())
      .join(" ");
  expect(words(["same", "gone"])).toBe(before);
  expect(words(["same", "new"])).toBe(after);
});

test("a very long text is told as replaced", () => {
  const long = "word ".repeat(2_500);
  expect(wordChanges(long, `${long}more`).map(({ kind }) => kind)).toEqual(["gone", "new"]);
});
