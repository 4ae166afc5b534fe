import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { App } from "./app.ts";

/** How long nobody may have asked for anything before the house tidies up, and how often it looks. */
const QUIET_MS = 10_000;
const LOOK_MS = 5_000;

type Collect = (options: { type: "major"; execution: "sync"; flavor: "last-resort" }) => void;

/**
 * Gives memory back to the machine after a burst such as an import. V8 collects only when it needs room, so a process that becomes quiet
 * keeps all that the burst took; here what was only kept at hand is let go and one full collection made once nobody has been waiting for
 * a while.
 * @param letGo forget what can be made again.
 * @returns says that something was done that nobody asked for over HTTP, such as what the clock does.
 */
export function restAfterBursts(app: App, letGo: readonly (() => void)[] = []): () => void {
  let lastAsked = 0;
  app.addHook("onRequest", async () => {
    lastAsked = Date.now();
  });
  const look = setInterval(() => {
    if (lastAsked === 0 || Date.now() - lastAsked < QUIET_MS) return;
    lastAsked = 0;
    for (const forget of letGo) forget();
    setFlagsFromString("--expose-gc");
    // The flag puts `gc` into contexts made after it.
    (runInNewContext("gc") as Collect)({ type: "major", execution: "sync", flavor: "last-resort" });
  }, LOOK_MS);
  look.unref();
  app.addHook("onClose", async () => clearInterval(look));
  return () => {
    lastAsked = Date.now();
  };
}
