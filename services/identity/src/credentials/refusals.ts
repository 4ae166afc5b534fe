import type { ProblemCode } from "@entente/contracts/api/problem";
import { problem } from "./problems.ts";

/** Better Auth's refusals (and a few of ours in its manner) as Entente says them. */
const refusals: Readonly<Record<string, ProblemCode>> = {
  INVALID_EMAIL_OR_PASSWORD: "invalid-credentials",
  UNAUTHORIZED: "unauthenticated",
  FAILED_TO_GET_SESSION: "store_unavailable",
  SESSION_NOT_FOUND: "absent",
  INVALID_PASSWORD: "wrong-password",
  CREDENTIAL_ACCOUNT_NOT_FOUND: "no-password",
  USER_ALREADY_EXISTS: "email-taken",
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: "email-taken",
  INVALID_ORIGIN: "foreign-origin",
  MISSING_OR_NULL_ORIGIN: "foreign-origin",
  CROSS_SITE_NAVIGATION_LOGIN_BLOCKED: "foreign-origin",
  FAILED_TO_CREATE_USER: "store_unavailable",
  FAILED_TO_CREATE_SESSION: "store_unavailable",
  FAILED_TO_DELETE_SESSION: "store_unavailable",
};

const byStatus: Readonly<Record<number, ProblemCode>> = { 401: "unauthenticated", 403: "forbidden", 404: "absent", 429: "too-many" };

/** @param status what Better Auth answered; it decides for a refusal that is not named here. */
export function refusalOf(fault: string, status: number, cookies: readonly string[] = []): Response {
  const headers = new Headers(cookies.map((cookie): [string, string] => ["set-cookie", cookie]));
  const code = refusals[fault] ?? byStatus[status] ?? (status >= 500 ? "bug" : "invalid");
  if (code === "store_unavailable") headers.set("retry-after", "5");
  return problem(code, { headers });
}
