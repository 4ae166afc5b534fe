import { readonly, ref } from "vue";

export interface Toast {
  id: number;
  text: string;
  /** `done`: your own act was kept. `live`: somebody else changed what you see. */
  kind: "done" | "live";
}

const shown = ref<Toast[]>([]);
let count = 0;

export const toasts = readonly(shown);

/** Says one sentence to the reader, on the screen and aloud, without taking the focus. Answers with its id, for `dismiss`. */
export function tell(text: string, kind: Toast["kind"] = "done"): number {
  const told = shown.value.find((toast) => toast.text === text && toast.kind === kind);
  if (told) dismiss(told.id);
  shown.value.push({ id: ++count, text, kind });
  if (shown.value.length > 3) shown.value.shift();
  return count;
}

export function dismiss(id: number) {
  shown.value = shown.value.filter((toast) => toast.id !== id);
}
