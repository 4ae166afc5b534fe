import type { Actor } from "./events/envelope.ts";
import type { RoleId } from "./roles.ts";

/**
 * Who may see and do what, in one place. A caller has a role in its organisation; its organisation has parts in an alliance.
 * One answer per case: no identity 401; no relation to the thing 404; related but not allowed 403.
 */

/** The part an organisation has in an alliance. */
export type Part = "core" | "complementary" | "free-space" | "facilitator";

/** Whoever calls, as authentication established it. */
export type Caller =
  | { readonly kind: "anonymous" }
  | { readonly kind: "person"; readonly personId: string; readonly organisationId: string | null; readonly role: RoleId | null }
  | { readonly kind: "apiKey"; readonly keyId: string; readonly organisationId: string; readonly role: RoleId }
  /** The clock: it notes that a day has come, and nothing else. No route of the public origin is open to it. */
  | { readonly kind: "system"; readonly id: "clock" }
  /** The operator acts for no organisation; it may read as one. */
  | { readonly kind: "operator"; readonly organisationId: string | null };

declare const scoped: unique symbol;
/**
 * The caller as every repository and feed wants it. Only authentication makes one (service-kit), so that code which forgot to ask
 * who is calling does not compile.
 */
export interface Scope {
  readonly [scoped]: true;
  readonly caller: Caller;
}

/** What an organisation has to do with an alliance, now. */
export interface Relation {
  readonly parts: readonly Part[];
  /** It took part and left: it keeps the record as it stood then, and may do nothing any more. */
  readonly left: boolean;
}

/** Who may use a route. */
export type Rule =
  | { readonly for: "anyone" }
  /** A person, acting for an organisation or for none. */
  | { readonly for: "signedIn"; readonly operator: boolean }
  /** Acting for an organisation, in one of these roles. */
  | { readonly for: "organisation"; readonly roles: readonly RoleId[]; readonly operator: boolean }
  /** The organisation named in the path is the caller's own. */
  | { readonly for: "ownOrganisation"; readonly roles: readonly RoleId[]; readonly operator: boolean }
  /** The caller's organisation has one of these parts in the alliance named in the path. */
  | {
      readonly for: "participant";
      readonly roles: readonly RoleId[];
      readonly parts: readonly Part[];
      readonly onceLeft: boolean;
      readonly operator: boolean;
    }
  | { readonly for: "operator" };

const everyRole: readonly RoleId[] = ["owner", "admin", "manager", "member", "auditor", "integration"];
const speakers: readonly RoleId[] = ["owner", "admin", "manager", "member", "integration"];
const binders: readonly RoleId[] = ["owner", "admin", "manager", "integration"];
const signers: readonly RoleId[] = ["owner", "admin", "manager"];
const administrators: readonly RoleId[] = ["owner", "admin"];
const table: readonly Part[] = ["core", "complementary"];

const anyone: Rule = { for: "anyone" };
const signedIn: Rule = { for: "signedIn", operator: false };
const operator: Rule = { for: "operator" };
const reader: Rule = {
  for: "participant",
  roles: everyRole,
  parts: ["core", "complementary", "facilitator"],
  onceLeft: true,
  operator: true,
};
const participant = (roles: readonly RoleId[], parts: readonly Part[]): Rule => ({
  for: "participant",
  roles,
  parts,
  onceLeft: false,
  operator: true,
});
const speak = participant(speakers, table);
const bind = participant(binders, table);
const sign = participant(signers, table);
const convene = participant(speakers, ["core", "complementary", "facilitator"]);
/** The caller's own private file: the operator has none, and auditors need a grant of their own. */
const ownFile = (roles: readonly RoleId[], onceLeft: boolean): Rule => ({
  for: "participant",
  roles,
  parts: ["core", "complementary", "free-space"],
  onceLeft,
  operator: false,
});
const ownReader: Rule = { for: "ownOrganisation", roles: everyRole, operator: true };
const ownAdministrator: Rule = { for: "ownOrganisation", roles: administrators, operator: true };

const alliance = "/api/alliances/:allianceId";
const organisation = "/api/organisations/:organisationId";

