/** A person's or key's role in its organisation, and what each is for. Source: design.md 8. */
export const roleIds = ["owner", "admin", "manager", "member", "auditor", "integration"] as const;
export type RoleId = (typeof roleIds)[number];

export const roles: Readonly<
  Record<
    RoleId,
    { readonly name: { readonly en: string; readonly nl: string }; readonly does: { readonly en: string; readonly nl: string } }
  >
> = {
  owner: {
    name: { en: "owner", nl: "eigenaar" },
    does: { en: "everything, including handing on ownership", nl: "alles, ook het eigenaarschap overdragen" },
  },
  admin: {
    name: { en: "administrator", nl: "beheerder" },
    does: { en: "people, roles and keys, and all partnership acts", nl: "mensen, rollen en sleutels, en alle handelingen in allianties" },
  },
  manager: {
    name: { en: "alliance manager", nl: "alliantiemanager" },
    does: {
      en: "acts for the organisation: proposes, takes positions, signs",
      nl: "handelt namens de organisatie: stelt voor, neemt standpunten in, tekent",
    },
  },
  member: {
    name: { en: "representative", nl: "vertegenwoordiger" },
    does: {
      en: "reads, asks for decisions and adds options; binds nobody",
      nl: "leest, vraagt besluiten en voegt opties toe; bindt niemand",
    },
  },
  auditor: {
    name: { en: "auditor", nl: "auditor" },
    does: { en: "reads everything its organisation may read", nl: "leest alles wat de organisatie mag lezen" },
  },
  integration: {
    name: { en: "integration", nl: "koppeling" },
    does: { en: "a key for software: reads and proposes, never signs", nl: "een sleutel voor software: leest en stelt voor, tekent nooit" },
  },
};
