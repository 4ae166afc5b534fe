/** Words that stayed, came or went. */
export interface Stretch {
  readonly kind: "same" | "new" | "gone";
  readonly text: string;
}

/** More words than this are not compared one by one: the whole text is then told as replaced. */
const MOST_WORDS = 2_000;

/** What changed from one text to another, word by word, what went before what came. Pure. */
export function wordChanges(before: string, after: string): Stretch[] {
  const [a, b] = [pieces(before), pieces(after)];
  if (a.length > MOST_WORDS || b.length > MOST_WORDS) return joined(before === after ? [same(after)] : [gone(before), added(after)]);
  // The longest common run of words: common[i][j] for what is left of both from there on.
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i * width + j] = alike(a[i], b[j])
        ? (common[(i + 1) * width + j + 1] ?? 0) + 1
        : Math.max(common[(i + 1) * width + j] ?? 0, common[i * width + j + 1] ?? 0);
    }
  }
  const found: Stretch[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [was, is] = [a[i], b[j]];
    if (was !== undefined && is !== undefined && alike(was, is)) {
      found.push(same(is));
      i += 1;
      j += 1;
    } else if (was !== undefined && (is === undefined || (common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0))) {
      found.push(gone(was));
      i += 1;
    } else if (is !== undefined) {
      found.push(added(is));
      j += 1;
    }
  }
  return joined(found);
}

const same = (text: string): Stretch => ({ kind: "same", text });
const gone = (text: string): Stretch => ({ kind: "gone", text });
const added = (text: string): Stretch => ({ kind: "new", text });
/** Words with the space behind them, so that they join up again. */
const pieces = (text: string): string[] => text.match(/\S+\s*/g) ?? [];

/** A word stays the word it was where a line breaks behind it. */
const alike = (a: string | undefined, b: string | undefined): boolean => a?.trimEnd() === b?.trimEnd();

function joined(stretches: readonly Stretch[]): Stretch[] {
  const out: Stretch[] = [];
  for (const { kind, text } of stretches) {
    const last = out.at(-1);
    if (last?.kind === kind) out[out.length - 1] = { kind, text: last.text + text };
    else if (text !== "") out.push({ kind, text });
  }
  return out;
}
