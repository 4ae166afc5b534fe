import { newId } from "@entente/service-kit";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { TestIdentity } from "../testing.ts";

let tested: TestIdentity;
beforeAll(async () => {
  tested = await TestIdentity.start();
});
afterAll(() => tested.remove());

const at = (organisationId: string, rest = "") => `/api/organisations/${organisationId}${rest}`;

describe("registering", () => {
  test("makes the person who registers its owner, and says so on the page", async () => {
    const ann = await tested.owner("Ann Alder", "Alder Care");
    const { status, body } = await ann.get(at(ann.organisationId));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: "Alder Care",
      country: "NL",
      members: [{ personId: ann.personId, name: "Ann Alder", email: ann.email, role: "owner" }],
      invitations: [],
      apiKeys: [],
    });
  });

  test("is asked once: repeated it is already so, and another's id is taken", async () => {
    const ann = await tested.owner("Ann", "Alder");
    const again = { organisationId: ann.organisationId, name: "Alder", country: "NL" };
    expect(await ann.send("POST", "/api/organisations", again)).toMatchObject({ status: 200, body: { changed: false } });
    const bob = await tested.person();
    expect(await bob.send("POST", "/api/organisations", again)).toMatchObject({ status: 422, body: { code: "id-taken" } });
    expect((await bob.get(at(ann.organisationId))).status).toBe(404);
  });

  test("the operator registers one without members", async () => {
    const organisationId = newId();
    expect((await tested.operator("POST", "/api/organisations", { organisationId, name: "Imported" })).status).toBe(201);
    expect((await tested.operator("GET", at(organisationId))).body).toMatchObject({ name: "Imported", country: null, members: [] });
  });

  test("is not for the anonymous, nor for keys", async () => {
    const body = { organisationId: newId(), name: "Nobody's" };
    expect((await tested.browser().send("POST", "/api/organisations", body)).status).toBe(401);
    const ann = await tested.owner();
    const { key } = (await ann.send("POST", at(ann.organisationId, "/api-keys"), { name: "export", role: "integration" })).body;
    expect(
      (await tested.request("POST", "/api/organisations", body, { authorization: `Bearer ${key}`, "idempotency-key": newId() })).status,
    ).toBe(403);
  });

  test("names every fault of what was sent", async () => {
    const ann = await tested.person();
    const { status, body } = await ann.send("POST", "/api/organisations", { organisationId: "x", name: " ", country: "nl", colour: "red" });
    expect(status).toBe(400);
    expect(body.faults.map(({ pointer }) => pointer).toSorted()).toEqual(["#/colour", "#/country", "#/name", "#/organisationId"]);
  });
});

describe("commands", () => {
  test("want a key, and answer the same key the same; another command with it is refused", async () => {
    const ann = await tested.owner();
    const key = { "idempotency-key": newId() };
    expect(await ann.send("PATCH", at(ann.organisationId), { name: "A" }, { "idempotency-key": "" })).toMatchObject({ status: 400 });
    const first = await ann.send("PATCH", at(ann.organisationId), { name: "A" }, key);
    await ann.send("PATCH", at(ann.organisationId), { name: "B" });
    const second = await ann.send("PATCH", at(ann.organisationId), { name: "A" }, key);
    expect([first.status, second.body]).toEqual([201, first.body]);
    expect((await ann.get(at(ann.organisationId))).body.name).toBe("B");
    expect(await ann.send("PATCH", at(ann.organisationId), { name: "C" }, key)).toMatchObject({
      status: 422,
      body: { code: "key-reused" },
    });
  });

  test("keep their keys over a restart", async () => {
    const own = await TestIdentity.start();
    const ann = await own.owner();
    const key = { "idempotency-key": newId() };
    const first = await ann.send("PATCH", at(ann.organisationId), { name: "A" }, key);
    await own.close();
    await own.open();
    expect((await ann.send("PATCH", at(ann.organisationId), { name: "A" }, key)).body).toEqual(first.body);
    await own.remove();
  });

  test("from many at once are all decided", async () => {
    const ann = await tested.owner();
    const invited = await Promise.all(
      Array.from({ length: 16 }, () => ann.send("POST", at(ann.organisationId, "/invitations"), { invitationId: newId(), role: "member" })),
    );
    expect(invited.map(({ status }) => status)).toEqual(Array.from({ length: 16 }, () => 201));
    expect((await ann.get(at(ann.organisationId))).body.invitations).toHaveLength(16);
  });

  test("are decided again when somebody else writes to the stream", async () => {
    const ann = await tested.owner();
    const fact = { type: "CommandRefused", data: { allianceId: null, command: "X", code: "x", reason: "x" } };
    await ann.get(at(ann.organisationId));
    await tested.engines.events.record({ caller: { kind: "anonymous" } } as never, `organisation-${ann.organisationId}`, [fact], {
      expected: "any",
      now: "2100-01-01T00:00:00.000Z",
      correlationId: "x",
    });
    expect((await ann.send("PATCH", at(ann.organisationId), { name: "A" })).body).toMatchObject({ revision: 3 });
    expect((await ann.get(at(ann.organisationId))).body.name).toBe("A");
  });
});

