import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { CommandOutcome } from "@entente/contracts/api/commands";
import { acceptance } from "@entente/contracts/api/invitations";
import { MemberInvitationLetter } from "@entente/contracts/api/identity";
import { organisationCommands as commands } from "@entente/contracts/commands/organisation";
import { Uuid } from "@entente/contracts/events/envelope";
import { reject } from "@entente/contracts/rejections";
import { HttpProblem, Refused, type Tokens } from "@entente/service-kit";
import { askedBy, commandRoute, execute, ORGANISATION, withIdempotencyKey } from "../commandRoute.ts";
import type { IdentityDeps } from "../deps.ts";
import { voidLinkFromElsewhere } from "../people/recovery.ts";
import type { Invitation } from "./decide.ts";

const PURPOSE = "member-invitation";

/** The path of an invitation's link. It is derived, not stored: whoever may see it can be shown it again, and withdrawing voids it. */
const invitationLink = (tokens: Tokens, organisationId: string, invitationId: string) =>
  `/member-invitations/${tokens.sign(PURPOSE, `${organisationId}/${invitationId}`)}`;

/** The organisation that a member's invitation is for; null for a token that was not made here. */
export const organisationInvitedTo = (tokens: Tokens, token: string): string | null => tokens.verify(PURPOSE, token)?.split("/")[0] ?? null;

/** Inviting colleagues by link, reading the letter behind it, and accepting. */
export function invitationRoutes(app: FastifyInstance, deps: IdentityDeps): void {
  commandRoute(app, deps, {
    method: "POST",
    path: `${ORGANISATION}/invitations`,
    definition: commands.InviteMember,
    extra: (command, organisationId) =>
      "invitationId" in command ? { link: invitationLink(deps.tokens, organisationId, command.invitationId) } : {},
  });
  commandRoute(app, deps, {
    method: "DELETE",
    path: `${ORGANISATION}/invitations/:invitationId`,
    definition: commands.WithdrawMemberInvitation,
  });

  app.get(`${ORGANISATION}/invitations/:invitationId/link`, {
    schema: {
      summary: "The link of an open invitation, to hand to the invited",
      operationId: "ReadMemberInvitationLink",
      tags: ["organisations"],
      params: z.object({ organisationId: Uuid, invitationId: Uuid }),
      response: { 200: z.strictObject({ link: z.string() }) },
    },
    async handler(request) {
      const { organisationId, invitationId } = request.params as { organisationId: string; invitationId: string };
      const invitation = (await deps.handler.load(organisationId))?.state.invitations[invitationId];
      if (invitation?.status !== "open") throw new HttpProblem("absent");
      const { caller } = request.scope;
      const makesOwners = caller.kind === "operator" || (caller.kind === "person" && caller.role === "owner");
      if (invitation.role === "owner" && !makesOwners) throw new Refused(reject("owner-only"));
      return { link: invitationLink(deps.tokens, organisationId, invitationId) };
    },
  });

  const token = z.object({ token: z.string().max(400) });

  app.get("/api/member-invitations/:token", {
    schema: {
      summary: "What an invitation says, before signing in",
      operationId: "ReadMemberInvitation",
      tags: ["organisations"],
      params: token,
      response: { 200: MemberInvitationLetter },
    },
    async handler(request) {
      const { organisationId, name, invitation } = await behind(deps, (request.params as { token: string }).token);
      const { role, status, sentAt } = invitation;
      return { organisationId, organisation: name, role, status, sentAt };
    },
  });

  app.post("/api/member-invitations/:token/accept", {
    schema: {
      summary: commands.AcceptMemberInvitation.summary,
      operationId: "AcceptMemberInvitation",
      tags: ["organisations"],
      params: token,
      body: acceptance.accept,
      headers: withIdempotencyKey,
      response: { 200: CommandOutcome, 201: CommandOutcome },
    },
    async handler(request, reply) {
      const { organisationId, invitationId } = await behind(deps, (request.params as { token: string }).token);
      const answer = await execute(deps, askedBy(request), organisationId, { type: "AcceptMemberInvitation", invitationId });
      await voidLinkFromElsewhere(deps, request);
      return reply.status(answer.changed ? 201 : 200).send(answer);
    },
  });
}

/** The invitation a token was made for; a token that was not made here names nothing. */
async function behind(
  deps: IdentityDeps,
  token: string,
): Promise<{ organisationId: string; invitationId: string; name: string; invitation: Invitation }> {
  const [organisationId = "", invitationId = ""] = deps.tokens.verify(PURPOSE, token)?.split("/") ?? [];
  const state = organisationId === "" ? undefined : (await deps.handler.load(organisationId))?.state;
  const invitation = state?.invitations[invitationId];
  if (!state || !invitation) throw new HttpProblem("absent");
  return { organisationId, invitationId, name: state.name, invitation };
}
