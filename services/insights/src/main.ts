import { authenticateByToken, createApp, healthOf, run } from "@entente/service-kit";
import { insightsRoutes, openInsights } from "./index.ts";
import { internalRoutes } from "./schedule.ts";
import { namesFrom } from "./names.ts";

await run("insights", async (engines) => {
  const { log, settings, tokens, readStore } = engines;
  const insights = await openInsights(engines, authenticateByToken(tokens), namesFrom(settings.ENTENTE_IDENTITY_URL));
  const health = healthOf({
    "read store": () => readStore.checkpoint().then(() => null),
    views: async () => insights.deps.projector.trouble(),
  });
  const app = await createApp({ log, health, trustProxy: settings.ENTENTE_TRUST_PROXY });
  await app.register(insightsRoutes(insights.deps));
  await app.register(internalRoutes(insights.deps));
  return { app, close: () => insights.close() };
});
