import { authenticateByToken, createApp, healthOf, newId, openLog, type App } from "@entente/service-kit";
import type { FastifyRequest } from "fastify";
import { afterEach, beforeEach, expect, test } from "vitest";
import { internalRoutes } from "./internal.ts";
import { origin, TestIdentity } from "./testing.ts";

let tested: TestIdentity;
let app: App;
beforeEach(async () => {
  tested = await TestIdentity.start({ ENTENTE_PUBLIC_URL: origin });
  app = await createApp({ log: openLog("identity", "silent"), health: healthOf({}) });
  await app.register(internalRoutes(tested.identity));
});
afterEach(async () => {
  await app.close();
  await tested.remove();
});

test("says who a request is from, in a token that other services believe", async () => {
  const { key, organisationId } = await keyOfOwner();
  const scopeOf = async (headers: Record<string, string>) => {
    const answer = await app.inject({ url: "/internal/scope", headers });
    return answer.statusCode === 200
      ? authenticateByToken(tested.engines.tokens)({ headers: { "entente-scope": answer.body } } as unknown as FastifyRequest)
      : answer.statusCode;
  };
  expect(await scopeOf({})).toEqual({ kind: "anonymous" });
  expect(await scopeOf({ authorization: `Bearer ${key}` })).toMatchObject({ kind: "apiKey", organisationId, role: "integration" });
  const ann = tested.browser();
  await ann.signUp("Ann", "ann@alder.example");
  expect(await scopeOf({ cookie: ann.cookieHeader, "entente-method": "POST", "entente-origin": origin })).toMatchObject({
    kind: "person",
    personId: ann.personId,
  });
  expect(await scopeOf({ cookie: ann.cookieHeader, "entente-method": "POST", "entente-origin": "https://evil.example" })).toBe(403);
});

test("says what people are called", async () => {
  const ann = tested.browser();
  await ann.signUp("Ann Alder");
  const answer = await app.inject({ method: "POST", url: "/internal/names", payload: [ann.personId, newId()] });
  expect(answer.json()).toEqual({ [ann.personId]: "Ann Alder" });
});

async function keyOfOwner() {
  const organisationId = newId();
  await tested.operator("POST", "/api/organisations", { organisationId, name: "Alder" });
  const { body } = await tested.operator("POST", `/api/organisations/${organisationId}/api-keys`, { name: "x", role: "integration" });
  return { key: body.key, organisationId };
}
