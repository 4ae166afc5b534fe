import { newId } from "@entente/service-kit";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { password, TestIdentity } from "../testing.ts";

let tested: TestIdentity;
beforeEach(async () => {
  tested = await TestIdentity.start();
});
afterEach(() => tested.remove());

const at = (organisationId: string, rest = "") => `/api/organisations/${organisationId}${rest}`;
const absent = { status: 404, body: { code: "absent" } };

describe("the session", () => {
  test("says who is nobody, who is the operator, and who is who", async () => {
    expect((await tested.get("/api/session")).body).toEqual({ person: null, memberships: [], operator: false, organisationId: null });
    expect((await tested.operator("GET", "/api/session")).body).toEqual({
      person: null,
      memberships: [],
      operator: true,
      organisationId: null,
    });
    const ann = await tested.owner("Ann Alder", "Alder");
    expect((await ann.get("/api/session")).body).toEqual({
      person: { personId: ann.personId, name: "Ann Alder", email: ann.email },
      memberships: [{ organisationId: ann.organisationId, name: "Alder", role: "owner" }],
      operator: false,
      organisationId: ann.organisationId,
    });
  });

  test("names the organisation that one of several acts for", async () => {
    const ann = await tested.owner("Ann", "Alder");
    const second = newId();
    await ann.send("POST", "/api/organisations", { organisationId: second, name: "Ash" });
    expect((await ann.get("/api/session")).body).toMatchObject({ organisationId: null, memberships: [{ name: "Alder" }, { name: "Ash" }] });
    expect((await ann.get("/api/session", { "entente-organisation": second })).body).toMatchObject({ organisationId: second });
    expect((await ann.get("/api/session", { "entente-organisation": newId() })).body).toMatchObject({ organisationId: null });
    expect((await ann.get(at(second))).status).toBe(404);
    expect((await ann.get(at(second), { "entente-organisation": second })).status).toBe(200);
  });

  test("changes one's name, with a key", async () => {
    const ann = await tested.owner();
    expect(await ann.send("PATCH", "/api/session/person", { name: " Ann Ash " })).toMatchObject({
      status: 200,
      body: { personId: ann.personId, name: "Ann Ash", email: ann.email },
    });
    expect((await ann.get(at(ann.organisationId))).body.members).toMatchObject([{ name: "Ann Ash" }]);
    expect(await ann.send("PATCH", "/api/session/person", { name: "Ann" }, { "idempotency-key": "" })).toMatchObject({ status: 400 });
    expect((await ann.send("PATCH", "/api/session/person", { name: "a\nb" })).body.faults).toMatchObject([{ pointer: "#/name" }]);
    expect((await tested.browser().send("PATCH", "/api/session/person", { name: "x" })).status).toBe(401);
  });

  test("gives names by id, and none for who is unknown", async () => {
    const ann = await tested.person("Ann Alder");
    expect(await tested.identity.namesOf([ann.personId, newId()])).toEqual({ [ann.personId]: "Ann Alder" });
  });
});

