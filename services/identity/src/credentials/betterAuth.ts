import { randomUUIDv7 } from "node:crypto";
import { apiKey } from "@better-auth/api-key";
import { betterAuth, type BetterAuthOptions } from "better-auth";
import type { Kysely } from "kysely";
import { passwordLength } from "@entente/contracts/api/identity";
import { hashPassword, verifyPassword } from "./passwords.ts";
import type { Tables } from "./schema.ts";
import { newApiKey } from "./secrets.ts";
import { sessionCookieName } from "./sessionCookie.ts";

export interface BetterAuthSettings {
  readonly db: Kysely<Tables>;
  readonly secret: string;
  readonly baseUrl: URL;
  readonly trustedOrigins: readonly string[];
  readonly onSessionEnded: (sessionId: string) => void;
  readonly onError: (error: unknown) => void;
}

const plugins = () =>
  [
    apiKey({
      defaultPrefix: "ent_",
      customKeyGenerator: newApiKey,
      startingCharactersConfig: { shouldStore: true, charactersLength: 10 },
      maximumNameLength: 200,
      enableMetadata: true,
      rateLimit: { enabled: false },
    }),
  ] satisfies BetterAuthOptions["plugins"];

/** How Better Auth is set up. Exported apart, for the test that compares its schema with ours. */
export function optionsOf({ db, secret, baseUrl, trustedOrigins, onSessionEnded, onError }: BetterAuthSettings) {
  const secure = baseUrl.protocol === "https:";
  return {
    // Without a transaction of its own: its sign-up would hold the one connection while it hashes, and every other caller with it.
    // What a crash in the middle can leave is mended at the next sign-up with that address.
    database: { db, type: "sqlite" },
    secret,
    baseURL: baseUrl.origin,
    basePath: "/api/auth",
    trustedOrigins: [...trustedOrigins],
    emailAndPassword: {
      enabled: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    session: { expiresIn: 30 * 86_400, updateAge: 86_400, freshAge: 0, cookieCache: { enabled: false } },
    databaseHooks: { session: { delete: { after: async (session) => onSessionEnded(session.id) } } },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      // At "error" or "warn" it would also write refusals to the console by itself; below, it names addresses. Only errors go on.
      level: "info",
      log: (level, message, ...details: unknown[]) => {
        if (level === "error") onError(details.find((detail) => detail instanceof Error) ?? new Error(message));
      },
    },
    advanced: {
      // Said aloud, because Better Auth switches both checks off by itself when NODE_ENV is "test".
      disableOriginCheck: false,
      disableCSRFCheck: false,
      useSecureCookies: false,
      cookiePrefix: "entente",
      cookies: {
        session_token: { name: sessionCookieName(baseUrl), attributes: { secure } },
        dont_remember: { name: `${sessionCookieName(baseUrl)}_only`, attributes: { secure } },
      },
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => randomUUIDv7(), validateSchema: false },
    },
    plugins: plugins(),
  } satisfies BetterAuthOptions;
}

/** Better Auth, narrowed to what this folder calls. */
export interface Auth {
  handler(request: Request): Promise<Response>;
  createApiKey(name: string, ownerId: string, metadata: Record<string, string>): Promise<{ id: string; key: string }>;
}

export async function startBetterAuth(settings: BetterAuthSettings): Promise<Auth> {
  const auth = betterAuth(optionsOf(settings));
  await auth.$context;
  return {
    handler: auth.handler,
    // The plugin calls the owner "user"; it stores the id as it is given. A key of ours belongs to an organisation.
    createApiKey: (name, ownerId, metadata) => auth.api.createApiKey({ body: { name, userId: ownerId, metadata } }),
  };
}
