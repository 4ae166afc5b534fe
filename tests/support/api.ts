import { randomUUID } from "node:crypto";

export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

/** A caller of the public API: who it is travels in its headers, every command gets a key of its own. */
export class Api {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(url: string, headers: Readonly<Record<string, string>> = {}) {
    this.url = url;
    this.headers = headers;
  }

  with(headers: Readonly<Record<string, string>>): Api {
    return new Api(this.url, { ...this.headers, ...headers });
  }

  /** The same caller at a server that has started anew elsewhere. */
  moved(url: string): Api {
    return new Api(url, this.headers);
  }

  /** Acts for one of the caller's organisations. */
  as(organisationId: string): Api {
    return this.with({ "entente-organisation": organisationId });
  }

  get<Body = Record<string, never>>(path: string): Promise<Answer<Body>> {
    return this.send<Body>("GET", path);
  }

  post<Body = Record<string, never>>(
    path: string,
    body: unknown = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<Body>> {
    return this.send<Body>("POST", path, JSON.stringify(body), { "content-type": "application/json", ...headers });
  }

  async send<Body = Record<string, never>>(
    method: string,
    path: string,
    body?: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<Body>> {
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: { "idempotency-key": randomUUID(), origin: this.url, ...this.headers, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    return { status: response.status, body: (/^[[{]/.test(text) ? JSON.parse(text) : {}) as Body, headers: response.headers };
  }

  /** As {@link post}, and throws when it is not accepted: for what a test only builds upon. */
  async done<Body = { position: string; revision: number; link?: string }>(path: string, body: unknown = {}): Promise<Body> {
    const answer = await this.post<Body>(path, body);
    if (answer.status >= 300) throw new Error(`POST ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}

export const operator = (url: string, key: string): Api => new Api(url, { authorization: `Bearer ${key}` });

/** Signs a new person up. @returns a caller with that person's cookie, and the person's id. */
export async function signUp(
  url: string,
  name: string,
): Promise<{ readonly api: Api; readonly personId: string; readonly email: string; readonly password: string }> {
  const email = `${name.toLowerCase().replace(/\W+/g, ".")}.${randomUUID().slice(0, 8)}@example.org`;
  const password = `correct horse ${randomUUID()}`;
  const response = await fetch(new URL("/api/auth/sign-up/email", url), {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ name, email, password }),
  });
  if (!response.ok) throw new Error(`sign-up answered ${response.status}: ${await response.text()}`);
  const cookie = response.headers
    .getSetCookie()
    .map((set) => set.split(";")[0])
    .join("; ");
  const { person } = (await response.json()) as { person: { personId: string } };
  return { api: new Api(url, { cookie }), personId: person.personId, email, password };
}

export interface Member {
  readonly api: Api;
  readonly organisationId: string;
  readonly personId: string;
  readonly name: string;
}

/** A person with an organisation of their own. */
export async function found(url: string, name: string): Promise<Member> {
  const { api, personId } = await signUp(url, `Owner of ${name}`);
  const organisationId = randomUUID();
  await api.done("/api/organisations", { organisationId, name });
  return { api: api.as(organisationId), organisationId, personId, name };
}

export interface Alliance {
  readonly allianceId: string;
  /** By organisation name: its place. */
  readonly partnerIds: Readonly<Record<string, string>>;
  /** The newest position. */
  readonly position: string;
}

/** An alliance of the first member, with the others invited and joined in the ring given. */
export async function ally(members: readonly [Member, ...Member[]], ring = "core"): Promise<Alliance> {
  const [first, ...others] = members;
  const allianceId = randomUUID();
  const partnerIds: Record<string, string> = { [first.name]: randomUUID() };
  let { position } = await first.api.done("/api/alliances", {
    allianceId,
    name: "Clean water in the delta",
    purpose: "Bring the salt back out of the delta together",
    timeZone: "Europe/Amsterdam",
    partnerId: partnerIds[first.name],
    partnerName: first.name,
  });
  for (const member of others) {
    const partnerId = randomUUID();
    partnerIds[member.name] = partnerId;
    const { link } = await first.api.done(`/api/alliances/${allianceId}/invitations`, {
      invitationId: randomUUID(),
      partnerId,
      name: member.name,
      ring,
    });
    ({ position } = await member.api.done(`/api${link ?? ""}/accept`));
  }
  return { allianceId, partnerIds, position };
}
