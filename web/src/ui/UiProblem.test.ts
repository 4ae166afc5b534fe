import { screen } from "@testing-library/vue";
import { describe, expect, test, vi } from "vitest";
import { show } from "../../test/harness.ts";
import UiProblem from "./UiProblem.vue";

const refusal = {
  type: "about:blank",
  code: "core-not-agreed",
  status: 422,
  title: "The core has not agreed.",
  wayOut: "Ask Hogeschool Midden.",
  correlationId: "c-1",
  faults: [],
};

describe("UiProblem", () => {
  test("says what happened, what to do next, and the reference", async () => {
    await show(UiProblem, { props: { problem: refusal } });
    const alert = screen.getByRole("alert");
    expect(alert.textContent).toContain("The core has not agreed.");
    expect(alert.textContent).toContain("Ask Hogeschool Midden.");
    expect(alert.textContent).toContain("c-1");
    expect(screen.queryByRole("button")).toBeNull();
  });

  test("tries again when that may help", async () => {
    const retry = vi.fn();
    const { user } = await show(UiProblem, { props: { problem: { ...refusal, status: 503 }, retryable: true, onRetry: retry } });
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(retry).toHaveBeenCalledOnce();
  });
});
