import type { DatabaseSync } from "node:sqlite";
import { kyselyOnSqlite, migrate } from "@entente/sqlite";
import { apiKeys } from "./apiKeys.ts";
import { BackOff } from "./backOff.ts";
import type { Auth } from "./betterAuth.ts";
import { endpoints } from "./endpoints.ts";
import { identifier } from "./identify.ts";
import { IdentityCache } from "./identityCache.ts";
import { people } from "./people.ts";
import type { Credentials } from "./port.ts";
import { problem } from "./problems.ts";
import { recovery } from "./recovery.ts";
import { migrations, type Tables } from "./schema.ts";
import { sessionCookieName } from "./sessionCookie.ts";

export interface CredentialsOptions {
  /** A connection of its own, opened with `synchronous: "full"`; other connections to the same file are no harm. */
  readonly database: DatabaseSync;
  /** Signs session cookies; at least 32 characters. Changing it signs everybody out. */
  readonly secret: string;
  /** Where browsers reach Entente, `https://entente.example`; https makes cookies Secure and `__Host-`. */
  readonly baseUrl: string;
  /** Further origins whose pages may sign people in and out; that of `baseUrl` always may. */
  readonly trustedOrigins?: readonly string[];
  /** The operator's key, at least 32 characters; without it nobody is the operator. */
  readonly operatorKey?: string | undefined;
  /** Told of what went wrong behind a status 500 or 503, and of requests from foreign origins; no personal data. */
  readonly onError?: (error: unknown) => void;
  /** The time now, for tests, in milliseconds since 1970. */
  readonly now?: () => number;
  /** How many identities are kept in memory; the default is 20,000. */
  readonly cachedIdentities?: number;
}

/**
 * Opens credentials on a database, bringing its tables up to date first.
 * @throws {DatabaseRefused} when the file is newer, foreign or damaged.
 * @throws {RangeError} when the secret or the operator's key is too short.
 */
export function openCredentials(options: CredentialsOptions): Credentials {
  const { database, secret, operatorKey, onError = () => {}, now = Date.now } = options;
  if (secret.length < 32) throw new RangeError("the secret of sessions needs at least 32 characters");
  if (operatorKey !== undefined && operatorKey.length < 32) throw new RangeError("the operator's key needs at least 32 characters");
  migrate(database, migrations);
  // VACUUM would otherwise put what it copies into a temporary file.
  database.exec("PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY");

  const db = kyselyOnSqlite<Tables>(database);
  const baseUrl = new URL(options.baseUrl);
  const cache = new IdentityCache(options.cachedIdentities ?? 20_000, now);
  const today = (): Date => new Date(now());
  const identify = identifier({ db, cache, secret, cookieName: sessionCookieName(baseUrl), operatorKey, now });

  let loading: Promise<Auth> | undefined;
  const auth = (): Promise<Auth> => {
    loading ??= import("./betterAuth.ts").then(({ startBetterAuth }) =>
      startBetterAuth({
        db,
        secret,
        baseUrl,
        trustedOrigins: options.trustedOrigins ?? [],
        onSessionEnded: (sessionId) => cache.forget((identity) => identity.kind === "person" && identity.sessionId === sessionId),
        onError,
      }),
    );
    return loading;
  };
  const serve = endpoints({ db, auth, identify, backOff: new BackOff(now), now: today });

  return {
    async handler(request, client) {
      try {
        return await serve(request, client);
      } catch (error) {
        onError(error);
        return cannotStore(error) ? problem("store_unavailable", { headers: { "retry-after": "5" } }) : problem("bug");
      }
    },
    identify,
    ...people(db, cache, today),
    ...apiKeys(db, auth, cache, today),
    ...recovery(db, cache, today),
    async warmUp() {
      await auth();
    },
    close() {
      cache.forget(() => true);
    },
  };
}

// Read-only, an input or output error, full, and cannot open: what a disk does, and what may pass.
const cannotStore = (error: unknown): boolean =>
  error instanceof Error && "errcode" in error && typeof error.errcode === "number" && [8, 10, 13, 14].includes(error.errcode & 0xff);
