import { readonly, ref, watchEffect } from "vue";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** Also read by public/theme.js, before the first paint. */
export const themeKey = "entente.theme";

const theme = ref<Theme>(kept());

watchEffect(
  () => {
    if (theme.value === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme.value;
  },
  { flush: "sync" },
);

/** Light, dark, or whatever the system says; remembered on this device. */
export function useTheme() {
  return { theme: readonly(theme), chooseTheme };
}

function chooseTheme(chosen: Theme) {
  theme.value = chosen;
  try {
    if (chosen === "system") localStorage.removeItem(themeKey);
    else localStorage.setItem(themeKey, chosen);
  } catch {
    // Storage may be closed to us; the choice then lasts as long as the tab.
  }
}

function kept(): Theme {
  try {
    return themes.find((name) => name === localStorage.getItem(themeKey)) ?? "system";
  } catch {
    return "system";
  }
}