describe("who may", () => {
  const acts = (personId: string) =>
    [
      ["PATCH", "", { name: "Other" }],
      ["POST", "/invitations", { invitationId: newId(), role: "member" }],
      ["GET", `/invitations/${newId()}/link`, undefined],
      ["DELETE", `/invitations/${newId()}`, undefined],
      ["PUT", `/members/${personId}/role`, { role: "admin" }],
      ["DELETE", `/members/${personId}`, undefined],
      ["POST", `/members/${personId}/recovery-link`, undefined],
      ["POST", "/api-keys", { name: "x", role: "integration" }],
      ["DELETE", "/api-keys/x", undefined],
    ] as const;

  test.each(["manager", "member", "auditor"])("a %s reads the page and changes nothing", async (role) => {
    const ann = await tested.owner();
    const bob = await tested.join(ann, ann.organisationId, role);
    expect((await bob.get(at(ann.organisationId))).status).toBe(200);
    for (const [method, path, body] of acts(ann.personId))
      expect([method, path, (await bob.send(method, at(ann.organisationId, path), body)).status]).toEqual([method, path, 403]);
  });

  test("an administrator does everything but make or remove owners and recover accounts", async () => {
    const ann = await tested.owner();
    const bob = await tested.join(ann, ann.organisationId, "admin");
    const cat = await tested.join(bob, ann.organisationId, "member", "Cat Cedar");
    const refused = { status: 422, body: { code: "owner-only" } };
    expect(await bob.send("POST", at(ann.organisationId, "/invitations"), { invitationId: newId(), role: "owner" })).toMatchObject(refused);
    expect(await bob.send("PUT", at(ann.organisationId, `/members/${cat.personId}/role`), { role: "owner" })).toMatchObject(refused);
    expect(await bob.send("DELETE", at(ann.organisationId, `/members/${ann.personId}`))).toMatchObject(refused);
    expect((await bob.send("POST", at(ann.organisationId, `/members/${cat.personId}/recovery-link`))).status).toBe(403);
    expect((await bob.send("PUT", at(ann.organisationId, `/members/${cat.personId}/role`), { role: "manager" })).status).toBe(201);
    expect((await bob.send("DELETE", at(ann.organisationId, `/members/${cat.personId}`))).status).toBe(201);
  });

  test("an administrator is not shown the link that makes an owner", async () => {
    const ann = await tested.owner();
    const bob = await tested.join(ann, ann.organisationId, "admin");
    const invitation = { invitationId: newId(), role: "owner" };
    await ann.send("POST", at(ann.organisationId, "/invitations"), invitation);
    expect((await ann.get(at(ann.organisationId, `/invitations/${invitation.invitationId}/link`))).status).toBe(200);
    expect(await bob.get(at(ann.organisationId, `/invitations/${invitation.invitationId}/link`))).toMatchObject({
      status: 422,
      body: { code: "owner-only" },
    });
    expect(await bob.send("POST", at(ann.organisationId, "/invitations"), invitation)).toMatchObject({
      status: 422,
      body: { code: "owner-only" },
    });
  });

  test("for somebody of another organisation it is not there, whatever they send, just as what does not exist", async () => {
    const ann = await tested.owner();
    const eve = await tested.owner("Eve Elm", "Elm");
    for (const id of [ann.organisationId, newId(), "x"]) {
      expect((await eve.get(at(id))).status).toBe(404);
      for (const headers of [{}, { "entente-organisation": id }]) {
        for (const [method, path] of acts(ann.personId)) {
          const { status, body } = await eve.send(
            method,
            at(id, path),
            method === "GET" || method === "DELETE" ? undefined : { nonsense: 1 },
            headers,
          );
          expect([method, path, status, body.code]).toEqual([method, path, 404, "absent"]);
        }
      }
    }
    expect((await tested.browser().get(at(ann.organisationId))).status).toBe(401);
  });
});

