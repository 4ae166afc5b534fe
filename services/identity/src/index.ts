import { join } from "node:path";
import type { Engines } from "@entente/service-kit";
import { openSqlite } from "@entente/sqlite";
import { authenticator } from "./authenticate.ts";
import { openCredentials } from "./credentials/index.ts";
import type { IdentityDeps } from "./deps.ts";
import { Directory } from "./directory.ts";
import { ExampleBook } from "./exampleBook.ts";
import { organisationHandler } from "./organisation/handler.ts";
import { OrganisationPages } from "./organisation/pages.ts";

export { identityRoutes } from "./routes.ts";
export { throughCredentials } from "./auth/route.ts";
export { organisationHandler } from "./organisation/handler.ts";
export { organisationInvitedTo } from "./organisation/invitations.ts";
export { erasePerson } from "./people/erase.ts";
export type { Generation } from "./exampleBook.ts";
export type { IdentityDeps } from "./deps.ts";

export interface Identity extends IdentityDeps {
  /** The names of people, by id; who is unknown or erased is left out. */
  namesOf(personIds: readonly string[]): Promise<Record<string, string>>;
  /** Loads what signing in needs; call it once the server listens. */
  warmUp(): Promise<void>;
  /** For readiness: null, or why people's rights are not known. */
  fault(): Promise<string | null>;
  close(): Promise<void>;
}

/**
 * People and organisations on the given engines, with credentials in a file of their own.
 * @throws {DatabaseRefused} when that file cannot be used; the message says why and what to do.
 */
export async function openIdentity(engines: Engines): Promise<Identity> {
  const { settings, log, secret, events, keys, tokens } = engines;
  const database = openSqlite(join(settings.dataFolder, "state.db"), { synchronous: "full" });
  const publicOrigin = settings.ENTENTE_PUBLIC_URL === undefined ? undefined : new URL(settings.ENTENTE_PUBLIC_URL).origin;
  const baseUrl = publicOrigin ?? `http://localhost:${settings.PORT}`;
  const credentials = openCredentials({
    database,
    secret,
    baseUrl,
    operatorKey: settings.ENTENTE_OPERATOR_KEY,
    onError: (error) => log.error({ err: error }, "credentials"),
  });
  const example = new ExampleBook(database);
  const directory = await Directory.open(engines);
  const handler = organisationHandler({ events, clock: () => new Date().toISOString(), onFolded: (folded) => directory.apply(folded) });
  return {
    handler,
    pages: new OrganisationPages(events),
    directory,
    credentials,
    example,
    events,
    keys,
    tokens,
    authenticate: authenticator(credentials, directory, publicOrigin),
    baseUrl,
    publicOrigin,
    async namesOf(personIds) {
      return Object.fromEntries((await credentials.people(personIds)).map(({ personId, name }) => [personId, name]));
    },
    warmUp: () => credentials.warmUp(),
    fault: async () => directory.fault(),
    async close() {
      await directory.close();
      credentials.close();
      database.close();
    },
  };
}
