import httpProxy from "@fastify/http-proxy";
import type { FastifyRequest } from "fastify";
import { routes } from "@entente/contracts/access";
import { createApp, healthOf, openLog, readSettings, SCOPE_HEADER } from "@entente/service-kit";
import { publicOrigin, webFolder } from "./index.ts";
import { serviceOf } from "./routing.ts";

const settings = readSettings(process.env);
const log = openLog("gateway", settings.ENTENTE_LOG_LEVEL);
const upstreams = { identity: settings.ENTENTE_IDENTITY_URL, alliances: settings.ENTENTE_ALLIANCES_URL, insights: settings.ENTENTE_INSIGHTS_URL };
const app = await createApp({ log, health: healthOf({}), trustProxy: settings.ENTENTE_TRUST_PROXY });
await publicOrigin(app, settings, webFolder);

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

for (const [service, upstream] of Object.entries(upstreams)) {
  if (!upstream) continue;
  for (const route of Object.keys(routes).filter((name) => serviceOf(name) === service)) {
    const [method = "GET", prefix = "/"] = route.split(" ");
    await app.register(httpProxy, {
      upstream,
      prefix,
      rewritePrefix: prefix,
      httpMethods: [method],
      websocket: prefix === "/api/live",
      preHandler: async (request) => {
        request.headers[SCOPE_HEADER] = await scopeTokenFor(request);
      },
    });
  }
}
log.info({ address: await app.listen({ port: settings.PORT, host: settings.HOST }) }, "listening");
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void app.close().then(() => process.exit(0)));