describe("members", () => {
  test("a role change and a removal count at once", async () => {
    const ann = await tested.owner();
    const bob = await tested.join(ann, ann.organisationId, "admin");
    const rename = () => bob.send("PATCH", at(ann.organisationId), { name: `Name ${newId()}` });
    expect((await rename()).status).toBe(201);
    await ann.send("PUT", at(ann.organisationId, `/members/${bob.personId}/role`), { role: "member" });
    expect((await rename()).status).toBe(403);
    await ann.send("DELETE", at(ann.organisationId, `/members/${bob.personId}`));
    expect((await rename()).status).toBe(404);
    expect(await ann.send("DELETE", at(ann.organisationId, `/members/${bob.personId}`))).toMatchObject({
      status: 200,
      body: { changed: false },
    });
  });

  test("one owner stays", async () => {
    const ann = await tested.owner();
    const bob = await tested.join(ann, ann.organisationId, "admin");
    const last = { status: 422, body: { code: "last-owner" } };
    expect(await ann.send("PUT", at(ann.organisationId, `/members/${ann.personId}/role`), { role: "admin" })).toMatchObject(last);
    expect(await ann.send("DELETE", at(ann.organisationId, `/members/${ann.personId}`))).toMatchObject(last);
    expect(await tested.operator("DELETE", at(ann.organisationId, `/members/${ann.personId}`))).toMatchObject(last);
    await ann.send("PUT", at(ann.organisationId, `/members/${bob.personId}/role`), { role: "owner" });
    expect((await ann.send("DELETE", at(ann.organisationId, `/members/${ann.personId}`))).status).toBe(201);
  });

  test("are never software", async () => {
    const ann = await tested.owner();
    const { status, body } = await ann.send("POST", at(ann.organisationId, "/invitations"), { invitationId: newId(), role: "integration" });
    expect([status, body.faults[0]?.pointer]).toEqual([400, "#/role"]);
  });

  test("somebody unknown has no role to change", async () => {
    const ann = await tested.owner();
    expect(await ann.send("PUT", at(ann.organisationId, `/members/${newId()}/role`), { role: "admin" })).toMatchObject({
      status: 422,
      body: { code: "unknown-member" },
    });
  });
});

