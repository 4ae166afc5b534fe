import type { components } from "@entente/client";
import { defineQueryOptions } from "@pinia/colada";
import { api, expectData } from "../../api/client.ts";

export type Organisation = components["schemas"]["Organisation"];
export type Member = Organisation["members"][number];
export type OpenInvitation = Organisation["invitations"][number];
export type ApiKey = Organisation["apiKeys"][number];

export const organisationById = defineQueryOptions((organisationId: string) => ({
  key: ["organisation", organisationId],
  query: () => expectData(api.GET("/api/organisations/{organisationId}", { params: { path: { organisationId } } })),
}));

/** Anybody who has the link reads it, so it belongs to no organisation: its key begins with `letter`. */
export const memberInvitation = defineQueryOptions((token: string) => ({
  key: ["letter", "member", token],
  query: () => expectData(api.GET("/api/member-invitations/{token}", { params: { path: { token } } })),
}));

export const linkOf = (organisationId: string, invitationId: string) =>
  expectData(
    api.GET("/api/organisations/{organisationId}/invitations/{invitationId}/link", { params: { path: { organisationId, invitationId } } }),
  );
