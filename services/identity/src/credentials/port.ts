import type { RoleId } from "@entente/contracts/roles";

/**
 * What Entente asks of credentials: who is it, sign in and out, keys and recovery. Better Auth is behind it; nothing
 * outside this folder knows. Memberships and rights are not here, they are events of organisations.
 */
export interface Credentials {
  /**
   * Serves `/api/auth/*`: sign-up, sign-in, sign-out, the current session, change of password, and one's own sessions.
   * Any other path is 404. Refusals are RFC 9457 problems. Cookies are in `response.headers.getSetCookie()`, one entry each.
   * @param client.address where the request comes from, as the server in front determined it; part of the sign-in back-off.
   */
  handler(request: Request, client?: { readonly address: string }): Promise<Response>;
  /**
   * Who presents these headers, or null when nobody known does. Reads `authorization` (Bearer), `x-api-key` and `cookie`; a key that
   * is presented decides alone, so a bad key beside a good cookie is nobody. Never writes. An answer is kept for at most 60 s, and is
   * forgotten at once when this process signs out, revokes, resets or erases.
   */
  identify(headers: HeaderReader): Promise<Identity | null>;

  /** The people with these ids, in no particular order; who is unknown or erased is absent. */
  people(personIds: readonly string[]): Promise<Person[]>;
  /** @returns false when there is no such person. */
  rename(personId: string, name: string): Promise<boolean>;

  /** Makes a key for software. The key itself is in the answer only; what is stored is its hash. */
  issueApiKey(request: ApiKeyRequest): Promise<{ keyId: string; key: string }>;
  describeApiKey(keyId: string): Promise<ApiKey | null>;
  /** @returns true when this call revoked the key, false when it is unknown or was revoked before. */
  revokeApiKey(keyId: string): Promise<boolean>;

  /**
   * A token with which a person sets a new password, once, within 24 hours. It voids the one before. Entente sends no mail: whoever
   * asks hands it over.
   * @returns null when there is no such person.
   */
  createRecoveryLink(personId: string, createdBy: string): Promise<{ token: string; expiresAt: string } | null>;
  /** Voids the link that a person may hold, because it would open more than it was handed out for. */
  voidRecoveryLink(personId: string): Promise<void>;
  /** Sets the password and ends all sessions of the person. A password that is refused does not use up the token. */
  resetPassword(token: string, newPassword: string): Promise<PasswordReset>;

  /**
   * Deletes a person's row, sessions, password and recovery, in the bytes of the file too. Keys they made stay. Idempotent: call again when it throws.
   * @returns false when there was no such person.
   */
  erase(personId: string): Promise<boolean>;

  /** Loads what signing in needs, some 0.4 s of modules; the first sign-in does it otherwise. Call it once the server listens. */
  warmUp(): Promise<void>;
  /** The database stays open; it belongs to the caller. */
  close(): void;
}

/** A `Headers`, or anything that finds a header by its lower-case name. */
export interface HeaderReader {
  get(name: string): string | null;
}

export type Identity =
  | { readonly kind: "person"; readonly personId: string; readonly sessionId: string }
  | { readonly kind: "apiKey"; readonly keyId: string }
  | { readonly kind: "operator" };

export interface Person {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
}

export interface ApiKeyRequest {
  readonly name: string;
  readonly organisationId: string;
  readonly role: RoleId;
  /** The id of the person or key that asked for it. */
  readonly createdBy: string;
}

export interface ApiKey extends ApiKeyRequest {
  readonly keyId: string;
  /** The first characters, by which people recognise a key. */
  readonly start: string;
  readonly createdAt: string;
  readonly revokedAt: string | null;
}

export type PasswordReset =
  | { readonly reset: true; readonly personId: string }
  | { readonly reset: false; readonly reason: "unknown_token" | "password_too_short" | "password_too_long" };
