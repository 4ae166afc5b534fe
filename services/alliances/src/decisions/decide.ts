import type { AllianceEvent } from "@entente/contracts/events/catalogue";
import type { DecisionFact } from "@entente/contracts/events/decisions";
import type { CommandOf } from "@entente/contracts/commands/define";
import type { decisionCommands } from "@entente/contracts/commands/decisions";
import { isRejection, reject, type Rejection } from "@entente/contracts/rejections";
import { assess, spokeItself, type Answer } from "../assent.ts";
import type { Context } from "../context.ts";
import type { AllianceState } from "../decider.ts";
import { asCorePartner, atTheTable, speakingFor, statementOf, type Statement } from "../partners/decide.ts";
import { byTheClock, todayOf } from "../today.ts";

type Command<Name extends keyof typeof decisionCommands> = CommandOf<(typeof decisionCommands)[Name]>;
type Decided = readonly DecisionFact[] | Rejection;

interface Objection {
  readonly partnerId: string;
  readonly reported: boolean;
  readonly status: "open" | "integrated" | "withdrawn";
}

export interface Decision {
  readonly decisionId: string;
  readonly question: string;
  /** As it was first asked: a command that comes again is compared with this, also after a correction. */
  readonly firstQuestion: string;
  readonly stated: Statement;
  /** `reopened`: taken earlier and talked about again; the earlier text holds meanwhile. */
  readonly status: "requested" | "proposed" | "taken" | "failed" | "reopened" | "superseded";
  readonly options: Readonly<Record<string, true>>;
  readonly proposal: { readonly number: number; readonly text: string; readonly respondBy: string | null } | null;
  readonly proposals: number;
  /** Somebody has answered it, now or in an earlier round: the question is theirs too. */
  readonly reliedOn: boolean;
  readonly answers: Readonly<
    Record<string, Answer & { readonly position: "agree" | "disagree" | "abstain"; readonly reasons: string | null }>
  >;
  readonly objections: Readonly<Record<string, Objection>>;
  readonly views: Readonly<Record<string, string>>;
  readonly reviewOn: string | null;
  /** It was noted that the day of the review has come. */
  readonly reviewDue: boolean;
}

export interface DecisionsState {
  readonly decisions: Readonly<Record<string, Decision>>;
}
export const noDecisions: DecisionsState = { decisions: {} };

export function evolveDecisions(state: DecisionsState, event: AllianceEvent): DecisionsState {
  switch (event.type) {
    case "DecisionRequested": {
      const { decisionId, question } = event.data;
      const fresh: Decision = {
        decisionId,
        question,
        firstQuestion: question,
        stated: statementOf(event),
        status: "requested",
        options: {},
        proposal: null,
        proposals: 0,
        reliedOn: false,
        answers: {},
        objections: {},
        views: {},
        reviewOn: null,
        reviewDue: false,
      };
      return { decisions: { ...state.decisions, [decisionId]: fresh } };
    }
    case "OptionAdded":
      return changed(state, event.data.decisionId, (decision) => ({ options: { ...decision.options, [event.data.optionId]: true } }));
    case "DecisionProposed": {
      const { proposal: number, text, respondBy } = event.data;
      return changed(state, event.data.decisionId, () => ({
        status: "proposed",
        proposal: { number, text, respondBy },
        proposals: number,
        answers: {},
      }));
    }
    case "PositionTaken":
    case "PositionChanged": {
      const { partnerId, position, reasons } = event.data;
      const answer = { position, reasons, reported: event.meta.onBehalfOf !== undefined };
      return changed(state, event.data.decisionId, (decision) => ({
        reliedOn: true,
        answers: { ...decision.answers, [partnerId]: answer },
      }));
    }
    case "ObjectionRaised": {
      const { objectionId, partnerId } = event.data;
      const reported = event.meta.onBehalfOf !== undefined;
      return changed(state, event.data.decisionId, (decision) => ({
        reliedOn: true,
        objections: { ...decision.objections, [objectionId]: { partnerId, reported, status: "open" } },
      }));
    }
    case "ObjectionIntegrated":
      return objection(state, event.data.decisionId, event.data.objectionId, "integrated");
    case "ObjectionWithdrawn":
      return objection(state, event.data.decisionId, event.data.objectionId, "withdrawn");
    case "MinorityViewRecorded":
      return changed(state, event.data.decisionId, (decision) => ({
        views: { ...decision.views, [event.data.partnerId]: event.data.view },
      }));
    case "DecisionTaken":
      return changed(state, event.data.decisionId, () => ({ status: "taken", reliedOn: true }));
    case "DecisionFailed":
      return changed(state, event.data.decisionId, () => ({ status: "failed" }));
    case "DecisionReviewScheduled":
      return changed(state, event.data.decisionId, () => ({ reviewOn: event.data.reviewOn, reviewDue: false }));
    case "DecisionReviewDue":
      return changed(state, event.data.decisionId, () => ({ reviewDue: true }));
    case "DecisionReviewed":
      return changed(state, event.data.decisionId, () => ({ reviewOn: null, reviewDue: false }));
    case "DecisionReopened":
      return changed(state, event.data.decisionId, () => ({ status: "reopened", proposal: null, answers: {} }));
    case "DecisionSuperseded":
      return changed(state, event.data.decisionId, () => ({ status: "superseded" }));
    case "FactCorrected": {
      const { correction } = event.data;
      return correction.fact === "decisionQuestion"
        ? changed(state, correction.decisionId, () => ({ question: correction.becomes }))
        : state;
    }
    default:
      return state;
  }
}

