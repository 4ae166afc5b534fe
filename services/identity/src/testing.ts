import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApp, healthOf, newId, openEngines, openLog, readSettings, type App, type Engines } from "@entente/service-kit";
import { identityRoutes, openIdentity, type Identity } from "./index.ts";

export const operatorKey = "operator-key-of-this-test-0123456789";
const HOST = "localhost:4401";
export const origin = `http://${HOST}`;

/** The fields of answers that tests go on with; the schemas of the routes check the whole. */
export interface Body {
  readonly code: string;
  readonly name: string;
  readonly status: string;
  readonly link: string;
  readonly keyId: string;
  readonly key: string;
  readonly person: { readonly personId: string };
  readonly members: readonly unknown[];
  readonly invitations: readonly unknown[];
  readonly apiKeys: readonly unknown[];
  readonly faults: readonly { readonly pointer: string; readonly line?: number }[];
}

export interface Answer {
  readonly status: number;
  readonly body: Body;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** The identity service on real engines in a temporary folder. */
export class TestIdentity {
  readonly folder = mkdtempSync(join(tmpdir(), "entente-identity-"));
  readonly #environment: Readonly<Record<string, string>>;
  engines!: Engines;
  identity!: Identity;
  app!: App;

  static async start(environment: Readonly<Record<string, string>> = {}): Promise<TestIdentity> {
    const tested = new TestIdentity(environment);
    await tested.open();
    return tested;
  }

  constructor(environment: Readonly<Record<string, string>>) {
    this.#environment = environment;
  }

  async open(): Promise<void> {
    const settings = readSettings({
      ENTENTE_DATA: this.folder,
      ENTENTE_OPERATOR_KEY: operatorKey,
      ENTENTE_LOG_LEVEL: "silent",
      ...this.#environment,
    });
    const log = openLog("identity", "silent");
    this.engines = await openEngines(settings, log);
    this.identity = await openIdentity(this.engines);
    this.app = await createApp({ log, health: healthOf({}), checkAnswers: true });
    await this.app.register(identityRoutes(this.identity));
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.identity.close();
    await this.engines.close();
  }

  async remove(): Promise<void> {
    await this.close();
    rmSync(this.folder, { recursive: true });
  }

  /** Everybody begins anonymous, in a browser of their own. */
  browser(): Browser {
    return new Browser(this);
  }

  /** A browser in which somebody new is signed in. */
  async person(name = "Ann Alder"): Promise<Browser> {
    const browser = this.browser();
    await browser.signUp(name);
    return browser;
  }

  /** A browser in which the owner of a new organisation is signed in. */
  async owner(name = "Ann Alder", organisation = "Alder"): Promise<Browser & { readonly organisationId: string }> {
    const browser = await this.person(name);
    const organisationId = newId();
    expectStatus(await browser.send("POST", "/api/organisations", { organisationId, name: organisation, country: "NL" }), 201);
    return Object.assign(browser, { organisationId });
  }

  /** Lets somebody new join by an invitation. */
  async join(inviter: Browser, organisationId: string, role: string, name = "Bob Birch"): Promise<Browser> {
    const invited = expectStatus(
      await inviter.send("POST", `/api/organisations/${organisationId}/invitations`, { invitationId: newId(), role }),
      201,
    );
    const browser = await this.person(name);
    expectStatus(await browser.send("POST", `/api${invited.body.link}/accept`, {}), 201);
    return browser;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.request("GET", path, undefined, headers);
  }

  operator(method: Method, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.request(method, path, body, { authorization: `Bearer ${operatorKey}`, "idempotency-key": newId(), ...headers });
  }

  async request(method: Method, path: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
    const raw = typeof body === "string";
    const response = await this.app.inject({
      method,
      url: path,
      headers: {
        host: HOST,
        ...(body === undefined ? {} : { "content-type": raw ? "application/x-ndjson" : "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: raw ? body : JSON.stringify(body) }),
    });
    return {
      status: response.statusCode,
      body: (response.body === "" ? null : JSON.parse(response.body)) as Body,
      headers: response.headers,
    };
  }

  /** Names of the files of the data folder that hold this text. */
  filesHolding(text: string): string[] {
    return readdirSync(this.folder, { recursive: true, encoding: "utf8" }).filter((name) => {
      const file = join(this.folder, name);
      return statSync(file).isFile() && readFileSync(file).includes(text);
    });
  }
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export const password = "a long enough password";

/** Keeps cookies and sends what a browser sends. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #tested: TestIdentity;
  personId = "";
  email = "";

  constructor(tested: TestIdentity) {
    this.#tested = tested;
  }

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async send(method: Method, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await this.#tested.request(method, path, body, {
      ...(this.cookies.size > 0 ? { cookie: this.cookieHeader } : {}),
      ...(method === "GET" ? {} : { origin, "idempotency-key": newId() }),
      ...headers,
    });
    for (const cookie of [answer.headers["set-cookie"] ?? []].flat()) this.#keep(String(cookie));
    return answer;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send("GET", path, undefined, headers);
  }

  async signUp(name: string, email = `${newId()}@example.org`): Promise<void> {
    const { body } = expectStatus(await this.send("POST", "/api/auth/sign-up/email", { email, name, password }), 200);
    this.personId = body.person.personId;
    this.email = email;
  }

  signIn(email: string, secret = password): Promise<Answer> {
    return this.send("POST", "/api/auth/sign-in/email", { email, password: secret });
  }

  #keep(cookie: string): void {
    const [pair = "", ...attributes] = cookie.split("; ");
    const name = pair.slice(0, pair.indexOf("="));
    if (attributes.some((attribute) => attribute.toLowerCase() === "max-age=0")) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(name.length + 1));
  }
}

export function expectStatus(answer: Answer, status: number): Answer {
  if (answer.status !== status) throw new Error(`expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer;
}
