import type { Caller } from "@entente/contracts/access";
import { HttpProblem } from "@entente/service-kit";
import type { Credentials } from "./credentials/index.ts";
import type { Directory } from "./directory.ts";
import { comesFromElsewhere, type Asked } from "./origin.ts";

/** Names the organisation that a person of several acts for. */
export const ORGANISATION_HEADER = "entente-organisation";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const reading = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Finds out who calls and for which organisation, from what is known this very moment: a role taken away or a key revoked in this
 * process counts from the next request on.
 * @param publicOrigin where browsers reach Entente, when it is set; pages from elsewhere do not act with a person's cookie.
 */
export const authenticator =
  (credentials: Pick<Credentials, "identify">, directory: Directory, publicOrigin: string | undefined) =>
  async (request: Asked): Promise<Caller> => {
    const identity = await credentials.identify({ get: (name) => headerOf(request, name) });
    if (!identity) return { kind: "anonymous" };
    switch (identity.kind) {
      case "operator": {
        const named = namedOrganisation(request);
        return { kind: "operator", organisationId: named !== null && uuid.test(named) ? named : null };
      }
      case "apiKey": {
        const key = directory.key(identity.keyId);
        return key ? { kind: "apiKey", keyId: identity.keyId, ...key } : { kind: "anonymous" };
      }
      case "person": {
        // A socket is opened by a GET that no browser keeps other sites from sending.
        const acts = !reading.has(request.method) || request.headers.upgrade !== undefined;
        if (acts && comesFromElsewhere(request, publicOrigin)) throw new HttpProblem("foreign-origin");
        const { personId } = identity;
        const organisationId = namedOrganisation(request) ?? directory.onlyOrganisationOf(personId);
        const role = organisationId === null ? null : directory.roleOf(personId, organisationId);
        return { kind: "person", personId, organisationId: role === null ? null : organisationId, role };
      }
    }
  };

function namedOrganisation(request: Asked): string | null {
  const named = headerOf(request, ORGANISATION_HEADER);
  if (named !== null || request.headers.upgrade === undefined) return named;
  // A browser cannot send a header with a socket.
  const { organisation } = request.query as Record<string, unknown>;
  return typeof organisation === "string" ? organisation : null;
}

function headerOf(request: Asked, name: string): string | null {
  const value = request.headers[name];
  return typeof value === "string" ? value : null;
}
