import { onScopeDispose, toValue, watch, type MaybeRefOrGetter } from "vue";
import { createLive, type Live, type LiveListener, type Socket, type Topic } from "./live.ts";

const signedOutListeners = new Set<() => void>();

const live: Live = createLive({
  connect: (url) => new WebSocket(url) as unknown as Socket,
  address: (organisationId) => {
    const url = new URL("/api/live", location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    url.searchParams.set("organisation", organisationId);
    return url.href;
  },
  now: () => new Date(),
  random: Math.random,
  onSignedOut: () => signedOutListeners.forEach((tell) => tell()),
});

globalThis.addEventListener?.("online", live.wake);

/** The tab's one connection. */
export function useLive(): Live {
  return live;
}

/** Runs when the server closes the connection because it no longer knows who we are. */
export function onLiveSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

/**
 * Listens for as long as the component is there. `topic` may change, and may be undefined while not known;
 * `after` is the cursor of what is already shown, read at the moment of subscribing.
 */
export function useTopic(topic: MaybeRefOrGetter<Topic | undefined>, listener: LiveListener, after?: MaybeRefOrGetter<string | undefined>) {
  let stop: (() => void) | undefined;
  watch(
    () => {
      const wanted = toValue(topic);
      return wanted && (wanted.topic === "portfolio" ? "portfolio" : wanted.id);
    },
    () => {
      stop?.();
      const wanted = toValue(topic);
      stop = wanted && live.listen(wanted, listener, toValue(after));
    },
    { immediate: true },
  );
  onScopeDispose(() => stop?.());
}
