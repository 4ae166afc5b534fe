import { answer, routes, type Caller, type Relation, type Rule } from "@entente/contracts/access";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { HttpProblem } from "./problem.ts";
import { scopeOf } from "./scope.ts";

/** Finds out who calls; anonymous is an answer too. */
export type Authenticate = (request: FastifyRequest) => Promise<Caller>;
/** What an organisation has to do with an alliance; null when nothing or when there is no such alliance. */
export type FindRelation = (allianceId: string, organisationId: string, request: FastifyRequest) => Promise<Relation | null>;

/** The rule of a route. The browsable API document and the live proxy make routes below their own address, which share its rule. */
export function ruleOf(method: string, url: string): Rule | undefined {
  if (url.startsWith("/api/docs/")) return routes["GET /api/docs/*"];
  if (url.startsWith("/api/live/")) return routes["GET /api/live"];
  return routes[`${method === "HEAD" ? "GET" : method} ${url}`];
}

const patterns = Object.keys(routes).map((route) => {
  const [method = "", path = ""] = route.split(" ");
  return { method, pattern: new RegExp(`^${path.replace(/:\w+/g, "[^/]+").replace("*", ".*")}$`) };
});

/** The methods that an address takes; none when nothing is there. */
export const methodsOf = (path: string): string[] => patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);

const id = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Puts access in front of all routes of a plugin, before anything of the body is read: a caller without relation learns nothing, not
 * even what it sent wrongly.
 */
export function guard(app: FastifyInstance, authenticate: Authenticate, findRelation: FindRelation): void {
  app.addHook("onRequest", async (request) => {
    const rule = ruleOf(request.method, request.routeOptions.url ?? "");
    if (!rule) throw new HttpProblem("absent");
    const caller = await authenticate(request);
    request.scope = scopeOf(caller);
    // Params are strings once a route has matched.
    const { allianceId, organisationId } = request.params as Record<string, string | undefined>;
    const named = rule.for === "participant" ? allianceId : rule.for === "ownOrganisation" ? organisationId : undefined;
    const plausible = named === undefined || id.test(named);
    const acting = "organisationId" in caller ? caller.organisationId : null;
    const relation =
      rule.for === "participant" && plausible && allianceId !== undefined && acting !== null
        ? await findRelation(allianceId, acting, request)
        : null;
    const decided = answer(rule, caller, { ...(plausible && organisationId !== undefined ? { organisationId } : {}), relation });
    if (decided === "unauthenticated") throw new HttpProblem("unauthenticated", { headers: { "www-authenticate": "Bearer" } });
    if (decided === "absent" || !plausible) throw new HttpProblem("absent");
    if (decided === "forbidden") throw new HttpProblem("forbidden");
  });
}
