import { addDays } from "@entente/contracts/days";
import { saysSomething, type AgreedLine, type AgreementFact } from "@entente/contracts/events/agreements";
import type { AllianceEvent } from "@entente/contracts/events/catalogue";
import type { ExchangeFact } from "@entente/contracts/events/exchange";
import type { CommandOf } from "@entente/contracts/commands/define";
import type { agreementCommands } from "@entente/contracts/commands/agreements";
import { reject, type Rejection } from "@entente/contracts/rejections";
import type { Context } from "../context.ts";
import type { AllianceState } from "../decider.ts";
import { soundMoney } from "../exchange/decide.ts";
import { asCorePartner, atTheTable, restsOnDecision, speakingFor, statementOf, type Statement } from "../partners/decide.ts";
import { byTheClock, dayOf, todayOf } from "../today.ts";

type Command<Name extends keyof typeof agreementCommands> = CommandOf<(typeof agreementCommands)[Name]>;
type LinesCommitted = Extract<ExchangeFact, { type: "BringGetLinesCommitted" }>;
type Decision = readonly (AgreementFact | LinesCommitted)[] | Rejection;
type Text = Pick<Command<"DraftAgreement">, "title" | "parties" | "clauses" | "validFrom" | "validUntil" | "lines" | "noticeDays">;

/** The text of one version, and who signed it. */
export interface AgreementVersion extends Text {
  readonly version: number;
  /** Who signed this version, and whether that was only reported. */
  readonly signatures: Readonly<Record<string, { readonly reported: boolean }>>;
  /** Its text and what changed, as proposed, in a form that two sayings can be compared in. */
  readonly said: string;
}

/**
 * An agreement: what it says now (the version in force, or the newest draft) and, apart from that, the amendment that awaits signatures.
 * `validUntil` follows renewals.
 */
export interface Agreement extends AgreementVersion {
  readonly agreementId: string;
  /** As version 1 was first called: a command that comes again is compared with this, also after a correction. */
  readonly firstTitle: string;
  /** The last revision that concerned this agreement: its ETag. */
  readonly revision: number;
  readonly stated: Statement;
  readonly status: "draft" | "in-force" | "suspended" | "expired" | "terminated";
  readonly proposed: AgreementVersion | null;
  /** Versions that another took the place of: a record kept elsewhere tells them again when it is imported again. */
  readonly superseded: readonly Pick<AgreementVersion, "version" | "signatures" | "said">[];
  /** The end that was announced. */
  readonly expiringNoted: string | null;
}

export interface AgreementsState {
  readonly agreements: Readonly<Record<string, Agreement>>;
}
export const noAgreements: AgreementsState = { agreements: {} };

