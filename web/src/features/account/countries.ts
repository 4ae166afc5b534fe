import { writtenAs } from "../../i18n/formats.ts";

// What CLDR names beside countries: unions, outlying groups, private use.
const noCountry = new Set(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]);

/** Every country by its ISO 3166-1 code, in the reader's language and order. */
export function countries(language: string): { value: string; label: string }[] {
  const locale = writtenAs[language] ?? language;
  const names = new Intl.DisplayNames(locale, { type: "region", fallback: "none" });
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  return (
    letters
      .flatMap((first) => letters.map((second) => first + second))
      // A code that was replaced stands for its successor: DD is DE.
      .filter((code) => !noCountry.has(code) && new Intl.Locale(`und-${code}`).region === code)
      .flatMap((code) => {
        const label = names.of(code);
        return label ? [{ value: code, label }] : [];
      })
      .toSorted((a, b) => a.label.localeCompare(b.label, locale))
  );
}

/** The country of the browser's first language that names one: a guess to begin with. */
export function likelyCountry(wanted: readonly string[] = navigator.languages): string {
  return wanted.map((tag) => new Intl.Locale(tag).region).find((region) => region !== undefined) ?? "";
}