describe("invitations", () => {
  test("say before signing in who invites for what; the link lets one person in", async () => {
    const ann = await tested.owner("Ann", "Alder Care");
    const invitationId = newId();
    const { body, status } = await ann.send("POST", at(ann.organisationId, "/invitations"), { invitationId, role: "manager" });
    expect(status).toBe(201);
    expect(body.link).toMatch(/^\/member-invitations\/[\w-]+\.[\w-]+$/);
    expect((await ann.get(at(ann.organisationId, `/invitations/${invitationId}/link`))).body).toEqual({ link: body.link });
    const letter = () => tested.get(`/api${body.link}`);
    expect(await letter()).toMatchObject({
      status: 200,
      body: { organisationId: ann.organisationId, organisation: "Alder Care", role: "manager", status: "open" },
    });
    expect((await tested.browser().send("POST", `/api${body.link}/accept`, {})).status).toBe(401);

    const bob = await tested.person("Bob Birch");
    expect(await bob.send("POST", `/api${body.link}/accept`, {})).toMatchObject({ status: 201, body: { changed: true } });
    expect((await bob.get("/api/session")).body).toMatchObject({
      memberships: [{ organisationId: ann.organisationId, name: "Alder Care", role: "manager" }],
      organisationId: ann.organisationId,
    });
    expect(await bob.send("POST", `/api${body.link}/accept`, {})).toMatchObject({ status: 200, body: { changed: false } });
    expect((await letter()).body.status).toBe("accepted");
    const cat = await tested.person("Cat Cedar");
    expect(await cat.send("POST", `/api${body.link}/accept`, {})).toMatchObject({ status: 422, body: { code: "invitation-closed" } });
    expect((await ann.get(at(ann.organisationId, `/invitations/${invitationId}/link`))).status).toBe(404);
    expect((await ann.get(at(ann.organisationId))).body.members).toHaveLength(2);
  });

  test("of sixteen people who accept at once, one gets in", async () => {
    const ann = await tested.owner();
    const { link } = (await ann.send("POST", at(ann.organisationId, "/invitations"), { invitationId: newId(), role: "member" })).body;
    const people = await Promise.all(Array.from({ length: 16 }, (_, n) => tested.person(`Person ${n}`)));
    const statuses = await Promise.all(people.map(async (person) => (await person.send("POST", `/api${link}/accept`, {})).status));
    expect(statuses.toSorted()).toEqual([201, ...Array.from({ length: 15 }, () => 422)]);
  });

  test("a withdrawn one lets nobody in, and cannot be sent again", async () => {
    const ann = await tested.owner();
    const invitation = { invitationId: newId(), role: "member" };
    const { link } = (await ann.send("POST", at(ann.organisationId, "/invitations"), invitation)).body;
    expect((await ann.send("DELETE", at(ann.organisationId, `/invitations/${invitation.invitationId}`))).status).toBe(201);
    expect((await ann.send("DELETE", at(ann.organisationId, `/invitations/${invitation.invitationId}`))).status).toBe(200);
    const bob = await tested.person();
    expect(await bob.send("POST", `/api${link}/accept`, {})).toMatchObject({ status: 422, body: { code: "invitation-closed" } });
    expect(await ann.send("POST", at(ann.organisationId, "/invitations"), invitation)).toMatchObject({
      status: 422,
      body: { code: "invitation-closed" },
    });
    expect(await ann.send("DELETE", at(ann.organisationId, `/invitations/${newId()}`))).toMatchObject({
      status: 422,
      body: { code: "unknown-invitation" },
    });
  });

  test("whoever is a member already keeps the role it has", async () => {
    const ann = await tested.owner();
    const { link } = (await ann.send("POST", at(ann.organisationId, "/invitations"), { invitationId: newId(), role: "member" })).body;
    expect(await ann.send("POST", `/api${link}/accept`, {})).toMatchObject({ status: 422, body: { code: "already-member" } });
  });

  test("a link that was not made here names nothing", async () => {
    const bob = await tested.person();
    for (const token of ["x", "x.y", tested.identity.tokens.sign("partner-invitation", `${newId()}/${newId()}`)]) {
      expect((await tested.get(`/api/member-invitations/${token}`)).status).toBe(404);
      expect((await bob.send("POST", `/api/member-invitations/${token}/accept`, {})).status).toBe(404);
    }
  });

  test("the operator invites the first owner of an imported organisation", async () => {
    const organisationId = newId();
    await tested.operator("POST", "/api/organisations", { organisationId, name: "Imported" });
    const { link } = (await tested.operator("POST", at(organisationId, "/invitations"), { invitationId: newId(), role: "owner" })).body;
    const bob = await tested.person();
    expect((await bob.send("POST", `/api${link}/accept`, {})).status).toBe(201);
    expect((await bob.send("PATCH", at(organisationId), { name: "Ours" })).status).toBe(201);
  });
});

