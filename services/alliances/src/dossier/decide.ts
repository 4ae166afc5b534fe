import type { DossierCommand } from "@entente/contracts/commands/dossier";
import { localDay } from "@entente/contracts/days";
import type { DossierEvent } from "@entente/contracts/events/catalogue";
import type { DossierFact } from "@entente/contracts/events/dossier";
import type { Actor } from "@entente/contracts/events/envelope";
import { reject, type Rejection } from "@entente/contracts/rejections";
import { soundMoney } from "../exchange/decide.ts";

/** One partner's private file in one alliance. Nobody else reads it, so nobody else has a say in it. */
export interface DossierState {
  readonly entries: Readonly<Record<string, { readonly stated: string; readonly withdrawn: boolean }>>;
  readonly mandates: Readonly<Record<string, Mandate>>;
}
interface Mandate {
  readonly stated: string;
  readonly validUntil: string | null;
  readonly status: "granted" | "withdrawn" | "expired";
}
export const emptyDossier: DossierState = { entries: {}, mandates: {} };

export interface DossierContext {
  readonly now: string;
  readonly actor: Actor;
  /** Of the alliance: due days are local days. */
  readonly timeZone: string;
  /** Whether the shared ledger has the line. */
  readonly knowsLine: (lineId: string) => boolean;
}

type Command<Name extends DossierCommand["type"]> = Extract<DossierCommand, { type: Name }>;
type Decision = readonly DossierFact[] | Rejection;

export function evolve(state: DossierState, event: DossierEvent): DossierState {
  switch (event.type) {
    case "OwnCostRecorded":
    case "OwnValuationRecorded":
    case "OwnBenefitRecorded":
      return { ...state, entries: { ...state.entries, [event.data.entryId]: { stated: statedIn(event), withdrawn: false } } };
    case "DossierEntryWithdrawn": {
      const entry = state.entries[event.data.entryId];
      return entry ? { ...state, entries: { ...state.entries, [event.data.entryId]: { ...entry, withdrawn: true } } } : state;
    }
    case "MandateGranted": {
      const { mandateId, scope, validUntil } = event.data;
      return mandate(state, mandateId, { stated: JSON.stringify([scope, validUntil]), validUntil, status: "granted" });
    }
    case "MandateWithdrawn":
    case "MandateExpired": {
      const known = state.mandates[event.data.mandateId];
      const status = event.type === "MandateWithdrawn" ? "withdrawn" : "expired";
      return known ? mandate(state, event.data.mandateId, { ...known, status }) : state;
    }
  }
}

const mandate = (state: DossierState, mandateId: string, known: Mandate): DossierState => ({
  ...state,
  mandates: { ...state.mandates, [mandateId]: known },
});
/** What an entry says, in a form that two sayings can be compared in. */
const statedIn = ({ type, data }: DossierFact): string =>
  JSON.stringify([type, Object.entries(data).toSorted(([a], [b]) => (a < b ? -1 : 1))]);

/**
 * Decides a command on a dossier. Pure.
 * @returns the facts to record; none when it is already so; or a rejection with its reason.
 */
export function decide(state: DossierState, command: DossierCommand, context: DossierContext): Decision {
  switch (command.type) {
    case "RecordOwnCost": {
      const { entryId, lineId, cost, description } = command;
      return entry(state, context, { type: "OwnCostRecorded", data: { entryId, lineId, cost, description } });
    }
    case "RecordOwnValuation": {
      const { entryId, lineId, value, description } = command;
      return entry(state, context, { type: "OwnValuationRecorded", data: { entryId, lineId, value, description } });
    }
    case "RecordOwnBenefit": {
      const { entryId, lineId, value, description } = command;
      return entry(state, context, { type: "OwnBenefitRecorded", data: { entryId, lineId, value, description } });
    }
    case "WithdrawDossierEntry": {
      const known = state.entries[command.entryId];
      if (!known) return reject("unknown-entry");
      return known.withdrawn ? [] : [{ type: "DossierEntryWithdrawn", data: { entryId: command.entryId, reason: command.reason } }];
    }
    case "GrantMandate":
      return granting(state, command, context);
    case "WithdrawMandate": {
      const known = state.mandates[command.mandateId];
      if (!known) return reject("unknown-mandate");
      return known.status === "granted"
        ? [{ type: "MandateWithdrawn", data: { mandateId: command.mandateId, reason: command.reason } }]
        : [];
    }
    case "NoteMandateExpired":
      return noting(state, command, context);
  }
}

type Entry = Extract<DossierFact, { type: "OwnCostRecorded" | "OwnValuationRecorded" | "OwnBenefitRecorded" }>;
function entry(state: DossierState, context: DossierContext, fact: Entry): Decision {
  const known = state.entries[fact.data.entryId];
  if (known) return known.stated === statedIn(fact) ? [] : reject("id-taken");
  if (fact.data.lineId !== null && !context.knowsLine(fact.data.lineId)) return reject("unknown-line");
  return soundMoney("cost" in fact.data ? fact.data.cost : fact.data.value) ?? [fact];
}

function granting(state: DossierState, { mandateId, scope, validUntil }: Command<"GrantMandate">, context: DossierContext): Decision {
  const known = state.mandates[mandateId];
  if (known) return known.stated === JSON.stringify([scope, validUntil]) ? [] : reject("id-taken");
  if (validUntil !== null && validUntil < localDay(context.now, context.timeZone)) return reject("date-past");
  return [{ type: "MandateGranted", data: { mandateId, scope, validUntil } }];
}

/** A note that comes late, twice, or after the day has moved says nothing new. */
function noting(state: DossierState, { mandateId, validUntil }: Command<"NoteMandateExpired">, context: DossierContext): Decision {
  if (context.actor.kind !== "system" || context.actor.id !== "clock") return reject("clock-only");
  const known = state.mandates[mandateId];
  const over = known?.validUntil === validUntil && localDay(context.now, context.timeZone) > validUntil;
  return known?.status === "granted" && over ? [{ type: "MandateExpired", data: { mandateId, validUntil } }] : [];
}
