import axe from "axe-core";
import { describe, expect, test } from "vitest";
import { show } from "../test/harness.ts";
import type { Specimens } from "./gallery/specimen.ts";

/** Components without a specimen of their own, each with the reason. */
const reasons: Record<string, string> = {
  "./App.vue": "opened whole in App.test.ts and in the browser journeys",
  "./features/alliance/AlliancePage.vue": "fetches; its ledger has specimens, and it is opened in AlliancePage.test.ts",
  "./features/account/AccountPage.vue": "fetches; opened with axe in account.test.ts",
  "./features/organisation/OrganisationPage.vue": "fetches; opened with axe in organisation.test.ts",
  "./features/organisation/MemberInvitationPage.vue": "fetches; opened with axe in organisation.test.ts",
  "./features/portfolio/PortfolioPage.vue": "fetches; opened with axe in portfolio.test.ts",
  "./features/invitation/InvitationPage.vue": "fetches; opened with axe in invitation.test.ts",
  "./example/ExampleOffer.vue": "fetches; opened with axe in example.test.ts",
  "./gallery/GalleryPage.vue": "shows the specimens; not in the build",
};

const components = Object.keys(import.meta.glob("./**/*.vue"));
const found = import.meta.glob<Specimens>("./**/specimens.ts", { eager: true, import: "specimens" });
const specimens = Object.entries(found).flatMap(([path, files]) =>
  Object.entries(files).flatMap(([file, cases]) =>
    Object.entries(cases).map(([name, specimen]) => ({ component: path.replace("specimens.ts", file), name, specimen })),
  ),
);

describe("every component", () => {
  test("has a specimen, or a reason", () => {
    const shown = new Set(specimens.map(({ component }) => component));
    expect(components.filter((component) => !shown.has(component) && !reasons[component])).toEqual([]);
  });

  test("is still there, if a specimen or a reason speaks of it", () => {
    const named = [...specimens.map(({ component }) => component), ...Object.keys(reasons)];
    expect(named.filter((component) => !components.includes(component))).toEqual([]);
  });
});

describe("no axe violation", () => {
  test.each(specimens)("$component: $name", async ({ specimen }) => {
    const { container } = await show(specimen);
    // Contrast needs layout, which jsdom has not; regions belong to pages. Both are checked in the browser.
    const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n")}`)).toEqual([]);
  });
});
