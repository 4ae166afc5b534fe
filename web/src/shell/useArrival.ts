import { nextTick } from "vue";
import { useRouter } from "vue-router";

/**
 * After a change of page the focus goes to its h1: the keyboard starts there and a screen reader says its name.
 * Not at the first load, and not when only the query changed, as the replay slider does.
 */
export function useArrival() {
  const router = useRouter();
  router.afterEach(async (to, from, failure) => {
    if (failure || from.matched.length === 0 || to.path === from.path || to.hash) return;
    await nextTick();
    const heading = document.querySelector<HTMLElement>("main h1");
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  });
}
