import { computed, ref, toValue, watchEffect, type MaybeRefOrGetter } from "vue";
import { useRoute } from "vue-router";
import { t } from "../i18n/index.ts";

const subject = ref<string>();

/** Names the page after its subject once that is known: `usePageTitle(() => alliance.value?.name)`. */
export function usePageTitle(title: MaybeRefOrGetter<string | undefined>) {
  watchEffect(() => {
    subject.value = toValue(title);
  });
}

export function forgetPageTitle() {
  subject.value = undefined;
}

/** Keeps the document's title; for the shell. */
export function useDocumentTitle() {
  const route = useRoute();
  const title = computed(() => subject.value ?? route.meta.title?.(t));
  watchEffect(() => {
    document.title = title.value ? `${title.value} – Entente` : "Entente";
  });
}
