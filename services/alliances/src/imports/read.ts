import { allianceCommands, type AllianceCommand } from "@entente/contracts/commands/catalogue";
import { ImportLine } from "@entente/contracts/api/imports";
import { faultsOf, JsonRefused, parseJson } from "@entente/service-kit";

export interface LineFault {
  readonly line: number;
  readonly pointer: string;
  readonly message: string;
  readonly code: string;
  readonly alliance: string | null;
  readonly wayOut: string | null;
}

/** The commands of one alliance in file order, each with its line. */
export interface AllianceLines {
  readonly commands: AllianceCommand[];
  readonly lines: number[];
  /** Faulty: none of it will be applied. */
  faulty: boolean;
}

/**
 * Reads a whole import. Every faulty line is named; a fault makes its alliance faulty and leaves the others alone. A line that does not
 * even name its alliance may belong to any of them, so it makes all faulty: otherwise one would be applied without it.
 */
export function readImport(text: string): { readonly alliances: Map<string, AllianceLines>; readonly faults: LineFault[] } {
  const alliances = new Map<string, AllianceLines>();
  const faults: LineFault[] = [];
  for (const [index, raw] of text.split("\n").entries()) {
    if (raw.trim() === "") continue;
    const line = index + 1;
    const fault = (pointer: string, message: string, alliance: string | null) =>
      faults.push({ line, pointer, message, code: "invalid", alliance, wayOut: null });
    let value: unknown;
    try {
      value = parseJson(raw);
    } catch (error) {
      if (!(error instanceof JsonRefused)) throw error;
      fault("#", error.message, null);
      continue;
    }
    const head = ImportLine.safeParse(value);
    if (!head.success) {
      const alliance =
        typeof value === "object" && value !== null && "alliance" in value && typeof value.alliance === "string"
          ? value.alliance.toLowerCase()
          : null;
      for (const issue of head.error.issues) for (const found of faultsOf(issue)) fault(found.pointer, found.message, alliance);
      if (alliance !== null) linesOf(alliances, alliance).faulty = true;
      continue;
    }
    const { alliance, command, ...fields } = head.data;
    const entry = linesOf(alliances, alliance);
    const body = allianceCommands[command].body.safeParse(fields);
    if (!body.success) {
      entry.faulty = true;
      for (const issue of body.error.issues) for (const found of faultsOf(issue)) fault(found.pointer, found.message, alliance);
      continue;
    }
    // The body was parsed by the schema of the very command that is named.
    entry.commands.push({ ...body.data, type: command } as AllianceCommand);
    entry.lines.push(line);
  }
  if (faults.some((fault) => fault.alliance === null)) for (const lines of alliances.values()) lines.faulty = true;
  return { alliances, faults };
}

function linesOf(alliances: Map<string, AllianceLines>, alliance: string): AllianceLines {
  const known = alliances.get(alliance);
  if (known) return known;
  const fresh: AllianceLines = { commands: [], lines: [], faulty: false };
  alliances.set(alliance, fresh);
  return fresh;
}