export function evolveAgreements(state: AgreementsState, event: AllianceEvent): AgreementsState {
  const changed = (agreementId: string, change: (agreement: Agreement) => Partial<Agreement>): AgreementsState => {
    const agreement = state.agreements[agreementId];
    return agreement
      ? { agreements: { ...state.agreements, [agreementId]: { ...agreement, ...change(agreement), revision: event.revision } } }
      : state;
  };
  switch (event.type) {
    case "AgreementDrafted":
    case "AgreementVersionProposed": {
      const { agreementId, version } = event.data;
      const agreement: Agreement = {
        ...textOf(event.data),
        agreementId,
        firstTitle: state.agreements[agreementId]?.firstTitle ?? event.data.title,
        version,
        revision: event.revision,
        stated: statementOf(event),
        status: "draft",
        signatures: {},
        said: saidOf(event.data),
        proposed: null,
        superseded: supersededBy(state.agreements[agreementId]),
        expiringNoted: null,
      };
      return { agreements: { ...state.agreements, [agreementId]: agreement } };
    }
    case "AgreementAmendmentProposed":
      return changed(event.data.agreementId, () => ({
        proposed: { ...textOf(event.data), version: event.data.version, signatures: {}, said: saidOf(event.data) },
      }));
    case "AgreementSigned": {
      const { agreementId, version, partnerId } = event.data;
      const signature = { reported: event.meta.onBehalfOf !== undefined };
      return changed(agreementId, ({ signatures, proposed }) =>
        proposed?.version === version
          ? { proposed: { ...proposed, signatures: { ...proposed.signatures, [partnerId]: signature } } }
          : { signatures: { ...signatures, [partnerId]: signature } },
      );
    }
    case "AgreementReached":
      return changed(event.data.agreementId, () => ({ status: "in-force" }));
    case "AgreementAmended":
      return changed(event.data.agreementId, (agreement) => ({
        ...agreement.proposed,
        status: agreement.status === "expired" ? "in-force" : agreement.status,
        proposed: null,
        superseded: supersededBy(agreement),
      }));
    case "AgreementSuspended":
      return changed(event.data.agreementId, () => ({ status: "suspended" }));
    case "AgreementResumed":
      return changed(event.data.agreementId, () => ({ status: "in-force" }));
    case "AgreementExpiring":
      return changed(event.data.agreementId, () => ({ expiringNoted: event.data.validUntil }));
    case "AgreementExpired":
      return changed(event.data.agreementId, () => ({ status: "expired" }));
    case "AgreementRenewed":
      return changed(event.data.agreementId, ({ status }) => ({
        validUntil: event.data.validUntil,
        status: status === "expired" ? "in-force" : status,
      }));
    case "AgreementTerminated":
      return changed(event.data.agreementId, () => ({ status: "terminated", proposed: null }));
    case "FactCorrected": {
      const { correction } = event.data;
      return correction.fact === "agreementTitle" ? changed(correction.agreementId, () => ({ title: correction.becomes })) : state;
    }
    default:
      return state;
  }
}

