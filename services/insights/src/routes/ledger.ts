import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { BalanceAnswer } from "@entente/contracts/api/ledger";
import { balanceOf, ownMoney } from "@entente/contracts/measures/balance";
import { Dossier } from "@entente/contracts/views/dossier";
import type { AlliancePage } from "@entente/contracts/views/alliance";
import { Ledger, ledgerView } from "@entente/contracts/views/ledger";
import { etagOf, HttpProblem } from "@entente/service-kit";
import type { InsightsDeps } from "../deps.ts";
import { ALLIANCE, AllianceParams, caughtUp, inTheWorld, Reading, reading, viewOf, type View } from "./read.ts";

/** What the partners bring and get, and the balance that is measured from it. */
export function ledgerRoutes(app: FastifyInstance, deps: InsightsDeps): void {
  const ledgerOf = async (request: FastifyRequest): Promise<{ ledger: Ledger } & Pick<View, "upTo" | "effectiveAt">> => {
    const { allianceId, upTo, effectiveAt } = await viewOf(deps, request);
    const stored = await deps.reader.document<Ledger>(request.scope, "ledger", allianceId, allianceId, upTo, effectiveAt);
    return { ledger: stored ?? ledgerView.initial(allianceId), upTo, effectiveAt };
  };

  app.get(`${ALLIANCE}/ledger`, {
    schema: {
      summary: "What each partner brings and gets: every line with what happened to it",
      tags: ["exchange"],
      params: AllianceParams,
      querystring: Reading.extend(inTheWorld),
      response: { 200: Ledger },
    },
    async handler(request, reply) {
      const { ledger } = await ledgerOf(request);
      reply.header("etag", etagOf(ledger.revision));
      return ledger;
    },
  });

  app.get(`${ALLIANCE}/dossier`, {
    schema: {
      summary: "Your own organisation's private file in this alliance; nobody else reads it",
      tags: ["dossier"],
      params: AllianceParams,
      querystring: z.strictObject({ atLeast: reading.atLeast }),
      response: { 200: Dossier },
    },
    async handler(request, reply) {
      const { allianceId } = request.params as { allianceId: string };
      await caughtUp(deps, (request.query as { atLeast?: string }).atLeast);
      const { caller } = request.scope;
      const organisationId = "organisationId" in caller ? caller.organisationId : null;
      if (organisationId === null) throw new HttpProblem("absent");
      const dossier = await deps.reader.dossier(allianceId, organisationId);
      reply.header("etag", etagOf(dossier.revision));
      return dossier;
    },
  });

  app.get(`${ALLIANCE}/balance`, {
    schema: {
      summary: "The win/lose balance as it is measured from the ledger",
      tags: ["exchange"],
      params: AllianceParams,
      querystring: Reading.extend(inTheWorld),
      response: { 200: BalanceAnswer },
    },
    async handler(request) {
      const { ledger, upTo, effectiveAt } = await ledgerOf(request);
      const { allianceId } = ledger;
      const alliance = await deps.reader.document<AlliancePage>(request.scope, "alliance", allianceId, allianceId, upTo, effectiveAt);
      if (!alliance) throw new HttpProblem("absent");
      const balance = balanceOf(
        ledger,
        alliance.partners.map(({ partnerId, ring, left }) => ({ partnerId, ring, present: left === null })),
      );
      const partners = balance.partners.map((partner) => ({
        ...partner,
        ownMoney: ownMoney(balance, alliance.partners, partner.partnerId),
      }));
      return { allianceId, ...balance, partners, revision: alliance.revision };
    },
  });
}