describe("recovery", () => {
  const recover = (link: string, secret = "another long password") =>
    tested.browser().send("POST", "/api/password-recovery", { token: link.replace("/recover/", ""), password: secret });

  test("an owner hands a member a link that sets a new password once; it is on record", async () => {
    const ann = await tested.owner();
    const bob = await tested.join(ann, ann.organisationId, "member");
    const { status, body } = await ann.send("POST", at(ann.organisationId, `/members/${bob.personId}/recovery-link`));
    expect([status, body]).toEqual([201, { link: expect.stringMatching(/^\/recover\/[\w-]+$/), expiresAt: expect.stringMatching(/Z$/) }]);
    expect((await recover(body.link, "short")).status).toBe(400);
    expect((await recover(body.link)).status).toBe(204);
    expect((await bob.get("/api/session")).body.person).toBeNull();
    expect((await tested.browser().signIn(bob.email, "another long password")).status).toBe(200);
    expect(await recover(body.link)).toMatchObject({ status: 422, body: { code: "recovery-link-void" } });
    const types: string[] = [];
    for await (const event of tested.engines.store.read(`organisation-${ann.organisationId}`)) types.push(event.type);
    expect(types.at(-1)).toBe("RecoveryLinkIssued");
  });

  test("a link is not for an owner to take over somebody who also acts elsewhere", async () => {
    const ann = await tested.owner();
    const eve = await tested.owner("Eve Elm", "Elm");
    const { link } = (await eve.send("POST", at(eve.organisationId, "/invitations"), { invitationId: newId(), role: "member" })).body;
    await ann.send("POST", `/api${link}/accept`, {});
    expect(await eve.send("POST", at(eve.organisationId, `/members/${ann.personId}/recovery-link`))).toMatchObject({
      status: 422,
      body: { code: "member-elsewhere" },
    });
    expect(await eve.send("POST", at(eve.organisationId, `/members/${newId()}/recovery-link`))).toMatchObject({
      status: 422,
      body: { code: "unknown-member" },
    });
    const byOperator = await tested.operator("POST", `/api/people/${ann.personId}/recovery-link`);
    expect((await recover(byOperator.body.link)).status).toBe(204);
  });

  test.each(["an invitation", "registering"])("a link that an owner holds is void once the person joins elsewhere by %s", async (how) => {
    const eve = await tested.owner("Eve Elm", "Elm");
    const bob = await tested.join(eve, eve.organisationId, "member");
    const { link } = (await eve.send("POST", at(eve.organisationId, `/members/${bob.personId}/recovery-link`))).body;
    if (how === "registering") await bob.send("POST", "/api/organisations", { organisationId: newId(), name: "Birch" });
    else {
      const ann = await tested.owner();
      const invited = await ann.send("POST", at(ann.organisationId, "/invitations"), { invitationId: newId(), role: "owner" });
      await bob.send("POST", `/api${invited.body.link}/accept`, {});
    }
    expect(await recover(link)).toMatchObject({ status: 422, body: { code: "recovery-link-void" } });
  });

  test("the operator's link is noted in each organisation of the person; nobody else may ask, nobody unknown gets one", async () => {
    const ann = await tested.owner();
    expect((await tested.operator("POST", `/api/people/${ann.personId}/recovery-link`)).status).toBe(201);
    expect((await ann.get(at(ann.organisationId))).body).toMatchObject({ revision: 2 });
    expect((await tested.operator("POST", at(ann.organisationId, `/members/${ann.personId}/recovery-link`))).status).toBe(201);
    expect(await tested.operator("POST", `/api/people/${newId()}/recovery-link`)).toMatchObject(absent);
    expect(await ann.send("POST", `/api/people/${ann.personId}/recovery-link`)).toMatchObject(absent);
  });

  test("the same key notes a link once and gives a fresh one", async () => {
    const ann = await tested.owner();
    const bob = await tested.join(ann, ann.organisationId, "member");
    const key = { "idempotency-key": newId() };
    const [first, second] = [1, 2].map(() =>
      ann.send("POST", at(ann.organisationId, `/members/${bob.personId}/recovery-link`), undefined, key),
    );
    const links = [(await first)?.body.link ?? "", (await second)?.body.link ?? ""];
    expect((await ann.get(at(ann.organisationId))).body).toMatchObject({ revision: 4 });
    expect([(await recover(links[0] ?? "")).status, (await recover(links[1] ?? "")).status].toSorted()).toEqual([204, 422]);
  });
});

describe("erasing", () => {
  test("oneself: the name and address are in no file, memberships end, what was done stays", async () => {
    const ann = await tested.owner("Ann", "Alder");
    const bob = await tested.join(ann, ann.organisationId, "manager", "Barnaby Uniquename");
    const sealed = await tested.engines.keys.seal(bob.personId, "a word of Barnaby's", "x");
    expect(tested.filesHolding("Barnaby")).not.toEqual([]);
    expect(await bob.send("DELETE", "/api/session/person")).toMatchObject({ status: 200, body: { personId: bob.personId, changed: true } });
    for (const trace of ["Barnaby", "Uniquename", bob.email]) expect([trace, tested.filesHolding(trace)]).toEqual([trace, []]);
    expect((await bob.get("/api/session")).body.person).toBeNull();
    expect((await bob.send("DELETE", "/api/session/person")).status).toBe(401);
    expect((await tested.browser().signIn(bob.email)).status).toBe(401);
    expect(await tested.identity.namesOf([bob.personId])).toEqual({});
    expect(await tested.engines.keys.open(sealed, "x")).toEqual({ erased: true });
    expect((await ann.get(at(ann.organisationId))).body).toMatchObject({ members: [{ personId: ann.personId }], erased: [bob.personId] });
  });

  test("the only owner of others is told to hand on ownership first; alone, one may go", async () => {
    const ann = await tested.owner();
    const bob = await tested.join(ann, ann.organisationId, "member");
    expect(await ann.send("DELETE", "/api/session/person")).toMatchObject({ status: 422, body: { code: "last-owner" } });
    expect((await ann.get("/api/session")).body.person).not.toBeNull();
    await bob.send("DELETE", "/api/session/person");
    expect((await ann.send("DELETE", "/api/session/person")).status).toBe(200);
  });

  test("by the operator, also an only owner, who may then make another; asked again it is already so", async () => {
    const ann = await tested.owner("Annabel Uniquename");
    const bob = await tested.join(ann, ann.organisationId, "member");
    expect(await tested.operator("DELETE", `/api/people/${ann.personId}`)).toMatchObject({ status: 200, body: { changed: true } });
    expect(await tested.operator("DELETE", `/api/people/${ann.personId}`)).toMatchObject({ status: 200, body: { changed: false } });
    expect(tested.filesHolding("Annabel")).toEqual([]);
    expect((await tested.operator("PUT", at(ann.organisationId, `/members/${bob.personId}/role`), { role: "owner" })).status).toBe(201);
    expect((await bob.send("PATCH", at(ann.organisationId), { name: "Ours" })).status).toBe(201);
  });

  test("is refused to whoever is not the operator, and of whoever was never here", async () => {
    const ann = await tested.owner();
    const bob = await tested.join(ann, ann.organisationId, "admin");
    expect(await bob.send("DELETE", `/api/people/${ann.personId}`)).toMatchObject(absent);
    expect(await tested.operator("DELETE", `/api/people/${newId()}`)).toMatchObject(absent);
    expect((await tested.request("DELETE", `/api/people/${ann.personId}`, undefined, {})).status).toBe(401);
    expect((await tested.operator("DELETE", `/api/people/${ann.personId}`, undefined, { "idempotency-key": "" })).status).toBe(400);
  });

  test("that was cut short is finished when asked again", async () => {
    const ann = await tested.owner("Annabel Uniquename");
    const { credentials } = tested.identity;
    const erase = credentials.erase;
    credentials.erase = async () => {
      throw new Error("the power failed");
    };
    expect((await ann.send("DELETE", "/api/session/person")).status).toBe(500);
    credentials.erase = erase;
    expect((await ann.send("DELETE", "/api/session/person")).status).toBe(200);
    expect(tested.filesHolding("Annabel")).toEqual([]);
  });
});

