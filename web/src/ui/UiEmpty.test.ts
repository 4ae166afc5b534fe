import { screen } from "@testing-library/vue";
import { describe, expect, test } from "vitest";
import { h } from "vue";
import { show } from "../../test/harness.ts";
import UiButton from "./UiButton.vue";
import UiEmpty from "./UiEmpty.vue";

describe("UiEmpty", () => {
  test("says what is not there, what to do, and offers the act", async () => {
    await show(() =>
      h(UiEmpty, { title: "No decisions yet", text: "Begin with the last one." }, () => h(UiButton, {}, () => "Record decision")),
    );
    expect(screen.getByText("No decisions yet")).toBeTruthy();
    expect(screen.getByText("Begin with the last one.")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Record decision" })).toBeTruthy();
  });
});
