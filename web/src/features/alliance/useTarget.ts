import { nextTick, onMounted, watch } from 'vue'
import { useRoute } from 'vue-router'

/** Runs when the address points at a place whose anchor begins so: to make sure that it is on the page. */
export function useTarget(prefix: string, reveal: (anchor: string) => void) {
  const route = useRoute()
  const look = () => {
    const anchor = route.hash.slice(1)
    if (anchor.startsWith(prefix)) reveal(anchor)
  }
  onMounted(look)
  watch(() => route.hash, look)
}

/** Brings the place in the address into view and gives it the focus; opens what it is folded away in. */
export function useArrivalAtTarget(ready: () => boolean) {
  const route = useRoute()
  async function arrive() {
    if (!ready() || route.hash.length < 2) return
    await nextTick()
    const place = document.getElementById(decodeURIComponent(route.hash.slice(1)))
    if (!place) return
    for (let fold = place.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null) fold.open = true
    place.scrollIntoView({ block: 'start' })
    if (!place.contains(document.activeElement)) place.focus({ preventScroll: true })
  }
  onMounted(arrive)
  watch([ready, () => route.fullPath], arrive, { flush: 'post' })
}
