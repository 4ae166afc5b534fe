import { createI18n } from "vue-i18n";
import { computed, type ComputedRef } from "vue";
import en from "./en.json";
import { datetimeFormats, numberFormats } from "./formats.ts";

export const languages = { en: "English", nl: "Nederlands" } as const;
export type Language = keyof typeof languages;

/** What a function needs that words something outside a component. Keys stay literal, so that the lint sees them. */
export interface Translate {
  (key: string): string;
  (key: string, named: Record<string, unknown>): string;
}

const storageKey = "entente.language";

export const i18n = createI18n({
  legacy: false,
  locale: "en" as string,
  fallbackLocale: "en",
  messages: { en } as Record<string, typeof en>,
  datetimeFormats,
  numberFormats,
});

/** `t` for modules that are no component; it follows the chosen language. */
export const t: Translate = i18n.global.t;

export const currentLanguage: ComputedRef<Language> = computed(() => i18n.global.locale.value as Language);

/** Fetches the words if they are not here yet, then turns the page over to them. */
export async function speak(language: Language) {
  if (language === "nl" && !i18n.global.availableLocales.includes("nl")) {
    i18n.global.setLocaleMessage("nl", (await import("./nl.json")).default);
  }
  i18n.global.locale.value = language;
  document.documentElement.lang = language;
}

/** As `speak`, and remembered on this device. */
export async function chooseLanguage(language: Language) {
  await speak(language);
  remember(language);
}

/** The choice made here before, else the browser's first language that we have, else English. */
export function preferredLanguage(wanted: readonly string[] = navigator.languages): Language {
  const chosen = remembered();
  if (chosen && isLanguage(chosen)) return chosen;
  return wanted.map((tag) => tag.split("-")[0] ?? "").find(isLanguage) ?? "en";
}

/** `t(key, asBlanks('who', 'what'))` leaves the places open as `{who}` and `{what}`, for UiSentence to fill. */
export function asBlanks<Name extends string>(...names: Name[]): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, `{${name}}`])) as Record<Name, string>;
}

function isLanguage(text: string): text is Language {
  return Object.hasOwn(languages, text);
}

function remembered(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

function remember(language: Language) {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Storage may be closed to us; the choice then lasts as long as the tab.
  }
}
