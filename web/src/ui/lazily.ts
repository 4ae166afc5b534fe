import { defineAsyncComponent, type Component } from "vue";
import UiNotLoaded from "./UiNotLoaded.vue";

/** A part of a page that is fetched when it is first shown; where that fails, it says so, and showing it again tries again. */
export function lazily<Part extends Component>(load: () => Promise<{ default: Part }>): Part {
  return defineAsyncComponent<Part>({ loader: async () => (await load()).default, errorComponent: UiNotLoaded });
}
