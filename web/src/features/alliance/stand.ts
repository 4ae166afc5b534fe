import { answer, routes, type Caller } from "@entente/contracts/access";
import type { RoleId } from "@entente/contracts/roles";
import type { PartnerOfAlliance } from "@entente/contracts/views/alliance";
import type { AllianceRecord } from "../../history/record.ts";

/** Where the reader stands in this alliance: what the page may offer. The server decides; this only spares a refusal. */
export interface Stand {
  readonly organisationId: string | null;
  /** The places one's organisation fills now. */
  readonly own: readonly PartnerOfAlliance[];
  /** Own places that speak: those of the core and of the ring. */
  readonly voices: readonly PartnerOfAlliance[];
  readonly core: boolean;
  /** Partners that are not on the platform, for whom a core partner may report. */
  readonly reportable: readonly PartnerOfAlliance[];
  /** Nothing can be written here: it is the past, the alliance ended, or one left. */
  readonly readOnly: boolean;
  readonly may: (route: string) => boolean;
}

interface Reader {
  readonly personId: string;
  readonly organisationId: string | undefined;
  readonly role: RoleId | undefined;
}

export function standOf(
  { alliance, seat, asOf }: Pick<AllianceRecord, "alliance" | "seat" | "asOf">,
  { personId, organisationId = "", role }: Reader,
): Stand {
  const readOnly = asOf !== null || seat.left || alliance.ended !== null;
  const present = presentPartners(alliance.partners);
  const own = seat.left ? [] : present.filter((partner) => partner.organisationId !== null && partner.organisationId === organisationId);
  const voices = own.filter((partner) => partner.ring !== "free-space");
  const core = own.some((partner) => partner.ring === "core");
  const caller: Caller = { kind: "person", personId, organisationId, role: role ?? null };
  const may = (route: string) => {
    const rule = routes[`POST /api/alliances/:allianceId${route}`];
    return !readOnly && rule !== undefined && answer(rule, caller, { relation: seat }) === "allowed";
  };
  return {
    organisationId: organisationId || null,
    own,
    voices,
    core,
    reportable: core ? present.filter((partner) => partner.organisationId === null) : [],
    readOnly,
    may,
  };
}

/** Partners that take part, in alphabetical order: no partner comes first. */
export function presentPartners(partners: readonly PartnerOfAlliance[]): PartnerOfAlliance[] {
  return byName(partners.filter((partner) => partner.left === null));
}

export function byName<Named extends { readonly name: string }>(named: readonly Named[]): Named[] {
  return named.toSorted((a, b) => a.name.localeCompare(b.name, undefined, { sensitivity: "base", numeric: true }));
}
