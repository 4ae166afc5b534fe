import { existsSync } from "node:fs";
import { join } from "node:path";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import staticFiles from "@fastify/static";
import { createHash } from "node:crypto";
import { HttpProblem, type App, type Settings } from "@entente/service-kit";

/** What the public origin adds to an app: security headers, rate limits, the web files. Registered before the routes. */
export async function publicOrigin(app: App, settings: Settings, webFolder: string): Promise<void> {
  const secure = settings.ENTENTE_PUBLIC_URL?.startsWith("https:") ?? false;
  await app.register(helmet, {
    // Pages are what a browser runs; answers of the API carry what concerns them from the service kit.
    global: false,
    contentSecurityPolicy: pagePolicy,
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: "same-origin" },
  });
  if (settings.ENTENTE_RATE_LIMIT > 0) {
    await app.register(rateLimit, {
      global: true,
      timeWindow: "1 minute",
      // Whoever shows an identity gets more room; a made-up one is refused by authentication and has its own small account here.
      max: (_request, key) => (key.startsWith("identity ") ? settings.ENTENTE_RATE_LIMIT * 10 : settings.ENTENTE_RATE_LIMIT),
      keyGenerator: (request) => {
        const identity = request.headers.authorization ?? request.headers.cookie;
        return identity === undefined ? request.ip : `identity ${createHash("sha256").update(identity).digest("base64url")}`;
      },
      allowList: (request) => !request.url.startsWith("/api/"),
      enableDraftSpec: true,
      errorResponseBuilder: (_request, { ttl }) =>
        new HttpProblem("too-many", { headers: { "retry-after": String(Math.ceil(ttl / 1_000)) } }),
    });
  }
  if (existsSync(join(webFolder, "index.html"))) await webFiles(app, webFolder);
}

const pagePolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    fontSrc: ["'self'"],
    imgSrc: ["'self'", "data:"],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
};

/** The web files: hashed assets for ever, everything else by the one page, which asks for its data itself. */
async function webFiles(app: App, folder: string): Promise<void> {
  await app.register(staticFiles, {
    root: folder,
    wildcard: false,
    index: false,
    preCompressed: true,
    setHeaders: (response, path) => {
      response.header("cache-control", path.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  const page = async (request: { readonly url: string }, reply: { sendFile(name: string): unknown }) => {
    if (request.url.startsWith("/api/") || request.url.startsWith("/assets/")) throw new HttpProblem("absent");
    return reply.sendFile("index.html");
  };
  app.get("/", { helmet: {} }, page);
  app.get("/*", { helmet: {} }, page);
}
