import type { Organisation } from "../../src/features/organisation/queries.ts";

const since = (id = "p-anna") => ({
  at: "2026-03-01T09:00:00.000Z",
  recordedAt: "2026-03-01T09:00:00.000Z",
  by: { kind: "person" as const, id, organisationId: "o-water" },
  reported: false,
  revision: 1,
});

/** Waterschap Zuid: Anna its owner, Bram a representative, one open invitation, one key. */
export function organisation(change: Partial<Organisation> = {}): Organisation {
  return {
    organisationId: "o-water",
    name: "Waterschap Zuid",
    country: "NL",
    registered: since(),
    members: [
      { personId: "p-anna", role: "owner", since: since(), name: "Anna de Wit", email: "anna@waterschap.example" },
      { personId: "p-bram", role: "member", since: since(), name: "Bram Kok", email: "bram@waterschap.example" },
    ],
    invitations: [{ invitationId: "i-1", role: "manager", sent: since() }],
    apiKeys: [{ keyId: "k-1", name: "data warehouse", role: "integration", issued: since(), start: "ent_Tz" }],
    erased: [],
    revision: 9,
    ...change,
  };
}