export const agreementDeciders = {
  DraftAgreement(state: AllianceState, command: Command<"DraftAgreement">, context: Context): Decision {
    const { agreementId, kind } = command;
    const known = state.agreements.agreements[agreementId];
    if (known) return known.firstTitle === command.title ? [] : reject("id-taken");
    const fault = atTheTable(state, context) ?? soundText(state, agreementId, command);
    return fault ?? [{ type: "AgreementDrafted", data: { agreementId, kind, version: 1, ...textOf(command) } }];
  },

  ProposeAgreementVersion(state: AllianceState, command: Command<"ProposeAgreementVersion">, context: Context): Decision {
    const { agreementId, change } = command;
    const agreement = state.agreements.agreements[agreementId];
    if (!agreement) return reject("unknown-agreement");
    if (sameText(agreement, command) || toldAgain(agreement, command, context)) return [];
    if (runs(agreement)) return reject("agreement-in-force");
    const fault = over(agreement) ?? atTheTable(state, context) ?? soundText(state, agreementId, command);
    const version = agreement.version + 1;
    return fault ?? [{ type: "AgreementVersionProposed", data: { agreementId, version, ...textOf(command), change } }];
  },

  ProposeAgreementAmendment(state: AllianceState, command: Command<"ProposeAgreementAmendment">, context: Context): Decision {
    const { agreementId, change } = command;
    const agreement = state.agreements.agreements[agreementId];
    if (!agreement) return reject("unknown-agreement");
    const newest = agreement.proposed ?? agreement;
    if (agreement.status !== "draft" && (sameText(newest, command) || toldAgain(agreement, command, context))) return [];
    const fault = learntLate(agreement, context) ? null : standing(agreement);
    if (fault) return fault;
    const unsound = atTheTable(state, context) ?? soundText(state, agreementId, command);
    const version = newest.version + 1;
    return unsound ?? [{ type: "AgreementAmendmentProposed", data: { agreementId, version, ...textOf(command), change } }];
  },

  SignAgreement(state: AllianceState, command: Command<"SignAgreement">, context: Context): Decision {
    const { agreementId, version, partnerId } = command;
    const agreement = state.agreements.agreements[agreementId];
    if (!agreement) return reject("unknown-agreement");
    const { proposed } = agreement;
    const text = [agreement, proposed].find((known) => known?.version === version) ?? null;
    const reported = context.onBehalfOf !== null;
    const given = (text ?? agreement.superseded.find((known) => known.version === version))?.signatures[partnerId];
    // A reported signature adds nothing to one the partner gave itself; its own takes the place of a reported one.
    if (given && (reported || !given.reported)) return [];
    const partner = speakingFor(state, partnerId, context);
    if ("kind" in partner) return partner;
    if (!text) return reject("other-version", { version: String((proposed ?? agreement).version) });
    const ended = text === proposed && learntLate(agreement, context) ? null : over(agreement);
    if (ended) return ended;
    if (!reported && context.actor.kind !== "person") return reject("signature-by-person");
    if (!text.parties.includes(partnerId)) return reject("not-a-party", { partner: partner.name });
    if (!reported && !saysSomething(text)) return reject("nothing-to-sign");
    const signed: AgreementFact = { type: "AgreementSigned", data: { agreementId, version, partnerId } };
    const open = text === proposed || agreement.status === "draft";
    if (!open) return [signed];
    // What was free when the text was proposed may have been withdrawn or laid down elsewhere since.
    const unsound = soundLines(state, agreementId, text);
    if (unsound) return unsound;
    const signatures = { ...text.signatures, [partnerId]: { reported } };
    if (!text.parties.every((party) => signatures[party])) return [signed];
    const anyReported = text.parties.some((party) => signatures[party]?.reported);
    const today = dayOf(state, command.effectiveAt ?? context.now);
    const committed = linesCommitted(state, agreement, text);
    if (text === proposed) {
      // An amendment cannot have counted before it was signed; its text may say from when on it will.
      const inForceFrom = text.validFrom !== null && text.validFrom > today ? text.validFrom : today;
      return [signed, { type: "AgreementAmended", data: { agreementId, version, inForceFrom, reported: anyReported } }, ...committed];
    }
    const inForceFrom = text.validFrom ?? today;
    return [signed, { type: "AgreementReached", data: { agreementId, version, inForceFrom, reported: anyReported } }, ...committed];
  },

  SuspendAgreement(state: AllianceState, command: Command<"SuspendAgreement">, context: Context): Decision {
    const { agreementId, reason, until, decisionId } = command;
    const agreement = state.agreements.agreements[agreementId];
    if (!agreement) return reject("unknown-agreement");
    if (agreement.status === "suspended") return [];
    const fault = standing(agreement) ?? asCorePartner(state, context) ?? restsOnDecision(state, decisionId, context);
    if (fault) return fault;
    if (until !== null && context.onBehalfOf === null && until < todayOf(state, context)) return reject("date-past");
    return [{ type: "AgreementSuspended", data: { agreementId, reason, until, decisionId } }];
  },

  ResumeAgreement(state: AllianceState, command: Command<"ResumeAgreement">, context: Context): Decision {
    const { agreementId, reason, decisionId } = command;
    const agreement = state.agreements.agreements[agreementId];
    if (!agreement) return reject("unknown-agreement");
    if (agreement.status === "in-force") return [];
    const fault = standing(agreement) ?? asCorePartner(state, context) ?? restsOnDecision(state, decisionId, context);
    return fault ?? [{ type: "AgreementResumed", data: { agreementId, reason, decisionId } }];
  },

  RenewAgreement(state: AllianceState, command: Command<"RenewAgreement">, context: Context): Decision {
    const { agreementId, validUntil, reason, decisionId } = command;
    const agreement = state.agreements.agreements[agreementId];
    if (!agreement) return reject("unknown-agreement");
    const expired = agreement.status === "expired";
    if (runs(agreement) && agreement.validUntil === validUntil) return [];
    const fault = (expired ? null : standing(agreement)) ?? asCorePartner(state, context) ?? restsOnDecision(state, decisionId, context);
    if (fault) return fault;
    if (validUntil !== null && (agreement.validUntil === null || validUntil <= agreement.validUntil)) return reject("renewal-not-later");
    if (validUntil !== null && context.onBehalfOf === null && validUntil < todayOf(state, context)) return reject("date-past");
    const taken = expired ? soundLines(state, agreementId, agreement) : null;
    if (taken) return taken;
    const laidDown = expired ? linesCommitted(state, agreement, agreement) : [];
    return [{ type: "AgreementRenewed", data: { agreementId, validUntil, reason, decisionId } }, ...laidDown];
  },

  NoteAgreementExpiring(state: AllianceState, command: Command<"NoteAgreementExpiring">, context: Context): Decision {
    const { agreementId, validUntil } = command;
    const agreement = noted(state, command, context);
    if (agreement === null) return [];
    if ("kind" in agreement) return agreement;
    const today = todayOf(state, context);
    // After the end there is nothing left to announce.
    const due = today >= addDays(validUntil, -agreement.noticeDays) && today <= validUntil;
    return due && agreement.expiringNoted !== validUntil ? [{ type: "AgreementExpiring", data: { agreementId, validUntil } }] : [];
  },

  NoteAgreementExpired(state: AllianceState, command: Command<"NoteAgreementExpired">, context: Context): Decision {
    const { agreementId, validUntil } = command;
    const agreement = noted(state, command, context);
    if (agreement === null) return [];
    if ("kind" in agreement) return agreement;
    return todayOf(state, context) > validUntil ? [{ type: "AgreementExpired", data: { agreementId, validUntil } }] : [];
  },

  TerminateAgreement(state: AllianceState, command: Command<"TerminateAgreement">, context: Context): Decision {
    const { agreementId, reason, decisionId } = command;
    const agreement = state.agreements.agreements[agreementId];
    if (!agreement) return reject("unknown-agreement");
    if (agreement.status === "terminated") return [];
    const fault = standing(agreement) ?? asCorePartner(state, context) ?? restsOnDecision(state, decisionId, context);
    return fault ?? [{ type: "AgreementTerminated", data: { agreementId, reason, decisionId } }];
  },
};

