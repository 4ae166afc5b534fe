import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { actorOf } from "@entente/contracts/access";
import { ApiKeyOutcome } from "@entente/contracts/api/identity";
import { organisationCommands as commands, type OrganisationCommand } from "@entente/contracts/commands/organisation";
import { Uuid } from "@entente/contracts/events/envelope";
import { type CommandOutcome, idempotencyKeyOf, systemScope } from "@entente/service-kit";
import { answerTo, commandRoute, ORGANISATION, withIdempotencyKey } from "../commandRoute.ts";
import type { IdentityDeps } from "../deps.ts";

const fields = commands.IssueApiKey.body.omit({ keyId: true });

/** Keys for software. The plaintext is in one answer only; a key counts once it is in the organisation's record. */
export function apiKeyRoutes(app: FastifyInstance, deps: IdentityDeps): void {
  app.post(`${ORGANISATION}/api-keys`, {
    schema: {
      summary: commands.IssueApiKey.summary,
      operationId: "IssueApiKey",
      tags: ["organisations"],
      params: z.object({ organisationId: Uuid }),
      body: fields,
      headers: withIdempotencyKey,
      response: { 200: ApiKeyOutcome, 201: ApiKeyOutcome },
    },
    async handler(request, reply) {
      const { organisationId } = request.params as { organisationId: string };
      const { name, role } = request.body as z.output<typeof fields>;
      const asked = (keyId: string) => ({
        id: organisationId,
        command: { type: "IssueApiKey", keyId, name, role } satisfies OrganisationCommand,
        idempotencyKey: idempotencyKeyOf(request),
        correlationId: request.correlationId,
      });
      // Asked first, so that neither a refusal nor a repetition makes a key that nobody may use.
      const settled = await deps.handler.preview(request.scope, asked("-"));
      if (settled) return answerAgain(deps, reply, organisationId, settled);
      const { keyId, key } = await deps.credentials.issueApiKey({
        name,
        organisationId,
        role,
        createdBy: actorOf(request.scope.caller).id,
      });
      const outcome = await deps.handler.execute(request.scope, asked(keyId));
      if (outcome.kind === "recorded") return reply.status(201).send({ ...answerTo(deps, outcome), keyId, key });
      await deps.credentials.revokeApiKey(keyId);
      return answerAgain(deps, reply, organisationId, outcome);
    },
  });

  commandRoute(app, deps, {
    method: "DELETE",
    path: `${ORGANISATION}/api-keys/:keyId`,
    definition: commands.RevokeApiKey,
    then: async (_request, command) => "keyId" in command && deps.credentials.revokeApiKey(command.keyId),
  });
}

/** The answer to a request that was answered before: which key it was, without the key. */
async function answerAgain(deps: IdentityDeps, reply: FastifyReply, organisationId: string, settled: CommandOutcome) {
  const answer = answerTo(deps, settled);
  for await (const event of deps.events.read(systemScope(), `organisation-${organisationId}`, { from: answer.revision, limit: 1 })) {
    return reply.status(answer.changed ? 201 : 200).send({ ...answer, keyId: String(event.data["keyId"]), key: null });
  }
  throw new Error(`organisation-${organisationId} has no revision ${answer.revision}`);
}
