import { screen, waitFor, within } from "@testing-library/vue";
import axe from "axe-core";
import { describe, expect, test, vi } from "vitest";
import { RouterView } from "vue-router";
import { letter } from "../../../test/factories/letter.ts";
import { anna, show } from "../../../test/harness.ts";
import { refusal, serve } from "../../../test/server.ts";
import type { SignedIn } from "../../session/gateway.ts";

// Where one is led after the act; it has tests of its own.
vi.mock("../alliance/AlliancePage.vue", () => ({ default: { render: () => null } }));

const outcome = { revision: 10, position: "p", changed: true };
const at = "/invitations/abc";
const read = (change = {}) => ({ "GET /api/invitations/abc": letter(change) });

async function page(routes: Record<string, unknown>, as?: SignedIn) {
  const server = serve(routes);
  const shown = await show(RouterView, { at, ...(as && { as }) });
  await screen.findByRole("heading", { name: "Your answer" });
  return { ...shown, server };
}

describe("the letter", () => {
  test("says who invites, to what, where one would stand, and who is there", async () => {
    const { container } = await page(read());
    expect(screen.getByRole("heading", { level: 1, name: "Invitation to Water in the city" })).toBeTruthy();
    expect(screen.getByText("Gemeente Utrecht invites Waterschap Zuid to take part in the alliance Water in the city.")).toBeTruthy();
    expect(screen.getByText(/a decision goes on unless you raise a reasoned objection/)).toBeTruthy();
    expect(screen.getByText("Dear Anna, there is room at the table.")).toBeTruthy();
    expect(screen.getByText("Provincie Utrecht")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Sign up" }).getAttribute("href")).toBe("/sign-up?then=/invitations/abc");
    const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  test.each([
    ["accepted", "This invitation was accepted."],
    ["declined", /was declined. Ask Gemeente Utrecht/],
    ["withdrawn", /was withdrawn/],
  ] as const)("says when it was %s, and asks nothing", async (status, words) => {
    await page(read({ status }), anna);
    expect(screen.getByText(words)).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Accept/ })).toBeNull();
  });

  test("a link that leads nowhere says so", async () => {
    serve({ "GET /api/invitations/abc": refusal(404, "absent", "There is nothing here that you may see.") });
    await show(RouterView, { at });
    expect((await screen.findByRole("alert")).textContent).toContain("There is nothing here that you may see.");
  });
});

describe("the answer", () => {
  test("is given for the organisation one chooses", async () => {
    const manager = { ...anna, memberships: anna.memberships.map((each) => ({ ...each, role: "manager" as const })) };
    const { user, server, router } = await page(
      { ...read(), "POST /api/invitations/abc/accept": outcome, "GET /api/alliances/a-water": {} },
      manager,
    );
    await user.selectOptions(screen.getByRole("combobox", { name: "Organisation" }), "Gemeente Utrecht");
    await user.click(await screen.findByRole("button", { name: "Accept for Gemeente Utrecht" }));
    await waitFor(() => expect(router.currentRoute.value.path).toBe("/alliances/a-water"));
    expect(server.of("POST /api/invitations/abc/accept")[0]?.headers.get("Entente-Organisation")).toBe("o-city");
  });

  test("is not offered to a role that does not sign", async () => {
    await page(read(), { ...anna, memberships: [{ organisationId: "o-water", organisationName: "Waterschap Zuid", role: "member" }] });
    expect(screen.queryByRole("button", { name: /Accept/ })).toBeNull();
    expect(screen.getByText(/Your role in Waterschap Zuid \(representative\) does not accept invitations/)).toBeTruthy();
  });

  test("asks whoever belongs nowhere to found an organisation first", async () => {
    await page(read(), { ...anna, memberships: [] });
    expect(screen.getByRole("link", { name: "Found your organisation" }).getAttribute("href")).toBe(
      "/organisations/new?then=/invitations/abc",
    );
  });

  test.each([
    ["because our hands are full", "because our hands are full"],
    ["", null],
  ])("declines with reason %j", async (typed, reason) => {
    const { user, server } = await page({ ...read(), "POST /api/invitations/abc/decline": outcome });
    await user.click(screen.getByRole("button", { name: "Decline" }));
    const sentence = within(screen.getByRole("group", { name: "Declining" }));
    if (typed) await user.type(sentence.getByRole("textbox"), typed);
    await user.click(screen.getByRole("button", { name: "Decline this invitation" }));
    await waitFor(() => expect(server.of("POST /api/invitations/abc/decline")[0]?.body).toEqual({ reason }));
  });
});
