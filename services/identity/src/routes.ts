import type { FastifyInstance } from "fastify";
import { guard } from "@entente/service-kit";
import { authRoute } from "./auth/route.ts";
import type { IdentityDeps } from "./deps.ts";
import { importRoute } from "./imports/route.ts";
import { apiKeyRoutes } from "./organisation/apiKeys.ts";
import { invitationRoutes } from "./organisation/invitations.ts";
import { organisationRoutes } from "./organisation/routes.ts";
import { recoveryRoutes } from "./people/recovery.ts";
import { peopleRoutes } from "./people/routes.ts";

/** The routes of people and organisations. None of them concerns an alliance. */
export const identityRoutes =
  (deps: IdentityDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    guard(app, deps.authenticate, async () => null);
    authRoute(app, deps);
    peopleRoutes(app, deps);
    recoveryRoutes(app, deps);
    organisationRoutes(app, deps);
    invitationRoutes(app, deps);
    apiKeyRoutes(app, deps);
    await app.register(importRoute(deps));
  };
