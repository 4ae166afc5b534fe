import { screen, within } from "@testing-library/vue";
import { afterEach, describe, expect, test, vi } from "vitest";
import { nextTick } from "vue";
import { show } from "../../test/harness.ts";
import UiToast from "./UiToast.vue";
import { dismiss, tell, toasts } from "./toasts.ts";

afterEach(() => {
  for (const { id } of toasts.value) dismiss(id);
  vi.useRealTimers();
});

describe("UiToast", () => {
  test("has its live region before there is anything to say", async () => {
    await show(UiToast);
    const status = screen.getByRole("status");
    expect(status.getAttribute("aria-live")).toBe("polite");
    tell("Decision recorded");
    await nextTick();
    expect(within(status).getByText("Decision recorded")).toBeTruthy();
  });

  test("goes away by itself, but not while it is pointed at", async () => {
    const { user } = await show(UiToast, { props: { seconds: 5 } });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    tell("Decision recorded");
    await nextTick();
    vi.useRealTimers();
    await user.hover(screen.getByText("Decision recorded"));
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    vi.advanceTimersByTime(60_000);
    expect(toasts.value).toHaveLength(1);
    vi.useRealTimers();
    await user.unhover(screen.getByText("Decision recorded"));
    dismiss(toasts.value[0]?.id ?? 0);
  });

  test("is gone after its time", async () => {
    await show(UiToast, { props: { seconds: 0.02 } });
    tell("Decision recorded");
    await vi.waitFor(() => expect(toasts.value).toHaveLength(0));
  });

  test("can be put away, and says each thing once", async () => {
    const { user } = await show(UiToast);
    tell("Decision recorded");
    tell("Decision recorded");
    await nextTick();
    await user.click(screen.getByRole("button", { name: "Put away: Decision recorded" }));
    expect(screen.queryByText("Decision recorded")).toBeNull();
  });
});
