import { Money } from "../amount.ts";
import { line, prose } from "../text.ts";
import { defineEvent, type FactsOf } from "./define.ts";
import { LocalDate, Uuid } from "./envelope.ts";

/**
 * One partner's private file in one alliance (`dossier-{allianceId}.{organisationId}`): what it does not share. Only that organisation
 * reads it. Source: design.md 5, measures.md (win/lose balance).
 */
const entryId = Uuid;
/** The line of the shared ledger that the entry is about, if any. */
const lineId = Uuid.nullable();

export const OwnCostRecorded = defineEvent("OwnCostRecorded", { entryId, lineId, cost: Money, description: line(300) });
export const OwnValuationRecorded = defineEvent("OwnValuationRecorded", { entryId, lineId: Uuid, value: Money, description: line(300) });
export const OwnBenefitRecorded = defineEvent("OwnBenefitRecorded", { entryId, lineId, value: Money, description: line(300) });
export const DossierEntryWithdrawn = defineEvent("DossierEntryWithdrawn", { entryId, reason: prose(2_000).nullable() });

/** What the home organisation lets its representatives decide. Source: domain.md 16 (`ins-split-loyalties`), 32 (`dec-mandate`). */
export const MandateGranted = defineEvent("MandateGranted", { mandateId: Uuid, scope: prose(2_000), validUntil: LocalDate.nullable() });
export const MandateWithdrawn = defineEvent("MandateWithdrawn", { mandateId: Uuid, reason: prose(2_000).nullable() });
export const MandateExpired = defineEvent("MandateExpired", { mandateId: Uuid, validUntil: LocalDate });

export const dossierEvents = {
  OwnCostRecorded,
  OwnValuationRecorded,
  OwnBenefitRecorded,
  DossierEntryWithdrawn,
  MandateGranted,
  MandateWithdrawn,
  MandateExpired,
};
export type DossierFact = FactsOf<typeof dossierEvents>;
