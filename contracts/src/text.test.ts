import { describe, expect, test } from "vitest";
import { line, prose, TimeZone } from "./text.ts";

describe("a line people read", () => {
  test("is trimmed and keeps every letter", () => {
    expect(line().parse("  Thuis in Noord – Ωmega 👵🏽  ")).toBe("Thuis in Noord – Ωmega 👵🏽");
  });

  test.each([
    ["nothing", ""],
    ["blanks", " \u00a0\t "],
    ["a lone high surrogate", "home \ud83d"],
    ["a lone low surrogate", "\udc75 home"],
    ["a null character", "ho\u0000me"],
    ["an escape", "\u001b[31mhome"],
    ["a delete", "home\u007f"],
    ["a second line", "home\nalone"],
    ["a tab inside", "home\talone"],
    ["one character too many", "x".repeat(201)],
  ])("is not %s", (_name, text) => {
    expect(line().safeParse(text).success).toBe(false);
  });
});

describe("text of several paragraphs", () => {
  test("keeps its paragraphs and tabs", () => {
    expect(prose().parse("One.\r\n\r\n\tTwo.\n")).toBe("One.\r\n\r\n\tTwo.");
  });

  test.each([
    ["blank", "\n\n"],
    ["made of half characters", "a \udfff b"],
    ["made of control characters", "a \u0008 b"],
    ["longer than it may be", "x".repeat(10_001)],
  ])("is not %s", (_name, text) => {
    expect(prose().safeParse(text).success).toBe(false);
  });
});

describe("a time zone", () => {
  test("is one that calendars know", () => {
    for (const zone of ["Europe/Amsterdam", "Pacific/Auckland", "Etc/UTC"]) expect(TimeZone.parse(zone)).toBe(zone);
    for (const zone of ["Europe/Atlantis", "", "x".repeat(65)]) expect(TimeZone.safeParse(zone).success).toBe(false);
  });
});
