import { createPinia, setActivePinia } from "pinia";
import { beforeEach, describe, expect, test } from "vitest";
import { anna } from "../../test/harness.ts";
import type { Membership } from "./gateway.ts";
import { usePermissions } from "./usePermissions.ts";
import { useSession } from "./useSession.ts";

const invite = "POST /api/organisations/:organisationId/invitations";
const propose = "POST /api/alliances/:allianceId/decisions";
const sign = "POST /api/alliances/:allianceId/agreements/:agreementId/signatures";

function as(role?: Membership["role"]) {
  useSession().enter({ ...anna, memberships: role ? [{ organisationId: "o-water", organisationName: "Waterschap Zuid", role }] : [] });
  return usePermissions().may;
}

beforeEach(() => setActivePinia(createPinia()));

describe("may I", () => {
  test.each([
    ["owner", true],
    ["admin", true],
    ["manager", false],
    ["member", false],
  ] as const)("an %s invites colleagues: %s", (role, allowed) => {
    expect(as(role)(invite)).toBe(allowed);
  });

  test("acts in an alliance ask for a seat there", () => {
    const may = as("manager");
    expect(may(propose)).toBe(false);
    expect(may(propose, { parts: ["core"], left: false })).toBe(true);
    expect(may(propose, { parts: ["core"], left: true })).toBe(false);
    expect(as("member")(sign, { parts: ["core"], left: false })).toBe(false);
  });

  test("who belongs nowhere may found an organisation, and who is not signed in may not", () => {
    expect(as()("POST /api/organisations")).toBe(true);
    useSession().leave();
    expect(usePermissions().may("POST /api/organisations")).toBe(false);
  });

  test("a route that does not exist is a mistake", () => {
    expect(() => as("owner")("POST /api/nothing")).toThrow("No such route");
  });
});
