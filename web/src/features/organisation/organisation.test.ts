import { screen, waitFor, within } from "@testing-library/vue";
import axe from "axe-core";
import { describe, expect, test } from "vitest";
import { RouterView } from "vue-router";
import { organisation } from "../../../test/factories/organisation.ts";
import { anna, show } from "../../../test/harness.ts";
import { refusal, serve } from "../../../test/server.ts";
import type { Membership, SignedIn } from "../../session/gateway.ts";

const outcome = { revision: 10, position: "p", changed: true };
const read = { "GET /api/organisations/o-water": organisation() };
const as = (role: Membership["role"]): SignedIn => ({
  ...anna,
  memberships: [{ organisationId: "o-water", organisationName: "Waterschap Zuid", role }],
});

async function page(role: Membership["role"], routes: Record<string, unknown> = {}) {
  const server = serve({ ...read, ...routes });
  const shown = await show(RouterView, { at: "/organisation", as: as(role) });
  await screen.findByText("Bram Kok");
  return { ...shown, server };
}

async function act(user: Awaited<ReturnType<typeof page>>["user"], label: string) {
  await user.click(screen.getByRole("button", { name: "Acts for Bram Kok" }));
  await user.click(await screen.findByRole("menuitem", { name: label }));
  return within(await screen.findByRole("dialog"));
}

