import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { openSqlite } from "@entente/sqlite";
import { type CredentialsOptions, openCredentials } from "./open.ts";
import type { Credentials, Identity } from "./port.ts";

export const origin = "http://localhost:4400";
export const operatorKey = "operator-key-of-this-test-0123456789";

/** Credentials on a database in a temporary folder, with a clock that stands still until it is moved. */
export class TestCredentials {
  readonly folder = mkdtempSync(join(tmpdir(), "entente-credentials-"));
  readonly faults: unknown[] = [];
  credentials!: Credentials;
  database!: DatabaseSync;
  #ahead = 0;
  readonly #options: Partial<CredentialsOptions>;

  constructor(options: Partial<CredentialsOptions> = {}) {
    this.#options = options;
    try {
      this.start();
    } catch (error) {
      this.database.close();
      this.remove();
      throw error;
    }
  }

  start(): void {
    this.database = openSqlite(join(this.folder, "state.db"), { synchronous: "full" });
    this.credentials = openCredentials({
      database: this.database,
      secret: "a secret of this test, long enough to be one: 0123456789",
      baseUrl: origin,
      operatorKey,
      onError: (error) => this.faults.push(error),
      now: () => Date.now() + this.#ahead,
      ...this.#options,
    });
  }

  stop(): void {
    this.credentials.close();
    this.database.close();
  }

  remove(): void {
    if (this.database.isOpen) this.stop();
    rmSync(this.folder, { recursive: true });
  }

  pass(milliseconds: number): void {
    this.#ahead += milliseconds;
  }

  filesHolding(text: string): string[] {
    return readdirSync(this.folder).filter((name) => readFileSync(join(this.folder, name)).includes(text));
  }

  browser(at = origin): Browser {
    return new Browser(this, at);
  }

  byKey(key: string): Promise<Identity | null> {
    return this.credentials.identify(new Headers({ authorization: `Bearer ${key}` }));
  }
}

/** Keeps cookies and sends an Origin as a browser does. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #tested: TestCredentials;
  readonly #origin: string;
  setCookie: string[] = [];

  constructor(tested: TestCredentials, at: string) {
    this.#tested = tested;
    this.#origin = at;
  }

  async request(
    method: "GET" | "POST",
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    address = "192.0.2.1",
  ): Promise<Response> {
    const request = new Request(`${this.#origin}/api/auth${path}`, {
      method,
      headers: {
        ...(this.cookies.size > 0 && { cookie: this.cookieHeader }),
        ...(method === "POST" && { origin: this.#origin }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const response = await this.#tested.credentials.handler(request, { address });
    this.setCookie = response.headers.getSetCookie();
    for (const cookie of this.setCookie) this.#keep(cookie);
    return response;
  }

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  /** @returns the id of the new person. */
  async signUp(email: string, password = "a long enough password", name = "Ann Alder"): Promise<string> {
    const response = await this.request("POST", "/sign-up/email", { email, password, name });
    if (response.status !== 200) throw new Error(`sign-up answered ${response.status}: ${await response.text()}`);
    // The shape that the sign-up test asserts.
    return ((await response.json()) as { person: { personId: string } }).person.personId;
  }

  signIn(email: string, password = "a long enough password"): Promise<Response> {
    return this.request("POST", "/sign-in/email", { email, password });
  }

  identity(): Promise<Identity | null> {
    return this.#tested.credentials.identify(new Headers({ cookie: this.cookieHeader }));
  }

  #keep(cookie: string): void {
    const [pair = "", ...attributes] = cookie.split("; ");
    const name = pair.slice(0, pair.indexOf("="));
    if (attributes.some((attribute) => attribute.toLowerCase() === "max-age=0")) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(name.length + 1));
  }
}

/** The `code` of a problem. */
export async function codeOf(response: Response): Promise<unknown> {
  const body: unknown = await response.json();
  return body !== null && typeof body === "object" && "code" in body ? body.code : undefined;
}
