import { z } from "zod";
import { Money } from "../amount.ts";
import type { DossierEvent } from "../events/catalogue.ts";
import { idOf, LocalDate, Uuid } from "../events/envelope.ts";
import { Provenance, provenanceOf, Withdrawal } from "./provenance.ts";
import { replaced, type View } from "./view.ts";

export const DossierEntry = z
  .strictObject({
    entryId: Uuid,
    kind: z.enum(["cost", "valuation", "benefit"]),
    lineId: Uuid.nullable(),
    money: Money,
    description: z.string(),
    recorded: Provenance,
    withdrawn: Withdrawal.nullable(),
  })
  .meta({ id: "DossierEntry" });
export type DossierEntry = z.infer<typeof DossierEntry>;

/** One partner's private file in one alliance, newest entry last. */
export const Dossier = z
  .strictObject({
    entries: z.array(DossierEntry),
    mandates: z.array(
      z.strictObject({
        mandateId: Uuid,
        scope: z.string(),
        validUntil: LocalDate.nullable(),
        status: z.enum(["granted", "withdrawn", "expired"]),
        granted: Provenance,
        ended: Withdrawal.nullable(),
      }),
    ),
    revision: z.int(),
  })
  .meta({ id: "Dossier" });
export type Dossier = z.infer<typeof Dossier>;

/** Kept under the dossier's own id, `{allianceId}.{organisationId}`: whoever reads must know whose it is. */
export const dossierView: View<Dossier, DossierEvent> = {
  name: "dossier",
  version: 1,
  category: "dossier",
  keys: (event) => [idOf(event.stream)],
  initial: () => ({ entries: [], mandates: [], revision: -1 }),
  evolve: (dossier, event) => ({ ...dossier, ...change(dossier, event), revision: event.revision }),
};

function change(dossier: Dossier, event: DossierEvent): Partial<Dossier> {
  const provenance = provenanceOf(event);
  const entry = (kind: DossierEntry["kind"], money: Money, data: { entryId: string; lineId: string | null; description: string }) => {
    const { entryId, lineId, description } = data;
    return { entries: [...dossier.entries, { entryId, kind, lineId, money, description, recorded: provenance, withdrawn: null }] };
  };
  const mandate = (mandateId: string, status: "withdrawn" | "expired", reason: string | null) => ({
    mandates: replaced(
      dossier.mandates,
      (known) => known.mandateId === mandateId,
      (known) => ({ ...known, status, ended: { reason, ...provenance } }),
    ),
  });
  switch (event.type) {
    case "OwnCostRecorded":
      return entry("cost", event.data.cost, event.data);
    case "OwnValuationRecorded":
      return entry("valuation", event.data.value, event.data);
    case "OwnBenefitRecorded":
      return entry("benefit", event.data.value, event.data);
    case "DossierEntryWithdrawn":
      return {
        entries: replaced(
          dossier.entries,
          (known) => known.entryId === event.data.entryId,
          (known) => ({ ...known, withdrawn: { reason: event.data.reason, ...provenance } }),
        ),
      };
    case "MandateGranted":
      return { mandates: [...dossier.mandates, { ...event.data, status: "granted", granted: provenance, ended: null }] };
    case "MandateWithdrawn":
      return mandate(event.data.mandateId, "withdrawn", event.data.reason);
    case "MandateExpired":
      return mandate(event.data.mandateId, "expired", null);
  }
}
