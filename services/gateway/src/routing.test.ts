import { expect, test } from "vitest";
import { routes } from "@entente/contracts/access";
import { serviceOf } from "./routing.ts";

test("every route of the table of access has a service that answers it, and each kind goes where it belongs", () => {
  const own = Object.keys(routes).filter((route) => serviceOf(route) === null);
  expect(own).toEqual(["GET /api/openapi.json", "GET /api/docs", "GET /api/docs/*"]);
  expect(serviceOf("POST /api/auth/sign-in/email")).toBe("identity");
  expect(serviceOf("POST /api/imports/organisations")).toBe("identity");
  expect(serviceOf("POST /api/imports")).toBe("alliances");
  expect(serviceOf("POST /api/alliances/:allianceId/decisions")).toBe("alliances");
  expect(serviceOf("GET /api/alliances/:allianceId/decisions")).toBe("insights");
  expect(serviceOf("GET /api/alliances/:allianceId/invitations/:invitationId/link")).toBe("alliances");
  expect(serviceOf("GET /api/live")).toBe("insights");
});
