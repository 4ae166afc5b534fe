import { screen } from "@testing-library/vue";
import { describe, expect, test, vi } from "vitest";
import { show } from "../../test/harness.ts";
import UiButton from "./UiButton.vue";

describe("UiButton", () => {
  test("says its act and does it", async () => {
    const act = vi.fn();
    const { user } = await show(UiButton, { props: { onClick: act }, slots: { default: "Record decision" } });
    await user.click(screen.getByRole("button", { name: "Record decision" }));
    expect(act).toHaveBeenCalledOnce();
  });

  test("keeps the focus while busy and does nothing more", async () => {
    const act = vi.fn();
    const { user } = await show(UiButton, { props: { onClick: act, busy: true }, slots: { default: "Record decision" } });
    const button = screen.getByRole("button", { name: /One moment/ });
    await user.click(button);
    expect(act).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(button);
    expect(button.getAttribute("aria-disabled")).toBe("true");
  });

  test("does not send a form twice", async () => {
    const sent = vi.fn((event: Event) => event.preventDefault());
    const { user, container } = await show({
      components: { UiButton },
      template: '<form><UiButton type="submit" busy>Send</UiButton></form>',
    });
    container.querySelector("form")?.addEventListener("submit", sent);
    await user.click(screen.getByRole("button"));
    expect(sent).not.toHaveBeenCalled();
  });

  test("is a link when it goes somewhere", async () => {
    await show(UiButton, { props: { to: "/sign-up" }, slots: { default: "Sign up" } });
    expect(screen.getByRole("link", { name: "Sign up" }).getAttribute("href")).toBe("/sign-up");
  });
});
