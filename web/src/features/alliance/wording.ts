import { writtenAs } from "../../i18n/formats.ts";

/** "Gemeente Utrecht, Provincie Utrecht and Waterschap Zuid". */
export function listInWords(names: readonly string[], language: string): string {
  return new Intl.ListFormat(writtenAs[language] ?? language, { type: "conjunction" }).format(names);
}
