import { screen } from "@testing-library/vue";
import { describe, expect, test } from "vitest";
import { speak } from "../i18n/index.ts";
import { show } from "../../test/harness.ts";
import UiLens from "./UiLens.vue";

describe("UiLens", () => {
  test("is a letter with a name", async () => {
    await show(UiLens, { props: { lens: "interests" } });
    expect(screen.getByRole("img", { name: "Interests" }).textContent).toBe("I");
  });

  test("has the letter of the language", async () => {
    await speak("nl");
    await show(UiLens, { props: { lens: "interests" } });
    expect(screen.getByRole("img", { name: "Belangen" }).textContent).toBe("B");
  });

  test("says its name once when that is written beside it", async () => {
    await show(UiLens, { props: { lens: "process", named: true } });
    expect(screen.queryByRole("img")).toBeNull();
    expect(screen.getByText("Process")).toBeTruthy();
  });
});
