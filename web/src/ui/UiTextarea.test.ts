import { screen } from "@testing-library/vue";
import { describe, expect, test, vi } from "vitest";
import { show } from "../../test/harness.ts";
import UiTextarea from "./UiTextarea.vue";

describe("UiTextarea", () => {
  test("gives what is typed", async () => {
    const typed = vi.fn();
    const { user } = await show(UiTextarea, { props: { modelValue: "", "aria-label": "Notes", "onUpdate:modelValue": typed } });
    await user.type(screen.getByRole("textbox", { name: "Notes" }), "a");
    expect(typed).toHaveBeenCalledWith("a");
  });

  test("is as high as its text where the browser does not see to that", async () => {
    vi.stubGlobal("CSS", { supports: () => false });
    vi.spyOn(Element.prototype, "scrollHeight", "get").mockReturnValue(120);
    await show(UiTextarea, { props: { modelValue: "five lines", "aria-label": "Notes" } });
    await vi.waitFor(() => expect(screen.getByRole("textbox").style.height).toBe("122px"));
  });
});
