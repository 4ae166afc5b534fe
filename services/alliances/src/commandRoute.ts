import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { CommandOutcome, IdempotencyKey } from "@entente/contracts/api/commands";
import type { CommandDefinition } from "@entente/contracts/commands/define";
import type { AllianceCommand } from "@entente/contracts/commands/catalogue";
import { Uuid } from "@entente/contracts/events/envelope";
import { isRejection } from "@entente/contracts/rejections";
import { etagOf, HttpProblem, idempotencyKeyOf, positionToken, Refused } from "@entente/service-kit";
import type { AllianceState } from "./decider.ts";
import type { AlliancesDeps } from "./deps.ts";
import type { Outcome } from "./handler.ts";
import { recordRefusal } from "./refusals.ts";

export const ALLIANCE = "/api/alliances/:allianceId";

interface CommandRoute {
  readonly definition: CommandDefinition;
  readonly path: string;
  readonly tag: string;
  /** Refuses a change to a text that the caller has not read in its newest state. */
  readonly ifMatch?: (command: AllianceCommand, state: AllianceState) => number | null;
  /** Adds to the answer, for example the link of an invitation. */
  readonly extra?: (command: AllianceCommand, allianceId: string) => Partial<CommandOutcome>;
}

/** A route that takes one command: its fields come from the path and the body, checked by the command's own schema. */
export function commandRoute(app: FastifyInstance, deps: AlliancesDeps, { definition, path, tag, ifMatch, extra }: CommandRoute): void {
  const inPath = [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? "");
  const shape = definition.body.shape;
  const fields = z.strictObject(Object.fromEntries(Object.entries(shape).filter(([name]) => !inPath.includes(name))));
  const body = inPath.includes("allianceId") ? fields : fields.extend({ allianceId: Uuid });
  const params = z.object(Object.fromEntries(inPath.map((name) => [name, shape[name] ?? Uuid])));
  app.post(path, {
    schema: {
      summary: definition.summary,
      operationId: definition.type,
      tags: [tag],
      ...(inPath.length > 0 ? { params } : {}),
      body,
      headers: z.looseObject({ "idempotency-key": IdempotencyKey.optional(), ...(ifMatch ? { "if-match": z.string().optional() } : {}) }),
      response: { 200: CommandOutcome, 201: CommandOutcome },
    },
    async handler(request, reply) {
      const { allianceId: named, ...rest } = request.body as Record<string, unknown>;
      const path = request.params as Record<string, string>;
      const { allianceId: placed, ...ids } = path;
      const allianceId = String(placed ?? named);
      // The route's schema is the command's own, split over path and body.
      const command = { ...rest, ...ids, type: definition.type } as AllianceCommand;
      const outcome = await deps.handler.execute(request.scope, {
        allianceId,
        command,
        idempotencyKey: idempotencyKeyOf(request),
        correlationId: request.correlationId,
        precondition: ifMatch ? matching(request, (state) => ifMatch(command, state)) : undefined,
      });
      if (!isRejection(outcome) && outcome.kind === "stale") {
        const revision = ifMatch?.(command, outcome.state) ?? null;
        throw new HttpProblem("stale", revision === null ? {} : { headers: { etag: etagOf(revision) } });
      }
      const answer = answerTo(deps, request, allianceId, command, outcome);
      return reply.status(answer.changed ? 201 : 200).send({ ...answer, ...extra?.(command, allianceId) });
    },
  });
}

function matching(request: FastifyRequest, revisionOf: (state: AllianceState) => number | null) {
  const given = request.headers["if-match"];
  if (typeof given !== "string") throw new HttpProblem("precondition-required");
  return (state: AllianceState) => {
    const revision = revisionOf(state);
    return revision === null || given === etagOf(revision);
  };
}

/** Turns an outcome into the answer, or throws the problem it stands for. */
export function answerTo(
  deps: AlliancesDeps,
  request: FastifyRequest,
  allianceId: string,
  command: AllianceCommand,
  outcome: Outcome,
): CommandOutcome {
  if (isRejection(outcome)) {
    recordRefusal(deps, request, allianceId, command, outcome);
    throw new Refused(outcome);
  }
  switch (outcome.kind) {
    case "stale":
      throw new HttpProblem("stale");
    case "conflict":
      throw new HttpProblem("conflict");
    case "recorded":
      return { revision: outcome.revision, position: positionToken(deps.tokens, outcome), changed: true };
    case "already":
      return { revision: outcome.revision, position: positionToken(deps.tokens, outcome), changed: outcome.replayed };
  }
}
