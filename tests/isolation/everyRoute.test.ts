import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answer, routes, type Caller, type Relation } from "@entente/contracts/access";
import type { RoleId } from "@entente/contracts/roles";
import { Api, ally, found, operator, signUp, type Alliance, type Member } from "../support/api.ts";
import { openLive } from "../support/live.ts";
import { OPERATOR_KEY, startServer, type ServerProcess } from "../support/server.ts";

/**
 * Walks every route × every role × partners, former partners, a facilitator, a foreign tenant, the operator and nobody, over HTTP with
 * real sign-ins and keys. A route missing here cannot be: the walk goes over the table that the server refuses to start without.
 */
const CANARY = `canary-${randomUUID()}`;

interface Voice {
  readonly title: string;
  readonly api: Api;
  readonly caller: Caller;
  /** What it has to do with the alliance walked. */
  readonly relation: Relation | null;
  /** Its own organisation is the one in the paths. */
  readonly ownOrganisation: boolean;
}

let server: ServerProcess;
let delta: Member;
let alliance: Alliance;
const voices: Voice[] = [];
const ids = {
  decisionId: randomUUID(),
  agreementId: randomUUID(),
  commitmentId: randomUUID(),
  invitationId: randomUUID(),
  lostInvitationId: randomUUID(),
};
let partnerToken = "";
let memberToken = "";

beforeAll(async () => {
  server = await startServer();
  delta = await found(server.url, `Delta ${CANARY}`);
  const upland = await found(server.url, "Upland");
  const foreign = await found(server.url, "Foreign");
  const former = await found(server.url, "Former");
  const helper = await found(server.url, "Helper");
  const market = await found(server.url, "Market");
  alliance = await ally([delta, upland, former]);
  const at = `/api/alliances/${alliance.allianceId}`;
  const free = await delta.api.done(`${at}/invitations`, {
    invitationId: randomUUID(),
    partnerId: randomUUID(),
    name: "Market",
    ring: "free-space",
  });
  await market.api.done(`/api${free.link}/accept`);
  const facilitator = await delta.api.done(`${at}/facilitators`, {
    invitationId: randomUUID(),
    facilitatorId: randomUUID(),
    name: "Helper",
  });
  await helper.api.done(`/api${facilitator.link}/accept`);
  await former.api.done(`${at}/partners/${alliance.partnerIds["Former"]}/leave`, { partnerId: undefined });
  await delta.api.done(`${at}/decisions`, { decisionId: ids.decisionId, question: `Shall we? ${CANARY}` });
  await delta.api.done(`${at}/agreements`, {
    agreementId: ids.agreementId,
    kind: "covenant",
    title: `Covenant ${CANARY}`,
    parties: [alliance.partnerIds[delta.name]],
    clauses: [{ clauseId: randomUUID(), text: CANARY }],
  });
  await delta.api.done(`${at}/ambition`, { versionId: randomUUID(), text: `Together ${CANARY}` });
  await delta.api.done(`${at}/commitments`, {
    commitmentId: ids.commitmentId,
    partnerId: alliance.partnerIds[delta.name],
    text: `By then ${CANARY}`,
    dueOn: "2999-12-31",
  });
  const open = await delta.api.done(`${at}/invitations`, {
    invitationId: ids.invitationId,
    partnerId: randomUUID(),
    name: "Lowland",
    ring: "core",
    message: CANARY,
  });
  partnerToken = open.link?.split("/").pop() ?? "";
  const member = await delta.api.done(`/api/organisations/${delta.organisationId}/invitations`, {
    invitationId: randomUUID(),
    role: "member",
  });
  memberToken = member.link?.split("/").pop() ?? "";

  const core: Relation = { parts: ["core"], left: false };
  const add = (title: string, api: Api, caller: Caller, relation: Relation | null, ownOrganisation: boolean) =>
    voices.push({ title, api, caller, relation, ownOrganisation });
  const person = (personId: string, organisationId: string, role: RoleId): Caller => ({ kind: "person", personId, organisationId, role });
  add("nobody", new Api(server.url), { kind: "anonymous" }, null, false);
  add(
    "the operator",
    operator(server.url, OPERATOR_KEY).as(delta.organisationId),
    { kind: "operator", organisationId: delta.organisationId },
    null,
    false,
  );
  add("owner of a partner", delta.api, person(delta.personId, delta.organisationId, "owner"), core, true);
  for (const role of ["admin", "manager", "member", "auditor"] as const) {
    const { link } = await delta.api.done(`/api/organisations/${delta.organisationId}/invitations`, { invitationId: randomUUID(), role });
    const { api, personId } = await signUp(server.url, role);
    await api.done(`/api${link}/accept`);
    add(`${role} of a partner`, api.as(delta.organisationId), person(personId, delta.organisationId, role), core, true);
  }
  const { key, keyId } = await delta.api.done<{ key: string; keyId: string }>(`/api/organisations/${delta.organisationId}/api-keys`, {
    name: "walk",
    role: "integration",
  });
  add(
    "key of a partner",
    new Api(server.url, { authorization: `Bearer ${key}` }),
    { kind: "apiKey", keyId, organisationId: delta.organisationId, role: "integration" },
    core,
    true,
  );
  add("owner of another partner", upland.api, person(upland.personId, upland.organisationId, "owner"), core, false);
  add(
    "owner of a former partner",
    former.api,
    person(former.personId, former.organisationId, "owner"),
    { parts: ["core"], left: true },
    false,
  );
  add(
    "owner of the facilitator",
    helper.api,
    person(helper.personId, helper.organisationId, "owner"),
    { parts: ["facilitator"], left: false },
    false,
  );
  add(
    "owner of a party in free space",
    market.api,
    person(market.personId, market.organisationId, "owner"),
    { parts: ["free-space"], left: false },
    false,
  );
  add("owner of a foreign organisation", foreign.api, person(foreign.personId, foreign.organisationId, "owner"), null, false);
  add(
    "somebody of another organisation claiming to act for a partner",
    foreign.api.as(delta.organisationId),
    { kind: "person", personId: foreign.personId, organisationId: null, role: null },
    null,
    false,
  );
  const stranger = await signUp(server.url, "Stranger");
  add(
    "somebody without organisation",
    stranger.api,
    { kind: "person", personId: stranger.personId, organisationId: null, role: null },
    null,
    false,
  );
  // Views must show all of this before reading is walked.
  const last = await delta.api.done(`${at}/decisions`, { decisionId: randomUUID(), question: "Ready?" });
  expect((await delta.api.get(`${at}?atLeast=${last.position}`)).status).toBe(200);
}, 120_000);

