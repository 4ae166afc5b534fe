import type { OpenMatter, PortfolioRow } from "@entente/contracts/views/portfolio";

const partners = ["Waterschap Zuid", "Gemeente Utrecht", "Hogeschool Midden", "Provincie Utrecht"];

/** An alliance as the portfolio of Waterschap Zuid lists it. */
export function portfolioRow(change: Partial<PortfolioRow> = {}): PortfolioRow {
  return {
    allianceId: "a-water",
    name: "Water in the city",
    phase: "share",
    phaseSince: "2026-03-01T09:00:00.000Z",
    status: "active",
    ring: "core",
    partners: partners.map((name, index) => ({ partnerId: `p-${index}`, name, own: index === 0 })),
    partnerCount: partners.length,
    waitingForMe: [],
    open: 0,
    next: null,
    debts: 0,
    lastAt: "2026-11-20T09:00:00.000Z",
    recordedAt: "2026-11-20T09:00:00.000Z",
    revision: 12,
    ...change,
  };
}

export function openMatter(change: Partial<OpenMatter> = {}): OpenMatter {
  return {
    kind: "proposal",
    id: "d-1",
    title: "Do we open the data?",
    since: "2026-11-01T09:00:00.000Z",
    respondBy: null,
    answered: [],
    parties: null,
    objections: [],
    ...change,
  };
}