const textOf = ({ title, parties, clauses, validFrom, validUntil, lines, noticeDays }: Text): Text => ({
  title,
  parties,
  clauses,
  validFrom,
  validUntil,
  lines,
  noticeDays,
});

/** In force, or set aside for a while: its end may come, and it may be amended. */
const runs = ({ status }: Agreement): boolean => status === "in-force" || status === "suspended";

/** Why nothing more can be done with an agreement that has come to its end. */
function over({ status }: Agreement): Rejection | null {
  if (status === "terminated") return reject("agreement-terminated");
  return status === "expired" ? reject("agreement-expired") : null;
}

/** A record kept elsewhere may tell only after the end that the agreement had been amended before. */
const learntLate = ({ status }: Agreement, context: Context): boolean =>
  status === "expired" && context.operator && context.onBehalfOf !== null;

/** Why an agreement does not stand: it is over, or it never came into force. */
const standing = (agreement: Agreement): Rejection | null => over(agreement) ?? (runs(agreement) ? null : reject("agreement-not-in-force"));

/** The agreement whose end the clock notes; null when it no longer has that end. */
function noted(
  state: AllianceState,
  { agreementId, validUntil }: { readonly agreementId: string; readonly validUntil: string },
  context: Context,
): Agreement | Rejection | null {
  const fault = byTheClock(context);
  if (fault) return fault;
  const agreement = state.agreements.agreements[agreementId];
  if (!agreement) return reject("unknown-agreement");
  return runs(agreement) && agreement.validUntil === validUntil && state.phases.ended === null ? agreement : null;
}

