import { authenticateByToken, createApp, healthOf, run } from "@entente/service-kit";
import { allianceRoutes, openAlliances } from "./index.ts";
import { internalRoutes } from "./notes.ts";

await run("alliances", async (engines) => {
  const { log, settings, store, tokens } = engines;
  const health = healthOf({ "event store": async () => ((await store.health()).ok ? null : "cannot append") });
  const app = await createApp({ log, health, trustProxy: settings.ENTENTE_TRUST_PROXY });
  const deps = openAlliances(engines, { authenticate: authenticateByToken(tokens) });
  await app.register(allianceRoutes(deps));
  await app.register(internalRoutes(deps));
  return { app, close: async () => undefined };
});