afterAll(() => server.stop());

/** Routes that would end the walker itself; they are walked by nobody and by those who are refused. */
const ending = new Set(["DELETE /api/session/person", "POST /api/auth/sign-out", "POST /api/auth/revoke-other-sessions"]);

describe.each(Object.keys(routes).filter((route) => !route.includes("*") && route !== "GET /api/live"))("%s", (route) => {
  test("answers every voice as the table of access says", async () => {
    const rule = routes[route];
    if (!rule) throw new Error("unreachable: the walk is over the table's own keys");
    for (const voice of voices) {
      const subject = { ...(voice.ownOrganisation ? { organisationId: delta.organisationId } : {}), relation: voice.relation };
      const expected = answer(rule, voice.caller, subject);
      if (expected === "allowed" && ending.has(route)) continue;
      const { status, body } = await ask(voice.api, route, alliance.allianceId, delta.organisationId);
      const said = `${voice.title}: ${status} ${JSON.stringify(body).slice(0, 300)}`;
      if (expected === "unauthenticated") expect(status, said).toBe(401);
      else if (expected === "forbidden") expect(status, said).toBe(403);
      else if (expected === "absent") {
        expect(status, said).toBe(404);
        const nowhere = await ask(voice.api, route, randomUUID(), randomUUID());
        expect(withoutCorrelation(nowhere.body), `${voice.title} must not tell what exists from what does not`).toEqual(
          withoutCorrelation(body),
        );
      } else
        expect(
          [200, 201, 204, 400, 403, 404, 422, 428].filter((one) => !refusedByGuard(one, body)),
          said,
        ).toContain(status);
      if (
        expected !== "allowed" ||
        (rule.for !== "anyone" && voice.relation === null && !voice.ownOrganisation && voice.caller.kind !== "operator")
      ) {
        expect(JSON.stringify(body), `${voice.title} was told something of a foreign tenant`).not.toContain(CANARY);
      }
    }
  });
});

