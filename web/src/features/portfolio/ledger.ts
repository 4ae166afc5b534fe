import { phaseIds, phaseOrder, type PhaseId } from "@entente/contracts/method/phases";
import type { OpenMatter, PortfolioRow } from "@entente/contracts/views/portfolio";
import type { LocationQuery } from "vue-router";

export const statuses = ["active", "completed", "terminated"] as const;
export type Status = (typeof statuses)[number];
export const columnsToSort = ["name", "phase", "next", "last"] as const;
export type SortColumn = (typeof columnsToSort)[number];

/** What of the ledger is shown, and how; it lives in the address. */
export interface LedgerView {
  search: string;
  status: Status | undefined;
  phase: PhaseId | "none" | undefined;
  /** Undefined: what waits for you first. */
  sort: { by: SortColumn; down: boolean } | undefined;
}

export function viewFrom(query: LocationQuery): LedgerView {
  const said = (name: string) => (typeof query[name] === "string" ? query[name] : "");
  const order = said("order");
  const by = columnsToSort.find((column) => column === order.replace("-", ""));
  return {
    search: said("search"),
    status: statuses.find((status) => status === said("status")),
    phase: [...phaseIds, "none" as const].find((phase) => phase === said("phase")),
    sort: by && { by, down: order.startsWith("-") },
  };
}

/** As `?search=&status=&phase=&order=`, without what is not said. */
export function queryOf({ search, status, phase, sort }: LedgerView): Record<string, string> {
  return {
    ...(search && { search }),
    ...(status && { status }),
    ...(phase && { phase }),
    ...(sort && { order: (sort.down ? "-" : "") + sort.by }),
  };
}

export function ledgerOf(rows: readonly PortfolioRow[], view: LedgerView, language: string): PortfolioRow[] {
  const found = rows.filter((row) => like(row, view) && (view.phase === undefined || (row.phase ?? "none") === view.phase));
  const { sort } = view;
  if (!sort) return found;
  const order = orders(new Intl.Collator(language, { sensitivity: "base", numeric: true }))[sort.by];
  return found.toSorted((a, b) => (sort.down ? order(b, a) : order(a, b)));
}

/** How many alliances of this search and status stand in each phase. */
export function phaseCounts(rows: readonly PortfolioRow[], view: LedgerView): Map<PhaseId | "none", number> {
  const counts = new Map<PhaseId | "none", number>(phaseIds.map((phase) => [phase, 0]));
  for (const row of rows) if (like(row, view)) counts.set(row.phase ?? "none", (counts.get(row.phase ?? "none") ?? 0) + 1);
  return counts;
}

function like(row: PortfolioRow, { search, status }: LedgerView): boolean {
  const text = search.trim().toLocaleLowerCase();
  return (
    (status === undefined || row.status === status) &&
    (text === "" ||
      [row.name, ...row.partners.filter((partner) => !partner.own).map((partner) => partner.name)].some((name) =>
        name.toLocaleLowerCase().includes(text),
      ))
  );
}

function orders(collator: Intl.Collator): Record<SortColumn, (a: PortfolioRow, b: PortfolioRow) => number> {
  const byName = (a: PortfolioRow, b: PortfolioRow) => collator.compare(a.name, b.name);
  const place = (row: PortfolioRow) => (row.phase === null ? -1 : phaseOrder(row.phase));
  return {
    name: byName,
    phase: (a, b) => place(a) - place(b) || byName(a, b),
    next: (a, b) => (a.next?.on ?? "9999").localeCompare(b.next?.on ?? "9999") || byName(a, b),
    last: (a, b) => (a.lastAt ?? "").localeCompare(b.lastAt ?? "") || byName(a, b),
  };
}

/** One open matter of one alliance that asks for this organisation's word. */
export interface Waiting {
  row: PortfolioRow;
  matter: OpenMatter;
}

/** What waits, the most pressing first: what is due soonest, then what was asked longest ago. */
export function waitingIn(rows: readonly PortfolioRow[]): Waiting[] {
  return rows
    .flatMap((row) => row.waitingForMe.map((matter) => ({ row, matter })))
    .toSorted(
      (a, b) => (a.matter.respondBy ?? "9999").localeCompare(b.matter.respondBy ?? "9999") || a.matter.since.localeCompare(b.matter.since),
    );
}

const anchors: Readonly<Record<OpenMatter["kind"], string>> = {
  transition: "transition",
  question: "decision",
  proposal: "decision",
  review: "decision",
  agreement: "agreement",
  amendment: "agreement",
  expiring: "agreement",
  commitment: "commitment",
};

/** Where on the alliance's page a matter stands. */
export function placeOf({ row, matter }: Waiting): { path: string; hash: string } {
  return { path: `/alliances/${row.allianceId}`, hash: `#${anchors[matter.kind]}-${matter.id}` };
}

/** The alliances with a date ahead, soonest first. */
export function datesIn(rows: readonly PortfolioRow[]): (PortfolioRow & { next: NonNullable<PortfolioRow["next"]> })[] {
  return rows
    .flatMap((row) => (row.next && row.status === "active" ? [{ ...row, next: row.next }] : []))
    .toSorted((a, b) => a.next.on.localeCompare(b.next.on));
}

const halfAYear = 182 * 86_400_000;

/** Nothing happened for so long that what is shown may no longer be so. What has ended does not go stale. */
export function isStale({ lastAt, status }: PortfolioRow, now: Date): boolean {
  return status === "active" && (lastAt === null || now.getTime() - new Date(lastAt).getTime() > halfAYear);
}
