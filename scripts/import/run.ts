import { sendAlliances, sendOrganisations, type Sent, type ServerAddress } from "./send.ts";
import type { Fault, Source } from "./source.ts";

export interface Imported {
  readonly organisations: Sent;
  readonly alliances: Sent;
  /** Everything that was left out, by file and line. */
  readonly faults: readonly Fault[];
}

/** Sends what a source says. Sent again, it changes nothing; cut off, it is finished by sending it again. */
export async function importSource(server: ServerAddress, source: Source): Promise<Imported> {
  const organisations = await sendOrganisations(server, source.organisations);
  const alliances = await sendAlliances(server, source.alliances);
  return { organisations, alliances, faults: [...source.faults, ...organisations.faults, ...alliances.faults] };
}

/** Tells what an import did. @returns true when every row was imported. */
export function report({ organisations, alliances, faults }: Imported): boolean {
  for (const fault of faults) process.stderr.write(`${fault.file} line ${fault.line}: ${fault.message}\n`);
  process.stdout.write(
    `organisations: ${organisations.applied} registered, ${organisations.unchanged} unchanged\n` +
      `alliances: ${alliances.applied} imported or changed, ${alliances.unchanged} unchanged, ${alliances.refused} refused; ${alliances.events} events\n` +
      (faults.length > 0 ? `${faults.length} faults; what they name was left out, the rest is imported\n` : ""),
  );
  return faults.length === 0;
}
