import { nextTick, onMounted, watch } from "vue";
import { useRoute } from "vue-router";

/** Runs when the address points at a place whose anchor begins so: to make sure that it is on the page. */
export function useTarget(prefix: string, reveal: (anchor: string) => void) {
  const route = useRoute();
  const look = () => {
    const anchor = route.hash.slice(1);
    if (anchor.startsWith(prefix)) reveal(anchor);
  };
  onMounted(look);
  watch(() => route.hash, look);
}

/** Brings the place in the address into view, once the page is there. */
export function useArrivalAtTarget(ready: () => boolean) {
  const route = useRoute();
  async function arrive() {
    if (!ready() || route.hash.length < 2) return;
    await nextTick();
    // After the router's own scroll, which knows nothing of what stands fixed at the top.
    requestAnimationFrame(() => goTo(decodeURIComponent(route.hash.slice(1))));
  }
  onMounted(arrive);
  watch([ready, () => route.hash], arrive, { flush: "post" });
}

/** Scrolls to a place and gives it the focus; opens what it is folded away in. */
export function goTo(anchor: string) {
  const place = document.getElementById(anchor);
  if (!place) return;
  for (let fold = place.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
  place.scrollIntoView({ block: "start" });
  if (!place.contains(document.activeElement)) place.focus({ preventScroll: true });
}
