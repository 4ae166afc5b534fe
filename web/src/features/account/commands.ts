import { api, authenticate, expectData } from "../../api/client.ts";
import type { CommandKey } from "../../api/useCommand.ts";

export const signUp = (body: { name: string; email: string; password: string }) => authenticate("sign-up/email", body);
export const signIn = (body: { email: string; password: string }) => authenticate("sign-in/email", body);
export const changePassword = (body: { currentPassword: string; newPassword: string }) => authenticate("change-password", body);
export const endSession = (sessionId: string) => authenticate("revoke-session", { sessionId });

export const recoverPassword = (body: { token: string; password: string }, headers: CommandKey) =>
  expectData(api.POST("/api/password-recovery", { body, headers }));

export const renamePerson = (body: { name: string }, headers: CommandKey) =>
  expectData(api.PATCH("/api/session/person", { body, headers }));

export const eraseMe = (_confirmed: unknown, headers: CommandKey) => expectData(api.DELETE("/api/session/person", { headers }));

export const foundOrganisation = (body: { organisationId: string; name: string; country: string }, headers: CommandKey) =>
  expectData(api.POST("/api/organisations", { body, headers }));
