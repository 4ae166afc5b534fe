import { screen } from "@testing-library/vue";
import { expect, test } from "vitest";
import { anna, show } from "../../test/harness.ts";
import AccountMenu from "./AccountMenu.vue";

test("leads to the account and the organisation, and signs out", async () => {
  const { user, session } = await show(AccountMenu, { as: anna });
  await user.click(screen.getByRole("button", { name: "Account of Anna de Wit" }));
  expect((await screen.findByRole("menuitem", { name: "Your account" })).getAttribute("href")).toBe("/account");
  expect(screen.getByRole("menuitem", { name: "Your organisation" })).toBeTruthy();
  sessionStorage.setItem("entente.draft.organisation", '{"name":"half typed"}');
  await user.click(screen.getByRole("menuitem", { name: "Sign out" }));
  expect(session.state).toBe("anonymous");
  expect(sessionStorage.getItem("entente.draft.organisation")).toBeNull();
});

test("offers no organisation to who has none", async () => {
  const { user } = await show(AccountMenu, { as: { ...anna, memberships: [] } });
  await user.click(screen.getByRole("button"));
  await screen.findByRole("menuitem", { name: "Your account" });
  expect(screen.queryByRole("menuitem", { name: "Your organisation" })).toBeNull();
});
