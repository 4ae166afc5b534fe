import { screen, within } from "@testing-library/vue";
import { describe, expect, test } from "vitest";
import { show } from "../../test/harness.ts";
import UiSectionNav from "./UiSectionNav.vue";

describe("UiSectionNav", () => {
  test("marks the section one is in", async () => {
    await show(UiSectionNav, {
      props: {
        label: "Alliance",
        sections: [
          { label: "Overview", to: "/" },
          { label: "Decisions", to: "/decisions" },
        ],
      },
    });
    const nav = within(screen.getByRole("navigation", { name: "Alliance" }));
    expect(nav.getByRole("link", { name: "Overview", current: "page" })).toBeTruthy();
    expect(nav.getByRole("link", { name: "Decisions", current: false })).toBeTruthy();
  });
});
