import { screen } from "@testing-library/vue";
import { describe, expect, test, vi } from "vitest";
import { show } from "../../test/harness.ts";
import UiCopy from "./UiCopy.vue";

const props = { label: "Link of the invitation", text: "https://entente.example/invitations/abc" };

describe("UiCopy", () => {
  test("shows the text and takes it along", async () => {
    const { user } = await show(UiCopy, { props });
    await user.click(screen.getByRole("button", { name: "Copy" }));
    expect(await screen.findByRole("button", { name: "Copied" })).toBeTruthy();
    expect(await navigator.clipboard.readText()).toBe(props.text);
  });

  test("selects it when the clipboard is closed", async () => {
    const { user } = await show(UiCopy, { props });
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("closed"));
    await user.click(screen.getByRole("button", { name: "Copy" }));
    const field = screen.getByRole<HTMLInputElement>("textbox", { name: props.label });
    expect(field.selectionEnd).toBe(props.text.length);
    expect(screen.getByRole("button", { name: "Copy" })).toBeTruthy();
  });
});
