import { z } from "zod";
import { DueNote } from "@entente/contracts/views/schedule";
import { createApp, healthOf, run, SCOPE_HEADER, SettingsFaults, signCaller, type Tokens } from "@entente/service-kit";
import { Clock } from "./clock.ts";

const WAIT_MS = 10_000;

await run("clock", async ({ log, settings, tokens }) => {
  const { ENTENTE_INSIGHTS_URL, ENTENTE_ALLIANCES_URL } = settings;
  if ((ENTENTE_INSIGHTS_URL === undefined) !== (ENTENTE_ALLIANCES_URL === undefined))
    throw new SettingsFaults(["ENTENTE_INSIGHTS_URL, ENTENTE_ALLIANCES_URL: the clock needs both, or it asks and tells nobody"]);
  if (ENTENTE_INSIGHTS_URL === undefined) log.warn("no ENTENTE_INSIGHTS_URL and ENTENTE_ALLIANCES_URL: there is nothing to note");
  const clock = new Clock({
    everyMs: settings.ENTENTE_CLOCK_SECONDS * 1_000,
    logger: log,
    due: async (now) => z.array(DueNote).parse(await ask(tokens, settings.ENTENTE_INSIGHTS_URL, `/internal/due?now=${now}`)),
    note: async (due) => {
      await ask(tokens, settings.ENTENTE_ALLIANCES_URL, "/internal/notes", due);
    },
  });
  const health = healthOf({ clock: async () => clock.trouble });
  const app = await createApp({ log, health, trustProxy: settings.ENTENTE_TRUST_PROXY });
  clock.start();
  return { app, close: () => clock.stop() };
});

/** Asks another service, as the clock. Without its address there is nothing to ask. */
async function ask(tokens: Tokens, service: string | undefined, path: string, body?: unknown): Promise<unknown> {
  if (service === undefined) return [];
  const answer = await fetch(new URL(path, service), {
    method: body === undefined ? "GET" : "POST",
    headers: { [SCOPE_HEADER]: signCaller(tokens, { kind: "system", id: "clock" }), "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(WAIT_MS),
  });
  if (!answer.ok) throw new Error(`${new URL(path, service).pathname} answered ${answer.status}`);
  return answer.status === 204 ? null : await answer.json();
}
