import { screen } from "@testing-library/vue";
import { describe, expect, test, vi } from "vitest";
import { show } from "../../test/harness.ts";
import UiRadioGroup from "./UiRadioGroup.vue";

const options = [
  { value: "explore", label: "We are getting to know each other." },
  { value: "share", label: "We share our interests.", hint: "The pivot." },
];

describe("UiRadioGroup", () => {
  test("asks one question with sentences as answers", async () => {
    const chosen = vi.fn();
    const { user } = await show(UiRadioGroup, {
      props: { label: "Where do you stand?", options, modelValue: "explore", "onUpdate:modelValue": chosen },
    });
    expect(screen.getByRole("group", { name: "Where do you stand?" })).toBeTruthy();
    expect(screen.getByRole("radio", { name: "We are getting to know each other." })).toHaveProperty("checked", true);
    await user.click(screen.getByRole("radio", { name: "We share our interests.", description: "The pivot." }));
    expect(chosen).toHaveBeenCalledWith("share");
  });

  test("tells its fault with the question", async () => {
    await show(UiRadioGroup, { props: { label: "Where do you stand?", options, modelValue: "", errors: ["Choose one of the answers."] } });
    expect(screen.getByRole("group", { description: "Choose one of the answers." })).toBeTruthy();
  });
});
