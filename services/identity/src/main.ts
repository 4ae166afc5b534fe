import { createApp, healthOf, run } from "@entente/service-kit";
import { identityRoutes, openIdentity } from "./index.ts";
import { internalRoutes } from "./internal.ts";

await run("identity", async (engines) => {
  const { log, settings, store } = engines;
  const identity = await openIdentity(engines);
  const health = healthOf({
    "event store": async () => {
      const { ok, reason } = await store.health();
      return ok ? null : (reason ?? "cannot append");
    },
    memberships: () => identity.fault(),
  });
  const app = await createApp({ log, health, trustProxy: settings.ENTENTE_TRUST_PROXY });
  await app.register(identityRoutes(identity));
  await app.register(internalRoutes(identity));
  app.addHook("onListen", () => identity.warmUp());
  return { app, close: () => identity.close() };
});
