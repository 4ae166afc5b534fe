import type { Kysely } from "kysely";
import { IdentityCache } from "./identityCache.ts";
import type { HeaderReader, Identity } from "./port.ts";
import type { Tables } from "./schema.ts";
import { digestOf, isApiKey, sameSecret } from "./secrets.ts";
import { cookieValue, sessionToken } from "./sessionCookie.ts";

export interface IdentifySettings {
  readonly db: Kysely<Tables>;
  readonly cache: IdentityCache;
  readonly secret: string;
  readonly cookieName: string;
  readonly operatorKey: string | undefined;
  readonly now: () => number;
}

/**
 * Reads who is calling from the rows that Better Auth and its key plugin keep. Their own look-ups write (a key's last use, an expired
 * session's end), and whoever only reads must be let in also when the disk is full.
 */
export function identifier({
  db,
  cache,
  secret,
  cookieName,
  operatorKey,
  now,
}: IdentifySettings): (headers: HeaderReader) => Promise<Identity | null> {
  async function byKey(key: string): Promise<Identity | null> {
    if (operatorKey !== undefined && sameSecret(key, operatorKey)) return { kind: "operator" };
    if (!isApiKey(key)) return null;
    const digest = digestOf(key);
    const known = cache.get(digest);
    if (known) return known;
    const epoch = cache.epoch;
    const row = await db.selectFrom("apikey").select(["id", "enabled", "expiresAt"]).where("key", "=", digest).executeTakeFirst();
    const expiresAt = row?.expiresAt ? Date.parse(row.expiresAt) : Infinity;
    if (!row || row.enabled !== 1 || expiresAt <= now()) return null;
    const identity: Identity = { kind: "apiKey", keyId: row.id };
    cache.add(digest, identity, epoch, expiresAt);
    return identity;
  }

  async function bySession(cookie: string): Promise<Identity | null> {
    // Marked, so that a key sent as a cookie does not find the key's entry.
    const digest = digestOf(`session ${cookie}`);
    const known = cache.get(digest);
    if (known) return known;
    const token = sessionToken(cookie, secret);
    if (token === null) return null;
    const epoch = cache.epoch;
    const row = await db.selectFrom("session").select(["id", "userId", "expiresAt"]).where("token", "=", token).executeTakeFirst();
    const expiresAt = row ? Date.parse(row.expiresAt) : 0;
    if (!row || expiresAt <= now()) return null;
    const identity: Identity = { kind: "person", personId: row.userId, sessionId: row.id };
    cache.add(digest, identity, epoch, expiresAt);
    return identity;
  }

  return async (headers) => {
    const key = presentedKey(headers);
    if (key !== null) return byKey(key);
    const cookie = cookieValue(headers.get("cookie") ?? "", cookieName);
    return cookie === null ? null : bySession(cookie);
  };
}

// Another scheme than Bearer is for somebody else: a proxy in front may ask browsers for Basic.
function presentedKey(headers: HeaderReader): string | null {
  const authorization = headers.get("authorization") ?? "";
  if (/^bearer /i.test(authorization)) return authorization.slice("bearer ".length).trim();
  return headers.get("x-api-key");
}
