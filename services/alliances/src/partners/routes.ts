import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { CommandOutcome, IdempotencyKey, InvitationLetter } from "@entente/contracts/api/commands";
import { acceptance } from "@entente/contracts/api/invitations";
import type { AllianceCommand } from "@entente/contracts/commands/catalogue";
import { Uuid } from "@entente/contracts/events/envelope";
import { Sealed, type Readable } from "@entente/contracts/personal";
import { HttpProblem, idempotencyKeyOf, personalContext, systemScope, type Tokens } from "@entente/service-kit";
import { ALLIANCE, answerTo } from "../commandRoute.ts";
import type { AlliancesDeps } from "../deps.ts";
import type { Invitation } from "./decide.ts";

const PURPOSE = "partner-invitation";

/** The path of an invitation's link. It is derived, not stored: whoever may see it can be shown it again, and withdrawing voids it. */
export const invitationLink = (tokens: Tokens, allianceId: string, invitationId: string) =>
  `/invitations/${tokens.sign(PURPOSE, `${allianceId}/${invitationId}`)}`;

/** The alliance that an invitation is for; null for a token that was not made here. */
export const allianceInvitedTo = (tokens: Tokens, token: string): string | null => tokens.verify(PURPOSE, token)?.split("/")[0] ?? null;

/** Reading, accepting and declining by link. */
export function invitationRoutes(app: FastifyInstance, deps: AlliancesDeps): void {
  const token = z.object({ token: z.string().max(400) });

  app.get(`${ALLIANCE}/invitations/:invitationId/link`, {
    schema: {
      summary: "The link of an open invitation, to hand to the invited",
      tags: ["partners"],
      params: z.object({ allianceId: Uuid, invitationId: Uuid }),
      response: { 200: z.strictObject({ link: z.string() }) },
    },
    async handler(request) {
      const { allianceId, invitationId } = request.params as { allianceId: string; invitationId: string };
      const stream = await deps.handler.load(allianceId);
      if (stream?.state.partners.invitations[invitationId]?.status !== "open") throw new HttpProblem("absent");
      return { link: invitationLink(deps.tokens, allianceId, invitationId) };
    },
  });

  app.get("/api/invitations/:token", {
    schema: {
      summary: "What an invitation says, before signing in",
      tags: ["partners"],
      params: token,
      response: { 200: InvitationLetter },
    },
    async handler(request) {
      const { allianceId, invitation, state } = await behind(deps, (request.params as { token: string }).token);
      const { initiated, partners } = state.partners;
      const sent = await letterOf(deps, allianceId, invitation.invitationId);
      const inviter = Object.values(partners).find(
        (partner) => partner.organisationId !== null && partner.organisationId === invitation.by,
      );
      return {
        kind: invitation.kind,
        status: invitation.status,
        allianceId,
        alliance: {
          name: initiated?.name ?? "",
          purpose: initiated?.purpose ?? "",
          phase: state.phases.current,
          partners: Object.values(partners)
            .filter((partner) => !partner.left)
            .map(({ name, ring }) => ({ name, ring })),
        },
        name: invitation.name,
        ring: invitation.ring,
        invitedBy: inviter?.name ?? initiated?.name ?? "",
        message: sent.message,
        sentAt: sent.at,
      };
    },
  });

  for (const verb of ["accept", "decline"] as const) {
    app.post(`/api/invitations/:token/${verb}`, {
      schema: {
        summary: verb === "accept" ? "Accept an invitation for your organisation" : "Decline an invitation",
        operationId: verb === "accept" ? "AcceptInvitation" : "DeclineInvitation",
        tags: ["partners"],
        params: token,
        body: acceptance[verb],
        headers: z.looseObject({ "idempotency-key": IdempotencyKey.optional() }),
        response: { 200: CommandOutcome, 201: CommandOutcome },
      },
      async handler(request, reply) {
        const { allianceId, invitation } = await behind(deps, (request.params as { token: string }).token);
        const { reason = null } = request.body as { reason?: string | null };
        const { invitationId } = invitation;
        const command: AllianceCommand =
          verb === "accept" ? { type: "AcceptInvitation", invitationId } : { type: "DeclineInvitation", invitationId, reason };
        const outcome = await deps.handler.execute(request.scope, {
          allianceId,
          command,
          idempotencyKey: idempotencyKeyOf(request),
          correlationId: request.correlationId,
        });
        const answer = answerTo(deps, request, allianceId, command, outcome);
        return reply.status(answer.changed ? 201 : 200).send(answer);
      },
    });
  }
}

/** The invitation a token was made for; a token that was not made here names nothing. */
async function behind(deps: AlliancesDeps, token: string) {
  const [allianceId, invitationId] = deps.tokens.verify(PURPOSE, token)?.split("/") ?? [];
  const stream = allianceId === undefined ? null : await deps.handler.load(allianceId);
  const invitation: Invitation | undefined = stream?.state.partners.invitations[invitationId ?? ""];
  if (!stream || !invitation || allianceId === undefined) throw new HttpProblem("absent");
  return { allianceId, invitation, state: stream.state };
}

async function letterOf(deps: AlliancesDeps, allianceId: string, invitationId: string): Promise<{ message: Readable | null; at: string }> {
  for await (const event of deps.events.read(systemScope(), `alliance-${allianceId}`)) {
    if (event.data["invitationId"] !== invitationId || !event.type.endsWith("Invited")) continue;
    const sealed = Sealed.safeParse(event.data["message"]);
    const message = sealed.success ? await deps.keys.open(sealed.data, personalContext(event.stream, event.type, "message")) : null;
    return { message, at: event.meta.recordedAt };
  }
  throw new HttpProblem("absent");
}
