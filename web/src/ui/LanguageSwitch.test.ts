import { screen } from "@testing-library/vue";
import { describe, expect, test } from "vitest";
import { show } from "../../test/harness.ts";
import LanguageSwitch from "./LanguageSwitch.vue";

describe("LanguageSwitch", () => {
  test("offers the other language in its own words, and turns the page over", async () => {
    const { user } = await show(LanguageSwitch);
    const dutch = screen.getByRole("button", { name: "Nederlands" });
    expect(dutch.lang).toBe("nl");
    await user.click(dutch);
    expect(await screen.findByRole("button", { name: "English" })).toBeTruthy();
    expect(document.documentElement.lang).toBe("nl");
    expect(localStorage.getItem("entente.language")).toBe("nl");
  });
});