describe("API keys", () => {
  const issue = { name: "nightly export", role: "integration" };
  const using = (key: string) => ({ authorization: `Bearer ${key}` });

  test("work from when they are issued until they are revoked, both at once", async () => {
    const ann = await tested.owner();
    const { status, body } = await ann.send("POST", at(ann.organisationId, "/api-keys"), issue);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      changed: true,
      key: expect.stringMatching(/^ent_/),
      keyId: expect.any(String),
      position: expect.any(String),
    });
    expect((await tested.get(at(ann.organisationId), using(body.key))).body.apiKeys).toMatchObject([
      { keyId: body.keyId, name: "nightly export", role: "integration", start: body.key.slice(0, 10) },
    ]);
    expect((await tested.get("/api/session", using(body.key))).body).toEqual({
      person: null,
      memberships: [],
      operator: false,
      organisationId: ann.organisationId,
    });
    expect((await ann.send("DELETE", at(ann.organisationId, `/api-keys/${body.keyId}`))).status).toBe(201);
    expect((await tested.get(at(ann.organisationId), using(body.key))).status).toBe(401);
    expect(await ann.send("DELETE", at(ann.organisationId, `/api-keys/${body.keyId}`))).toMatchObject({
      status: 200,
      body: { changed: false },
    });
    expect((await ann.get(at(ann.organisationId))).body.apiKeys).toEqual([]);
  });

  test("are issued once for one Idempotency-Key, and shown once", async () => {
    const ann = await tested.owner();
    const key = { "idempotency-key": newId() };
    const answers = await Promise.all(Array.from({ length: 4 }, () => ann.send("POST", at(ann.organisationId, "/api-keys"), issue, key)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.keyId)).size).toBe(1);
    expect(answers.filter(({ body }) => body.key !== null)).toHaveLength(1);
    expect((await ann.get(at(ann.organisationId))).body.apiKeys).toHaveLength(1);
    const made = vi.spyOn(tested.identity.credentials, "issueApiKey");
    expect((await ann.send("POST", at(ann.organisationId, "/api-keys"), issue, key)).body).toMatchObject({
      keyId: answers[0]?.body.keyId,
      key: null,
    });
    expect(made).not.toHaveBeenCalled();
    expect(await ann.send("POST", at(ann.organisationId, "/api-keys"), { ...issue, name: "other" }, key)).toMatchObject({
      status: 422,
      body: { code: "key-reused" },
    });
  });

  test("act for their own organisation only, and hand out no rights", async () => {
    const ann = await tested.owner();
    const eve = await tested.owner("Eve", "Elm");
    const { key } = (await ann.send("POST", at(ann.organisationId, "/api-keys"), issue)).body;
    expect((await tested.get(at(eve.organisationId), { ...using(key), "entente-organisation": eve.organisationId })).status).toBe(404);
    expect(
      (await tested.request("PATCH", at(ann.organisationId), { name: "x" }, { ...using(key), "idempotency-key": newId() })).status,
    ).toBe(403);
    expect((await ann.send("POST", at(ann.organisationId, "/api-keys"), { ...issue, role: "owner" })).status).toBe(400);
    expect(await ann.send("DELETE", at(ann.organisationId, "/api-keys/unknown"))).toMatchObject({
      status: 422,
      body: { code: "unknown-key" },
    });
  });

  test("another organisation's key cannot be revoked", async () => {
    const ann = await tested.owner();
    const eve = await tested.owner("Eve", "Elm");
    const { key, keyId } = (await ann.send("POST", at(ann.organisationId, "/api-keys"), issue)).body;
    expect((await eve.send("DELETE", at(eve.organisationId, `/api-keys/${keyId}`))).status).toBe(422);
    expect((await tested.get(at(ann.organisationId), using(key))).status).toBe(200);
  });

  test("survive a restart, and stay revoked", async () => {
    const own = await TestIdentity.start();
    const ann = await own.owner();
    const kept = (await ann.send("POST", at(ann.organisationId, "/api-keys"), issue)).body;
    const gone = (await ann.send("POST", at(ann.organisationId, "/api-keys"), issue)).body;
    await ann.send("DELETE", at(ann.organisationId, `/api-keys/${gone.keyId}`));
    await own.close();
    await own.open();
    expect((await own.get(at(ann.organisationId), using(kept.key))).status).toBe(200);
    expect((await own.get(at(ann.organisationId), using(gone.key))).status).toBe(401);
    await own.remove();
  });
});
