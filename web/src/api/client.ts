import { createEntenteClient } from "@entente/client";
import { currentLanguage } from "../i18n/index.ts";
import { ProblemError, readProblem } from "./problems.ts";

export interface ClientOptions {
  baseUrl: string;
  fetch: (request: Request) => Promise<Response>;
}

/** What `openapi-fetch` answers with: one of `data` and `error`, and always the response. */
export interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/**
 * Makes a client for this origin. The document's paths begin with `/api`.
 * `fetch` is looked up at each call, because the client keeps the one it is given; the address is absolute,
 * because `Request` outside a browser refuses a relative one.
 */
export function connect<Client>(make: (options: ClientOptions) => Client): Client {
  return make({ baseUrl: location.origin, fetch: send });
}

/** The one client of this tab. */
export const api = connect(createEntenteClient);

/** For which organisation this tab speaks; sent with every request. */
export const acting: { organisationId: string | undefined } = { organisationId: undefined };

/** The data, or a ProblemError: queries and commands throw, so that Colada keeps the problem as their error. */
export async function expectData<Data>(answer: Promise<Answer<Data>>): Promise<Data> {
  return (await expectAnswer(answer)).data;
}

/** As `expectData`, with the response for whoever needs its `ETag` or position. */
export async function expectAnswer<Data>(answer: Promise<Answer<Data>>): Promise<{ data: Data; response: Response }> {
  const { data, error, response } = await answer;
  if (!response.ok) {
    if (response.status === 401) for (const tell of signedOutListeners) tell();
    throw new ProblemError(readProblem(error, response));
  }
  return { data: data as Data, response };
}

const signedOutListeners = new Set<() => void>();

/** Runs when the server no longer knows who we are. Answers with the function that stops it. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

/**
 * One of the endpoints of credentials: `sign-up/email`, `sign-in/email`, `sign-out`, `change-password` …
 * Throws a ProblemError when it is refused.
 */
export async function authenticate(endpoint: string, body: object = {}): Promise<void> {
  const response = await send(
    new Request(new URL(`/api/auth/${endpoint}`, location.origin), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
  await refuse(response);
}

/** As `authenticate`, for what is only read: `list-sessions`. */
export async function readCredentials<Data>(endpoint: string): Promise<Data> {
  const response = await send(new Request(new URL(`/api/auth/${endpoint}`, location.origin)));
  await refuse(response);
  return (await response.json()) as Data;
}

async function refuse(response: Response) {
  if (response.ok) return;
  const problem = readProblem(await response.json().catch(() => undefined), response);
  // A wrong password is a 401 too, but nobody was signed in by it.
  if (problem.code === "unauthenticated") for (const tell of signedOutListeners) tell();
  throw new ProblemError(problem);
}

/** Every command carries a key of its own; the same key sent again gives the first outcome. */
export function commandKey(): { "Idempotency-Key": string } {
  return { "Idempotency-Key": crypto.randomUUID() };
}

function send(request: Request): Promise<Response> {
  const worded = new Request(request);
  worded.headers.set("Accept-Language", currentLanguage.value);
  if (acting.organisationId !== undefined) worded.headers.set("Entente-Organisation", acting.organisationId);
  return globalThis.fetch(worded);
}
