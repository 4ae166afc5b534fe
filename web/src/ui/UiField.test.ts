import { screen } from "@testing-library/vue";
import { describe, expect, test } from "vitest";
import { defineComponent, h, ref } from "vue";
import { show } from "../../test/harness.ts";
import UiField, { type UiFieldProps } from "./UiField.vue";
import UiInput from "./UiInput.vue";

const field = (props: UiFieldProps) =>
  defineComponent(() => {
    const value = ref("");
    return () =>
      h(UiField, props, {
        default: ({ control }: { control: object }) =>
          h(UiInput, {
            ...control,
            modelValue: value.value,
            "onUpdate:modelValue": (typed: string) => {
              value.value = typed;
            },
          }),
      });
  });

describe("UiField", () => {
  test("names its control and tells the hint with it", async () => {
    const { user } = await show(field({ label: "Name", hint: "All partners see it." }));
    const input = screen.getByRole("textbox", { name: "Name", description: "All partners see it." });
    await user.type(input, "Water in the city");
    expect((input as HTMLInputElement).value).toBe("Water in the city");
    expect(input.getAttribute("aria-invalid")).toBe("false");
  });

  test("tells the first fault with the control", async () => {
    await show(field({ label: "Reason", errors: ["Fill this in.", "Write more."] }));
    const input = screen.getByRole("textbox", { name: "Reason", description: "Fill this in." });
    expect(input.getAttribute("aria-invalid")).toBe("true");
  });

  test("keeps the room of the fault when there is none", async () => {
    const { container } = await show(field({ label: "Reason" }));
    expect(container.querySelector('[id$="-error"]')?.classList.contains("min-h-5")).toBe(true);
  });

  test("says what need not be filled in", async () => {
    await show(field({ label: "Reason", optional: true }));
    expect(screen.getByRole("textbox", { name: "Reason (optional)" })).toBeTruthy();
  });
});
