import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { OrganisationAnswer } from "@entente/contracts/api/identity";
import { organisationCommands as commands } from "@entente/contracts/commands/organisation";
import { Uuid } from "@entente/contracts/events/envelope";
import { HttpProblem } from "@entente/service-kit";
import { commandRoute, ORGANISATION } from "../commandRoute.ts";
import type { IdentityDeps } from "../deps.ts";
import { voidLinkFromElsewhere } from "../people/recovery.ts";

/** A tenant's own affairs: its name, its people and their roles. */
export function organisationRoutes(app: FastifyInstance, deps: IdentityDeps): void {
  commandRoute(app, deps, {
    method: "POST",
    path: "/api/organisations",
    definition: commands.RegisterOrganisation,
    then: (request) => voidLinkFromElsewhere(deps, request),
  });
  commandRoute(app, deps, { method: "PATCH", path: ORGANISATION, definition: commands.RenameOrganisation });
  commandRoute(app, deps, { method: "PUT", path: `${ORGANISATION}/members/:personId/role`, definition: commands.ChangeRole });
  commandRoute(app, deps, { method: "DELETE", path: `${ORGANISATION}/members/:personId`, definition: commands.RemoveMember });

  app.get(ORGANISATION, {
    schema: {
      summary: "An organisation: its people, open invitations and keys",
      operationId: "ReadOrganisation",
      tags: ["organisations"],
      params: z.object({ organisationId: Uuid }),
      response: { 200: OrganisationAnswer },
    },
    async handler(request): Promise<OrganisationAnswer> {
      const page = await deps.pages.read((request.params as { organisationId: string }).organisationId);
      if (!page) throw new HttpProblem("absent");
      const people = new Map(
        (await deps.credentials.people(page.members.map(({ personId }) => personId))).map((person) => [person.personId, person]),
      );
      return {
        ...page,
        members: page.members.map((member) => {
          const { name = null, email = null } = people.get(member.personId) ?? {};
          return { ...member, name, email };
        }),
        apiKeys: await Promise.all(
          page.apiKeys.map(async (key) => ({ ...key, start: (await deps.credentials.describeApiKey(key.keyId))?.start ?? "" })),
        ),
      };
    },
  });
}
