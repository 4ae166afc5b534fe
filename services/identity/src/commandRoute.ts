import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Scope } from "@entente/contracts/access";
import { CommandOutcome, IdempotencyKey } from "@entente/contracts/api/commands";
import type { organisationCommands, OrganisationCommand } from "@entente/contracts/commands/organisation";
import { Uuid } from "@entente/contracts/events/envelope";
import { isRejection } from "@entente/contracts/rejections";
import { type CommandOutcome as Outcome, HttpProblem, idempotencyKeyOf, positionToken, Refused } from "@entente/service-kit";
import type { IdentityDeps } from "./deps.ts";

export const ORGANISATION = "/api/organisations/:organisationId";

/** The header that every act of ours carries. */
export const withIdempotencyKey = z.looseObject({ "idempotency-key": IdempotencyKey.optional() });

interface CommandRoute {
  readonly method: "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly definition: (typeof organisationCommands)[keyof typeof organisationCommands];
  /** What else follows once it is so; repeated when the command is. */
  readonly then?: (request: FastifyRequest, command: OrganisationCommand) => Promise<unknown>;
  /** Adds to the answer, for example the link of an invitation. */
  readonly extra?: (command: OrganisationCommand, organisationId: string) => Partial<CommandOutcome>;
}

/** A route that takes one command: its fields come from the path and the body, checked by the command's own schema. */
export function commandRoute(app: FastifyInstance, deps: IdentityDeps, { method, path, definition, then, extra }: CommandRoute): void {
  const inPath = [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? "");
  const shape: Readonly<Record<string, z.ZodType>> = definition.body.shape;
  const fields = z.strictObject(Object.fromEntries(Object.entries(shape).filter(([name]) => !inPath.includes(name))));
  app.route({
    method,
    url: path,
    schema: {
      summary: definition.summary,
      operationId: definition.type,
      tags: ["organisations"],
      ...(inPath.length > 0 ? { params: z.object(Object.fromEntries(inPath.map((name) => [name, shape[name] ?? Uuid]))) } : {}),
      ...(method === "DELETE" ? {} : { body: inPath.includes("organisationId") ? fields : fields.extend({ organisationId: Uuid }) }),
      headers: withIdempotencyKey,
      response: { 200: CommandOutcome, 201: CommandOutcome },
    },
    async handler(request, reply) {
      const { organisationId, ...rest } = {
        ...(request.body as Record<string, unknown> | undefined),
        ...(request.params as Record<string, string>),
      };
      const id = String(organisationId);
      // The route's schema is the command's own, split over path and body.
      const command = { ...rest, type: definition.type } as OrganisationCommand;
      const answer = await execute(deps, askedBy(request), id, command);
      await then?.(request, command);
      return reply.status(answer.changed ? 201 : 200).send({ ...answer, ...extra?.(command, id) });
    },
  });
}

/** Who asks for a command, under which key. */
export interface Asked {
  readonly scope: Scope;
  readonly correlationId: string;
  readonly idempotencyKey: string;
}

/** As a request asks. */
export const askedBy = (request: FastifyRequest): Asked => ({
  scope: request.scope,
  correlationId: request.correlationId,
  idempotencyKey: idempotencyKeyOf(request),
});

/** Executes a command of the caller's, or throws the problem that stands in its way. */
export async function execute(
  deps: Pick<IdentityDeps, "handler" | "tokens">,
  { scope, ...asked }: Asked,
  organisationId: string,
  command: OrganisationCommand,
): Promise<CommandOutcome> {
  return answerTo(deps, await deps.handler.execute(scope, { id: organisationId, command, ...asked }));
}

/** Turns an outcome into the answer, or throws the problem it stands for. */
export function answerTo(deps: Pick<IdentityDeps, "tokens">, outcome: Outcome): CommandOutcome {
  if (isRejection(outcome)) throw outcome.code === "unknown-organisation" ? new HttpProblem("absent") : new Refused(outcome);
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
