import { problem } from "./problems.ts";

const signInFailed = [401, "invalid_credentials", "This e-mail address and password do not go together."] as const;
const notSignedIn = [401, "no_identity", "Sign in first."] as const;
const taken = [422, "email_taken", "There is an account with this e-mail address. Sign in, or ask for a recovery link."] as const;
const foreignOrigin = [403, "foreign_origin", "This request did not come from Entente's own pages."] as const;
const notStored = [503, "storage_unavailable", "This could not be stored now. Try again shortly."] as const;

/** Better Auth's refusals (and a few of ours in its manner) as Entente says them. */
const refusals: Readonly<Record<string, readonly [status: number, code: string, title: string]>> = {
  INVALID_EMAIL_OR_PASSWORD: signInFailed,
  UNAUTHORIZED: notSignedIn,
  FAILED_TO_GET_SESSION: notStored,
  SESSION_NOT_FOUND: [404, "not_found", "There is nothing here."],
  INVALID_PASSWORD: [422, "wrong_password", "The current password is not right."],
  CREDENTIAL_ACCOUNT_NOT_FOUND: [422, "no_password", "This person has no password yet. Ask for a recovery link."],
  USER_ALREADY_EXISTS: taken,
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: taken,
  INVALID_ORIGIN: foreignOrigin,
  MISSING_OR_NULL_ORIGIN: foreignOrigin,
  CROSS_SITE_NAVIGATION_LOGIN_BLOCKED: foreignOrigin,
  FAILED_TO_CREATE_USER: notStored,
  FAILED_TO_CREATE_SESSION: notStored,
  FAILED_TO_DELETE_SESSION: notStored,
  STORAGE_UNAVAILABLE: notStored,
};

export function refusalOf(fault: string, status: number, cookies: readonly string[] = []): Response {
  const headers = new Headers(cookies.map((cookie): [string, string] => ["set-cookie", cookie]));
  const [mapped, code, title] = refusals[fault] ?? (status >= 500 ? [500, "internal", "Something went wrong here."] : [status, "refused", "The request was refused."]);
  if (mapped === 503) headers.set("retry-after", "5");
  return problem(mapped, code, title, { headers });
}