/** Every route of the public origin. A service refuses to start with a route that is not named here. */
export const routes: Readonly<Record<string, Rule>> = {
  // identity
  "POST /api/auth/sign-up/email": anyone,
  "POST /api/auth/sign-in/email": anyone,
  "POST /api/auth/sign-out": anyone,
  "GET /api/auth/get-session": anyone,
  "POST /api/auth/change-password": signedIn,
  "GET /api/auth/list-sessions": signedIn,
  "POST /api/auth/revoke-session": signedIn,
  "POST /api/auth/revoke-other-sessions": signedIn,
  "GET /api/session": anyone,
  "PATCH /api/session/person": signedIn,
  "DELETE /api/session/person": signedIn,
  "POST /api/password-recovery": anyone,
  "POST /api/organisations": { for: "signedIn", operator: true },
  [`GET ${organisation}`]: ownReader,
  [`PATCH ${organisation}`]: ownAdministrator,
  [`POST ${organisation}/invitations`]: ownAdministrator,
  [`GET ${organisation}/invitations/:invitationId/link`]: ownAdministrator,
  [`DELETE ${organisation}/invitations/:invitationId`]: ownAdministrator,
  [`PUT ${organisation}/members/:personId/role`]: ownAdministrator,
  [`DELETE ${organisation}/members/:personId`]: ownAdministrator,
  [`POST ${organisation}/members/:personId/recovery-link`]: { for: "ownOrganisation", roles: ["owner"], operator: true },
  [`POST ${organisation}/api-keys`]: ownAdministrator,
  [`DELETE ${organisation}/api-keys/:keyId`]: ownAdministrator,
  "GET /api/member-invitations/:token": anyone,
  "POST /api/member-invitations/:token/accept": signedIn,
  "POST /api/imports/organisations": operator,
  "POST /api/people/:personId/recovery-link": operator,
  "DELETE /api/people/:personId": operator,

  // alliances: commands
  "POST /api/alliances": { for: "organisation", roles: binders, operator: true },
  [`POST ${alliance}/invitations`]: bind,
  [`POST ${alliance}/facilitators`]: bind,
  [`GET ${alliance}/invitations/:invitationId/link`]: bind,
  [`POST ${alliance}/invitations/:invitationId/withdraw`]: bind,
  [`POST ${alliance}/partners`]: bind,
  [`POST ${alliance}/partners/:partnerId/move`]: bind,
  [`POST ${alliance}/partners/:partnerId/leave`]: sign,
  [`POST ${alliance}/facilitators/:facilitatorId/release`]: participant(binders, ["core", "complementary", "facilitator"]),
  "GET /api/invitations/:token": anyone,
  "POST /api/invitations/:token/accept": { for: "organisation", roles: signers, operator: false },
  "POST /api/invitations/:token/decline": anyone,
  [`POST ${alliance}/phase-results`]: speak,
  [`POST ${alliance}/transitions`]: speak,
  [`POST ${alliance}/transitions/:transitionId/positions`]: bind,
  [`POST ${alliance}/transitions/:transitionId/withdraw`]: bind,
  [`POST ${alliance}/transitions/:transitionId/enter`]: bind,
  [`POST ${alliance}/debts/:debtId/repair`]: speak,
  [`POST ${alliance}/start`]: bind,
  [`POST ${alliance}/reported-phases`]: operator,
  [`POST ${alliance}/reported-ending`]: operator,
  [`POST ${alliance}/decisions`]: speak,
  [`POST ${alliance}/decisions/:decisionId/options`]: speak,
  [`POST ${alliance}/decisions/:decisionId/proposals`]: speak,
  [`POST ${alliance}/decisions/:decisionId/positions`]: bind,
  [`POST ${alliance}/decisions/:decisionId/objections`]: bind,
  [`POST ${alliance}/decisions/:decisionId/objections/:objectionId/integrate`]: bind,
  [`POST ${alliance}/decisions/:decisionId/objections/:objectionId/withdraw`]: bind,
  [`POST ${alliance}/decisions/:decisionId/minority-views`]: bind,
  [`POST ${alliance}/decisions/:decisionId/take`]: bind,
  [`POST ${alliance}/decisions/:decisionId/fail`]: bind,
  [`POST ${alliance}/decisions/:decisionId/review-date`]: speak,
  [`POST ${alliance}/decisions/:decisionId/reviews`]: speak,
  [`POST ${alliance}/decisions/:decisionId/reopen`]: speak,
  [`POST ${alliance}/decisions/:decisionId/supersede`]: bind,
  [`POST ${alliance}/agreements`]: speak,
  [`POST ${alliance}/agreements/:agreementId/versions`]: speak,
  [`POST ${alliance}/agreements/:agreementId/signatures`]: sign,
  [`POST ${alliance}/agreements/:agreementId/terminate`]: sign,
  [`POST ${alliance}/agreements/:agreementId/amendments`]: speak,
  [`POST ${alliance}/agreements/:agreementId/suspend`]: sign,
  [`POST ${alliance}/agreements/:agreementId/resume`]: sign,
  [`POST ${alliance}/agreements/:agreementId/renew`]: sign,
  [`POST ${alliance}/ambition`]: speak,
  [`POST ${alliance}/ambition/versions`]: speak,
  [`POST ${alliance}/ambition/endorsements`]: sign,
  [`POST ${alliance}/ambition/endorsements/withdraw`]: sign,
  [`POST ${alliance}/ambition/invocations`]: speak,
  [`POST ${alliance}/ambition/reaffirmations`]: sign,
  [`POST ${alliance}/commitments`]: bind,
  [`POST ${alliance}/commitments/:commitmentId/fulfil`]: bind,
  [`POST ${alliance}/commitments/:commitmentId/postponements`]: speak,
  [`POST ${alliance}/commitments/:commitmentId/postponements/:postponementId/grant`]: bind,
  [`POST ${alliance}/commitments/:commitmentId/waive`]: bind,
  [`POST ${alliance}/sessions`]: convene,
  [`POST ${alliance}/sessions/:sessionId/reschedule`]: convene,
  [`POST ${alliance}/sessions/:sessionId/cancel`]: convene,
  [`POST ${alliance}/sessions/:sessionId/preparations`]: speak,
  [`POST ${alliance}/sessions/:sessionId/hold`]: convene,
  [`POST ${alliance}/sessions/:sessionId/insights`]: convene,
  [`POST ${alliance}/sessions/:sessionId/workable-agreements`]: convene,
  [`POST ${alliance}/evaluation-cycle`]: bind,
  [`POST ${alliance}/brings`]: bind,
  [`POST ${alliance}/gets`]: bind,
  [`POST ${alliance}/lines/:lineId/revise`]: bind,
  [`POST ${alliance}/lines/:lineId/withdraw`]: bind,
  [`POST ${alliance}/lines/:lineId/value`]: bind,
  [`POST ${alliance}/lines/:lineId/deliveries`]: bind,
  [`POST ${alliance}/lines/:lineId/claims`]: bind,
  [`POST ${alliance}/deliveries/:deliveryId/withdraw`]: bind,
  [`POST ${alliance}/claims/:claimId/confirm`]: bind,
  [`POST ${alliance}/claims/:claimId/dispute`]: bind,
  [`POST ${alliance}/claims/:claimId/withdraw`]: bind,
  [`POST ${alliance}/matches`]: bind,
  [`POST ${alliance}/matches/:matchId/release`]: bind,
  [`POST ${alliance}/balance-terms`]: bind,
  [`POST ${alliance}/dossier/costs`]: ownFile(binders, false),
  [`POST ${alliance}/dossier/valuations`]: ownFile(binders, false),
  [`POST ${alliance}/dossier/benefits`]: ownFile(binders, false),
  [`POST ${alliance}/dossier/entries/:entryId/withdraw`]: ownFile(binders, false),
  [`POST ${alliance}/dossier/mandates`]: ownFile(signers, false),
  [`POST ${alliance}/dossier/mandates/:mandateId/withdraw`]: ownFile(signers, false),
  [`POST ${alliance}/corrections`]: bind,
  "POST /api/imports": operator,

  // insights: views
  // The link itself is the key, because calendars cannot sign in; what it shows is asked anew each time.
  "GET /api/calendar/:token": anyone,
  "GET /api/calendar-link": signedIn,
  "GET /api/portfolio": { for: "organisation", roles: everyRole, operator: true },
  [`GET ${alliance}`]: reader,
  [`GET ${alliance}/people`]: reader,
  [`GET ${alliance}/decisions`]: reader,
  [`GET ${alliance}/decisions/:decisionId`]: reader,
  [`GET ${alliance}/agreements`]: reader,
  [`GET ${alliance}/agreements/:agreementId`]: reader,
  [`GET ${alliance}/ambition`]: reader,
  [`GET ${alliance}/commitments`]: reader,
  [`GET ${alliance}/commitments/:commitmentId`]: reader,
  [`GET ${alliance}/ledger`]: reader,
  [`GET ${alliance}/balance`]: reader,
  [`GET ${alliance}/dossier`]: ownFile(speakers, true),
  [`GET ${alliance}/timeline`]: reader,
  [`GET ${alliance}/events`]: reader,
  "GET /api/live": { for: "organisation", roles: everyRole, operator: false },
  "GET /api/installation": operator,
  "GET /api/views": operator,
  "POST /api/views/:view/rebuild": operator,

  // the example network: only where all services run in one process
  "GET /api/example": anyone,
  "POST /api/example/enter": anyone,
  "DELETE /api/example": { for: "organisation", roles: ["owner"], operator: true },

  // gateway
  "GET /api/openapi.json": anyone,
  "GET /api/docs": anyone,
  "GET /api/docs/*": anyone,
};

