import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { addDays } from "@entente/contracts/days";
import { Instant } from "@entente/contracts/events/envelope";
import { dueIn, dueInDossier, type DueNote, type MandateSchedule, type Schedule } from "@entente/contracts/views/schedule";
import { HttpProblem } from "@entente/service-kit";
import type { InsightsDeps } from "./deps.ts";

/** Alliances looked at in one go; the next are found when these have been noted. */
const AT_ONCE = 500;

/**
 * What is due at a moment, over all alliances and dossiers. Somewhere on earth it is a day later already, so documents are found by
 * tomorrow's date and looked at in their own time zone.
 */
export async function dueNotes({ readStore, projector }: Pick<InsightsDeps, "readStore" | "projector">, now: string): Promise<DueNote[]> {
  const latestDay = addDays(now.slice(0, 10), 1);
  const alliances = await readStore.upTo(projector.generationOf("schedule"), "next", latestDay, AT_ONCE);
  const dossiers = await readStore.upTo(projector.generationOf("mandateSchedule"), "next", now.slice(0, 10), AT_ONCE);
  // Documents were written by the fold of this very version.
  return [
    ...alliances.flatMap(({ doc }) => dueIn(JSON.parse(doc) as Schedule, now)),
    ...dossiers.flatMap(({ doc }) => dueInDossier(JSON.parse(doc) as MandateSchedule, now.slice(0, 10))),
  ];
}

/** What insights in a process of its own answers to the clock. The gateway lets none of this through. */
export const internalRoutes =
  (deps: InsightsDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    app.get("/internal/due", { schema: { querystring: z.strictObject({ now: Instant }) } }, async (request) => {
      if ((await deps.authenticate(request)).kind !== "system") throw new HttpProblem("absent");
      return dueNotes(deps, (request.query as { now: string }).now);
    });
  };
