import type { FastifyInstance } from "fastify";
import { guard } from "@entente/service-kit";
import type { InsightsDeps } from "./deps.ts";
import { allianceRoutes } from "./routes/alliance.ts";
import { calendarRoutes } from "./routes/calendar.ts";
import { ledgerRoutes } from "./routes/ledger.ts";
import { liveRoute } from "./routes/live.ts";
import { operatorRoutes } from "./routes/operator.ts";
import { portfolioRoute } from "./routes/portfolio.ts";
import { caughtUp } from "./routes/read.ts";

/** The routes of the query side. */
export const insightsRoutes =
  (deps: InsightsDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    guard(app, deps.authenticate, async (allianceId, organisationId, request) => {
      // A partner that has just joined reads with the position of its joining; its right shows once the views do.
      const { atLeast } = request.query as { atLeast?: string };
      await caughtUp(deps, atLeast);
      return (await deps.reader.sightOf(allianceId, organisationId))?.relation ?? null;
    });
    portfolioRoute(app, deps);
    calendarRoutes(app, deps);
    allianceRoutes(app, deps);
    ledgerRoutes(app, deps);
    operatorRoutes(app, deps);
    liveRoute(app, deps);
  };
