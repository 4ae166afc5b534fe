import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { actorOf } from "@entente/contracts/access";
import { PasswordRecovery, RecoveryLink } from "@entente/contracts/api/identity";
import { Uuid } from "@entente/contracts/events/envelope";
import { reject } from "@entente/contracts/rejections";
import { HttpProblem, idempotencyKeyOf, Refused } from "@entente/service-kit";
import { askedBy, execute, ORGANISATION, withIdempotencyKey } from "../commandRoute.ts";
import type { IdentityDeps } from "../deps.ts";

/** A forgotten password is mended by a link that an owner or the operator hands over; it is on record who did. */
export function recoveryRoutes(app: FastifyInstance, deps: IdentityDeps): void {
  app.post(`${ORGANISATION}/members/:personId/recovery-link`, {
    schema: {
      summary: "A link with which a member sets a new password; only for somebody who is a member here alone",
      operationId: "IssueRecoveryLink",
      tags: ["people"],
      params: z.object({ organisationId: Uuid, personId: Uuid }),
      headers: withIdempotencyKey,
      response: { 201: RecoveryLink },
    },
    async handler(request, reply) {
      const { organisationId, personId } = request.params as { organisationId: string; personId: string };
      idempotencyKeyOf(request);
      refuseUnlessMemberHereAlone(deps, request, organisationId, personId);
      await execute(deps, askedBy(request), organisationId, { type: "NoteRecoveryLink", personId });
      const link = await newLink(deps, request, personId);
      try {
        // Asked again: who joined elsewhere meanwhile voided a link that did not exist yet.
        refuseUnlessMemberHereAlone(deps, request, organisationId, personId);
      } catch (error) {
        await deps.credentials.voidRecoveryLink(personId);
        throw error;
      }
      return reply.status(201).send(link);
    },
  });

  app.post("/api/people/:personId/recovery-link", {
    schema: {
      summary: "A link with which anybody sets a new password; noted in each organisation of theirs",
      operationId: "IssueRecoveryLinkAsOperator",
      tags: ["people"],
      params: z.object({ personId: Uuid }),
      headers: withIdempotencyKey,
      response: { 201: RecoveryLink },
    },
    async handler(request, reply) {
      const { personId } = request.params as { personId: string };
      idempotencyKeyOf(request);
      for (const { organisationId } of deps.directory.memberships(personId))
        await execute(deps, askedBy(request), organisationId, { type: "NoteRecoveryLink", personId });
      return reply.status(201).send(await newLink(deps, request, personId));
    },
  });

  app.post("/api/password-recovery", {
    schema: {
      summary: "Set a new password by a link; it works once, and ends all sessions of the person",
      operationId: "RecoverPassword",
      tags: ["people"],
      body: PasswordRecovery,
      headers: withIdempotencyKey,
      response: { 204: z.null() },
    },
    async handler(request, reply) {
      const { token, password } = request.body as z.output<typeof PasswordRecovery>;
      idempotencyKeyOf(request);
      const { reset } = await deps.credentials.resetPassword(token, password);
      if (!reset) throw new HttpProblem("recovery-link-void");
      return reply.status(204).send();
    },
  });
}

async function newLink(deps: IdentityDeps, request: FastifyRequest, personId: string) {
  const link = await deps.credentials.createRecoveryLink(personId, actorOf(request.scope.caller).id);
  if (!link) throw new HttpProblem("absent");
  return { link: `/recover/${link.token}`, expiresAt: link.expiresAt };
}

/** An owner must not come by the account of somebody who may act for others too: there, the operator hands out the link. */
function refuseUnlessMemberHereAlone(deps: IdentityDeps, request: FastifyRequest, organisationId: string, personId: string): void {
  if (deps.directory.roleOf(personId, organisationId) === null) throw new Refused(reject("unknown-member"));
  if (request.scope.caller.kind === "operator") return;
  if (deps.directory.memberships(personId).some((membership) => membership.organisationId !== organisationId))
    throw new Refused(reject("member-elsewhere"));
}

/** Whoever joins an organisation leaves behind the link that an owner elsewhere may hold: it would now open this organisation too. */
export async function voidLinkFromElsewhere(deps: IdentityDeps, { scope }: FastifyRequest): Promise<void> {
  if (scope.caller.kind === "person") await deps.credentials.voidRecoveryLink(scope.caller.personId);
}
