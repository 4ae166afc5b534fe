import type { Letter } from "../../src/features/invitation/queries.ts";

/** Gemeente Utrecht invites Waterschap Zuid. */
export function letter(change: Partial<Letter> = {}): Letter {
  return {
    kind: "partner",
    status: "open",
    allianceId: "a-water",
    name: "Waterschap Zuid",
    ring: "complementary",
    invitedBy: "Gemeente Utrecht",
    message: "Dear Anna, there is room at the table.",
    sentAt: "2026-11-01T09:00:00.000Z",
    alliance: {
      name: "Water in the city",
      purpose: "Keep streets dry and gardens green.",
      phase: "share",
      partners: [
        { name: "Gemeente Utrecht", ring: "core" },
        { name: "Provincie Utrecht", ring: "complementary" },
      ],
    },
    ...change,
  };
}
