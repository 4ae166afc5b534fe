import { describe, expect, test } from "vitest";
import { createI18n } from "vue-i18n";
import en from "./en.json";
import englishFile from "./en.json?raw";
import nl from "./nl.json";
import dutchFile from "./nl.json?raw";

type Messages = { [key: string]: string | Messages };

function flat(messages: Messages, under = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(messages)) {
    if (typeof value === "string") found.set(under + key, value);
    else for (const [path, text] of flat(value, `${under}${key}.`)) found.set(path, text);
  }
  return found;
}

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).toSorted();

const english = flat(en);
const dutch = flat(nl);

describe("the messages", () => {
  test("have the same keys in the same order in both languages", () => {
    expect([...dutch.keys()]).toEqual([...english.keys()]);
  });

  test("keep their places in Dutch", () => {
    for (const [key, text] of english) {
      expect(new Set(placeholders(dutch.get(key) ?? "")), key).toEqual(new Set(placeholders(text)));
    }
  });

  test.each([
    ["English", english],
    ["Dutch", dutch],
  ])("all compile in %s", (_language, messages) => {
    for (const [key, text] of messages) {
      const { global } = createI18n({ legacy: false, locale: "en", messages: { en: { only: text } } });
      const word = global.t;
      const worded = word("only", Object.fromEntries(placeholders(text).map((name) => [name, `<${name}>`])));
      expect(console.warn, key).not.toHaveBeenCalled();
      expect(worded, key).not.toMatch(/^$|^\s|\s$|[{}]/);
    }
  });

  test.each([
    ["en", englishFile],
    ["nl", dutchFile],
  ])("no key stands twice in %s", (_language, file) => {
    expect(file.match(/"[^"]+"\s*:\s*"/g)).toHaveLength(english.size);
  });
});
