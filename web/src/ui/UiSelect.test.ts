import { screen } from "@testing-library/vue";
import { describe, expect, test, vi } from "vitest";
import { show } from "../../test/harness.ts";
import UiSelect from "./UiSelect.vue";

const options = [
  { value: "a", label: "Gemeente Utrecht" },
  { value: "b", label: "Waterschap Zuid" },
];

describe("UiSelect", () => {
  test("gives the value of what is chosen", async () => {
    const chosen = vi.fn();
    const { user } = await show(UiSelect, {
      props: { modelValue: "", options, prompt: "Choose a partner", "aria-label": "Partner", "onUpdate:modelValue": chosen },
    });
    await user.selectOptions(screen.getByRole("combobox", { name: "Partner" }), "Waterschap Zuid");
    expect(chosen).toHaveBeenCalledWith("b");
  });

  test("cannot choose the prompt", async () => {
    await show(UiSelect, { props: { modelValue: "", options, prompt: "Choose a partner", "aria-label": "Partner" } });
    expect(screen.getByRole("option", { name: "Choose a partner" })).toHaveProperty("disabled", true);
  });
});