describe("signing in through /api/auth", () => {
  test("sets cookies, tells the session and ends it", async () => {
    const ann = await tested.person("Ann Alder");
    expect(ann.cookies.has("entente_session")).toBe(true);
    expect((await ann.get("/api/auth/get-session")).body).toMatchObject({ person: { name: "Ann Alder" }, session: {} });
    expect(await ann.send("POST", "/api/auth/sign-out")).toMatchObject({ status: 204, body: null });
    expect(ann.cookies.size).toBe(0);
    const nobody = await ann.get("/api/auth/get-session");
    expect([nobody.status, nobody.headers["content-type"], nobody.body]).toEqual([200, "application/json; charset=utf-8", null]);
  });

  test("refusals are problems in the reader's language", async () => {
    const ann = await tested.person();
    const { status, headers, body } = await tested
      .browser()
      .send("POST", "/api/auth/sign-in/email", { email: ann.email, password: "not the password" }, { "accept-language": "nl" });
    expect([status, headers["content-type"]]).toEqual([401, expect.stringMatching(/^application\/problem\+json/)]);
    expect(body).toEqual({
      type: "https://entente.example/problems/invalid-credentials",
      code: "invalid-credentials",
      status: 401,
      title: "Dit e-mailadres en wachtwoord horen niet bij elkaar.",
      wayOut: expect.any(String),
      correlationId: headers["x-correlation-id"],
    });
    expect(await tested.browser().send("POST", "/api/auth/sign-up/email", { email: ann.email, password, name: "A" })).toMatchObject({
      status: 422,
      body: { code: "email-taken" },
    });
    const invalid = await tested.browser().send("POST", "/api/auth/sign-up/email", { email: "x", password: "short", name: "A", more: 1 });
    expect([invalid.status, invalid.body.faults.map(({ pointer }) => pointer).toSorted()]).toEqual([
      400,
      ["#/email", "#/more", "#/password"],
    ]);
    expect(await ann.send("POST", "/api/auth/change-password", { currentPassword: "wrong", newPassword: password })).toMatchObject({
      status: 422,
      body: { code: "wrong-password" },
    });
    expect(await tested.get("/api/auth/nothing")).toMatchObject(absent);
    expect(await tested.get("/api/auth/sign-in/email")).toMatchObject({
      status: 405,
      body: { code: "method-not-allowed" },
      headers: { allow: "POST" },
    });
    expect((await tested.get("/api/auth/list-sessions")).body.code).toBe("unauthenticated");
  });

  test("what is not safe JSON is refused at the door", async () => {
    const response = await tested.app.inject({
      method: "POST",
      url: "/api/auth/sign-in/email",
      headers: { "content-type": "application/json" },
      payload: '{"email":"a","email":"b"}',
    });
    expect([response.statusCode, response.json().code]).toEqual([400, "not-json"]);
  });

  test("guessing is slowed down, and says for how long", async () => {
    const ann = await tested.person();
    for (let n = 0; n < 5; n++) await tested.browser().signIn(ann.email, "not the password");
    expect(await tested.browser().signIn(ann.email)).toMatchObject({
      status: 429,
      body: { code: "too-many-attempts" },
      headers: { "retry-after": "1" },
    });
  });

  test("pages of another site cannot sign in", async () => {
    const ann = await tested.person();
    const foreign = await tested
      .browser()
      .send("POST", "/api/auth/sign-in/email", { email: ann.email, password }, { origin: "https://evil.example" });
    expect(foreign).toMatchObject({ status: 403, body: { code: "foreign-origin" } });
    expect(foreign.headers["set-cookie"]).toBeUndefined();
  });
});
