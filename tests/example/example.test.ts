import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { examplePersonIds } from "@entente/contracts/example/cast";
import { storyOf } from "@entente/contracts/example/story";
import { Api, found, operator, signUp, type Answer } from "../support/api.ts";
import { OPERATOR_KEY, startServer, type ServerProcess } from "../support/server.ts";

/** The example network over HTTP: made by a click, entered as any of its people, removed, and made anew. */

type Body = Record<string, never>;
interface Membership {
  readonly organisationId: string;
  readonly role: string;
  readonly example?: true;
}
interface SessionBody {
  readonly person: { readonly personId: string; readonly name: string; readonly email: string } | null;
  readonly memberships: readonly Membership[];
}
interface Visit {
  readonly api: Api;
  readonly to: string;
  readonly allianceId: string;
  readonly organisationId: string;
  readonly personId: string;
}

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const enter = (
  url: string,
  person: string,
  language = "en",
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer<{ to: string }>> => new Api(url).post<{ to: string }>("/api/example/enter", { language, person }, headers);

async function visit(url: string, person = "leila", language = "en", headers: Readonly<Record<string, string>> = {}): Promise<Visit> {
  const answer = await enter(url, person, language, headers);
  expect([answer.status, answer.body.to]).toEqual([200, expect.stringMatching(/^\/alliances\/[0-9a-f-]{36}$/)]);
  const cookie = answer.headers.getSetCookie().map((set) => set.split(";")[0]);
  const api = new Api(url, { cookie: cookie.join("; ") });
  const session = await api.get<SessionBody>("/api/session");
  const [membership] = session.body.memberships;
  return {
    api,
    to: answer.body.to,
    allianceId: answer.body.to.split("/").pop() ?? "",
    organisationId: membership?.organisationId ?? "",
    personId: session.body.person?.personId ?? "",
  };
}
const eventsOf = async ({ api, allianceId }: Visit) =>
  (
    await api.get<{ events: { type: string; meta: { recordedAt: string; effectiveAt: string } }[] }>(
      `/api/alliances/${allianceId}/events?limit=1000`,
    )
  ).body.events;
/** How many acts the script tells of the alliance. */
const told = () =>
  storyOf({ language: "en", today: "2026-11-21", id: () => "01930000-0000-8000-8000-000000000001" }).filter(
    ({ command }) => command.of === "alliance",
  ).length;

test("says who is in it in the reader's language, and nothing else", async () => {
  const { status, body } = await new Api(server.url)
    .with({ "accept-language": "nl" })
    .get<{ people: { person: string; organisation: string }[] }>("/api/example");
  expect([status, Object.keys(body)]).toEqual([200, ["people"]]);
  expect(body.people.map(({ person }) => person)).toEqual([...examplePersonIds]);
  expect(body.people[0]?.organisation).toBe("Zorg aan de Kade");
});

test("two first clicks at once make one example, and the story stands in it at its own moments", async () => {
  const [first, second] = await Promise.all([visit(server.url, "hanna"), visit(server.url, "leila")]);
  expect(first.to).toBe(second.to);
  expect(first.personId).not.toBe(second.personId);
  const events = await eventsOf(first);
  expect(events.filter(({ type }) => type === "AllianceInitiated")).toHaveLength(1);
  expect(events.length).toBeGreaterThan(told());
  const years = (Date.now() - Date.parse(events[0]?.meta.recordedAt ?? "")) / (365.25 * 86_400_000);
  expect(years).toBeGreaterThan(1.99);
  expect(years).toBeLessThan(2.02);
  for (const { meta } of events) expect(meta.effectiveAt).toBe(meta.recordedAt);
  expect(events.map(({ meta }) => meta.recordedAt)).toEqual(events.map(({ meta }) => meta.recordedAt).toSorted());
  const balance = await first.api.get<{ balance: { outcome: { label: string } } }>(`/api/alliances/${first.allianceId}/balance`);
  expect(JSON.stringify(balance.body)).toContain('"win-win"');
});

test.each(["en", "nl"])("each of the six is somebody of the example, in %s", async (language) => {
  for (const person of examplePersonIds) {
    const { api, allianceId } = await visit(server.url, person, language);
    const { body } = await api.get<SessionBody>("/api/session");
    expect(body.person?.email).toMatch(/^[a-z]+\.[0-9a-f]{16}@example\.invalid$/);
    expect(body.memberships).toEqual([expect.objectContaining({ example: true })]);
    expect((await api.get(`/api/alliances/${allianceId}`)).status).toBe(200);
  }
});

test("is made within two seconds, while others are answered", async () => {
  const other = await startServer();
  try {
    // Loading what signing in needs is the start's affair.
    await signUp(other.url, "Somebody");
    let slowest = 0;
    let making = true;
    const watching = (async () => {
      while (making) {
        const begun = performance.now();
        await new Api(other.url).get("/api/session");
        slowest = Math.max(slowest, performance.now() - begun);
      }
    })();
    // Tests run beside each other on few cores: the better of two makings is what a making takes.
    let took = Infinity;
    for (const language of ["en", "nl"]) {
      const begun = performance.now();
      await visit(other.url, "leila", language);
      took = Math.min(took, performance.now() - begun);
    }
    making = false;
    await watching;
    process.stdout.write(`example: made in ${Math.round(took)} ms; the slowest other answer took ${Math.round(slowest)} ms\n`);
    expect(took).toBeLessThan(2_000);
    expect(slowest).toBeLessThan(500);
  } finally {
    await other.stop();
  }
});

test("nobody else sees anything of it, or may remove it", async () => {
  const { allianceId, organisationId } = await visit(server.url, "bram");
  const stranger = await found(server.url, "Stranger");
  for (const path of ["", "/decisions", "/timeline", "/events", "/ledger", "/dossier"])
    expect((await stranger.api.get(`/api/alliances/${allianceId}${path}`)).status, path).toBe(404);
  expect((await stranger.api.get(`/api/organisations/${organisationId}`)).status).toBe(404);
  expect((await stranger.api.get<{ total: number }>("/api/portfolio")).body.total).toBe(0);
  expect((await stranger.api.get<SessionBody>("/api/session")).body.memberships[0]).not.toHaveProperty("example");
  expect((await stranger.api.send("DELETE", "/api/example")).status).toBe(404);
  expect((await new Api(server.url).send("DELETE", "/api/example")).status).toBe(401);
  const manager = await visit(server.url, "leila");
  expect((await manager.api.send("DELETE", "/api/example")).status).toBe(403);
  expect((await visit(server.url, "bram")).allianceId).toBe(allianceId);
});

test("going in ends the session one had, and pages of other sites cannot send anybody in", async () => {
  const { api, personId } = await signUp(server.url, "Own Account");
  const cookie = api.headers["cookie"] ?? "";
  const visitor = await visit(server.url, "mirte", "en", { cookie });
  expect(visitor.personId).not.toBe(personId);
  expect((await api.get<SessionBody>("/api/session")).body.person).toBeNull();
  const foreign = await enter(server.url, "mirte", "en", {
    cookie: visitor.api.headers["cookie"] ?? "",
    origin: "https://elsewhere.example",
  });
  expect(foreign.status).toBe(403);
  const bare = await enter(server.url, "mirte", "en", { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" });
  expect([bare.status, bare.headers.getSetCookie()]).toEqual([403, []]);
});

test("removed, it ends all sessions and what visitors let in; the next click makes another, and the old one is out of reach", async () => {
  const hanna = await visit(server.url, "hanna");
  const joost = await visit(server.url, "joost");
  const at = `/api/organisations/${hanna.organisationId}`;
  const { link } = await hanna.api.done(`${at}/invitations`, { invitationId: randomUUID(), role: "owner" });
  const guest = await signUp(server.url, "Guest");
  await guest.api.done(`/api${link ?? ""}/accept`);
  const { key } = await hanna.api.done<{ key: string }>(`${at}/api-keys`, { name: "left behind", role: "integration" });
  const software = new Api(server.url, { authorization: `Bearer ${key}` });
  expect((await software.get(`/api/alliances/${hanna.allianceId}`)).status).toBe(200);

  const removed = await hanna.api.send<{ removed: number }>("DELETE", "/api/example");
  expect([removed.status, removed.body]).toEqual([200, { removed: 1 }]);
  for (const { api } of [hanna, joost]) expect((await api.get<SessionBody>("/api/session")).body.person).toBeNull();
  expect((await guest.api.get<SessionBody>("/api/session")).body.memberships).toEqual([]);
  expect((await software.get(`/api/alliances/${hanna.allianceId}`)).status).toBe(401);

  const again = await visit(server.url, "hanna");
  expect(again.allianceId).not.toBe(hanna.allianceId);
  expect(again.organisationId).not.toBe(hanna.organisationId);
  expect(again.personId).not.toBe(hanna.personId);
  expect((await again.api.get(`/api/alliances/${hanna.allianceId}`)).status).toBe(404);
  const byOperator = await operator(server.url, OPERATOR_KEY).send<{ removed: number }>("DELETE", "/api/example");
  expect(byOperator.body.removed).toBeGreaterThanOrEqual(1);
  expect((await again.api.get<SessionBody>("/api/session")).body.person).toBeNull();
});

test("stays apart: nobody of it comes to act for a real organisation, and no real organisation takes part in it", async () => {
  const wouter = await visit(server.url, "wouter");
  const real = await found(server.url, "Real");
  const refused = { status: 422, body: { code: "example-stays-apart" } };
  expect(await wouter.api.post("/api/organisations", { organisationId: randomUUID(), name: "Shadow" })).toMatchObject(refused);

  const member = await real.api.done(`/api/organisations/${real.organisationId}/invitations`, {
    invitationId: randomUUID(),
    role: "owner",
  });
  expect(await wouter.api.post(`/api${member.link ?? ""}/accept`)).toMatchObject(refused);

  const allianceId = randomUUID();
  await real.api.done("/api/alliances", {
    allianceId,
    name: "Real",
    purpose: "Real work",
    timeZone: "Europe/Amsterdam",
    partnerId: randomUUID(),
    partnerName: "Real",
  });
  const invite = { invitationId: randomUUID(), partnerId: randomUUID(), name: "Somebody", ring: "core" };
  const inward = await real.api.done(`/api/alliances/${allianceId}/invitations`, invite);
  expect(await wouter.api.post(`/api${inward.link ?? ""}/accept`)).toMatchObject(refused);
  expect((await wouter.api.get(`/api/alliances/${allianceId}`)).status).toBe(404);

  const outward = await wouter.api.done(`/api/alliances/${wouter.allianceId}/invitations`, {
    ...invite,
    invitationId: randomUUID(),
    partnerId: randomUUID(),
  });
  expect(await real.api.post(`/api${outward.link ?? ""}/accept`)).toMatchObject(refused);
  expect((await real.api.get(`/api/alliances/${wouter.allianceId}`)).status).toBe(404);
  const own = await signUp(server.url, "Newcomer");
  expect((await own.api.post("/api/organisations", { organisationId: randomUUID(), name: "Fresh" })).status).toBe(201);
});

test("somebody of it who was erased by a visitor is there again at the next click", async () => {
  const mirte = await visit(server.url, "mirte");
  expect((await mirte.api.send("DELETE", "/api/session/person")).status).toBe(200);
  const again = await visit(server.url, "mirte");
  expect(again.allianceId).not.toBe(mirte.allianceId);
  expect((await again.api.get(`/api/alliances/${again.allianceId}`)).status).toBe(200);
});

test("a person or a language that is not there is refused", async () => {
  expect((await enter(server.url, "nobody")).status).toBe(400);
  expect((await enter(server.url, "hanna", "fr")).status).toBe(400);
});

test("switched off, there is nothing", async () => {
  const off = await startServer({ environment: { ENTENTE_EXAMPLE: "off" } });
  try {
    const asked: Answer<Body>[] = [
      await new Api(off.url).get("/api/example"),
      await new Api(off.url).post("/api/example/enter", { language: "en", person: "hanna" }),
      await new Api(off.url).send("DELETE", "/api/example"),
      await operator(off.url, OPERATOR_KEY).send("DELETE", "/api/example"),
    ];
    expect(asked.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  } finally {
    await off.stop();
  }
});

describe("the process", () => {
  const data = mkdtempSync(join(tmpdir(), "entente-example-"));
  afterAll(() => rmSync(data, { recursive: true, force: true }));

  test("ended while it made the example, goes on with it; an older example still works", { timeout: 60_000 }, async () => {
    let running = await startServer({ data });
    for (const after of [60, 250, 400]) {
      const cut = enter(running.url, "leila").catch(() => null);
      await new Promise((resolve) => setTimeout(resolve, after));
      await running.kill();
      await cut;
      running = await startServer({ data });
    }
    const here = await visit(running.url);
    const events = await eventsOf(here);
    await running.stop();
    running = await startServer({ data });
    const later = await visit(running.url, "wouter");
    expect(later.allianceId).toBe(here.allianceId);
    const types = (all: typeof events) => all.map(({ type }) => type);
    expect(types(await eventsOf(later))).toEqual(types(events));
    const whole = await visit(server.url);
    expect(types(events)).toEqual(types(await eventsOf(whole)));
    await running.stop();
  });
});
