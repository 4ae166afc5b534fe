import { screen, within } from "@testing-library/vue";
import axe from "axe-core";
import { describe, expect, test } from "vitest";
import { nextTick } from "vue";
import App from "./App.vue";
import { anna, show } from "../test/harness.ts";

describe("the shell", () => {
  test("welcomes who is not signed in, with a title and the two ways in", async () => {
    await show(App, { at: "/" });
    expect(screen.getByRole("heading", { level: 1 }).textContent).toContain("An alliance never gets a full stop");
    expect(screen.getByRole("link", { name: "Sign up" })).toBeTruthy();
    expect(screen.getByRole("link", { name: "Sign in" })).toBeTruthy();
    await nextTick();
    expect(document.title).toBe("Welcome – Entente");
  });

  test("leads past the header by its first link", async () => {
    const { user } = await show(App, { at: "/" });
    await user.tab();
    await user.keyboard("{Enter}");
    expect(document.activeElement).toBe(screen.getByRole("main"));
  });

  test("moves the focus to the heading of the next page, not of the first", async () => {
    const { router } = await show(App, { at: "/" });
    expect(document.activeElement).toBe(document.body);
    await router.push("/nowhere");
    await nextTick();
    const heading = screen.getByRole("heading", { level: 1, name: "There is nothing here" });
    expect(document.activeElement).toBe(heading);
    expect(document.title).toBe("There is nothing here – Entente");
  });

  test("leaves the focus alone when only the query changes", async () => {
    const { router } = await show(App, { at: "/nowhere" });
    await router.push("/nowhere?asOf=2026-01-01");
    await nextTick();
    expect(document.activeElement).toBe(document.body);
  });

  test("lets a person speak for another organisation, and sign out", async () => {
    const { user, session } = await show(App, { at: "/nowhere", as: anna });
    await user.selectOptions(screen.getByRole("combobox", { name: "You speak for" }), "Gemeente Utrecht");
    expect(session.organisationId).toBe("o-city");
    await user.click(screen.getByRole("button", { name: "Account of Anna de Wit" }));
    await user.click(await screen.findByRole("menuitem", { name: "Sign out" }));
    expect(await screen.findByRole("heading", { name: /An alliance never/ })).toBeTruthy();
    expect(screen.queryByRole("combobox")).toBeNull();
  });

  test("ends with the licence, the version and the documentation", async () => {
    await show(App, { at: "/" });
    const footer = within(screen.getByRole("contentinfo"));
    expect(footer.getByText(/^Entente \d+\.\d+\.\d+/)).toBeTruthy();
    expect(footer.getByRole("link", { name: "Apache License 2.0" })).toBeTruthy();
    expect(footer.getByRole("link", { name: "Documentation" })).toBeTruthy();
  });

  test.each([undefined, anna])("no axe violation", async (as) => {
    const { container } = await show(App, { at: "/nowhere", ...(as && { as }) });
    const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});