function changed(state: DecisionsState, decisionId: string, change: (decision: Decision) => Partial<Decision>): DecisionsState {
  const decision = state.decisions[decisionId];
  return decision ? { decisions: { ...state.decisions, [decisionId]: { ...decision, ...change(decision) } } } : state;
}

function objection(state: DecisionsState, decisionId: string, objectionId: string, status: Objection["status"]): DecisionsState {
  return changed(state, decisionId, (decision) => {
    const known = decision.objections[objectionId];
    return known ? { objections: { ...decision.objections, [objectionId]: { ...known, status } } } : {};
  });
}

export const decisionDeciders = {
  RequestDecision(state: AllianceState, command: Command<"RequestDecision">, context: Context): Decided {
    const { decisionId, question, background, lenses, decideBy } = command;
    const known = state.decisions.decisions[decisionId];
    if (known) return known.firstQuestion === question ? [] : reject("id-taken");
    const fault = atTheTable(state, context);
    if (fault) return fault;
    if (decideBy !== null && context.onBehalfOf === null && decideBy < todayOf(state, context)) return reject("date-past");
    return [{ type: "DecisionRequested", data: { decisionId, question, background, lenses, decideBy } }];
  },

  AddOption(state: AllianceState, command: Command<"AddOption">, context: Context): Decided {
    const { decisionId, optionId, text } = command;
    if (state.decisions.decisions[decisionId]?.options[optionId]) return [];
    const decision = open(state, decisionId);
    if ("kind" in decision) return decision;
    return atTheTable(state, context) ?? [{ type: "OptionAdded", data: { decisionId, optionId, text } }];
  },

  ProposeDecision(state: AllianceState, command: Command<"ProposeDecision">, context: Context): Decided {
    const decision = open(state, command.decisionId);
    if ("kind" in decision) return decision;
    const { decisionId, text, optionId, respondBy } = command;
    if (decision.proposal?.text === text && decision.proposal.respondBy === respondBy) return [];
    const fault = atTheTable(state, context);
    if (fault) return fault;
    if (optionId !== null && !decision.options[optionId]) return reject("unknown-option");
    if (respondBy !== null && context.onBehalfOf === null && respondBy < todayOf(state, context)) return reject("respond-by-past");
    return [{ type: "DecisionProposed", data: { decisionId, proposal: decision.proposals + 1, text, optionId, respondBy } }];
  },

  TakePosition(state: AllianceState, command: Command<"TakePosition">, context: Context): Decided {
    const { decisionId, proposal, partnerId, position, reasons } = command;
    const decision = state.decisions.decisions[decisionId];
    if (!decision) return reject("unknown-decision");
    const partner = speakingFor(state, partnerId, context);
    if ("kind" in partner) return partner;
    if (partner.ring === "free-space") return reject("ring-takes-no-position");
    const before = decision.answers[partnerId];
    const reported = context.onBehalfOf !== null;
    if (
      before &&
      decision.proposals === proposal &&
      before.position === position &&
      before.reasons === reasons &&
      (before.reported === reported || reported)
    )
      return [];
    const stillOpen = open(state, decisionId);
    if ("kind" in stillOpen) return stillOpen;
    if (!decision.proposal) return reject("no-proposal");
    if (decision.proposal.number !== proposal) return reject("other-proposal", { proposal: String(decision.proposal.number) });
    if (before && spokeItself(before, context)) return reject("partner-speaks-for-itself", { partner: partner.name });
    return before
      ? [{ type: "PositionChanged", data: { decisionId, proposal, partnerId, from: before.position, position, reasons } }]
      : [{ type: "PositionTaken", data: { decisionId, proposal, partnerId, position, reasons } }];
  },

  RaiseObjection(state: AllianceState, command: Command<"RaiseObjection">, context: Context): Decided {
    const { decisionId, objectionId, partnerId, reason, wayOut } = command;
    const known = state.decisions.decisions[decisionId]?.objections[objectionId];
    if (known) return known.partnerId === partnerId ? [] : reject("id-taken");
    const decision = open(state, decisionId);
    if ("kind" in decision) return decision;
    if (!decision.proposal) return reject("no-proposal");
    const partner = speakingFor(state, partnerId, context);
    if ("kind" in partner) return partner;
    if (partner.ring === "free-space") return reject("ring-takes-no-position");
    return [{ type: "ObjectionRaised", data: { decisionId, objectionId, partnerId, reason, wayOut } }];
  },

  IntegrateObjection(state: AllianceState, command: Command<"IntegrateObjection">, context: Context): Decided {
    const { decisionId, objectionId, how } = command;
    return settle(state, command, context, "integrated", { type: "ObjectionIntegrated", data: { decisionId, objectionId, how } });
  },

  WithdrawObjection(state: AllianceState, command: Command<"WithdrawObjection">, context: Context): Decided {
    const { decisionId, objectionId } = command;
    return settle(state, command, context, "withdrawn", { type: "ObjectionWithdrawn", data: { decisionId, objectionId } });
  },

  RecordMinorityView(state: AllianceState, command: Command<"RecordMinorityView">, context: Context): Decided {
    const { decisionId, partnerId, view } = command;
    const decision = state.decisions.decisions[decisionId];
    if (!decision) return reject("unknown-decision");
    const partner = speakingFor(state, partnerId, context);
    if ("kind" in partner) return partner;
    if (decision.views[partnerId] === view) return [];
    return [{ type: "MinorityViewRecorded", data: { decisionId, partnerId, view } }];
  },

  TakeDecision(state: AllianceState, command: Command<"TakeDecision">, context: Context): Decided {
    const { decisionId, workableUntil, reviewOn } = command;
    const decision = state.decisions.decisions[decisionId];
    if (!decision) return reject("unknown-decision");
    if (decision.status === "taken") return [];
    const stillOpen = open(state, decisionId);
    if ("kind" in stillOpen) return stillOpen;
    if (!decision.proposal) return reject("no-proposal");
    const fault = asCorePartner(state, context);
    if (fault) return fault;
    const day = todayOf(state, context);
    if (context.onBehalfOf === null && [workableUntil, reviewOn].some((date) => date !== null && date < day)) return reject("date-past");
    const objectors = Object.values(decision.objections)
      .filter((raised) => raised.status === "open")
      .map((raised) => raised.partnerId);
    const assent = assess(state.partners, decision.answers, objectors, { respondBy: decision.proposal.respondBy, today: day });
    if (isRejection(assent)) return assent;
    const { number: proposal, text } = decision.proposal;
    const taken: DecisionFact = { type: "DecisionTaken", data: { decisionId, proposal, text, assent, workableUntil } };
    return reviewOn === null ? [taken] : [taken, { type: "DecisionReviewScheduled", data: { decisionId, reviewOn } }];
  },

  FailDecision(state: AllianceState, command: Command<"FailDecision">, context: Context): Decided {
    const { decisionId, reason } = command;
    if (state.decisions.decisions[decisionId]?.status === "failed") return [];
    const decision = open(state, decisionId);
    if ("kind" in decision) return decision;
    return asCorePartner(state, context) ?? [{ type: "DecisionFailed", data: { decisionId, reason } }];
  },

  ScheduleReview(state: AllianceState, command: Command<"ScheduleReview">, context: Context): Decided {
    const { decisionId, reviewOn } = command;
    const decision = taken(state, decisionId);
    if ("kind" in decision) return decision;
    if (decision.reviewOn === reviewOn) return [];
    const fault = atTheTable(state, context);
    if (fault) return fault;
    if (context.onBehalfOf === null && reviewOn < todayOf(state, context)) return reject("date-past");
    return [{ type: "DecisionReviewScheduled", data: { decisionId, reviewOn } }];
  },

  NoteReviewDue(state: AllianceState, command: Command<"NoteReviewDue">, context: Context): Decided {
    const { decisionId, reviewOn } = command;
    const fault = byTheClock(context);
    if (fault) return fault;
    const decision = state.decisions.decisions[decisionId];
    if (!decision) return reject("unknown-decision");
    const closed = decision.status === "failed" || decision.status === "superseded" || state.phases.ended !== null;
    const stale = closed || decision.reviewOn !== reviewOn || decision.reviewDue;
    return stale || todayOf(state, context) < reviewOn ? [] : [{ type: "DecisionReviewDue", data: { decisionId, reviewOn } }];
  },

  ReviewDecision(state: AllianceState, command: Command<"ReviewDecision">, context: Context): Decided {
    const { decisionId, finding } = command;
    const decision = taken(state, decisionId);
    if ("kind" in decision) return decision;
    if (decision.reviewOn === null) return [];
    return atTheTable(state, context) ?? [{ type: "DecisionReviewed", data: { decisionId, finding } }];
  },

  ReopenDecision(state: AllianceState, command: Command<"ReopenDecision">, context: Context): Decided {
    const { decisionId, reason } = command;
    const decision = state.decisions.decisions[decisionId];
    if (!decision) return reject("unknown-decision");
    if (decision.status === "reopened") return [];
    if (decision.status !== "taken" && decision.status !== "failed") return reject("decision-not-taken");
    return atTheTable(state, context) ?? [{ type: "DecisionReopened", data: { decisionId, reason } }];
  },

  SupersedeDecision(state: AllianceState, command: Command<"SupersedeDecision">, context: Context): Decided {
    const { decisionId, by } = command;
    const decision = state.decisions.decisions[decisionId];
    const later = state.decisions.decisions[by];
    if (!decision || !later) return reject("unknown-decision");
    if (decision.status === "superseded") return [];
    if (by === decisionId) return reject("supersedes-itself");
    if (later.status !== "taken") return reject("decision-not-taken");
    return asCorePartner(state, context) ?? [{ type: "DecisionSuperseded", data: { decisionId, by } }];
  },
};

