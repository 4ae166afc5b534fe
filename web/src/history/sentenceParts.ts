import type { Language } from "@entente/contracts/rejections";
import { tell, type Names } from "@entente/contracts/telling/tell";
import type { TimelineEntry } from "@entente/contracts/views/timeline";

/** A piece of a told sentence; with an anchor when it names something that has a place on the page. */
export interface SentencePiece {
  readonly text: string;
  readonly anchor?: string;
}

// Private use characters, which cannot be typed into a name: they stand before it and say where it leads and how long it is, so that
// the sentence begins and ends with the name's own characters.
const fence = /\uE000([^\uE001]*)\uE001(\d+)\uE002/g;

/** The sentence of an entry, cut where it names a partner, a decision or an agreement. */
export function piecesOf(
  entry: Pick<TimelineEntry, "type" | "marks" | "by" | "onBehalfOf">,
  names: Names,
  language: Language,
  timeZone: string,
): SentencePiece[] {
  const fenced = (kind: string, name: (id: string) => string | null) => (id: string) => {
    const known = name(id);
    return known === null ? null : `\uE000${kind}-${id}\uE001${known.length}\uE002${known}`;
  };
  const told = tell(
    entry,
    {
      partner: fenced("partner", names.partner),
      organisation: names.organisation,
      decision: fenced("decision", names.decision),
      agreement: fenced("agreement", names.agreement),
      commitment: fenced("commitment", names.commitment),
      line: names.line,
    },
    language,
    timeZone,
  );

  const pieces: SentencePiece[] = [];
  let done = 0;
  for (const found of told.matchAll(fence)) {
    const [whole, anchor = "", length = "0"] = found;
    const from = found.index + whole.length;
    const text = told.slice(from, from + Number(length));
    if (found.index > done) pieces.push({ text: told.slice(done, found.index) });
    // A sentence begins with a capital, also when it begins with a name.
    pieces.push({ text: found.index === 0 ? text.charAt(0).toLocaleUpperCase(language) + text.slice(1) : text, anchor });
    done = from + text.length;
  }
  if (done < told.length) pieces.push({ text: told.slice(done) });
  return pieces;
}
