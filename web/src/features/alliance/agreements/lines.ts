import type { AgreementEntry } from "@entente/contracts/views/agreements";
import type { LedgerLine } from "@entente/contracts/views/ledger";
import type { AllianceRecord } from "../../../history/record.ts";

/** A line of bring and get that a text may lay down. */
export interface LineOption {
  readonly line: LedgerLine;
  /** Another agreement that lays it down already. */
  readonly elsewhere: AgreementEntry | undefined;
}

/** The lines of the parties, and of who takes part under one; those that another agreement lays down are told with it. */
export function lineOptions(
  { ledger, alliance, agreements }: Pick<AllianceRecord, "ledger" | "alliance" | "agreements">,
  agreementId: string,
  parties: readonly string[],
): LineOption[] {
  return ledger.lines.flatMap((line) => {
    if (line.withdrawn) return [];
    const held = line.committed === null ? undefined : agreements.get(line.committed.agreementId);
    const here = line.committed?.agreementId === agreementId;
    const host = alliance.partners.find((partner) => partner.partnerId === line.partnerId)?.under ?? line.partnerId;
    if (!here && !parties.includes(line.partnerId) && !parties.includes(host)) return [];
    // What has expired holds nothing any more.
    return [{ line, elsewhere: here || held?.status === "expired" ? undefined : held }];
  });
}
