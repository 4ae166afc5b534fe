import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { InstallationAnswer, ViewsAnswer } from "@entente/contracts/api/insights";
import type { InsightsDeps } from "../deps.ts";
import { caughtUp } from "./read.ts";

/** What the operator looks at: totals by SQL, and whether the views are well. */
export function operatorRoutes(app: FastifyInstance, deps: InsightsDeps): void {
  app.get("/api/installation", {
    schema: {
      summary: "Totals of this installation",
      tags: ["operator"],
      querystring: z.strictObject({ atLeast: z.string().max(300).optional() }),
      response: { 200: InstallationAnswer },
    },
    async handler(request) {
      await caughtUp(deps, (request.query as { atLeast?: string }).atLeast);
      const { readStore, projector } = deps;
      const portfolio = projector.generationOf("portfolio");
      return {
        alliances: {
          total: await readStore.count(portfolio),
          status: await readStore.countBy(portfolio, "status"),
          phase: await readStore.countBy(portfolio, "phase"),
        },
        organisations: await readStore.count(projector.generationOf("organisation")),
        participations: await readStore.sumLengths(projector.generationOf("alliance"), "partners"),
      };
    },
  });

  app.get("/api/views", {
    schema: { summary: "The views and whether any is faulted", tags: ["operator"], response: { 200: ViewsAnswer } },
    handler: async () => ({ views: await deps.projector.status() }),
  });

  app.post("/api/views/:view/rebuild", {
    schema: {
      summary: "Build a view anew beside the present one and switch",
      operationId: "RebuildView",
      tags: ["operator"],
      params: z.object({ view: z.string() }),
      response: { 200: z.strictObject({ folded: z.int() }) },
    },
    handler: async (request) => ({ folded: await deps.projector.rebuild((request.params as { view: string }).view) }),
  });
}
