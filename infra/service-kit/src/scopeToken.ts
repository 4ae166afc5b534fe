import type { Caller } from "@entente/contracts/access";
import { z } from "zod";
import { roleIds } from "@entente/contracts/roles";
import type { Authenticate } from "./access.ts";
import type { Tokens } from "./token.ts";

/** Between processes a caller travels as a short-lived signed token in this header; it is never taken from outside the house. */
export const SCOPE_HEADER = "entente-scope";
const PURPOSE = "scope";
const LIVES_MS = 30_000;

const role = z.enum(roleIds);
const Travelling = z.strictObject({
  until: z.int(),
  caller: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("anonymous") }),
    z.strictObject({ kind: z.literal("person"), personId: z.string(), organisationId: z.string().nullable(), role: role.nullable() }),
    z.strictObject({ kind: z.literal("apiKey"), keyId: z.string(), organisationId: z.string(), role }),
    z.strictObject({ kind: z.literal("system"), id: z.literal("clock") }),
    z.strictObject({ kind: z.literal("operator"), organisationId: z.string().nullable() }),
  ]),
});

export const signCaller = (tokens: Tokens, caller: Caller, now = Date.now()): string =>
  tokens.sign(PURPOSE, JSON.stringify({ until: now + LIVES_MS, caller }));

/** Authentication of a service behind the gateway: the caller is who the token says, and nobody without one. */
export const authenticateByToken =
  (tokens: Tokens): Authenticate =>
  async (request) => {
    const token = request.headers[SCOPE_HEADER];
    const payload = typeof token === "string" ? tokens.verify(PURPOSE, token) : null;
    if (payload === null) return { kind: "anonymous" };
    const { until, caller } = Travelling.parse(JSON.parse(payload));
    return until < Date.now() ? { kind: "anonymous" } : caller;
  };
