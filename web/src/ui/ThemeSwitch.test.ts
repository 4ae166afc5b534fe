import { readFileSync } from "node:fs";
import { screen } from "@testing-library/vue";
import { afterEach, describe, expect, test } from "vitest";
import { show } from "../../test/harness.ts";
import ThemeSwitch from "./ThemeSwitch.vue";
import { themeKey, useTheme } from "./useTheme.ts";

const root = document.documentElement;
afterEach(() => useTheme().chooseTheme("system"));

describe("ThemeSwitch", () => {
  test("turns the page dark, remembers it, and goes back to the system", async () => {
    const { user } = await show(ThemeSwitch);
    await user.click(screen.getByRole("button", { name: "Light or dark" }));
    await user.click(await screen.findByRole("menuitemradio", { name: "Dark" }));
    expect(root.dataset.theme).toBe("dark");
    expect(localStorage.getItem(themeKey)).toBe("dark");

    await user.click(screen.getByRole("button", { name: "Light or dark" }));
    await user.click(await screen.findByRole("menuitemradio", { name: "As the system" }));
    expect(root.dataset.theme).toBeUndefined();
    expect(localStorage.getItem(themeKey)).toBeNull();
  });

  test("the script before the first paint reads what is remembered here", () => {
    expect(readFileSync("public/theme.js", "utf8")).toContain(`"${themeKey}"`);
  });
});
