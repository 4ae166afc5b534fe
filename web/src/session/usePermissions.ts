import { answer, routes, type Caller, type Relation } from "@entente/contracts/access";
import { useSession } from "./useSession.ts";

/**
 * May whoever sits here do this, speaking for this organisation? Named by the route, as `contracts/access` does, so that the page offers
 * exactly what the server lets through: `may('POST /api/organisations/:organisationId/invitations')`. An act in an alliance also asks
 * what the organisation is there.
 */
export function usePermissions() {
  const session = useSession();

  function may(route: string, relation: Relation | null = null): boolean {
    const rule = routes[route];
    if (!rule) throw new Error(`No such route: ${route}`);
    const { person, membership } = session;
    const caller: Caller = person
      ? { kind: "person", personId: person.id, organisationId: membership?.organisationId ?? null, role: membership?.role ?? null }
      : { kind: "anonymous" };
    return answer(rule, caller, { ...(membership && { organisationId: membership.organisationId }), relation }) === "allowed";
  }

  return { may };
}
