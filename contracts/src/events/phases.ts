import { z } from "zod";
import { agreementKindIds } from "../method/agreementKinds.ts";
import { phaseIds } from "../method/phases.ts";
import { line, prose } from "../text.ts";
import { Assent } from "./assent.ts";
import { defineEvent, type FactsOf } from "./define.ts";
import { LocalDate, Uuid } from "./envelope.ts";

/** Where the alliance stands in the compass. Moving on, going back and ending are proposed, answered and only then entered. */
const phase = z.enum(phaseIds);
const direction = z.enum(["forward", "back", "skip", "end"]);

/** Something a phase asked for and that was left undone, by name. */
export const Debt = z.strictObject({
  debtId: line(100),
  phase,
  /** `result`: the phase's tangible result is missing. `named`: the partners named it themselves. */
  kind: z.enum(["result", "named"]),
  text: prose(500).nullable(),
});
export type Debt = z.infer<typeof Debt>;

export const PhaseResultSubmitted = defineEvent("PhaseResultSubmitted", {
  resultId: Uuid,
  phase,
  kind: z.enum(agreementKindIds),
  title: line(),
  text: prose(20_000).nullable(),
});

export const PhaseTransitionProposed = defineEvent("PhaseTransitionProposed", {
  transitionId: Uuid,
  from: phase,
  /** Null when the proposal is to end the alliance. */
  to: phase.nullable(),
  direction,
  /** How it would end; null unless the direction is `end`. */
  ending: z.enum(["completed", "terminated"]).nullable(),
  reason: prose(2_000),
  /** What would be left undone, as far as known now. */
  leftUndone: z.array(Debt).max(50),
  /** Silence of a ring partner counts as consent only after this day. */
  respondBy: LocalDate.nullable(),
});

export const PhaseTransitionPositionTaken = defineEvent("PhaseTransitionPositionTaken", {
  transitionId: Uuid,
  partnerId: Uuid,
  /** `disagree` is a difference, not an objection; only the core needs to agree. */
  position: z.enum(["agree", "disagree", "abstain", "object"]),
  reason: prose(2_000).nullable(),
});

export const PhaseTransitionWithdrawn = defineEvent("PhaseTransitionWithdrawn", { transitionId: Uuid, reason: prose(2_000).nullable() });

export const PhaseTransitionDecided = defineEvent("PhaseTransitionDecided", { transitionId: Uuid, assent: Assent });

/** A phase between here and there that was not gone through; never silent. */
export const PhaseStepSkipped = defineEvent("PhaseStepSkipped", { phase, transitionId: Uuid.nullable() });

export const PhaseEntered = defineEvent("PhaseEntered", {
  phase,
  from: phase.nullable(),
  direction: z.enum(["start", "forward", "back", "skip"]),
  transitionId: Uuid.nullable(),
  /** Debts taken along into this phase. */
  leftUndone: z.array(Debt).max(50),
});

export const PhaseDebtRepaired = defineEvent("PhaseDebtRepaired", { debtId: line(100), how: prose(2_000) });

/** The work itself has begun; not the same as the phase (domain.md 2.3, `dif-spade`). */
export const CollaborationStarted = defineEvent("CollaborationStarted", {});

export const AllianceEnded = defineEvent("AllianceEnded", {
  ending: z.enum(["completed", "terminated"]),
  reason: prose(2_000),
  transitionId: Uuid.nullable(),
});

export const phaseEvents = {
  PhaseResultSubmitted,
  PhaseTransitionProposed,
  PhaseTransitionPositionTaken,
  PhaseTransitionWithdrawn,
  PhaseTransitionDecided,
  PhaseStepSkipped,
  PhaseEntered,
  PhaseDebtRepaired,
  CollaborationStarted,
  AllianceEnded,
};
export type PhaseFact = FactsOf<typeof phaseEvents>;
