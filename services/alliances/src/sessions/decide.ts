import type { AllianceEvent } from "@entente/contracts/events/catalogue";
import type { SessionFact } from "@entente/contracts/events/sessions";
import type { CommandOf } from "@entente/contracts/commands/define";
import type { sessionCommands } from "@entente/contracts/commands/sessions";
import { reject, type Rejection } from "@entente/contracts/rejections";
import type { Context } from "../context.ts";
import type { AllianceState } from "../decider.ts";
import { atTheTable } from "../partners/decide.ts";

type Command<Name extends keyof typeof sessionCommands> = CommandOf<(typeof sessionCommands)[Name]>;
type Decision = readonly SessionFact[] | Rejection;

export interface SessionsState {
  readonly sessions: Readonly<Record<string, { readonly startsAt: string; readonly place: string | null; readonly cancelled: boolean }>>;
}
export const noSessions: SessionsState = { sessions: {} };

export function evolveSessions(state: SessionsState, event: AllianceEvent): SessionsState {
  switch (event.type) {
    case "SessionScheduled":
    case "SessionRescheduled": {
      const { sessionId, startsAt, place } = event.data;
      return { sessions: { ...state.sessions, [sessionId]: { startsAt, place, cancelled: false } } };
    }
    case "SessionCancelled": {
      const session = state.sessions[event.data.sessionId];
      return session ? { sessions: { ...state.sessions, [event.data.sessionId]: { ...session, cancelled: true } } } : state;
    }
    default:
      return state;
  }
}

export const sessionDeciders = {
  ScheduleSession(state: AllianceState, command: Command<"ScheduleSession">, context: Context): Decision {
    const { sessionId, title, startsAt, place } = command;
    if (state.sessions.sessions[sessionId]) return [];
    if (startsAt < context.now) return reject("date-past");
    return convenes(state, context) ?? [{ type: "SessionScheduled", data: { sessionId, title, startsAt, place } }];
  },

  RescheduleSession(state: AllianceState, command: Command<"RescheduleSession">, context: Context): Decision {
    const { sessionId, startsAt, place } = command;
    const session = state.sessions.sessions[sessionId];
    if (!session || session.cancelled) return reject("unknown-session");
    if (session.startsAt === startsAt && session.place === place) return [];
    if (startsAt < context.now) return reject("date-past");
    return convenes(state, context) ?? [{ type: "SessionRescheduled", data: { sessionId, startsAt, place } }];
  },

  CancelSession(state: AllianceState, command: Command<"CancelSession">, context: Context): Decision {
    const session = state.sessions.sessions[command.sessionId];
    if (!session) return reject("unknown-session");
    if (session.cancelled) return [];
    return convenes(state, context) ?? [{ type: "SessionCancelled", data: { sessionId: command.sessionId } }];
  },
};

/** Partners and the facilitator convene. */
function convenes(state: AllianceState, context: Context): Rejection | null {
  const { organisationId } = context.actor;
  const facilitates = Object.values(state.partners.facilitators).some((facilitator) => facilitator.organisationId === organisationId);
  return facilitates && context.onBehalfOf === null ? null : atTheTable(state, context);
}
