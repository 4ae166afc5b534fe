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

/** Asks identity who is calling; what a client itself sends in the header of the house is thrown away. */
async function scopeTokenFor(request: FastifyRequest): Promise<string> {
  if (!upstreams.identity) return "";
  const { cookie, authorization, origin } = request.headers;
  const organisation = request.headers["entente-organisation"];
  const headers = new Headers({ "entente-method": request.method });
  for (const [name, value] of Object.entries({ cookie, authorization, "entente-origin": origin, "entente-organisation": organisation })) {
    if (typeof value === "string") headers.set(name, value);
  }
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