export type Answer = "allowed" | "unauthenticated" | "forbidden" | "absent";

/** What a rule needs to be told about the thing the path names, beside the caller. */
export interface Subject {
  /** The organisation named in the path. */
  readonly organisationId?: string;
  /** What the caller's organisation has to do with the alliance named in the path; null when nothing. */
  readonly relation?: Relation | null;
}

/** Decides whether a caller may use a route. Pure; the table test walks every rule × role × part × a foreign tenant. */
export function answer(rule: Rule, caller: Caller, subject: Subject): Answer {
  if (rule.for === "anyone") return "allowed";
  if (caller.kind === "anonymous") return "unauthenticated";
  if (caller.kind === "system") return "forbidden";
  if (caller.kind === "operator") return rule.for === "operator" || ("operator" in rule && rule.operator) ? "allowed" : "forbidden";
  switch (rule.for) {
    case "signedIn":
      return caller.kind === "person" ? "allowed" : "forbidden";
    case "operator":
      // What only the operator may know of does not exist for others.
      return "absent";
    case "organisation":
      return caller.role !== null && rule.roles.includes(caller.role) ? "allowed" : "forbidden";
    case "ownOrganisation":
      if (caller.organisationId === null || caller.organisationId !== subject.organisationId) return "absent";
      return caller.role !== null && rule.roles.includes(caller.role) ? "allowed" : "forbidden";
    case "participant": {
      const { relation } = subject;
      if (!relation || caller.role === null || !relation.parts.some((part) => part !== "free-space")) return "absent";
      if (relation.left && !rule.onceLeft) return "forbidden";
      return rule.roles.includes(caller.role) && relation.parts.some((part) => rule.parts.includes(part)) ? "allowed" : "forbidden";
    }
  }
}

/** The actor that events name for a caller; an anonymous caller acts for nobody. */
export function actorOf(caller: Caller): Actor {
  switch (caller.kind) {
    case "person":
      return { kind: "person", id: caller.personId, organisationId: caller.organisationId };
    case "apiKey":
      return { kind: "apiKey", id: caller.keyId, organisationId: caller.organisationId };
    case "system":
      return { kind: "system", id: caller.id, organisationId: null };
    case "operator":
      return { kind: "apiKey", id: "operator", organisationId: null };
    case "anonymous":
      return { kind: "system", id: "anonymous", organisationId: null };
  }
}
