import { newId } from "@entente/service-kit";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Asked } from "./origin.ts";
import { operatorKey, origin, TestIdentity } from "./testing.ts";

let tested: TestIdentity;
beforeEach(async () => {
  tested = await TestIdentity.start();
});
afterEach(() => tested.remove());

const request = (headers: Record<string, string>, query: object = {}): Asked => ({
  method: "GET",
  protocol: "http",
  host: "localhost:4401",
  query,
  headers,
});

describe("who calls", () => {
  test("nobody, the operator, a key, a person", async () => {
    const { authenticate } = tested.identity;
    const ann = await tested.owner();
    const { key, keyId } = (await ann.send("POST", `/api/organisations/${ann.organisationId}/api-keys`, { name: "x", role: "auditor" }))
      .body;
    const { organisationId, personId } = ann;
    const other = newId();
    expect(await authenticate(request({}))).toEqual({ kind: "anonymous" });
    expect(await authenticate(request({ authorization: "Bearer nonsense" }))).toEqual({ kind: "anonymous" });
    expect(await authenticate(request({ authorization: `Bearer ${operatorKey}` }))).toEqual({ kind: "operator", organisationId: null });
    expect(await authenticate(request({ authorization: `Bearer ${operatorKey}`, "entente-organisation": other }))).toEqual({
      kind: "operator",
      organisationId: other,
    });
    expect(await authenticate(request({ authorization: `Bearer ${operatorKey}`, "entente-organisation": "x" }))).toEqual({
      kind: "operator",
      organisationId: null,
    });
    expect(await authenticate(request({ "x-api-key": key }))).toEqual({ kind: "apiKey", keyId, organisationId, role: "auditor" });
    expect(await authenticate(request({ cookie: ann.cookieHeader }))).toEqual({ kind: "person", personId, organisationId, role: "owner" });
    expect(await authenticate(request({ cookie: ann.cookieHeader, "entente-organisation": other }))).toEqual({
      kind: "person",
      personId,
      organisationId: null,
      role: null,
    });
  });

  test("a key that credentials know but no organisation does is nobody", async () => {
    const { key } = await tested.identity.credentials.issueApiKey({
      name: "x",
      organisationId: newId(),
      role: "integration",
      createdBy: "x",
    });
    expect(await tested.identity.authenticate(request({ "x-api-key": key }))).toEqual({ kind: "anonymous" });
  });

  test("a socket names its organisation in the address, a page's request does not", async () => {
    const ann = await tested.owner();
    await ann.send("POST", "/api/organisations", { organisationId: newId(), name: "Second" });
    const { organisationId } = ann;
    const query = { organisation: organisationId };
    expect(await tested.identity.authenticate(request({ cookie: ann.cookieHeader, upgrade: "websocket", origin }, query))).toMatchObject({
      organisationId,
      role: "owner",
    });
    expect(await tested.identity.authenticate(request({ cookie: ann.cookieHeader }, query))).toMatchObject({ organisationId: null });
  });
});

describe("pages of other sites", () => {
  const rename = (browser: Awaited<ReturnType<TestIdentity["owner"]>>, headers: Record<string, string>) =>
    browser.send("PATCH", `/api/organisations/${browser.organisationId}`, { name: `Name ${newId()}` }, headers);
  const refused = { status: 403, body: { code: "foreign-origin" } };

  test("cannot act with a person's cookie, and may not open a socket", async () => {
    const ann = await tested.owner();
    for (const foreign of [
      "https://evil.example",
      "null",
      `${origin}.evil.example`,
      origin.replace("http:", "https:"),
      "http://localhost:5000",
    ]) {
      expect(await rename(ann, { origin: foreign })).toMatchObject(refused);
      await expect(
        tested.identity.authenticate(request({ cookie: ann.cookieHeader, upgrade: "websocket", origin: foreign })),
      ).rejects.toMatchObject({ code: "foreign-origin" });
    }
    expect(await rename(ann, { origin, "sec-fetch-site": "cross-site" })).toMatchObject(refused);
    for (const [method, path] of [
      ["POST", "/api/organisations"],
      ["PUT", `/api/organisations/${ann.organisationId}/members/${ann.personId}/role`],
      ["DELETE", "/api/session/person"],
    ] as const) {
      expect(await ann.send(method, path, {}, { origin: "https://evil.example" })).toMatchObject(refused);
    }
    expect((await rename(ann, {})).status).toBe(201);
    expect((await ann.get("/api/session", { origin: "https://evil.example" })).status).toBe(200);
  });

  test("are judged by the address that the browser used, or by the public one alone", async () => {
    const ann = await tested.owner();
    expect((await rename(ann, { origin: "http://127.0.0.1:4401", host: "127.0.0.1:4401" })).status).toBe(201);
    expect(await rename(ann, { origin: "http://127.0.0.1:4401" })).toMatchObject(refused);
    const own = await TestIdentity.start({ ENTENTE_PUBLIC_URL: "http://localhost:4401/" });
    const bob = await own.owner();
    expect((await rename(bob, { host: "10.0.0.1:80" })).status).toBe(201);
    expect(await rename(bob, { origin: "http://10.0.0.1", host: "10.0.0.1" })).toMatchObject(refused);
    await own.remove();
  });

  test("do not concern software with a key", async () => {
    expect(
      (
        await tested.operator(
          "POST",
          "/api/organisations",
          { organisationId: newId(), name: "X" },
          { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
        )
      ).status,
    ).toBe(201);
  });
});
