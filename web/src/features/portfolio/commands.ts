import { api, expectData } from "../../api/client.ts";
import type { CommandKey } from "../../api/useCommand.ts";

export interface Founding {
  allianceId: string;
  partnerId: string;
  name: string;
  purpose: string;
  partnerName: string;
  timeZone: string;
}

/** Founds it, and waits until its page can be read: whoever founded it is led there. */
export async function foundAlliance(body: Founding, headers: CommandKey) {
  const outcome = await expectData(api.POST("/api/alliances", { body, headers }));
  const { allianceId } = body;
  await api
    .GET("/api/alliances/{allianceId}", { params: { path: { allianceId }, query: { atLeast: outcome.position } } })
    .catch(() => undefined);
  return outcome;
}
