import { describe, expect, test } from "vitest";
import { asBlanks, chooseLanguage, preferredLanguage, speak, t } from "./index.ts";
import { ageInWords, inWords } from "./formats.ts";

describe("the language", () => {
  test.each([
    [["nl-BE", "en"], "nl"],
    [["fr-FR", "nl"], "nl"],
    [["de"], "en"],
    [[], "en"],
  ] as const)("a browser that wants %j gets %s", (wanted, language) => {
    expect(preferredLanguage(wanted)).toBe(language);
  });

  test("what was chosen here wins over the browser", async () => {
    await chooseLanguage("nl");
    expect(preferredLanguage(["en"])).toBe("nl");
  });

  test("a remembered language that we do not have is passed over", () => {
    localStorage.setItem("entente.language", "constructor");
    expect(preferredLanguage(["nl"])).toBe("nl");
  });

  test("turns the whole page over", async () => {
    await speak("nl");
    expect(document.documentElement.lang).toBe("nl");
    expect(t("welcome.signIn")).toBe("Aanmelden");
  });
});

test("blanks stay open for UiSentence", () => {
  expect(t("shell.live.reconnectingSince", asBlanks("time"))).toBe("Reconnecting; what you see is from {time}");
});

describe("dates in words", () => {
  test("a clock has twenty-four hours", () => {
    expect(inWords("2026-11-21T22:03:00Z", "time", "en", "UTC")).toBe("22:03");
  });

  test.each([
    [30_000, "this minute"],
    [3 * 3_600_000, "3 hours ago"],
    [15 * 86_400_000, "2 weeks ago"],
    [400 * 86_400_000, "last year"],
  ])("%i ms ago is %s", (elapsed, words) => {
    const now = new Date("2026-11-21T12:00:00Z");
    expect(ageInWords(new Date(now.getTime() - elapsed), "en", now)).toBe(words);
  });
});
