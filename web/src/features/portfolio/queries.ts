import type { PortfolioRow } from "@entente/contracts/views/portfolio";
import { defineQueryOptions } from "@pinia/colada";
import { api, expectData } from "../../api/client.ts";

export interface Portfolio {
  rows: readonly PortfolioRow[];
  readAt: Date;
}

const seen = new Map<string, string>();

/** From now on a read for this organisation waits until it has seen this position: what was just recorded, or heard of. */
export function mustHaveSeen(organisationId: string, position: string) {
  seen.set(organisationId, position);
}

/** All of an organisation's alliances: filtering and sorting them needs no server, and is instant. */
export const portfolioOf = defineQueryOptions((organisationId: string) => ({
  key: ["portfolio", organisationId],
  query: () => readPortfolio(organisationId),
}));

async function readPortfolio(organisationId: string): Promise<Portfolio> {
  const atLeast = seen.get(organisationId);
  const rows: PortfolioRow[] = [];
  let after: string | null = null;
  do {
    const query = { limit: 500, ...(after !== null && { after }), ...(atLeast !== undefined && { atLeast }) };
    const answer: { rows: PortfolioRow[]; next: string | null } = await expectData(api.GET("/api/portfolio", { params: { query } }));
    rows.push(...answer.rows);
    after = answer.next;
  } while (after !== null);
  return { rows, readAt: new Date() };
}