test("a socket is opened by members only, and tells nothing of a foreign alliance", async () => {
  const foreign = voices.find(({ title }) => title === "owner of a foreign organisation");
  if (!foreign || foreign.caller.kind !== "person" || foreign.caller.organisationId === null)
    throw new Error("the foreign voice is missing");
  const live = await openLive({ api: foreign.api, organisationId: foreign.caller.organisationId });
  live.send({ type: "subscribe", topic: "alliance", id: alliance.allianceId });
  const refused = await live.next((message) => message.type === "refused");
  live.send({ type: "subscribe", topic: "alliance", id: randomUUID() });
  const absent = await live.next((message) => message.type === "refused");
  expect({ ...refused, id: null }).toEqual({ ...absent, id: null });
  live.send({ type: "subscribe", topic: "portfolio" });
  await live.next((message) => message.type === "subscribed");
  const { position } = await delta.api.done(`/api/alliances/${alliance.allianceId}/decisions`, {
    decisionId: randomUUID(),
    question: CANARY,
  });
  expect((await delta.api.get(`/api/alliances/${alliance.allianceId}?atLeast=${position}`)).status).toBe(200);
  live.send({ type: "ping" });
  await live.next((message) => message.type === "pong");
  expect(JSON.stringify(live.messages)).not.toContain(CANARY);
  expect(
    live.messages.filter((message) => message.type === "changed"),
    "a foreign portfolio does not move",
  ).toEqual([]);
  live.close();
  await expect(openLive({ api: new Api(server.url), organisationId: delta.organisationId })).rejects.toThrow("401");
  await expect(
    openLive({ api: foreign.api.with({ origin: "https://elsewhere.example" }), organisationId: foreign.caller.organisationId }),
  ).rejects.toThrow("403");
});

test("a former partner reads the record as it stood when it left, and nothing later", async () => {
  const former = voices.find(({ title }) => title === "owner of a former partner");
  const { status, body } = await (former?.api ?? delta.api).get<{ alliance: { revision: number }; seat: { left: boolean } }>(
    `/api/alliances/${alliance.allianceId}`,
  );
  expect(status).toBe(200);
  expect(body.seat.left).toBe(true);
  const events = await (former?.api ?? delta.api).get<{ events: { type: string; revision: number }[] }>(
    `/api/alliances/${alliance.allianceId}/events?limit=1000`,
  );
  expect(events.body.events.at(-1)?.type).toBe("PartnerLeft");
  expect(events.body.events.at(-1)?.revision).toBe(body.alliance.revision);
  expect(JSON.stringify(events.body)).not.toContain(`Covenant ${CANARY}`);
});

/** Sends the emptiest request that reaches the route: enough to be let in or not, never enough to change anything. */
function ask(api: Api, route: string, allianceId: string, organisationId: string) {
  const [method = "GET", pattern = ""] = route.split(" ");
  const path = pattern
    .replace(":allianceId", allianceId)
    .replace(":organisationId", organisationId)
    .replace(":decisionId", ids.decisionId)
    .replace(":agreementId", ids.agreementId)
    .replace(":commitmentId", ids.commitmentId)
    .replace(":token", pattern.includes("member-invitations") ? memberToken : partnerToken)
    .replace(":view", "no-such-view")
    .replace(":invitationId", method === "GET" ? ids.invitationId : ids.lostInvitationId)
    .replace(/:\w+/g, () => randomUUID());
  const imports = pattern.startsWith("/api/imports");
  if (method === "GET") return api.get<Record<string, unknown>>(path);
  const body = imports ? "" : JSON.stringify({ nothing: "of this kind" });
  return api.send<Record<string, unknown>>(method, path, body, { "content-type": imports ? "application/x-ndjson" : "application/json" });
}

function withoutCorrelation(body: Record<string, unknown>): Record<string, unknown> {
  const { correlationId: _correlationId, ...rest } = body;
  return rest;
}

/** Whether this status, with this body, is the guard's own refusal and so no sign of having been let in. */
function refusedByGuard(status: number, body: Record<string, unknown>): boolean {
  return (status === 403 || status === 404) && ["forbidden"].includes(String(body["code"]));
}
