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
        const response = await deps.credentials.handler(asWebRequest(request, deps), { address: request.ip });
        const cookies = response.headers.getSetCookie();
        if (cookies.length > 0) reply.header("set-cookie", cookies);
        reply.header("cache-control", "no-store");
        const text = await response.text();
        if (!response.ok) throw problemIn(text, response.headers);
        return text === "" ? reply.status(response.status).send() : reply.status(response.status).send(JSON.parse(text));
      },
    });
  }
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
function asWebRequest(request: FastifyRequest, { baseUrl, publicOrigin }: IdentityDeps): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === "string" && name !== "content-length" && name !== "host") headers.set(name, value);
  }
  // Which origin is ours was found out here; credentials know it by one name.
  if (headers.has("origin") && !comesFromElsewhere(request, publicOrigin)) headers.set("origin", baseUrl);
  return new Request(new URL(request.url, baseUrl), {
    method: request.method,
    headers,
    ...(request.body === undefined || request.body === null ? {} : { body: JSON.stringify(request.body) }),
  });
}
