export interface Mark {
  /** Place in the alphabet among the partners; it decides the shape. */
  place: number;
  initials: string;
}

/** One mark per party, in alphabetical order, so that no party owns the strongest one. */
export function marksOf<Id extends string>(parties: readonly { id: Id; name: string }[], language = "en"): Map<Id, Mark> {
  const taken = new Set<string>();
  const marks = new Map<Id, Mark>();
  parties
    .toSorted((a, b) => a.name.localeCompare(b.name, language) || a.id.localeCompare(b.id))
    .forEach(({ id, name }, place) => {
      const initials = candidates(name).find((candidate) => !taken.has(candidate)) ?? `${initialsOf(name).slice(0, 1)}${place + 1}`;
      taken.add(initials);
      marks.set(id, { place, initials });
    });
  return marks;
}

/** Two letters: of the first two words that carry meaning, or of the one word. */
export function initialsOf(name: string): string {
  return candidates(name)[0] ?? "?";
}

const connecting = new Set(["de", "het", "een", "van", "der", "den", "voor", "en", "the", "of", "for", "and", "a"]);

function candidates(name: string): string[] {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word && !connecting.has(word.toLowerCase()));
  const [first = "", ...others] = words;
  const start = first.slice(0, 1).toUpperCase();
  return [
    ...others.map((word) => start + word.slice(0, 1).toUpperCase()),
    ...[...first.slice(1)].map((letter) => start + letter.toLowerCase()),
    ...(first.length === 1 ? [start] : []),
  ];
}
