import { newId, type Engines, type Fact } from "@entente/service-kit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openIdentity } from "./index.ts";
import { TestIdentity } from "./testing.ts";

let tested: TestIdentity;
beforeEach(async () => {
  tested = await TestIdentity.start();
});
afterEach(() => tested.remove());

const record = (organisationId: string, ...facts: Fact[]) =>
  tested.engines.events.record({ caller: { kind: "anonymous" } } as never, `organisation-${organisationId}`, facts, {
    expected: "any",
    now: new Date().toISOString(),
    correlationId: "x",
  });

test("knows after a start what was so before", async () => {
  const ann = await tested.owner("Ann", "Alder");
  const bob = await tested.join(ann, ann.organisationId, "manager");
  const cat = await tested.join(ann, ann.organisationId, "member");
  await ann.send("PUT", `/api/organisations/${ann.organisationId}/members/${bob.personId}/role`, { role: "admin" });
  await ann.send("DELETE", `/api/organisations/${ann.organisationId}/members/${cat.personId}`);
  await ann.send("PATCH", `/api/organisations/${ann.organisationId}`, { name: "Ash" });
  await tested.close();
  await tested.open();
  const { directory } = tested.identity;
  expect(directory.memberships(bob.personId)).toEqual([{ organisationId: ann.organisationId, name: "Ash", role: "admin" }]);
  expect([
    directory.roleOf(ann.personId, ann.organisationId),
    directory.roleOf(cat.personId, ann.organisationId),
    directory.memberships(cat.personId),
  ]).toEqual(["owner", null, []]);
});

test("hears of what others record", async () => {
  const [organisationId, personId] = [newId(), newId()];
  await record(
    organisationId,
    { type: "OrganisationRegistered", data: { name: "Elsewhere", country: null } },
    { type: "MemberAdded", data: { personId, role: "member", invitationId: null } },
  );
  const { directory } = tested.identity;
  await vi.waitFor(() => expect(directory.memberships(personId)).toEqual([{ organisationId, name: "Elsewhere", role: "member" }]));
  await record(organisationId, { type: "PersonErased", data: { personId } });
  await vi.waitFor(() => expect(directory.onlyOrganisationOf(personId)).toBeNull());
});

test("knows this process's own acts when they are answered, however late the log brings them", async () => {
  // A store that has nothing and never brings anything; what is recorded goes by `events`.
  const silent = { async *readAll() {}, subscribe: () => ({ closed: new Promise(() => {}), stop: async () => {} }) };
  const identity = await openIdentity({ ...tested.engines, store: silent as unknown as Engines["store"] });
  const [organisationId, personId] = [newId(), newId()];
  const scope = { caller: { kind: "person", personId, organisationId: null, role: null } } as never;
  await identity.handler.execute(scope, {
    id: organisationId,
    command: { type: "RegisterOrganisation", name: "Alder", country: null },
    correlationId: "x",
  });
  expect(identity.directory.roleOf(personId, organisationId)).toBe("owner");
  await identity.close();
});

test("says so when it can no longer follow", async () => {
  expect(await tested.identity.fault()).toBeNull();
  await tested.engines.store.append(
    `organisation-${newId()}`,
    [
      {
        id: newId(),
        type: "SomethingNewer",
        data: {},
        meta: {
          actor: { kind: "system", id: "x", organisationId: null },
          effectiveAt: "2026-01-01T00:00:00.000Z",
          recordedAt: "2026-01-01T00:00:00.000Z",
          correlationId: "x",
          schema: 1,
          salt: "x".repeat(22),
        },
      },
    ],
    "none",
  );
  await vi.waitFor(async () => expect(await tested.identity.fault()).toContain("SomethingNewer"));
});
