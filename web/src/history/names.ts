import type { Actor } from "@entente/contracts/events/envelope";
import type { Names } from "@entente/contracts/telling/tell";
import type { AllianceRecord } from "./record.ts";

/** How the sentences of an alliance name what its events know by id. */
export function namesOf({
  alliance,
  decisions,
  agreements,
  commitments,
  ledger,
}: Pick<AllianceRecord, "alliance" | "decisions" | "agreements" | "commitments" | "ledger">): Names {
  return {
    partner: (id) => alliance.partners.find((partner) => partner.partnerId === id)?.name ?? null,
    organisation: (id) =>
      alliance.partners.find((partner) => partner.organisationId === id)?.name ??
      alliance.facilitators.find((facilitator) => facilitator.organisationId === id)?.name ??
      null,
    decision: (id) => decisions.get(id)?.question ?? null,
    agreement: (id) => agreements.get(id)?.title ?? null,
    commitment: (id) => commitments.get(id)?.text ?? null,
    line: (id) => ledger.lines.find((line) => line.lineId === id)?.description ?? null,
  };
}

/** Who acted: a person by name, `erased` when the person no longer has one, null for software and the operator. */
export function personOf(by: Actor, people: Readonly<Record<string, string>>): string | { erased: true } | null {
  if (by.kind !== "person") return null;
  return people[by.id] ?? { erased: true };
}
