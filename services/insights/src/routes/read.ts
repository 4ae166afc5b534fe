import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { Instant, Uuid } from "@entente/contracts/events/envelope";
import { HttpProblem, readPosition } from "@entente/service-kit";
import type { InsightsDeps } from "../deps.ts";

export const ALLIANCE = "/api/alliances/:allianceId";
export const AllianceParams = z.object({ allianceId: Uuid });

/** What every read of an alliance may ask. */
export const reading = {
  atLeast: z.string().max(300).optional().meta({ description: "A position a command answered with; the answer shows at least that" }),
  asOf: z
    .union([Instant, z.string().regex(/^\d{1,15}$/)])
    .optional()
    .meta({ description: "The past: a moment of recorded time, or a revision" }),
};
export const Reading = z.strictObject(reading);

/** What a read may ask beside, of facts that can be backdated. Rights always follow recorded time. */
export const inTheWorld = {
  effectiveAt: Instant.optional().meta({
    description:
      "What was so in the world at this moment, by what is recorded: facts in the order in which they happened. With asOf: by what was recorded then",
  }),
};

/** Waits for what the caller has already seen elsewhere. */
export async function caughtUp(deps: InsightsDeps, atLeast: string | undefined): Promise<void> {
  if (atLeast === undefined) return;
  const position = readPosition(deps.tokens, atLeast);
  if (!position)
    throw new HttpProblem("position-invalid", {
      faults: [{ pointer: "#/query/atLeast", message: "is not a position of this installation" }],
    });
  await deps.projector.waitFor(position.stream, position.revision);
}

export interface View {
  readonly allianceId: string;
  /** The last revision to show; null shows everything. */
  readonly upTo: number | null;
  /** Whether the caller asked for the past. */
  readonly past: boolean;
  /** The moment in the world that was asked for; null reads in the order of the record. */
  readonly effectiveAt: string | null;
}

/** What of the alliance this request may see and asks to see. The guard has already settled that it may see something. */
export async function viewOf(deps: InsightsDeps, request: FastifyRequest): Promise<View> {
  const { allianceId } = request.params as { allianceId: string };
  const { atLeast, asOf, effectiveAt = null } = request.query as { atLeast?: string; asOf?: string; effectiveAt?: string };
  await caughtUp(deps, atLeast);
  const { caller } = request.scope;
  const organisationId = "organisationId" in caller ? caller.organisationId : null;
  const sight = organisationId === null ? null : await deps.reader.sightOf(allianceId, organisationId);
  const limit = sight?.upTo ?? null;
  if (asOf === undefined) return { allianceId, upTo: limit, past: effectiveAt !== null, effectiveAt };
  const asked = asOf.includes("T") ? await deps.reader.revisionAt(request.scope, allianceId, asOf) : Number(asOf);
  return { allianceId, upTo: limit === null ? asked : Math.min(limit, asked), past: true, effectiveAt };
}
