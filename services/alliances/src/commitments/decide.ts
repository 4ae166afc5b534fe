import type { AllianceEvent } from "@entente/contracts/events/catalogue";
import type { CommitmentFact } from "@entente/contracts/events/commitments";
import type { CommandOf } from "@entente/contracts/commands/define";
import type { commitmentCommands } from "@entente/contracts/commands/commitments";
import { reject, type Rejection } from "@entente/contracts/rejections";
import type { Context } from "../context.ts";
import type { AllianceState } from "../decider.ts";
import { speakingFor } from "../partners/decide.ts";
import { byTheClock, dayOf, todayOf } from "../today.ts";

type Command<Name extends keyof typeof commitmentCommands> = CommandOf<(typeof commitmentCommands)[Name]>;
type Decision = readonly CommitmentFact[] | Rejection;

export interface Commitment {
  readonly commitmentId: string;
  /** The partner that owns it. */
  readonly partnerId: string;
  readonly text: string;
  /** The day it is due now, after what was granted. */
  readonly dueOn: string;
  /** The day it was first due: a command that comes again is compared with this. */
  readonly firstDueOn: string;
  readonly agreementId: string | null;
  readonly status: "open" | "fulfilled" | "waived";
  /** The day of which it was noted that it passed. */
  readonly overdueNoted: string | null;
  readonly postponements: Readonly<Record<string, { readonly dueOn: string; readonly granted: boolean }>>;
}

export interface CommitmentsState {
  readonly commitments: Readonly<Record<string, Commitment>>;
}
export const noCommitments: CommitmentsState = { commitments: {} };

export function evolveCommitments(state: CommitmentsState, event: AllianceEvent): CommitmentsState {
  const changed = (commitmentId: string, change: (known: Commitment) => Partial<Commitment>): CommitmentsState => {
    const known = state.commitments[commitmentId];
    return known ? { commitments: { ...state.commitments, [commitmentId]: { ...known, ...change(known) } } } : state;
  };
  switch (event.type) {
    case "CommitmentMade": {
      const { commitmentId, partnerId, text, dueOn, agreementId } = event.data;
      const made: Commitment = {
        commitmentId,
        partnerId,
        text,
        dueOn,
        firstDueOn: dueOn,
        agreementId,
        status: "open",
        overdueNoted: null,
        postponements: {},
      };
      return { commitments: { ...state.commitments, [commitmentId]: made } };
    }
    case "CommitmentFulfilled":
      return changed(event.data.commitmentId, () => ({ status: "fulfilled" }));
    case "CommitmentPostponementAsked": {
      const { commitmentId, postponementId, dueOn } = event.data;
      return changed(commitmentId, ({ postponements }) => ({
        postponements: { ...postponements, [postponementId]: { dueOn, granted: false } },
      }));
    }
    case "CommitmentPostponed": {
      const { commitmentId, postponementId, dueOn } = event.data;
      return changed(commitmentId, ({ postponements }) => ({
        dueOn,
        postponements: { ...postponements, [postponementId]: { dueOn, granted: true } },
      }));
    }
    case "CommitmentOverdue":
      return changed(event.data.commitmentId, () => ({ overdueNoted: event.data.dueOn }));
    case "CommitmentWaived":
      return changed(event.data.commitmentId, () => ({ status: "waived" }));
    default:
      return state;
  }
}

