import { screen } from "@testing-library/vue";
import { expect, test } from "vitest";
import { anna, show } from "../../test/harness.ts";
import OrganisationSwitch from "./OrganisationSwitch.vue";

test("one organisation is named, several can be chosen from", async () => {
  const { unmount } = await show(OrganisationSwitch, { as: { ...anna, memberships: anna.memberships.slice(0, 1) } });
  expect(screen.getByText("Waterschap Zuid")).toBeTruthy();
  expect(screen.queryByRole("combobox")).toBeNull();
  unmount();

  const { user, session } = await show(OrganisationSwitch, { as: anna });
  await user.selectOptions(screen.getByRole("combobox", { name: "You speak for" }), "Gemeente Utrecht");
  expect(session.membership?.organisationName).toBe("Gemeente Utrecht");
});
