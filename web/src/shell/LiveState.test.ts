import { screen } from "@testing-library/vue";
import { describe, expect, test, vi } from "vitest";
import { nextTick, reactive } from "vue";
import { show } from "../../test/harness.ts";
import type { LiveState as Connection } from "../api/live.ts";

const state = reactive({ connection: "idle" as Connection, heardAt: null as Date | null, listened: false });
vi.mock("../api/useLive.ts", () => ({ useLive: () => ({ state }) }));
const { default: LiveState } = await import("./LiveState.vue");

describe("LiveState", () => {
  test("is silent while the page hears nothing", async () => {
    const { container } = await show(LiveState);
    expect(container.textContent).toBe("");
  });

  test("says that it is live, or from when what is shown is", async () => {
    await show(LiveState);
    Object.assign(state, { listened: true, connection: "live" });
    await nextTick();
    expect(screen.getByText("Live")).toBeTruthy();
    Object.assign(state, { connection: "reconnecting", heardAt: new Date(2026, 10, 21, 14, 3) });
    await nextTick();
    expect(screen.getByText("Reconnecting; what you see is from 14:03")).toBeTruthy();
  });
});
