import type { AllianceEvent } from "@entente/contracts/events/catalogue";
import type { SessionFact } from "@entente/contracts/events/sessions";
import type { CommandOf } from "@entente/contracts/commands/define";
import type { sessionCommands } from "@entente/contracts/commands/sessions";
import { reject, type Rejection } from "@entente/contracts/rejections";
import type { Context } from "../context.ts";
import type { AllianceState } from "../decider.ts";
import { atTheTable, speakingFor } from "../partners/decide.ts";
import { todayOf } from "../today.ts";

type Command<Name extends keyof typeof sessionCommands> = CommandOf<(typeof sessionCommands)[Name]>;
type Decision = readonly SessionFact[] | Rejection;

export interface Session {
  readonly startsAt: string;
  readonly place: string | null;
  readonly cancelled: boolean;
  readonly held: boolean;
}

export interface SessionsState {
  readonly sessions: Readonly<Record<string, Session>>;
  /** What was said before a meeting and what came out of it, by its own id: which meeting it belongs to, and whose it is. */
  readonly recorded: Readonly<Record<string, { readonly sessionId: string; readonly partnerId: string | null }>>;
}
export const noSessions: SessionsState = { sessions: {}, recorded: {} };

export function evolveSessions(state: SessionsState, event: AllianceEvent): SessionsState {
  const changed = (sessionId: string, change: Partial<Session>): SessionsState => {
    const session = state.sessions[sessionId];
    return session ? { ...state, sessions: { ...state.sessions, [sessionId]: { ...session, ...change } } } : state;
  };
  const recorded = (id: string, sessionId: string, partnerId: string | null): SessionsState => ({
    ...state,
    recorded: { ...state.recorded, [id]: { sessionId, partnerId } },
  });
  switch (event.type) {
    case "SessionScheduled": {
      const { sessionId, startsAt, place } = event.data;
      return { ...state, sessions: { ...state.sessions, [sessionId]: { startsAt, place, cancelled: false, held: false } } };
    }
    case "SessionRescheduled":
      return changed(event.data.sessionId, { startsAt: event.data.startsAt, place: event.data.place });
    case "SessionCancelled":
      return changed(event.data.sessionId, { cancelled: true });
    case "SessionHeld":
      return changed(event.data.sessionId, { held: true });
    case "SessionPreparationSubmitted":
      return recorded(event.data.preparationId, event.data.sessionId, event.data.partnerId);
    case "InsightRecorded":
      return recorded(event.data.insightId, event.data.sessionId, null);
    case "WorkableAgreementReached":
      return recorded(event.data.workableId, event.data.sessionId, null);
    default:
      return state;
  }
}

export const sessionDeciders = {
  ScheduleSession(state: AllianceState, command: Command<"ScheduleSession">, context: Context): Decision {
    const { sessionId, title, startsAt, place, minutes, agenda } = command;
    if (state.sessions.sessions[sessionId]) return [];
    if (startsAt < context.now) return reject("date-past");
    return convenes(state, context) ?? [{ type: "SessionScheduled", data: { sessionId, title, startsAt, place, minutes, agenda } }];
  },

  RescheduleSession(state: AllianceState, command: Command<"RescheduleSession">, context: Context): Decision {
    const { sessionId, startsAt, place } = command;
    const session = standing(state, sessionId);
    if ("kind" in session) return session;
    if (session.startsAt === startsAt && session.place === place) return [];
    if (session.held) return reject("session-held");
    if (startsAt < context.now) return reject("date-past");
    return convenes(state, context) ?? [{ type: "SessionRescheduled", data: { sessionId, startsAt, place } }];
  },

  CancelSession(state: AllianceState, command: Command<"CancelSession">, context: Context): Decision {
    const session = state.sessions.sessions[command.sessionId];
    if (!session) return reject("unknown-session");
    if (session.cancelled) return [];
    if (session.held) return reject("session-held");
    return convenes(state, context) ?? [{ type: "SessionCancelled", data: { sessionId: command.sessionId } }];
  },

  PrepareSession(state: AllianceState, command: Command<"PrepareSession">, context: Context): Decision {
    const { preparationId, sessionId, partnerId, text } = command;
    const known = state.sessions.recorded[preparationId];
    if (known) return known.sessionId === sessionId && known.partnerId === partnerId ? [] : reject("id-taken");
    const session = standing(state, sessionId);
    if ("kind" in session) return session;
    if (session.held) return reject("session-held");
    const partner = speakingFor(state, partnerId, context);
    if ("kind" in partner) return partner;
    return [{ type: "SessionPreparationSubmitted", data: { preparationId, sessionId, partnerId, text } }];
  },

  HoldSession(state: AllianceState, command: Command<"HoldSession">, context: Context): Decision {
    const { sessionId, present, notes } = command;
    const session = standing(state, sessionId);
    if ("kind" in session) return session;
    if (session.held) return [];
    const fault = convenes(state, context);
    if (fault) return fault;
    if (session.startsAt > (command.effectiveAt ?? context.now)) return reject("session-not-begun");
    for (const partnerId of present) {
      const partner = state.partners.partners[partnerId];
      if (!partner) return reject("unknown-partner");
      if (partner.left) return reject("partner-left", { partner: partner.name });
    }
    return [{ type: "SessionHeld", data: { sessionId, present: [...new Set(present)], notes } }];
  },

  RecordInsight(state: AllianceState, command: Command<"RecordInsight">, context: Context): Decision {
    const { insightId, sessionId, text, lens } = command;
    const said = outcome(state, insightId, sessionId, context);
    return said ?? [{ type: "InsightRecorded", data: { insightId, sessionId, text, lens } }];
  },

  ReachWorkableAgreement(state: AllianceState, command: Command<"ReachWorkableAgreement">, context: Context): Decision {
    const { workableId, sessionId, text, reviewOn } = command;
    const said = outcome(state, workableId, sessionId, context);
    if (said) return said;
    if (reviewOn !== null && context.onBehalfOf === null && reviewOn < todayOf(state, context)) return reject("date-past");
    return [{ type: "WorkableAgreementReached", data: { workableId, sessionId, text, reviewOn } }];
  },
};

/** A meeting that was planned and not cancelled. */
function standing(state: AllianceState, sessionId: string): Session | Rejection {
  const session = state.sessions.sessions[sessionId];
  return session && !session.cancelled ? session : reject("unknown-session");
}

/** Why what came out of a meeting is not recorded: it was already, the meeting was not held, or the caller does not convene. Else null. */
function outcome(state: AllianceState, id: string, sessionId: string, context: Context): readonly [] | Rejection | null {
  const known = state.sessions.recorded[id];
  if (known) return known.sessionId === sessionId && known.partnerId === null ? [] : reject("id-taken");
  const session = standing(state, sessionId);
  if ("kind" in session) return session;
  return session.held ? convenes(state, context) : reject("session-not-held");
}

/** Partners and the facilitator convene. */
function convenes(state: AllianceState, context: Context): Rejection | null {
  const { organisationId } = context.actor;
  const facilitates = Object.values(state.partners.facilitators).some((facilitator) => facilitator.organisationId === organisationId);
  return facilitates && context.onBehalfOf === null ? null : atTheTable(state, context);
}
