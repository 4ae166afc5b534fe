import { screen, within } from "@testing-library/vue";
import { describe, expect, test, vi } from "vitest";
import { defineComponent, h, ref } from "vue";
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

  test("several are chosen one a line, in the order in which they are offered", async () => {
    const value = ref("");
    const options = ["city", "school", "water"].map((name) => ({ value: name, label: name }));
    const component = defineComponent(
      () => () =>
        h(UiBlank, {
          blank: { kind: "several", label: "Who was there", options },
          modelValue: value.value,
          "onUpdate:modelValue": (chosen: string) => (value.value = chosen),
        }),
    );
    const { user } = await show(component);
    const group = within(screen.getByRole("group", { name: "Who was there" }));
    await user.click(group.getByRole("checkbox", { name: "water" }));
    await user.click(group.getByRole("checkbox", { name: "city" }));
    expect(value.value).toBe("city\nwater");
    await user.click(group.getByRole("checkbox", { name: "water" }));
    expect(value.value).toBe("city");
  });
});
