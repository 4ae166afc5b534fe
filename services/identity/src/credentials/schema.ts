import type { DatabaseSync } from "node:sqlite";
import type { Migrations } from "@entente/sqlite";

/**
 * The tables of credentials. The first five are Better Auth's, frozen here as it generates them: starting needs no introspection, and
 * an upgrade that wants another schema fails a test until a step is added.
 */
export const migrations: Migrations = { application: "EntS", part: "credentials", steps: [betterAuthTables, recoveryTable] };

/** The columns that this folder reads and writes itself. Times are ISO 8601 in UTC. */
export interface Tables {
  user: { id: string; name: string; email: string; createdAt: string; updatedAt: string };
  session: { id: string; userId: string; token: string; userAgent: string | null; createdAt: string; expiresAt: string };
  account: {
    id: string;
    accountId: string;
    providerId: string;
    userId: string;
    password: string | null;
    createdAt: string;
    updatedAt: string;
  };
  apikey: {
    id: string;
    name: string | null;
    start: string | null;
    referenceId: string;
    key: string;
    enabled: number;
    expiresAt: string | null;
    createdAt: string;
    updatedAt: string;
    metadata: string | null;
  };
  recovery: { person_id: string; token_hash: string; created_by: string; expires_at: string };
}

function betterAuthTables(db: DatabaseSync): void {
  db.exec(`
    create table "user" ("id" text not null primary key, "name" text not null, "email" text not null unique, "emailVerified" integer not null, "image" text, "createdAt" date not null, "updatedAt" date not null);
    create table "session" ("id" text not null primary key, "expiresAt" date not null, "token" text not null unique, "createdAt" date not null, "updatedAt" date not null, "ipAddress" text, "userAgent" text, "userId" text not null references "user" ("id") on delete cascade);
    create table "account" ("id" text not null primary key, "accountId" text not null, "providerId" text not null, "userId" text not null references "user" ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" date, "refreshTokenExpiresAt" date, "scope" text, "password" text, "createdAt" date not null, "updatedAt" date not null);
    create table "verification" ("id" text not null primary key, "identifier" text not null, "value" text not null, "expiresAt" date not null, "createdAt" date not null, "updatedAt" date not null);
    create table "apikey" ("id" text not null primary key, "configId" text not null, "name" text, "start" text, "referenceId" text not null, "prefix" text, "key" text not null, "refillInterval" integer, "refillAmount" integer, "lastRefillAt" date, "enabled" integer, "rateLimitEnabled" integer, "rateLimitTimeWindow" integer, "rateLimitMax" integer, "requestCount" integer, "remaining" integer, "lastRequest" date, "expiresAt" date, "createdAt" date not null, "updatedAt" date not null, "permissions" text, "metadata" text);
    create index "session_userId_idx" on "session" ("userId");
    create index "account_userId_idx" on "account" ("userId");
    create index "verification_identifier_idx" on "verification" ("identifier");
    create index "apikey_configId_idx" on "apikey" ("configId");
    create index "apikey_referenceId_idx" on "apikey" ("referenceId");
    create index "apikey_key_idx" on "apikey" ("key");
  `);
}

function recoveryTable(db: DatabaseSync): void {
  db.exec(`
    CREATE TABLE recovery (
      person_id TEXT PRIMARY KEY,
      token_hash TEXT NOT NULL UNIQUE,
      created_by TEXT NOT NULL,
      expires_at TEXT NOT NULL
    ) STRICT;
  `);
}
