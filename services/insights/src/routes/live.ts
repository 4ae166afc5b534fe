import type { FastifyInstance } from "fastify";
import { actorOf } from "@entente/contracts/access";
import { liveClose } from "@entente/contracts/api/live";
import type { InsightsDeps } from "../deps.ts";

/** Live updates; authentication knows that a browser names the organisation as `?organisation=` when it opens a socket. */
export function liveRoute(app: FastifyInstance, deps: InsightsDeps): void {
  app.get(
    "/api/live",
    { websocket: true, schema: { summary: "Live updates over a WebSocket; see asyncapi.json", tags: ["live"] } },
    (socket, request) => {
      const { organisationId } = actorOf(request.scope.caller);
      if (organisationId === null) return socket.close(liveClose.signedOut, "no organisation");
      deps.hub.connect(socket, request.scope, organisationId, () => deps.authenticate(request));
    },
  );
}
