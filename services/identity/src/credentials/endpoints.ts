import { ChangePassword, RevokeSession, SignIn, SignUp } from "@entente/contracts/api/identity";
import { faultsOf } from "@entente/service-kit";
import type { Kysely } from "kysely";
import { z } from "zod";
import type { BackOff } from "./backOff.ts";
import type { Auth } from "./betterAuth.ts";
import type { Credentials, HeaderReader, Identity } from "./port.ts";
import { problem } from "./problems.ts";
import { refusalOf } from "./refusals.ts";
import type { Tables } from "./schema.ts";

const Signed = z.object({ user: z.object({ id: z.string(), name: z.string(), email: z.string() }) });
const Current = z.object({ session: z.object({ id: z.string(), expiresAt: z.string() }), user: Signed.shape.user }).nullable();

export interface EndpointSettings {
  readonly db: Kysely<Tables>;
  readonly auth: () => Promise<Auth>;
  readonly identify: (headers: HeaderReader) => Promise<Identity | null>;
  readonly backOff: BackOff;
  readonly now: () => Date;
}

interface Call {
  readonly request: Request;
  readonly address: string;
}

/** What of Better Auth is served, and nothing else: strict bodies in, no session tokens out, problems as everywhere in Entente. */
export function endpoints({ db, auth, identify, backOff, now }: EndpointSettings): Credentials["handler"] {
  const served: Record<string, (call: Call) => Promise<Response>> = {
    "POST /sign-up/email": async ({ request }) => {
      const body = await bodyOf(request, SignUp);
      if (body instanceof Response) return body;
      await removeHalfSignUp(body.email);
      const response = await forward(request, body);
      // Two sign-ups at once with one address: the second fails in the database, not in Better Auth's check.
      if (response.status === 503 && (await db.selectFrom("user").select("id").where("email", "=", body.email).executeTakeFirst())) {
        return refusalOf("USER_ALREADY_EXISTS", 422);
      }
      return response.ok ? answer(response, personOf(Signed.parse(await response.json()).user)) : response;
    },

    "POST /sign-in/email": async ({ request, address }) => {
      const body = await bodyOf(request, SignIn);
      if (body instanceof Response) return body;
      return guarded(`${body.email} ${address}`, async () => {
        const response = await forward(request, body);
        return response.ok ? answer(response, personOf(Signed.parse(await response.json()).user)) : response;
      });
    },

    "POST /sign-out": async ({ request }) => {
      const before = await identify(request.headers);
      const response = await forward(request, {});
      if (!response.ok) return response;
      // Better Auth answers "signed out" also when it could not delete the session.
      if (before?.kind === "person" && (await sessionOf(before.personId, before.sessionId)))
        return refusalOf("FAILED_TO_DELETE_SESSION", 503);
      return empty(response);
    },

    "GET /get-session": async ({ request }) => {
      const response = await forward(request);
      if (!response.ok) return response;
      const current = Current.parse(await response.json());
      return answer(
        response,
        current && { ...personOf(current.user), session: { sessionId: current.session.id, expiresAt: current.session.expiresAt } },
      );
    },

    "POST /change-password": async ({ request }) => {
      const body = await bodyOf(request, ChangePassword);
      if (body instanceof Response) return body;
      const caller = await identify(request.headers);
      if (caller?.kind !== "person") return refusalOf("UNAUTHORIZED", 401);
      return guarded(caller.personId, async () => {
        const response = await forward(request, { ...body, revokeOtherSessions: true });
        return response.ok ? empty(response) : response;
      });
    },

    "GET /list-sessions": async ({ request }) => {
      const caller = await identify(request.headers);
      if (caller?.kind !== "person") return refusalOf("UNAUTHORIZED", 401);
      const sessions = await db
        .selectFrom("session")
        .select(["id as sessionId", "userAgent", "createdAt", "expiresAt"])
        .where("userId", "=", caller.personId)
        .where("expiresAt", ">", now().toISOString())
        .orderBy("createdAt", "desc")
        .execute();
      return answer(
        null,
        sessions.map((session) => ({ ...session, current: session.sessionId === caller.sessionId })),
      );
    },

    "POST /revoke-session": async ({ request }) => {
      const body = await bodyOf(request, RevokeSession);
      if (body instanceof Response) return body;
      const caller = await identify(request.headers);
      if (caller?.kind !== "person") return refusalOf("UNAUTHORIZED", 401);
      const session = await sessionOf(caller.personId, body.sessionId);
      if (!session) return refusalOf("SESSION_NOT_FOUND", 404);
      const response = await forward(request, { token: session.token });
      return response.ok ? empty(response) : response;
    },

    "POST /revoke-other-sessions": async ({ request }) => {
      const response = await forward(request, {});
      return response.ok ? empty(response) : response;
    },
  };
  const paths = new Map<string, string[]>();
  for (const route of Object.keys(served)) {
    const [method = "", path = ""] = route.split(" ");
    paths.set(path, [...(paths.get(path) ?? []), method]);
  }

  async function forward(request: Request, body?: object): Promise<Response> {
    const headers = new Headers(request.headers);
    headers.delete("content-length");
    if (body) headers.set("content-type", "application/json");
    const response = await (
      await auth()
    ).handler(new Request(request.url, { method: request.method, headers, ...(body && { body: JSON.stringify(body) }) }));
    if (response.ok) return response;
    const fault: unknown = await response.json().catch(() => null);
    const code = fault !== null && typeof fault === "object" && "code" in fault && typeof fault.code === "string" ? fault.code : "";
    return refusalOf(code, response.status, response.headers.getSetCookie());
  }

  async function guarded(who: string, attempt: () => Promise<Response>): Promise<Response> {
    const seconds = backOff.attempt(who);
    if (seconds > 0) return problem("too-many-attempts", { headers: { "retry-after": String(seconds) } });
    const response = await attempt();
    if (response.ok) backOff.succeeded(who);
    return response;
  }

  const sessionOf = (personId: string, sessionId: string) =>
    db.selectFrom("session").select(["id", "token"]).where("id", "=", sessionId).where("userId", "=", personId).executeTakeFirst();

  // A crash between Better Auth's two inserts leaves a person without a password, whose address nobody could sign up with again.
  async function removeHalfSignUp(email: string): Promise<void> {
    const minuteAgo = new Date(now().getTime() - 60_000).toISOString();
    await db
      .deleteFrom("user")
      .where("email", "=", email)
      .where("createdAt", "<", minuteAgo)
      .where((is) => is.not(is.exists(is.selectFrom("account").select("account.id").whereRef("account.userId", "=", "user.id"))))
      .execute();
  }

  return async (request, client) => {
    const path = new URL(request.url).pathname.replace(/^\/api\/auth(?=\/)/, "");
    const methods = paths.get(path);
    if (!methods) return problem("absent");
    const serve = served[`${request.method} ${path}`];
    if (!serve) return problem("method-not-allowed", { headers: { allow: methods.join(", ") } });
    return serve({ request, address: client?.address ?? "" });
  };
}

async function bodyOf<Body>(request: Request, schema: z.ZodType<Body>): Promise<Body | Response> {
  // Exactly JSON, which no form of another site can send without asking first.
  if (!/^application\/json *(;|$)/i.test(request.headers.get("content-type") ?? "")) return problem("media-type");
  const json: unknown = await request.json().catch(() => undefined);
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  return problem("invalid", { faults: parsed.error.issues.flatMap((issue) => faultsOf(issue)) });
}

const personOf = (user: z.infer<typeof Signed>["user"]) => ({ person: { personId: user.id, name: user.name, email: user.email } });

function answer(from: Response | null, body: unknown): Response {
  const headers = cookiesOf(from);
  headers.set("content-type", "application/json");
  return new Response(JSON.stringify(body), { status: 200, headers });
}

const empty = (from: Response): Response => new Response(null, { status: 204, headers: cookiesOf(from) });

function cookiesOf(from: Response | null): Headers {
  const headers = new Headers({ "cache-control": "no-store" });
  for (const cookie of from?.headers.getSetCookie() ?? []) headers.append("set-cookie", cookie);
  return headers;
}
