import { defineQueryOptions } from "@pinia/colada";
import { readCredentials } from "../../api/client.ts";

/** A place where one is signed in, as the server's credentials tell it. */
export interface OpenSession {
  sessionId: string;
  userAgent: string | null;
  createdAt: string;
  expiresAt: string;
  current: boolean;
}

export const openSessions = defineQueryOptions((personId: string) => ({
  key: ["sessions", personId],
  query: () => readCredentials<OpenSession[]>("list-sessions"),
}));
