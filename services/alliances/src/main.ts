import { authenticateByToken, createApp, healthOf, run } from "@entente/service-kit";
import { allianceRoutes, openAlliances } from "./index.ts";

await run("alliances", async (engines) => {
  const { log, settings, store, tokens } = engines;
  const health = healthOf({ "event store": async () => ((await store.health()).ok ? null : "cannot append") });
  const app = await createApp({ log, health, trustProxy: settings.ENTENTE_TRUST_PROXY });
  await app.register(allianceRoutes(openAlliances(engines, { authenticate: authenticateByToken(tokens) })));
  return { app, close: async () => undefined };
});
