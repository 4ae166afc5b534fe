import type { AllianceEvent } from "@entente/contracts/events/catalogue";
import type { AgreementFact } from "@entente/contracts/events/agreements";
import type { CommandOf } from "@entente/contracts/commands/define";
import type { agreementCommands } from "@entente/contracts/commands/agreements";
import { reject, type Rejection } from "@entente/contracts/rejections";
import { localDay, type Context } from "../context.ts";
import type { AllianceState } from "../decider.ts";
import { asCorePartner, atTheTable, restsOnDecision, speakingFor, statementOf, type Statement } from "../partners/decide.ts";

type Command<Name extends keyof typeof agreementCommands> = CommandOf<(typeof agreementCommands)[Name]>;
type Decision = readonly AgreementFact[] | Rejection;
type Text = Pick<Command<"DraftAgreement">, "title" | "parties" | "clauses" | "validFrom" | "validUntil">;

export interface Agreement extends Text {
  readonly agreementId: string;
  /** As version 1 was first called: a command that comes again is compared with this, also after a correction. */
  readonly firstTitle: string;
  readonly version: number;
  /** The last revision that concerned this agreement: its ETag. */
  readonly revision: number;
  readonly stated: Statement;
  readonly status: "draft" | "in-force" | "terminated";
  /** Who signed this version, and whether that was only reported. */
  readonly signatures: Readonly<Record<string, { readonly reported: boolean }>>;
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
      const { agreementId, version, title, parties, clauses, validFrom, validUntil } = event.data;
      const { revision } = event;
      const firstTitle = state.agreements[agreementId]?.firstTitle ?? title;
      const agreement: Agreement = {
        agreementId,
        firstTitle,
        version,
        revision,
        title,
        parties,
        clauses,
        validFrom,
        validUntil,
        stated: statementOf(event),
        status: "draft",
        signatures: {},
      };
      return { agreements: { ...state.agreements, [agreementId]: agreement } };
    }
    case "AgreementSigned": {
      const signature = { reported: event.meta.onBehalfOf !== undefined };
      return changed(event.data.agreementId, (agreement) => ({
        signatures: { ...agreement.signatures, [event.data.partnerId]: signature },
      }));
    }
    case "AgreementReached":
      return changed(event.data.agreementId, () => ({ status: "in-force" }));
    case "AgreementTerminated":
      return changed(event.data.agreementId, () => ({ status: "terminated" }));
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
    const { agreementId, kind, title, parties, clauses, validFrom, validUntil } = command;
    const known = state.agreements.agreements[agreementId];
    if (known) return known.firstTitle === title ? [] : reject("id-taken");
    const fault = atTheTable(state, context) ?? soundText(state, command);
    return fault ?? [{ type: "AgreementDrafted", data: { agreementId, kind, version: 1, title, parties, clauses, validFrom, validUntil } }];
  },

  ProposeAgreementVersion(state: AllianceState, command: Command<"ProposeAgreementVersion">, context: Context): Decision {
    const { agreementId, title, parties, clauses, validFrom, validUntil, change } = command;
    const agreement = state.agreements.agreements[agreementId];
    if (!agreement) return reject("unknown-agreement");
    if (sameText(agreement, command)) return [];
    if (agreement.status === "in-force") return reject("agreement-in-force");
    if (agreement.status === "terminated") return reject("agreement-terminated");
    const fault = atTheTable(state, context) ?? soundText(state, command);
    const version = agreement.version + 1;
    return (
      fault ?? [
        { type: "AgreementVersionProposed", data: { agreementId, version, title, parties, clauses, validFrom, validUntil, change } },
      ]
    );
  },

  SignAgreement(state: AllianceState, command: Command<"SignAgreement">, context: Context): Decision {
    const { agreementId, version, partnerId } = command;
    const agreement = state.agreements.agreements[agreementId];
    if (!agreement) return reject("unknown-agreement");
    const reported = context.onBehalfOf !== null;
    const given = agreement.version === version ? agreement.signatures[partnerId] : undefined;
    // A reported signature adds nothing to one the partner gave itself; its own takes the place of a reported one.
    if (given && (reported || !given.reported)) return [];
    const partner = speakingFor(state, partnerId, context);
    if ("kind" in partner) return partner;
    if (agreement.version !== version) return reject("other-version", { version: String(agreement.version) });
    if (agreement.status === "terminated") return reject("agreement-terminated");
    if (!reported && context.actor.kind !== "person") return reject("signature-by-person");
    if (!agreement.parties.includes(partnerId)) return reject("not-a-party", { partner: partner.name });
    if (!reported && agreement.clauses.length === 0) return reject("nothing-to-sign");
    const signed: AgreementFact = { type: "AgreementSigned", data: { agreementId, version, partnerId } };
    const signatures = { ...agreement.signatures, [partnerId]: { reported } };
    if (agreement.status === "in-force" || !agreement.parties.every((party) => signatures[party])) return [signed];
    const inForceFrom = agreement.validFrom ?? localDay(command.effectiveAt ?? context.now, state.partners.initiated?.timeZone ?? "UTC");
    const anyReported = agreement.parties.some((party) => signatures[party]?.reported);
    return [signed, { type: "AgreementReached", data: { agreementId, version, inForceFrom, reported: anyReported } }];
  },

  TerminateAgreement(state: AllianceState, command: Command<"TerminateAgreement">, context: Context): Decision {
    const { agreementId, reason, decisionId } = command;
    const agreement = state.agreements.agreements[agreementId];
    if (!agreement) return reject("unknown-agreement");
    if (agreement.status === "terminated") return [];
    if (agreement.status !== "in-force") return reject("agreement-not-in-force");
    const fault = asCorePartner(state, context) ?? restsOnDecision(state, decisionId, context);
    return fault ?? [{ type: "AgreementTerminated", data: { agreementId, reason, decisionId } }];
  },
};

function soundText(state: AllianceState, text: Text): Rejection | null {
  if (text.validFrom !== null && text.validUntil !== null && text.validUntil < text.validFrom) return reject("valid-until-before-from");
  for (const party of text.parties) {
    const partner = state.partners.partners[party];
    if (!partner) return reject("unknown-partner");
    if (partner.left) return reject("partner-left", { partner: partner.name });
  }
  const unknown = text.clauses.some((clause) => clause.decisionId !== null && !state.decisions.decisions[clause.decisionId]);
  return unknown ? reject("unknown-decision") : null;
}

const sameText = (agreement: Agreement, text: Text): boolean =>
  JSON.stringify([agreement.title, agreement.parties, agreement.clauses, agreement.validFrom, agreement.validUntil]) ===
  JSON.stringify([text.title, text.parties, text.clauses, text.validFrom, text.validUntil]);
