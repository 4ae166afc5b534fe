import { createApp, healthOf, openEngines, openLog, readSettings, SettingsFaults } from "@entente/service-kit";
import { identityRoutes, openIdentity } from "./index.ts";

// The identity service on its own, on the engines that the environment names.
const LONGEST_STOP_MS = 9_500;

try {
  await start();
} catch (error) {
  console.error(error instanceof SettingsFaults ? error.message : error);
  process.exit(1);
}

async function start(): Promise<void> {
  const settings = readSettings(process.env);
  const log = openLog("identity", settings.ENTENTE_LOG_LEVEL);
  const engines = await openEngines(settings, log);
  const identity = await openIdentity(engines);
  const health = healthOf({
    "event store": async () => {
      const { ok, reason } = await engines.store.health();
      return ok ? null : (reason ?? "cannot store now");
    },
    memberships: () => identity.fault(),
  });
  const app = await createApp({ log, health, trustProxy: settings.ENTENTE_TRUST_PROXY });
  await app.register(identityRoutes(identity));
  log.info({ address: await app.listen({ port: settings.PORT, host: settings.HOST }) }, "identity listens");
  await identity.warmUp();

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
    await app.close();
    await identity.close();
    await engines.close();
    log.info("identity stopped");
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop());
}
