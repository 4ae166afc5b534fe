import { describe, expect, test } from "vitest";
import { speak } from "../i18n/index.ts";
import { show } from "../../test/harness.ts";
import UiDate from "./UiDate.vue";

const time = (container: Element) => container.querySelector("time");

describe("UiDate", () => {
  test("says a day in words and keeps it for machines", async () => {
    const { container } = await show(UiDate, { props: { value: "2026-11-21" } });
    expect(time(container)?.textContent).toBe("21 November 2026");
    expect(time(container)?.dateTime).toBe("2026-11-21");
  });

  test("says it in Dutch", async () => {
    await speak("nl");
    const { container } = await show(UiDate, { props: { value: "2026-11-21" } });
    expect(time(container)?.textContent).toBe("21 november 2026");
  });

  test("a day stays that day west of Greenwich", async () => {
    const { container } = await show(UiDate, { props: { value: "2026-11-21", timeZone: "America/Los_Angeles" } });
    expect(time(container)?.textContent).toBe("21 November 2026");
  });

  test("a moment is shown in the time zone asked for", async () => {
    const { container } = await show(UiDate, { props: { value: "2026-11-21T23:30:00Z", kind: "moment", timeZone: "Europe/Amsterdam" } });
    expect(time(container)?.textContent).toBe("22 November 2026 at 00:30");
  });

  test("an age keeps its date for whoever asks", async () => {
    const { container } = await show(UiDate, { props: { value: new Date(Date.now() - 3 * 86_400_000), kind: "age" } });
    expect(time(container)?.textContent).toBe("3 days ago");
    expect(time(container)?.title).toMatch(/\d{4} at \d\d:\d\d$/);
  });
});
