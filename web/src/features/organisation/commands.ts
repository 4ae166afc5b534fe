import type { keyRoleIds, personRoleIds } from "@entente/contracts/commands/organisation";
import { api, expectData } from "../../api/client.ts";
import type { CommandKey } from "../../api/useCommand.ts";

export type PersonRole = (typeof personRoleIds)[number];
export type KeyRole = (typeof keyRoleIds)[number];

/** What the organisation one speaks for is asked to do about its own affairs. */
export function commandsOf(organisationId: string) {
  const path = { organisationId };
  return {
    rename: (body: { name: string }, headers: CommandKey) =>
      expectData(api.PATCH("/api/organisations/{organisationId}", { params: { path }, body, headers })),

    invite: (body: { invitationId: string; role: PersonRole }, headers: CommandKey) =>
      expectData(api.POST("/api/organisations/{organisationId}/invitations", { params: { path }, body, headers })),

    withdraw: (invitationId: string, headers: CommandKey) =>
      expectData(
        api.DELETE("/api/organisations/{organisationId}/invitations/{invitationId}", {
          params: { path: { organisationId, invitationId } },
          headers,
        }),
      ),

    changeRole: ({ personId, role }: { personId: string; role: PersonRole }, headers: CommandKey) =>
      expectData(
        api.PUT("/api/organisations/{organisationId}/members/{personId}/role", {
          params: { path: { organisationId, personId } },
          body: { role },
          headers,
        }),
      ),

    remove: (personId: string, headers: CommandKey) =>
      expectData(
        api.DELETE("/api/organisations/{organisationId}/members/{personId}", { params: { path: { organisationId, personId } }, headers }),
      ),

    makeRecoveryLink: (personId: string, headers: CommandKey) =>
      expectData(
        api.POST("/api/organisations/{organisationId}/members/{personId}/recovery-link", {
          params: { path: { organisationId, personId } },
          headers,
        }),
      ),

    issueKey: (body: { name: string; role: KeyRole }, headers: CommandKey) =>
      expectData(api.POST("/api/organisations/{organisationId}/api-keys", { params: { path }, body, headers })),

    revokeKey: (keyId: string, headers: CommandKey) =>
      expectData(
        api.DELETE("/api/organisations/{organisationId}/api-keys/{keyId}", { params: { path: { organisationId, keyId } }, headers }),
      ),
  };
}

export const acceptMemberInvitation = (token: string, headers: CommandKey) =>
  expectData(api.POST("/api/member-invitations/{token}/accept", { params: { path: { token } }, body: {}, headers }));
