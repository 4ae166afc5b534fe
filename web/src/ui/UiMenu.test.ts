import { screen } from "@testing-library/vue";
import { describe, expect, test, vi } from "vitest";
import { show } from "../../test/harness.ts";
import UiMenu, { type UiMenuEntry } from "./UiMenu.vue";

describe("UiMenu", () => {
  test("runs an act by the keyboard alone", async () => {
    const run = vi.fn();
    const entries: UiMenuEntry[] = [{ kind: "act", label: "Export", run }];
    const { user } = await show(UiMenu, { props: { label: "More", entries } });
    await user.tab();
    await user.keyboard("{Enter}");
    await screen.findByRole("menuitem", { name: "Export" });
    await user.keyboard("{ArrowDown}{Enter}");
    expect(run).toHaveBeenCalledOnce();
    expect(screen.queryByRole("menu")).toBeNull();
  });

  test("goes somewhere", async () => {
    const { user } = await show(UiMenu, { props: { label: "More", entries: [{ kind: "link", label: "History", to: "/history" }] } });
    await user.click(screen.getByRole("button", { name: "More" }));
    expect((await screen.findByRole("menuitem", { name: "History" })).getAttribute("href")).toBe("/history");
  });

  test("shows which of a choice holds, and changes it", async () => {
    const choose = vi.fn();
    const entries: UiMenuEntry[] = [
      {
        kind: "choice",
        label: "Show as",
        value: "table",
        options: [
          { value: "table", label: "Table" },
          { value: "drawing", label: "Drawing" },
        ],
        choose,
      },
    ];
    const { user } = await show(UiMenu, { props: { label: "More", entries } });
    await user.click(screen.getByRole("button", { name: "More" }));
    expect((await screen.findByRole("menuitemradio", { name: "Table" })).getAttribute("aria-checked")).toBe("true");
    await user.click(screen.getByRole("menuitemradio", { name: "Drawing" }));
    expect(choose).toHaveBeenCalledWith("drawing");
  });
});