export const commitmentDeciders = {
  MakeCommitment(state: AllianceState, command: Command<"MakeCommitment">, context: Context): Decision {
    const { commitmentId, partnerId, text, dueOn, agreementId, decisionId, sessionId, lineId } = command;
    const known = state.commitments.commitments[commitmentId];
    if (known) return known.partnerId === partnerId && known.text === text && known.firstDueOn === dueOn ? [] : reject("id-taken");
    if (partnerId === null) return reject("commitment-needs-owner");
    const owner = speakingFor(state, partnerId, context);
    if ("kind" in owner) return owner;
    // What was promised long ago elsewhere may have been due long ago as well.
    const longAgo = context.onBehalfOf !== null && command.effectiveAt !== undefined;
    if (!longAgo && dueOn < todayOf(state, context)) return reject("date-past");
    if (agreementId !== null && !state.agreements.agreements[agreementId]) return reject("unknown-agreement");
    if (decisionId !== null && !state.decisions.decisions[decisionId]) return reject("unknown-decision");
    if (sessionId !== null && !state.sessions.sessions[sessionId]) return reject("unknown-session");
    if (lineId !== null && !state.exchange.lines[lineId]) return reject("unknown-line");
    return [{ type: "CommitmentMade", data: { commitmentId, partnerId, text, dueOn, agreementId, decisionId, sessionId, lineId } }];
  },

  FulfilCommitment(state: AllianceState, command: Command<"FulfilCommitment">, context: Context): Decision {
    const { commitmentId, note } = command;
    const known = state.commitments.commitments[commitmentId];
    if (!known) return reject("unknown-commitment");
    if (known.status === "fulfilled") return [];
    const owner = speakingFor(state, known.partnerId, context);
    if ("kind" in owner) return owner;
    if (known.status !== "open") return reject("commitment-closed");
    const fulfilledOn = dayOf(state, command.effectiveAt ?? context.now);
    return [{ type: "CommitmentFulfilled", data: { commitmentId, fulfilledOn, note } }];
  },

  AskCommitmentPostponement(state: AllianceState, command: Command<"AskCommitmentPostponement">, context: Context): Decision {
    const { commitmentId, postponementId, dueOn, reason } = command;
    const known = state.commitments.commitments[commitmentId];
    if (!known) return reject("unknown-commitment");
    const asked = known.postponements[postponementId];
    if (asked) return asked.dueOn === dueOn ? [] : reject("id-taken");
    const owner = speakingFor(state, known.partnerId, context);
    if ("kind" in owner) return owner;
    if (known.status !== "open") return reject("commitment-closed");
    if (dueOn <= known.dueOn) return reject("postponement-not-later");
    if (context.onBehalfOf === null && dueOn < todayOf(state, context)) return reject("date-past");
    return [{ type: "CommitmentPostponementAsked", data: { commitmentId, postponementId, dueOn, reason } }];
  },

  PostponeCommitment(state: AllianceState, command: Command<"PostponeCommitment">, context: Context): Decision {
    const { commitmentId, postponementId, partnerId } = command;
    const known = state.commitments.commitments[commitmentId];
    if (!known) return reject("unknown-commitment");
    const asked = known.postponements[postponementId];
    if (!asked) return reject("unknown-postponement");
    if (asked.granted) return [];
    if (isOwner(state, known, partnerId)) return reject("postpone-by-another");
    const fault = anotherAtTheTable(state, partnerId, context);
    if (fault) return fault;
    if (known.status !== "open") return reject("commitment-closed");
    if (asked.dueOn <= known.dueOn) return reject("postponement-not-later");
    return [{ type: "CommitmentPostponed", data: { commitmentId, postponementId, dueOn: asked.dueOn, partnerId } }];
  },

  WaiveCommitment(state: AllianceState, command: Command<"WaiveCommitment">, context: Context): Decision {
    const { commitmentId, partnerId, reason } = command;
    const known = state.commitments.commitments[commitmentId];
    if (!known) return reject("unknown-commitment");
    if (known.status === "waived") return [];
    if (isOwner(state, known, partnerId)) return reject("waive-by-another");
    const fault = anotherAtTheTable(state, partnerId, context);
    if (fault) return fault;
    if (known.status !== "open") return reject("commitment-closed");
    return [{ type: "CommitmentWaived", data: { commitmentId, partnerId, reason } }];
  },

  NoteOverdueCommitment(state: AllianceState, command: Command<"NoteOverdueCommitment">, context: Context): Decision {
    const { commitmentId, dueOn } = command;
    const fault = byTheClock(context);
    if (fault) return fault;
    const known = state.commitments.commitments[commitmentId];
    if (!known) return reject("unknown-commitment");
    // What follows from an agreement that is set aside for a while waits with it.
    const waits = known.agreementId !== null && state.agreements.agreements[known.agreementId]?.status === "suspended";
    const stale = known.status !== "open" || known.dueOn !== dueOn || known.overdueNoted === dueOn || waits;
    if (stale || state.phases.ended !== null || todayOf(state, context) <= dueOn) return [];
    return [{ type: "CommitmentOverdue", data: { commitmentId, dueOn } }];
  },
};

/** Whether a partner is the owner, or fills another place of the owner's own organisation. */
function isOwner(state: AllianceState, { partnerId: ownerId }: Commitment, partnerId: string): boolean {
  if (partnerId === ownerId) return true;
  const owner = state.partners.partners[ownerId]?.organisationId;
  return owner != null && state.partners.partners[partnerId]?.organisationId === owner;
}

function anotherAtTheTable(state: AllianceState, partnerId: string, context: Context): Rejection | null {
  const partner = speakingFor(state, partnerId, context);
  if ("kind" in partner) return partner;
  return partner.ring === "free-space" ? reject("ring-takes-no-position") : null;
}