describe("the organisation", () => {
  test("a representative sees the people and is offered nothing that is refused", async () => {
    await page("member");
    expect(screen.getByText("bram@waterschap.example")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Acts for/ })).toBeNull();
    expect(screen.queryByRole("heading", { name: "Invite a colleague" })).toBeNull();
    expect(screen.queryByRole("heading", { name: "Keys for software" })).toBeNull();
  });

  test("an administrator does not touch owners, nor hands out recovery links", async () => {
    const { user } = await page("admin");
    expect(screen.queryByRole("button", { name: "Acts for Anna de Wit" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Acts for Bram Kok" }));
    expect((await screen.findAllByRole("menuitem")).map((item) => item.textContent)).toEqual(["Change the role", "Remove"]);
  });

  test("invites by a link that is handed over", async () => {
    const { user, server } = await page("owner", {
      "POST /api/organisations/o-water/invitations": { ...outcome, link: "/member-invitations/abc" },
    });
    await user.selectOptions(screen.getAllByRole("combobox", { name: "Role" })[0]!, "auditor");
    await user.click(screen.getByRole("button", { name: "Make the invitation" }));
    expect((await screen.findByRole<HTMLInputElement>("textbox", { name: "Link of the invitation" })).value).toBe(
      `${location.origin}/member-invitations/abc`,
    );
    expect(screen.getByText(/becomes auditor of Waterschap Zuid. It works once/)).toBeTruthy();
    expect(server.of("POST /api/organisations/o-water/invitations")[0]?.body).toMatchObject({ role: "auditor" });
  });

  test("shows the link of an open invitation again, and takes it back", async () => {
    const { user, server } = await page("owner", {
      "GET /api/organisations/o-water/invitations/i-1/link": { link: "/member-invitations/abc" },
      "DELETE /api/organisations/o-water/invitations/i-1": outcome,
    });
    await user.click(screen.getByRole("button", { name: /Show the link of the invitation as alliance manager/ }));
    expect(await screen.findByRole("textbox", { name: "Link of the invitation" })).toBeTruthy();
    await user.click(screen.getByRole("button", { name: /Withdraw the invitation as alliance manager/ }));
    await waitFor(() => expect(server.of("GET /api/organisations/o-water")).toHaveLength(2));
  });

  test("changes a role in a sentence", async () => {
    const { user, server } = await page("owner", { "PUT /api/organisations/o-water/members/p-bram/role": outcome });
    const dialog = await act(user, "Change the role");
    await user.selectOptions(dialog.getByRole("combobox"), "alliance manager");
    await user.click(dialog.getByRole("button", { name: "Give this role" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(server.of("PUT /api/organisations/o-water/members/p-bram/role")[0]?.body).toEqual({ role: "manager" });
  });

  test("a refusal stands in the dialog, which stays", async () => {
    const { user } = await page("owner", {
      "DELETE /api/organisations/o-water/members/p-bram": refusal(422, "last-owner", "An organisation keeps at least one owner."),
    });
    const dialog = await act(user, "Remove");
    await user.click(dialog.getByRole("button", { name: "Remove Bram Kok" }));
    expect((await dialog.findByRole("alert")).textContent).toContain("An organisation keeps at least one owner.");
  });

  test("hands out a recovery link", async () => {
    const { user } = await page("owner", {
      "POST /api/organisations/o-water/members/p-bram/recovery-link": { link: "/recover/xyz", expiresAt: "2026-11-22T09:00:00.000Z" },
    });
    const dialog = await act(user, "Hand out a recovery link");
    await user.click(dialog.getByRole("button", { name: "Make the link" }));
    expect((await dialog.findByRole<HTMLInputElement>("textbox")).value).toBe(`${location.origin}/recover/xyz`);
  });

  test("shows a key once", async () => {
    const { user, server } = await page("owner", {
      "POST /api/organisations/o-water/api-keys": { ...outcome, keyId: "k-2", key: "ent_secret" },
    });
    await user.type(screen.getByRole("textbox", { name: "Name of the key" }), "reports");
    await user.click(screen.getByRole("button", { name: "Issue this key" }));
    expect((await screen.findByRole<HTMLInputElement>("textbox", { name: "Key reports" })).value).toBe("ent_secret");
    expect(server.of("POST /api/organisations/o-water/api-keys")[0]?.body).toEqual({ name: "reports", role: "integration" });
    await user.click(screen.getByRole("button", { name: "I have kept it" }));
    expect(screen.queryByRole("textbox", { name: "Key reports" })).toBeNull();
  });

  test("revokes a key after saying what follows", async () => {
    const { user, server } = await page("owner", { "DELETE /api/organisations/o-water/api-keys/k-1": outcome });
    await user.click(screen.getByRole("button", { name: "Revoke the key data warehouse" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Revoke the key data warehouse" }));
    await user.click(dialog.getByRole("button", { name: "Revoke" }));
    await waitFor(() => expect(server.of("DELETE /api/organisations/o-water/api-keys/k-1")).toHaveLength(1));
  });

  test("takes another name", async () => {
    const { user, server } = await page("owner", { "PATCH /api/organisations/o-water": outcome });
    const name = screen.getByRole("textbox", { name: "Name" });
    await user.clear(name);
    await user.type(name, "Waterschap Noord{Enter}");
    await waitFor(() => expect(server.of("PATCH /api/organisations/o-water")[0]?.body).toEqual({ name: "Waterschap Noord" }));
  });

  test("no axe violation", async () => {
    const { container } = await page("owner");
    const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});

describe("the letter to a colleague", () => {
  const letter = {
    organisationId: "o-oost",
    organisation: "Zorggroep Oost",
    role: "manager",
    status: "open",
    sentAt: "2026-11-01T09:00:00.000Z",
  };

  test("is for anyone to read, and leads to signing up and back", async () => {
    serve({ "GET /api/member-invitations/abc": letter });
    const { container } = await show(RouterView, { at: "/member-invitations/abc" });
    expect(await screen.findByText(/Zorggroep Oost invites you as alliance manager/)).toBeTruthy();
    expect(screen.getByRole("link", { name: "Sign up" }).getAttribute("href")).toBe("/sign-up?then=/member-invitations/abc");
    const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  test("makes whoever accepts speak for the organisation", async () => {
    serve({
      "GET /api/member-invitations/abc": letter,
      "POST /api/member-invitations/abc/accept": outcome,
      "GET /api/portfolio": { rows: [], next: null },
    });
    const { user, session, router } = await show(RouterView, { at: "/member-invitations/abc", as: { ...anna, memberships: [] } });
    const join = await screen.findByRole("button", { name: "Join Zorggroep Oost" });
    session.connect({
      current: async () => ({ ...anna, memberships: [{ organisationId: "o-oost", organisationName: "Zorggroep Oost", role: "manager" }] }),
      signOut: async () => undefined,
    });
    await user.click(join);
    await waitFor(() => expect(router.currentRoute.value.path).toBe("/portfolio"));
    expect(session.membership?.organisationName).toBe("Zorggroep Oost");
  });

  test.each([
    ["accepted", /was used/],
    ["withdrawn", /was withdrawn/],
  ])("says when it is %s", async (status, words) => {
    serve({ "GET /api/member-invitations/abc": { ...letter, status } });
    await show(RouterView, { at: "/member-invitations/abc" });
    expect(await screen.findByText(words)).toBeTruthy();
  });
});
