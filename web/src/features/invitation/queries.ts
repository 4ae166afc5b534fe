import type { components } from "@entente/client";
import { defineQueryOptions } from "@pinia/colada";
import { api, expectData } from "../../api/client.ts";

export type Letter = components["schemas"]["InvitationLetter"];

/** Anybody who has the link reads it, so it belongs to no organisation: its key begins with `letter`. */
export const invitationByToken = defineQueryOptions((token: string) => ({
  key: ["letter", "partner", token],
  query: () => expectData(api.GET("/api/invitations/{token}", { params: { path: { token } } })),
}));
