import { api, authenticate, expectData } from "../api/client.ts";
import type { SessionGateway } from "./gateway.ts";

/** The session as the server knows it. */
export const server: SessionGateway = {
  async current() {
    const { person, memberships } = await expectData(api.GET("/api/session"));
    if (!person) return null;
    return {
      person: { id: person.personId, name: person.name, email: person.email },
      memberships: memberships.map(({ organisationId, name, role, example }) => ({
        organisationId,
        organisationName: name,
        role,
        ...(example ? { example } : {}),
      })),
    };
  },
  async signOut() {
    await authenticate("sign-out");
  },
};