function open(state: AllianceState, decisionId: string): Decision | Rejection {
  const decision = state.decisions.decisions[decisionId];
  if (!decision) return reject("unknown-decision");
  return ["requested", "proposed", "reopened"].includes(decision.status) ? decision : reject("decision-closed");
}

function taken(state: AllianceState, decisionId: string): Decision | Rejection {
  const decision = state.decisions.decisions[decisionId];
  if (!decision) return reject("unknown-decision");
  return decision.status === "taken" ? decision : reject("decision-not-taken");
}

function settle(
  state: AllianceState,
  command: { readonly decisionId: string; readonly objectionId: string },
  context: Context,
  status: Objection["status"],
  fact: DecisionFact,
): Decided {
  const decision = state.decisions.decisions[command.decisionId];
  if (!decision) return reject("unknown-decision");
  const raised = decision.objections[command.objectionId];
  if (!raised) return reject("unknown-objection");
  if (raised.status === status) return [];
  if (raised.status !== "open") return reject("unknown-objection");
  const partner = speakingFor(state, raised.partnerId, context);
  if ("kind" in partner) return partner.code === "not-your-partner" ? reject("not-objector") : partner;
  if (spokeItself(raised, context)) return reject("partner-speaks-for-itself", { partner: partner.name });
  return [fact];
}
