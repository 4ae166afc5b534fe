import { roles, type RoleId } from "@entente/contracts/roles";
import { currentLanguage } from "../../i18n/index.ts";

/** What a role is called, in the reader's language. */
export const roleName = (role: RoleId) => roles[role].name[currentLanguage.value];

/** What a role is for, in the reader's language. */
export const roleDoes = (role: RoleId) => roles[role].does[currentLanguage.value];

/** The same as a sentence of its own. */
export function roleSaid(role: RoleId): string {
  const does = roleDoes(role);
  return `${does.charAt(0).toLocaleUpperCase(currentLanguage.value)}${does.slice(1)}.`;
}

/** Roles to choose from. */
export const roleOptions = (ids: readonly RoleId[]) => ids.map((role) => ({ value: role, label: roleName(role) }));
