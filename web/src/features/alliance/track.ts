import { phaseIds, phaseOrder, phases, type Phase, type PhaseId } from "@entente/contracts/method/phases";
import type { AlliancePage } from "@entente/contracts/views/alliance";

/** One phase on the track. */
export interface Station {
  readonly phase: Phase;
  /** `left`: been in, and gone back from. `unreached`: the alliance ended before it. */
  readonly state: "done" | "now" | "skipped" | "left" | "ahead" | "unreached";
  /** When it was entered last, and whether that was reported. */
  readonly entered: AlliancePage["phases"][number]["entered"] | null;
  readonly results: AlliancePage["results"];
  /** What was left undone here and is not repaired yet. */
  readonly debts: AlliancePage["debts"];
}

export function stationsOf(alliance: Pick<AlliancePage, "phase" | "phases" | "skipped" | "results" | "debts" | "ended">): Station[] {
  const current = alliance.phase ?? "explore";
  return phases.map((phase) => {
    const entered = alliance.phases.findLast((each) => each.phase === phase.id)?.entered ?? null;
    const state =
      phase.id === current
        ? alliance.ended
          ? "done"
          : "now"
        : entered !== null
          ? phaseOrder(phase.id) < phaseOrder(current)
            ? "done"
            : "left"
          : alliance.skipped.some((skip) => skip.phase === phase.id)
            ? "skipped"
            : alliance.ended
              ? "unreached"
              : "ahead";
    return {
      phase,
      state,
      entered,
      results: alliance.results.filter((result) => result.phase === phase.id),
      debts: alliance.debts.filter((debt) => debt.phase === phase.id && debt.repaired === null),
    };
  });
}

/** The phases whose tangible result would be missing on the way to `to`; null ends the alliance. As the server adds them to the proposal. */
export function missingOnTheWay(alliance: Pick<AlliancePage, "phase" | "results" | "debts">, to: PhaseId | null): Phase[] {
  const from = alliance.phase ?? "explore";
  const owed = new Set(alliance.debts.filter((debt) => debt.kind === "result" && debt.repaired === null).map((debt) => debt.phase));
  return phaseIds
    .slice(phaseOrder(from), to === null ? phaseIds.length : phaseOrder(to))
    .flatMap((id) => phases.filter((phase) => phase.id === id))
    .filter(
      (phase) => phase.resultKinds.length > 0 && !owed.has(phase.id) && !alliance.results.some((result) => result.phase === phase.id),
    );
}

/** The phases that a move would jump over. */
export function skippedOnTheWay(from: PhaseId, to: PhaseId | null): Phase[] {
  return to === null ? [] : phases.filter((phase) => phaseOrder(phase.id) > phaseOrder(from) && phaseOrder(phase.id) < phaseOrder(to));
}
