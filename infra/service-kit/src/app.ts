import websocket from "@fastify/websocket";
import fastify, { LogController, type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { Scope } from "@entente/contracts/access";
import type { Fault } from "@entente/contracts/api/problem";
import { AppendTooLarge, StoreUnavailable } from "@entente/event-store";
import { PersonErased } from "@entente/person-keys";
import { ReadStoreUnavailable } from "@entente/read-store";
import { reject } from "@entente/contracts/rejections";
import { z } from "zod";
import { methodsOf, ruleOf } from "./access.ts";
import type { Health } from "./health.ts";
import { newId } from "./ids.ts";
import { JsonRefused, parseJson } from "./json.ts";
import type { Logger } from "./log.ts";
import { HttpProblem, languageOf, problemOf, problemOfRejection, Refused } from "./problem.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who calls; set by the access guard and by nothing else. */
    scope: Scope;
    correlationId: string;
  }
  /** What the API document says of a route beside its schemas. */
  interface FastifySchema {
    summary?: string;
    operationId?: string;
    tags?: readonly string[];
    consumes?: readonly string[];
    hide?: boolean;
  }
}

export type App = FastifyInstance;

export interface AppOptions {
  readonly log: Logger;
  readonly health: Health;
  readonly trustProxy?: boolean;
  /** Checks every answer against its schema; tests switch it on. */
  readonly checkAnswers?: boolean;
}

const BODY_LIMIT = 1_000_000;
/** No frame of the live socket is larger. */
const FRAME_LIMIT = 64 * 1024;

/** The one way to make a service: parsing, problems, one log line a request, health. Routes come from plugins behind a {@link guard}. */
export async function createApp({ log, health, trustProxy = false, checkAnswers = false }: AppOptions): Promise<App> {
  const app: App = fastify({
    bodyLimit: BODY_LIMIT,
    trustProxy,
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 500 },
    forceCloseConnections: "idle",
  });
  app.decorateRequest("correlationId", "");
  app.setValidatorCompiler(({ schema, httpPart }) => (data) => {
    if (!isZod(schema)) throw new Error("every schema is a zod schema");
    const result = schema.safeParse(data);
    return result.success ? { value: result.data } : { error: invalid(result.error.issues, httpPart) };
  });
  app.setSerializerCompiler(({ schema }) => (answer) => {
    if (checkAnswers && isZod(schema)) schema.parse(answer);
    return JSON.stringify(answer);
  });
  takeOnlyJson(app);
  app.addHook("onRoute", ({ method, url }) => {
    for (const one of [method].flat()) {
      if (one !== "OPTIONS" && !url.startsWith("/health/") && !url.startsWith("/assets/") && url.startsWith("/api") && !ruleOf(one, url)) {
        throw new Error(`${one} ${url} is not in the table of access (contracts/src/access.ts)`);
      }
    }
  });
  app.addHook("onRequest", async (request, reply) => {
    const given = request.headers["x-correlation-id"];
    request.correlationId = typeof given === "string" && /^[\w.-]{1,100}$/.test(given) ? given : newId();
    reply.header("x-correlation-id", request.correlationId);
    reply.header("x-content-type-options", "nosniff");
  });
  app.addHook("onResponse", async (request, reply) => {
    const { caller } = request.scope ?? {};
    log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? "none",
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        organisation: caller && "organisationId" in caller ? caller.organisationId : null,
        correlationId: request.correlationId,
      },
      "request",
    );
  });
  app.setErrorHandler((error: FastifyError, request, reply) => answerWith(error, request, reply, log));
  app.setNotFoundHandler((request, reply) => {
    const methods = methodsOf(request.url.split("?")[0] ?? "");
    const problem =
      methods.length > 0 ? new HttpProblem("method-not-allowed", { headers: { allow: methods.join(", ") } }) : new HttpProblem("absent");
    return answerWith(problem, request, reply, log);
  });
  await app.register(websocket, { options: { maxPayload: FRAME_LIMIT, perMessageDeflate: false } });
  app.get("/health/live", async () => ({ status: "alive" }));
  app.get("/health/ready", async (_request, reply) => {
    const state = await health.ready();
    if (!state.ready) log.warn({ reasons: state.reasons }, "not ready");
    return reply.status(state.ready ? 200 : 503).send({ status: state.ready ? "ready" : "not ready" });
  });
  return app;
}

const isZod = (schema: unknown): schema is z.ZodType => schema instanceof z.ZodType;

/** JSON through the strict door, and nothing else; imports add their own type in their own plugin. */
function takeOnlyJson(app: App): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => {
    try {
      done(null, body === "" ? undefined : parseJson(String(body)));
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

export function answerWith(error: Error, request: FastifyRequest, reply: FastifyReply, log: Logger) {
  const language = languageOf(request.headers["accept-language"]);
  const correlationId = request.correlationId;
  const rejection = error instanceof Refused ? error.rejection : error instanceof PersonErased ? reject("person-erased") : null;
  if (rejection) {
    const problem = problemOfRejection(rejection, language, correlationId);
    return reply.status(problem.status).type("application/problem+json").send(JSON.stringify(problem));
  }
  const known = knownProblem(error);
  if (known.code === "bug") log.error({ err: error, correlationId, route: request.routeOptions.url }, "a request failed");
  const problem = problemOf(known, language, correlationId);
  return reply.status(problem.status).headers(known.headers).type("application/problem+json").send(JSON.stringify(problem));
}

function knownProblem(error: Error): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof JsonRefused)
    return new HttpProblem("not-json", { faults: [{ pointer: "#", message: `${error.message} (character ${error.at})` }] });
  if (error instanceof StoreUnavailable) return new HttpProblem("store_unavailable", { headers: { "retry-after": "5" } });
  if (error instanceof ReadStoreUnavailable) return new HttpProblem("projection_behind", { headers: { "retry-after": "5" } });
  if (error instanceof AppendTooLarge) return new HttpProblem("too-large");
  const { statusCode } = error as FastifyError;
  if (statusCode === 413) return new HttpProblem("too-large");
  if (statusCode === 415) return new HttpProblem("media-type");
  if (statusCode === 429) return new HttpProblem("too-many", { headers: { "retry-after": "60" } });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new HttpProblem("invalid", { faults: [{ pointer: "#", message: error.message }] });
  return new HttpProblem("bug");
}

/** Nobody mends more at once; a body made of nonsense is not answered with a larger one. */
const MAX_FAULTS = 100;

function invalid(issues: readonly z.core.$ZodIssue[], httpPart: string | undefined): HttpProblem {
  const place = httpPart === "querystring" ? "/query" : httpPart === "params" ? "/path" : httpPart === "headers" ? "/headers" : "";
  return new HttpProblem("invalid", {
    faults: issues
      .slice(0, MAX_FAULTS)
      .flatMap((issue) => faultsOf(issue, place))
      .slice(0, MAX_FAULTS),
  });
}

/** A zod issue as faults, one a field; unknown fields are named one by one. */
export function faultsOf(issue: z.core.$ZodIssue, place = ""): Fault[] {
  const path = issue.path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  if (issue.code === "unrecognized_keys")
    return issue.keys.slice(0, MAX_FAULTS).map((key) => ({ pointer: `#${place}${path}/${key}`, message: "there is no such field" }));
  return [{ pointer: `#${place}${path}`, message: issue.message }];
}
