import type { AgreementEntry } from "@entente/contracts/views/agreements";
import type { CommitmentEntry } from "@entente/contracts/views/commitments";

/**
 * How a commitment stands on a day. `granted`: open, with time that another partner gave. `waits`: open, and the agreement it follows from
 * is set aside. `keptLater`: after the first day, within what was granted. `keptLate`: after the day it was due.
 */
export type Standing = "open" | "granted" | "waits" | "overdue" | "kept" | "keptLater" | "keptLate" | "waived";

/** How it stands, and how many days late it is or was. */
export function standingOf(
  { status, dueOn, firstDueOn, fulfilled, agreementId }: CommitmentEntry,
  agreements: ReadonlyMap<string, Pick<AgreementEntry, "status">>,
  today: string,
): { readonly standing: Standing; readonly days: number } {
  if (status === "waived") return { standing: "waived", days: 0 };
  if (fulfilled !== null) {
    const days = Math.max(0, daysBetween(dueOn, fulfilled.on));
    return { standing: days > 0 ? "keptLate" : fulfilled.on > firstDueOn ? "keptLater" : "kept", days };
  }
  if (agreementId !== null && agreements.get(agreementId)?.status === "suspended") return { standing: "waits", days: 0 };
  const days = Math.max(0, daysBetween(dueOn, today));
  return { standing: days > 0 ? "overdue" : dueOn > firstDueOn ? "granted" : "open", days };
}

/** How many days the second calendar day lies after the first. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
