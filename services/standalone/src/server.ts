import { allianceRoutes, noteDue, openAlliances } from "@entente/alliances";
import { Clock } from "@entente/clock";
import { apiDocument, apiPage, publicOrigin, webFolder } from "@entente/gateway";
import { identityRoutes, openIdentity } from "@entente/identity";
import { dueNotes, insightsRoutes, openInsights } from "@entente/insights";
import { ExampleNetwork, exampleRoutes, exampleStaysApart } from "./example.ts";
import { createApp, healthOf, restAfterBursts, type App, type Engines } from "@entente/service-kit";

export interface ServerOptions {
  /** Checks every answer against its schema; tests switch it on. */
  readonly checkAnswers?: boolean;
  /** Tells the time that alliances are recorded at; a test may stand in another year. */
  readonly clock?: () => string;
}

export interface Server {
  readonly app: App;
  /** Ends the services; the app and the engines are the caller's to close. */
  close(): Promise<void>;
}

/** The whole product in one process, on one origin. */
export async function openServer(engines: Engines, { checkAnswers = false, clock }: ServerOptions = {}): Promise<Server> {
  const { log, settings, store, readStore } = engines;
  const identity = await openIdentity(engines);
  const insights = await openInsights(engines, identity.authenticate, identity.namesOf);
  const alliances = openAlliances(engines, { authenticate: identity.authenticate, ...(clock ? { clock } : {}) });
  const ticking = new Clock({
    everyMs: settings.ENTENTE_CLOCK_SECONDS * 1_000,
    logger: log,
    due: (now) => dueNotes(insights.deps, now),
    note: (due) => {
      stirred();
      return noteDue(alliances, due);
    },
    ...(clock ? { wall: () => Date.parse(clock()) } : {}),
  });
  const health = healthOf({
    "event store": async () => {
      const state = await store.health();
      return state.ok ? null : (state.reason ?? "cannot append");
    },
    "read store": () => readStore.checkpoint().then(() => null),
    views: async () => insights.deps.projector.trouble(),
    identity: async () => identity.fault(),
  });
  const app = await createApp({ log, health, trustProxy: settings.ENTENTE_TRUST_PROXY, checkAnswers });
  const stirred = restAfterBursts(app, [
    () => alliances.handler.letGo(),
    () => alliances.dossiers.letGo(),
    () => insights.deps.projector.letGo(),
  ]);
  await publicOrigin(app, settings, webFolder);
  await apiDocument(app);
  app.addHook("preHandler", exampleStaysApart({ identity, alliances }));
  await app.register(identityRoutes(identity));
  await app.register(allianceRoutes(alliances));
  await app.register(insightsRoutes(insights.deps));
  const example = new ExampleNetwork({
    engines,
    identity,
    shown: (stream, revision) => insights.deps.projector.waitFor(stream, revision),
    clock: clock ?? (() => new Date().toISOString()),
  });
  await app.register(exampleRoutes(example, { engines, identity }));
  await apiPage(app);
  // The first sign-in should not pay for loading what it needs.
  app.addHook("onListen", async () => {
    ticking.start();
    void example.tidy().catch((error: unknown) => log.error({ err: error }, "an example that was being removed is still there"));
    void identity.warmUp().catch((error: unknown) => log.error({ err: error }, "signing in could not be made ready"));
  });
  return {
    app,
    async close() {
      await ticking.stop();
      await insights.close();
      await identity.close();
    },
  };
}
