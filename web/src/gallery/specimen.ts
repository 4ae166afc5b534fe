import { defineComponent, h, ref, type Component, type Ref, type VNode } from "vue";
import { currentLanguage } from "../i18n/index.ts";

/** What each component of a folder looks like, by its file name and by case. For the gallery and the axe test. */
export type Specimens = Record<string, Record<string, Component>>;

/** Specimens speak both languages without filling the product's messages. */
export function say(english: string, dutch: string): string {
  return currentLanguage.value === "nl" ? dutch : english;
}

/** A specimen that keeps nothing. */
export function still(render: () => VNode): Component {
  return render;
}

/** A specimen with one value that it changes itself. */
export function kept<Value>(initial: Value, render: (value: Ref<Value>) => VNode): Component {
  return defineComponent(() => {
    const value = ref(initial) as Ref<Value>;
    return () => render(value);
  });
}

/** The props that bind a value in a render function. */
export function bind<Value>(value: Ref<Value>) {
  return {
    modelValue: value.value,
    "onUpdate:modelValue": (changed: Value) => {
      value.value = changed;
    },
  };
}

export { h };
