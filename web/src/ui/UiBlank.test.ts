import { screen } from "@testing-library/vue";
import { describe, expect, test, vi } from "vitest";
import { show } from "../../test/harness.ts";
import UiBlank from "./UiBlank.vue";

describe("UiBlank", () => {
  test("a number is typed as text", async () => {
    const typed = vi.fn();
    const { user } = await show(UiBlank, {
      props: { blank: { kind: "number", label: "Hours" }, modelValue: "", "onUpdate:modelValue": typed },
    });
    await user.type(screen.getByRole("textbox", { name: "Hours" }), "8");
    expect(typed).toHaveBeenCalledWith("8");
  });

  test("prose keeps its line breaks", async () => {
    const typed = vi.fn();
    const { user } = await show(UiBlank, {
      props: { blank: { kind: "prose", label: "Reasons" }, modelValue: "one", "onUpdate:modelValue": typed },
    });
    await user.type(screen.getByRole("textbox", { name: "Reasons" }), "{Enter}");
    expect(typed).toHaveBeenCalledWith("one\n");
  });
});
