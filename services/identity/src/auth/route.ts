import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { authEndpoints } from "@entente/contracts/api/identity";
import { Fault, problems, type ProblemCode } from "@entente/contracts/api/problem";
import { HttpProblem } from "@entente/service-kit";
import type { IdentityDeps } from "../deps.ts";
import { comesFromElsewhere } from "../origin.ts";

/** Signing up, in and out, and one's sessions: handed on to credentials, whose refusals are said in the reader's language. */
export function authRoute(app: FastifyInstance, deps: IdentityDeps): void {
  for (const { method, path, operationId, summary, body, status, answer } of authEndpoints) {
    app.route({
      method,
      url: `/api/auth/${path}`,
      schema: { summary, operationId, tags: ["session"], ...(body ? { body } : {}), response: { [status]: answer } },
      async handler(request, reply) {
        const { status, cookies, text, problem } = await throughCredentials(deps, request);
        if (cookies.length > 0) reply.header("set-cookie", [...cookies]);
        reply.header("cache-control", "no-store");
        if (problem) throw problem;
        return text === "" ? reply.status(status).send() : reply.status(status).send(JSON.parse(text));
      },
    });
  }
}

/** What credentials answered: the problem when they refuse. Cookies are to be set in either case. */
export interface Credited {
  readonly status: number;
  readonly cookies: readonly string[];
  readonly text: string;
  readonly problem: HttpProblem | null;
}

/** Hands a request on to credentials; with another address and body where they are given. */
export async function throughCredentials(
  deps: Pick<IdentityDeps, "credentials" | "baseUrl" | "publicOrigin">,
  request: FastifyRequest,
  instead: { readonly method: string; readonly url: string; readonly body: unknown } = request,
): Promise<Credited> {
  const response = await deps.credentials.handler(asWebRequest(request, deps, instead), { address: request.ip });
  const text = await response.text();
  const problem = response.ok ? null : problemIn(text, response.headers);
  return { status: response.status, cookies: response.headers.getSetCookie(), text, problem };
}

const answered: readonly string[] = ["allow", "retry-after"];
const Refusal = z.object({ code: z.string(), faults: z.array(Fault).default([]) });

function problemIn(text: string, headers: Headers): HttpProblem {
  const { code, faults } = Refusal.parse(JSON.parse(text));
  return new HttpProblem(isProblemCode(code) ? code : "bug", {
    faults,
    headers: Object.fromEntries([...headers].filter(([name]) => answered.includes(name))),
  });
}

const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code);

/** The body was read through the strict door for JSON, so it is written anew. */
function asWebRequest(
  request: FastifyRequest,
  { baseUrl, publicOrigin }: Pick<IdentityDeps, "baseUrl" | "publicOrigin">,
  { method, url, body }: { readonly method: string; readonly url: string; readonly body: unknown },
): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === "string" && name !== "content-length" && name !== "host") headers.set(name, value);
  }
  // Which origin is ours was found out here; credentials know it by one name.
  if (headers.has("origin") && !comesFromElsewhere(request, publicOrigin)) headers.set("origin", baseUrl);
  return new Request(new URL(url, baseUrl), {
    method,
    headers,
    ...(body === undefined || body === null ? {} : { body: JSON.stringify(body) }),
  });
}
