import { ambitionOf, type AmbitionInput, type AmbitionMeasure } from "@entente/contracts/measures/ambition";
import { currentAmbition, endorsersOf } from "@entente/contracts/views/ambition";
import { computed, type ComputedRef } from "vue";
import type { AllianceRecord } from "../../../history/record.ts";
import { useAlliance } from "../context.ts";
import { presentPartners } from "../stand.ts";

type Read = Pick<AllianceRecord, "alliance" | "ambition" | "commitments" | "ledger" | "agreements">;

/** What the measure is computed from, as the record of the alliance shows it on a day. */
export function ambitionInput({ alliance, ambition, commitments, ledger, agreements }: Read, today: string): AmbitionInput {
  const partners = presentPartners(alliance.partners).filter((partner) => partner.ring !== "free-space");
  const brought = ledger.lines.filter((line) => line.direction === "bring" && line.withdrawn === null);
  const current = currentAmbition(ambition);
  return {
    partnerIds: partners.map(({ partnerId }) => partnerId),
    version: current ? { partners: current.partners, endorsedBy: endorsersOf(current) } : null,
    pledges: Object.fromEntries(
      partners.map(({ partnerId }) => {
        const own = brought.filter((line) => line.partnerId === partnerId);
        const laidDown = own.filter((line) => line.committed && agreements.get(line.committed.agreementId)?.status === "in-force");
        return [partnerId, { pledged: own.length, laidDown: laidDown.length }];
      }),
    ),
    commitments: [...commitments.values()].map(({ partnerId, dueOn, fulfilled, status }) => ({
      partnerId,
      dueOn,
      fulfilledOn: fulfilled?.on ?? null,
      waived: status === "waived",
    })),
    today,
  };
}

/** Promise, commitment and doing of the record that the page shows. */
export function useAmbition(): ComputedRef<AmbitionMeasure> {
  const { record, setting } = useAlliance();
  return computed(() => ambitionOf(ambitionInput(record.value, setting.value.today)));
}
