import { screen } from "@testing-library/vue";
import { describe, expect, test, vi } from "vitest";
import { show } from "../../test/harness.ts";
import UiLink from "./UiLink.vue";

describe("UiLink", () => {
  test("is a link inside the product", async () => {
    await show(UiLink, { props: { to: "/alliances" }, slots: { default: "Alliances" } });
    expect(screen.getByRole("link", { name: "Alliances" }).getAttribute("href")).toBe("/alliances");
  });

  test("is a link elsewhere", async () => {
    await show(UiLink, { props: { href: "/docs/" }, slots: { default: "Read on" } });
    expect(screen.getByRole("link", { name: "Read on" }).getAttribute("href")).toBe("/docs/");
  });

  test("is a button when it acts", async () => {
    const act = vi.fn();
    const { user } = await show(UiLink, { props: { onAct: act }, slots: { default: "Show what changed" } });
    await user.click(screen.getByRole("button", { name: "Show what changed" }));
    expect(act).toHaveBeenCalledOnce();
  });
});
