/** A place in a sentence that the reader fills in. The label is its name for whoever cannot see the words around it. */
export type Blank =
  | { kind: "text"; label: string; placeholder?: string }
  /** More than a few words: stands on lines of its own and grows. */
  | { kind: "prose"; label: string; placeholder?: string }
  | { kind: "number"; label: string; placeholder?: string }
  | { kind: "date"; label: string; min?: string; max?: string }
  | { kind: "choice"; label: string; prompt?: string; options: readonly { value: string; label: string }[] }
  /** Any number of them; what was chosen is one value a line. */
  | { kind: "several"; label: string; options: readonly { value: string; label: string }[] };

/** Words between blanks, or a blank with the marks that must not part from it at the end of a line. */
export type SentencePart = { words: string } | { blank: string; before: string; after: string };

/** Cuts `{who} brings {what} ({kind}).` into words and blanks; brackets and full stops stay with their blank. */
export function partsOf(sentence: string): SentencePart[] {
  const parts: SentencePart[] = [];
  let done = 0;
  for (const found of sentence.matchAll(/([(“‘"']*)\{(\w+)\}([.,;:!?)”’"'…%]*)/g)) {
    const [whole, before = "", blank = "", after = ""] = found;
    if (found.index > done) parts.push({ words: sentence.slice(done, found.index) });
    parts.push({ blank, before, after });
    done = found.index + whole.length;
  }
  if (done < sentence.length) parts.push({ words: sentence.slice(done) });
  return parts;
}
