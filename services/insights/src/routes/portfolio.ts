import { LRUCache } from "lru-cache";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { PortfolioAnswer } from "@entente/contracts/api/insights";
import { phaseIds } from "@entente/contracts/method/phases";
import { relationOf, type Participation } from "@entente/contracts/views/participations";
import { seenFrom, type AllianceCard, type PortfolioRow } from "@entente/contracts/views/portfolio";
import { HttpProblem } from "@entente/service-kit";
import type { InsightsDeps } from "../deps.ts";
import { caughtUp } from "./read.ts";

const Query = z.strictObject({
  atLeast: z.string().max(300).optional(),
  status: z.enum(["active", "completed", "terminated"]).optional(),
  phase: z.enum(phaseIds).optional(),
  search: z.string().max(200).optional().meta({ description: "Part of the name of an alliance or of one of its first partners" }),
  order: z.enum(["attention", "name"]).default("attention").meta({ description: "attention: what waits for you first, then by next date" }),
  after: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});
type Query = z.output<typeof Query>;

/** The organisation's alliances, what waits for it first. */
export function portfolioRoute(app: FastifyInstance, deps: InsightsDeps): void {
  // Parsing a card costs more than all the rest; the text of an unchanged card is the same text.
  const parsed = new LRUCache<string, AllianceCard>({ maxSize: 8_000_000, sizeCalculation: (_card, text) => text.length });
  const cardOf = (text: string): AllianceCard => {
    const known = parsed.get(text);
    if (known) return known;
    const card = JSON.parse(text) as AllianceCard;
    parsed.set(text, card);
    return card;
  };

  app.get("/api/portfolio", {
    schema: { summary: "Your organisation's alliances", tags: ["portfolio"], querystring: Query, response: { 200: PortfolioAnswer } },
    async handler(request, reply) {
      const query = request.query as Query;
      const { caller } = request.scope;
      const organisationId = "organisationId" in caller ? caller.organisationId : null;
      if (organisationId === null) throw new HttpProblem("forbidden");
      await caughtUp(deps, query.atLeast);
      const all = await rowsOf(deps, request, organisationId, cardOf);
      const asked = all.filter((row) => matches(row, query)).sort(query.order === "name" ? byName : byAttention);
      const purpose = `portfolio-cursor/${organisationId}`;
      const lastSeen = query.after === undefined ? null : deps.tokens.verify(purpose, query.after);
      if (query.after !== undefined && lastSeen === null)
        throw new HttpProblem("position-invalid", { faults: [{ pointer: "#/query/after", message: "is not a cursor of this list" }] });
      const start = lastSeen === null ? 0 : asked.findIndex((row) => row.allianceId === lastSeen) + 1;
      const rows = asked.slice(start, start + query.limit);
      const next = start + query.limit < asked.length ? deps.tokens.sign(purpose, rows.at(-1)?.allianceId ?? "") : null;
      if (next) reply.header("link", `</api/portfolio?after=${next}&limit=${query.limit}>; rel="next"`);
      return {
        organisationId,
        total: all.length,
        counts: { status: tally(all.map((row) => row.status)), phase: tally(all.map((row) => row.phase ?? "none")) },
        waitingForMe: all.reduce((sum, row) => sum + row.waitingForMe.length, 0),
        rows,
        next,
      };
    },
  });
}

async function rowsOf(
  deps: InsightsDeps,
  request: FastifyRequest,
  organisationId: string,
  cardOf: (text: string) => AllianceCard,
): Promise<PortfolioRow[]> {
  const { projector, readStore, reader } = deps;
  const today = deps.clock().slice(0, 10);
  const found = await readStore.related(
    projector.generationOf("participations"),
    `${organisationId}/`,
    projector.generationOf("portfolio"),
  );
  const rows: PortfolioRow[] = [];
  for (const { by, of } of found) {
    const participation = JSON.parse(by) as Participation;
    const { relation, upTo } = relationOf(participation);
    if (of === null || !relation.parts.some((part) => part !== "free-space")) continue;
    const { allianceId } = participation;
    // A partner that left sees the alliance as it stood then.
    const card = upTo === null ? cardOf(of) : await reader.document<AllianceCard>(request.scope, "portfolio", allianceId, allianceId, upTo);
    if (card) rows.push(seenFrom(card, organisationId, today));
  }
  return rows;
}

function matches(row: PortfolioRow, { status, phase, search }: Query): boolean {
  const text = search?.toLocaleLowerCase();
  return (
    (status === undefined || row.status === status) &&
    (phase === undefined || row.phase === phase) &&
    (text === undefined ||
      [row.name, ...row.partners.map((partner) => partner.name)].some((name) => name.toLocaleLowerCase().includes(text)))
  );
}

const collator = new Intl.Collator("en", { sensitivity: "base", numeric: true });
const byName = (a: PortfolioRow, b: PortfolioRow) => collator.compare(a.name, b.name) || (a.allianceId < b.allianceId ? -1 : 1);
const byAttention = (a: PortfolioRow, b: PortfolioRow) =>
  Number(b.status === "active") - Number(a.status === "active") ||
  b.waitingForMe.length - a.waitingForMe.length ||
  (a.next?.on ?? "9999").localeCompare(b.next?.on ?? "9999") ||
  byName(a, b);

function tally(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
