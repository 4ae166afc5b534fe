import type { AgreedLine, Clause } from "@entente/contracts/events/agreements";
import type { AgreementEntry } from "@entente/contracts/views/agreements";

type Version = AgreementEntry["versions"][number];

/** What an amendment would change of the text in force. */
export interface Differences {
  readonly title: boolean;
  readonly parties: boolean;
  readonly period: boolean;
  readonly notice: boolean;
  /** By clause of the amendment; a clause that stays as it is has no entry. */
  readonly clauses: ReadonlyMap<string, "new" | "changed">;
  /** Clauses in force that the amendment leaves out. */
  readonly struck: readonly Clause[];
  /** By line of the amendment; a line that stays as it is has no entry. */
  readonly lines: ReadonlyMap<string, "new" | "changed">;
  readonly struckLines: readonly AgreedLine[];
}

/** Compares a proposed text with the one in force. `until` is the last day that counts now, after renewals. */
export function differencesOf(before: Version, after: Version, until: string | null): Differences {
  const clauses = compared(before.clauses, after.clauses, ({ clauseId }) => clauseId, wordsOf);
  const lines = compared(before.lines, after.lines, ({ lineId }) => lineId, worthOf);
  return {
    title: before.title !== after.title,
    parties: before.parties.toSorted().join() !== after.parties.toSorted().join(),
    period: before.validFrom !== after.validFrom || until !== after.validUntil,
    notice: before.noticeDays !== after.noticeDays,
    clauses: clauses.marks,
    struck: clauses.struck,
    lines: lines.marks,
    struckLines: lines.struck,
  };
}

const wordsOf = ({ heading, text, decisionId }: Clause) => JSON.stringify([heading, text, decisionId]);
const worthOf = ({ value }: AgreedLine) => JSON.stringify(value && [value.currency, value.quantity]);

function compared<Item>(before: readonly Item[], after: readonly Item[], idOf: (item: Item) => string, said: (item: Item) => string) {
  const known = new Map(before.map((item) => [idOf(item), said(item)]));
  const kept = new Set(after.map(idOf));
  const marks = new Map<string, "new" | "changed">();
  for (const item of after) {
    const was = known.get(idOf(item));
    if (was !== said(item)) marks.set(idOf(item), was === undefined ? "new" : "changed");
  }
  return { marks, struck: before.filter((item) => !kept.has(idOf(item))) };
}
