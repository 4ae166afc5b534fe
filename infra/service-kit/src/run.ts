import { DatabaseRefused } from "@entente/sqlite";
import { StoreRefused } from "@entente/event-store";
import type { App } from "./app.ts";
import { openEngines, ReadStoreRefused, type Engines } from "./engines.ts";
import { openLog, type Logger } from "./log.ts";
import { readSettings, SettingsFaults, type Settings } from "./settings.ts";

/** How long a stop may take before the process ends anyway. */
const STOP_MS = 9_000;

export interface Running {
  readonly app: App;
  /** Ends what the service began, after the app has stopped accepting. */
  close(): Promise<void>;
}

/**
 * Starts a service: settings, engines, the service itself, listening, and a clean stop on SIGTERM and SIGINT. What keeps it from
 * starting is told in plain words on standard error, and the process exits with 1.
 */
export async function run(
  service: string,
  start: (engines: Engines) => Promise<Running>,
  announce?: (settings: Settings, address: string) => void,
): Promise<void> {
  try {
    const settings = readSettings(process.env);
    const log = openLog(service, settings.ENTENTE_LOG_LEVEL);
    const engines = await openEngines(settings, log);
    const running = await start(engines);
    const address = await running.app.listen({ port: settings.PORT, host: settings.HOST });
    stopOnSignal(log, running, engines);
    if (announce) announce(settings, address);
    else log.info({ address }, "listening");
  } catch (error) {
    process.stderr.write(`${advice(error)}\n`);
    process.exit(1);
  }
}

function advice(error: unknown): string {
  const told = [SettingsFaults, StoreRefused, DatabaseRefused, ReadStoreRefused];
  if (error instanceof Error && told.some((type) => error instanceof type)) return error.message;
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE")
    return `${error.message}\nAnother program listens there. Stop it, or set PORT to another port.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function stopOnSignal(log: Logger, running: Running, engines: Engines): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_MS).unref();
    engines.beginStop();
    // A part that does not end well, as when its engine is out of reach, keeps no other from ending.
    for (const part of [running, running.app, engines])
      await part.close().catch((error: unknown) => log.error({ err: error }, "a part did not end well"));
    log.flush();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop());
}
