import httpProxy, { type FastifyHttpProxyOptions } from "@fastify/http-proxy";
import replyFrom from "@fastify/reply-from";
import type { FastifyRequest } from "fastify";
import { routes } from "@entente/contracts/access";
import { createApp, healthOf, openLog, readSettings, SCOPE_HEADER } from "@entente/service-kit";
import { publicOrigin, webFolder } from "./index.ts";
import { serviceOf } from "./routing.ts";

const settings = readSettings(process.env);
const log = openLog("gateway", settings.ENTENTE_LOG_LEVEL);
const upstreams = {
  identity: settings.ENTENTE_IDENTITY_URL,
  alliances: settings.ENTENTE_ALLIANCES_URL,
  insights: settings.ENTENTE_INSIGHTS_URL,
};
const app = await createApp({ log, health: healthOf({}), trustProxy: settings.ENTENTE_TRUST_PROXY });
await publicOrigin(app, settings, webFolder);

const LIVE = "/api/live";

/** What identity needs to know of a request to say who sent it. */
const forwarded = ["cookie", "authorization", "x-api-key", "sec-fetch-site", "origin", "entente-organisation"] as const;

/** Asks identity who is calling; what a client itself sends in the header of the house is thrown away. */
async function scopeTokenFor(request: FastifyRequest): Promise<string> {
  if (!upstreams.identity) return "";
  const headers = new Headers({ "entente-method": request.method });
  for (const name of forwarded) {
    const value = request.headers[name];
    if (typeof value === "string") headers.set(name === "origin" ? "entente-origin" : name, value);
  }
  const { organisation } = request.query as { organisation?: unknown };
  if (request.headers.upgrade !== undefined && typeof organisation === "string") headers.set("entente-organisation", organisation);
  const answer = await fetch(new URL("/internal/scope", upstreams.identity), { headers, signal: AbortSignal.timeout(2_000) });
  return answer.ok ? answer.text() : "";
}

/** Bodies go through as they came: the service behind reads them by its own strict door. */
await app.register(async (behind) => {
  behind.removeAllContentTypeParsers();
  behind.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
  await behind.register(replyFrom);
  for (const route of Object.keys(routes)) {
    const service = serviceOf(route);
    const upstream = service === null ? undefined : upstreams[service];
    const [method = "GET", url = "/"] = route.split(" ");
    if (!upstream || url === LIVE) continue;
    behind.route({
      method,
      url,
      exposeHeadRoute: false,
      async handler(request, reply) {
        const token = await scopeTokenFor(request);
        return reply.from(new URL(request.url, upstream).href, {
          rewriteRequestHeaders: (_request, headers) => ({ ...headers, [SCOPE_HEADER]: token }),
        });
      },
    });
  }
});

// The proxy takes this option; its types do not name it.
const withScope = {
  rewriteRequestHeaders: (headers: object, request: { headers: Record<string, unknown> }) => ({
    ...headers,
    [SCOPE_HEADER]: request.headers[SCOPE_HEADER],
  }),
} as FastifyHttpProxyOptions["wsClientOptions"] & object;

if (upstreams.insights) {
  const upstream = upstreams.insights;
  await app.register(async (live) => {
    // The proxy brings parsers of its own.
    live.removeAllContentTypeParsers();
    await live.register(httpProxy, {
      upstream,
      prefix: LIVE,
      rewritePrefix: LIVE,
      httpMethods: ["GET"],
      websocket: true,
      preHandler: async (request) => {
        request.headers[SCOPE_HEADER] = await scopeTokenFor(request);
      },
      wsClientOptions: withScope,
    });
  });
}

log.info({ address: await app.listen({ port: settings.PORT, host: settings.HOST }) }, "listening");
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void app.close().then(() => process.exit(0)));
