import { screen } from "@testing-library/vue";
import { describe, expect, test } from "vitest";
import { show } from "../../test/harness.ts";
import UiBusy from "./UiBusy.vue";

describe("UiBusy", () => {
  test("says how much is done", async () => {
    await show(UiBusy, { props: { label: "Reading events", done: 14, of: 40 } });
    expect(screen.getByRole("progressbar", { name: "Reading events" })).toHaveProperty("position", 0.35);
    expect(screen.getByText("35%")).toBeTruthy();
  });

  test("does not pretend to know", async () => {
    await show(UiBusy, { props: { label: "Making the export" } });
    expect(screen.getByRole("progressbar", { name: "Making the export" })).toHaveProperty("position", -1);
  });
});
