import { screen } from "@testing-library/vue";
import { describe, expect, test, vi } from "vitest";
import { show } from "../../test/harness.ts";
import UiInput from "./UiInput.vue";

describe("UiInput", () => {
  test("gives what is typed as text, also for a number", async () => {
    const typed = vi.fn();
    const { user } = await show(UiInput, { props: { modelValue: "", numeric: true, "aria-label": "Hours", "onUpdate:modelValue": typed } });
    const input = screen.getByRole("textbox", { name: "Hours" });
    await user.type(input, "4");
    expect(typed).toHaveBeenCalledWith("4");
    expect(input.getAttribute("inputmode")).toBe("decimal");
  });
});
