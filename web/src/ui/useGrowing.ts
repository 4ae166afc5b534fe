import { nextTick, onMounted, watch, type Ref, type ShallowRef } from "vue";

/** Lets a text area be as high as its text where the browser has no `field-sizing`. */
export function useGrowing(area: Readonly<ShallowRef<HTMLTextAreaElement | null>>, text: Ref<string>) {
  if (globalThis.CSS?.supports("field-sizing", "content")) return;

  async function grow() {
    await nextTick();
    if (!area.value) return;
    area.value.style.height = "auto";
    area.value.style.height = `${area.value.scrollHeight + 2}px`;
  }

  onMounted(grow);
  watch(text, grow);
}
