import { screen } from "@testing-library/vue";
import { describe, expect, test } from "vitest";
import { defineComponent, h, ref } from "vue";
import { show } from "../../test/harness.ts";
import UiTabs from "./UiTabs.vue";

const twoTabs = defineComponent(() => {
  const chosen = ref("now");
  return () =>
    h(
      UiTabs<string>,
      {
        label: "Time",
        tabs: [
          { name: "now", label: "Now" },
          { name: "then", label: "Then" },
        ],
        modelValue: chosen.value,
        "onUpdate:modelValue": (name: string) => {
          chosen.value = name;
        },
      },
      { now: () => "Four are content.", then: () => "Two were." },
    );
});

describe("UiTabs", () => {
  test("changes what is shown by the arrow keys", async () => {
    const { user } = await show(twoTabs);
    expect(screen.getByRole("tablist", { name: "Time" })).toBeTruthy();
    expect(screen.getByRole("tabpanel", { name: "Now" }).textContent).toContain("Four are content.");
    await user.click(screen.getByRole("tab", { name: "Now" }));
    await user.keyboard("{ArrowRight}");
    expect((await screen.findByRole("tabpanel", { name: "Then" })).textContent).toContain("Two were.");
  });
});
