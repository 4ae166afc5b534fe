import type { CorrectedFact, CorrectionFact } from "@entente/contracts/events/corrections";
import type { AllianceEvent } from "@entente/contracts/events/catalogue";
import type { CommandOf } from "@entente/contracts/commands/define";
import type { correctionCommands } from "@entente/contracts/commands/corrections";
import { reject, type Rejection } from "@entente/contracts/rejections";
import type { Context } from "../context.ts";
import type { AllianceState } from "../decider.ts";
import { mayReport, type Statement } from "../partners/decide.ts";

type Command = CommandOf<(typeof correctionCommands)["CorrectFact"]>;
type Decision = readonly CorrectionFact[] | Rejection;

export interface CorrectionsState {
  readonly made: Readonly<Record<string, true>>;
}
export const noCorrections: CorrectionsState = { made: {} };

export function evolveCorrections(state: CorrectionsState, event: AllianceEvent): CorrectionsState {
  return event.type === "FactCorrected" ? { made: { ...state.made, [event.data.correctionId]: true } } : state;
}

export const correctionDeciders = {
  CorrectFact(state: AllianceState, command: Command, context: Context): Decision {
    const { correctionId, correction, reason } = command;
    if (state.corrections.made[correctionId]) return [];
    const found = statedFact(state, correction);
    if (!found) return reject("nothing-to-correct");
    if (found.was === correction.becomes) return [];
    if (correction.becomes > context.now && correction.fact.endsWith("At")) return reject("effective-in-future");
    const fault = mayReport(state, context);
    if (fault) return fault;
    if (!context.operator && found.stated.organisationId !== context.actor.organisationId) return reject("not-your-record");
    if (found.reliedOn) return reject("already-relied-on");
    // `was` is read from the state under the same `fact`, so both halves of the union agree.
    const corrected = { ...correction, was: found.was } as CorrectedFact;
    return [{ type: "FactCorrected", data: { correctionId, corrects: found.stated.revision, correction: corrected, reason } }];
  },
};

interface Found {
  readonly was: string;
  readonly stated: Statement;
  /** Others have answered or signed the text: it is theirs too now. */
  readonly reliedOn: boolean;
}

function statedFact(state: AllianceState, correction: Command["correction"]): Found | null {
  switch (correction.fact) {
    case "allianceName":
    case "alliancePurpose": {
      const { initiated } = state.partners;
      return initiated
        ? { was: correction.fact === "allianceName" ? initiated.name : initiated.purpose, stated: initiated.stated, reliedOn: false }
        : null;
    }
    case "partnerName": {
      const partner = state.partners.partners[correction.partnerId];
      return partner ? { was: partner.name, stated: partner.joined, reliedOn: false } : null;
    }
    case "partnerJoinedAt": {
      const partner = state.partners.partners[correction.partnerId];
      return partner ? { was: partner.joined.effectiveAt, stated: partner.joined, reliedOn: false } : null;
    }
    case "partnerLeftAt": {
      const leaving = state.partners.partners[correction.partnerId]?.leaving;
      return leaving ? { was: leaving.effectiveAt, stated: leaving, reliedOn: false } : null;
    }
    case "decisionQuestion": {
      const decision = state.decisions.decisions[correction.decisionId];
      return decision ? { was: decision.question, stated: decision.stated, reliedOn: decision.reliedOn } : null;
    }
    case "agreementTitle": {
      const agreement = state.agreements.agreements[correction.agreementId];
      return agreement ? { was: agreement.title, stated: agreement.stated, reliedOn: Object.keys(agreement.signatures).length > 0 } : null;
    }
  }
}
