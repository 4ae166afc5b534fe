import type { FastifyInstance, FastifyRequest } from "fastify";
import { actorOf } from "@entente/contracts/access";
import { liveClose } from "@entente/contracts/api/live";
import { HttpProblem } from "@entente/service-kit";
import type { InsightsDeps } from "../deps.ts";

/**
 * Browsers cannot send headers with a socket, so the organisation comes as `?organisation=`. It is put where authentication looks for
 * it before access is decided.
 */
export function organisationFromQuery(app: FastifyInstance): void {
  app.addHook("onRequest", async (request) => {
    if (request.routeOptions.url !== "/api/live") return;
    const { organisation } = request.query as { organisation?: string };
    if (typeof organisation === "string") request.headers["entente-organisation"] = organisation;
    // A page of another origin must not open a socket with our visitor's cookie.
    if (request.headers.origin !== undefined && !sameHost(request)) throw new HttpProblem("forbidden");
  });
}

const sameHost = (request: FastifyRequest): boolean => {
  const origin = request.headers.origin;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === request.host;
};

export function liveRoute(app: FastifyInstance, deps: InsightsDeps): void {
  app.get("/api/live", { websocket: true, schema: { summary: "Live updates over a WebSocket; see asyncapi.json", tags: ["live"] } }, (socket, request) => {
    const { organisationId } = actorOf(request.scope.caller);
    if (organisationId === null) return socket.close(liveClose.signedOut, "no organisation");
    deps.hub.connect(socket, request.scope, organisationId, () => deps.authenticate(request));
  });
}