function soundText(state: AllianceState, agreementId: string, text: Text): Rejection | null {
  if (text.validFrom !== null && text.validUntil !== null && text.validUntil < text.validFrom) return reject("valid-until-before-from");
  for (const party of text.parties) {
    const partner = state.partners.partners[party];
    if (!partner) return reject("unknown-partner");
    if (partner.left) return reject("partner-left", { partner: partner.name });
  }
  const unknown = text.clauses.some((clause) => clause.decisionId !== null && !state.decisions.decisions[clause.decisionId]);
  return unknown ? reject("unknown-decision") : soundLines(state, agreementId, text);
}

/** Whether the lines that a text lays down are there, belong to its parties, and are laid down nowhere else. */
function soundLines(state: AllianceState, agreementId: string, { lines, parties }: Pick<Text, "lines" | "parties">): Rejection | null {
  if (new Set(lines.map(({ lineId }) => lineId)).size < lines.length) return reject("line-named-twice");
  for (const { lineId, value } of lines) {
    const line = state.exchange.lines[lineId];
    if (!line) return reject("unknown-line");
    if (line.withdrawn) return reject("line-withdrawn");
    if (!boundBy(state, agreementId, line.partnerId, parties)) return reject("line-of-no-party");
    const elsewhere = line.committed === null || line.committed.agreementId === agreementId ? null : line.committed.agreementId;
    // What has expired holds nothing any more; if it is renewed it must find its lines free.
    if (elsewhere !== null && state.agreements.agreements[elsewhere]?.status !== "expired") return reject("line-committed-elsewhere");
    const unsound = value === null ? null : soundMoney(value);
    if (unsound) return unsound;
  }
  return null;
}

/** Whose lines it may lay down: those of its parties, of who takes part under one, and of a party that left, which it bound before. */
function boundBy(state: AllianceState, agreementId: string, partnerId: string, parties: readonly string[]): boolean {
  const partner = state.partners.partners[partnerId];
  const host = partner?.under ?? partnerId;
  if (parties.includes(partnerId) || parties.includes(host)) return true;
  if (!partner?.left && !state.partners.partners[host]?.left) return false;
  return Object.values(state.exchange.lines).some((line) => line.partnerId === partnerId && line.committed?.agreementId === agreementId);
}

/** What a version that comes into force lays down, as the lines are now; said also when it lays down nothing any more. */
function linesCommitted(state: AllianceState, before: Agreement, { version, lines }: AgreementVersion): LinesCommitted[] {
  const heldBefore = before.status !== "draft" && before.lines.length > 0;
  if (lines.length === 0 && !heldBefore) return [];
  const laidDown = lines.flatMap(({ lineId, value }: AgreedLine) => {
    const line = state.exchange.lines[lineId];
    return line ? [{ lineId, amount: line.amount, value }] : [];
  });
  return [{ type: "BringGetLinesCommitted", data: { agreementId: before.agreementId, version, lines: laidDown } }];
}

const saidOf = (text: Text & { readonly change?: string }): string => JSON.stringify([comparable(text), text.change ?? null]);
const supersededBy = (before: Agreement | undefined): Agreement["superseded"] =>
  before ? [...before.superseded, { version: before.version, signatures: before.signatures, said: before.said }] : [];
/** Whether a report says what it said before, when another version had not yet taken its place. */
const toldAgain = (agreement: Agreement, command: Text & { readonly change: string }, context: Context): boolean =>
  context.onBehalfOf !== null && agreement.superseded.some(({ said }) => said === saidOf(command));

const sameText = (known: Text, text: Text): boolean => JSON.stringify(comparable(known)) === JSON.stringify(comparable(text));
const comparable = ({ title, parties, clauses, validFrom, validUntil, lines, noticeDays }: Text) => [
  title,
  parties,
  clauses.map(({ clauseId, heading, text, decisionId }) => [clauseId, heading, text, decisionId]),
  validFrom,
  validUntil,
  lines.map(({ lineId, value }) => [lineId, value && [value.currency, value.quantity]]),
  noticeDays,
];
