import { api, expectData } from "../../api/client.ts";
import type { CommandKey } from "../../api/useCommand.ts";

/** Accepts for the organisation one speaks for, and waits until the alliance can be read. */
export async function acceptInvitation({ token, allianceId }: { token: string; allianceId: string }, headers: CommandKey) {
  const outcome = await expectData(api.POST("/api/invitations/{token}/accept", { params: { path: { token } }, body: {}, headers }));
  await api
    .GET("/api/alliances/{allianceId}", { params: { path: { allianceId }, query: { atLeast: outcome.position } } })
    .catch(() => undefined);
  return outcome;
}

export const declineInvitation = ({ token, reason }: { token: string; reason: string | null }, headers: CommandKey) =>
  expectData(api.POST("/api/invitations/{token}/decline", { params: { path: { token } }, body: { reason }, headers }));
