import { screen, waitFor, within } from "@testing-library/vue";
import axe from "axe-core";
import { describe, expect, test } from "vitest";
import { RouterView } from "vue-router";
import { anna, show } from "../../../test/harness.ts";
import { refusal, serve } from "../../../test/server.ts";
import type { SignedIn } from "../../session/gateway.ts";

const sessions = [
  {
    sessionId: "s-1",
    userAgent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0",
    createdAt: "2026-11-20T09:00:00.000Z",
    expiresAt: "2026-12-20T09:00:00.000Z",
    current: true,
  },
  {
    sessionId: "s-2",
    userAgent: "Mozilla/5.0 (Windows NT 10.0) Firefox/160.0",
    createdAt: "2026-11-19T09:00:00.000Z",
    expiresAt: "2026-12-19T09:00:00.000Z",
    current: false,
  },
];

/** From the next question on the server knows this person. */
async function page(at: string, { as, becomes }: { as?: SignedIn; becomes?: SignedIn } = {}) {
  const shown = await show(RouterView, { at, ...(as && { as }) });
  shown.session.connect({ current: async () => becomes ?? as ?? null, signOut: async () => undefined });
  return shown;
}

describe("signing in", () => {
  test("leads on to where one was going", async () => {
    const server = serve({ "POST /api/auth/sign-in/email": {}, "GET /api/auth/list-sessions": sessions });
    const { user, router } = await page("/sign-in?then=/account", { becomes: anna });
    await user.type(screen.getByRole("textbox", { name: "E-mail address" }), "Anna@Waterschap.example");
    await user.type(screen.getByLabelText("Password"), "a long password{Enter}");
    await waitFor(() => expect(router.currentRoute.value.fullPath).toBe("/account"));
    expect(server.of("POST /api/auth/sign-in/email")[0]?.body).toEqual({ email: "anna@waterschap.example", password: "a long password" });
  });

  test("a refusal stands where the act was, and what was typed stays", async () => {
    serve({ "POST /api/auth/sign-in/email": refusal(401, "invalid-credentials", "These do not go together.", "Check both.") });
    const { user } = await page("/sign-in");
    await user.type(screen.getByRole("textbox", { name: "E-mail address" }), "anna@waterschap.example");
    await user.type(screen.getByLabelText("Password"), "wrong{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain("These do not go together.Check both.");
    expect(screen.getByLabelText<HTMLInputElement>("Password").value).toBe("wrong");
  });

  test("whoever is signed in does not see it", async () => {
    serve({ "GET /api/auth/list-sessions": sessions });
    const { router } = await page("/sign-in?then=/account", { as: anna });
    expect(router.currentRoute.value.path).toBe("/account");
  });

  test("hands the way back on to signing up", async () => {
    await page("/sign-in?then=/invitations/abc");
    expect(screen.getByRole("link", { name: "Sign up" }).getAttribute("href")).toBe("/sign-up?then=/invitations/abc");
  });
});

describe("signing up", () => {
  test("asks for a password of ten characters, and says so before anything is sent", async () => {
    const server = serve({});
    const { user } = await page("/sign-up");
    await user.type(screen.getByRole("textbox", { name: "Name" }), "Anna");
    await user.type(screen.getByRole("textbox", { name: "E-mail address" }), "anna@waterschap.example");
    await user.type(screen.getByLabelText("Password"), "short{Enter}");
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Password")));
    expect(screen.getByLabelText("Password").getAttribute("aria-invalid")).toBe("true");
    expect(server.asked).toEqual([]);
  });

  test("says what is stored, and leads whoever belongs nowhere to founding an organisation", async () => {
    serve({ "POST /api/auth/sign-up/email": {} });
    const { user, router } = await page("/sign-up", { becomes: { ...anna, memberships: [] } });
    expect(screen.getByText(/Nothing is mailed/)).toBeTruthy();
    await user.type(screen.getByRole("textbox", { name: "Name" }), "Anna");
    await user.type(screen.getByRole("textbox", { name: "E-mail address" }), "anna@waterschap.example");
    await user.type(screen.getByLabelText("Password"), "a long password{Enter}");
    await waitFor(() => expect(router.currentRoute.value.path).toBe("/organisations/new"));
  });
});

test("a recovery link sets a new password", async () => {
  const server = serve({ "POST /api/password-recovery": undefined });
  const { user, router } = await page("/recover/abc");
  await user.type(screen.getByLabelText("New password"), "another long one{Enter}");
  await waitFor(() => expect(router.currentRoute.value.path).toBe("/sign-in"));
  expect(server.asked[0]?.body).toEqual({ token: "abc", password: "another long one" });
});

test("founding an organisation makes one its owner, who then speaks for it", async () => {
  const founded = "POST /api/organisations";
  const server = serve({ [founded]: { revision: 1, position: "p", changed: true }, "GET /api/portfolio": { rows: [], next: null } });
  const { user, session, router } = await page("/organisations/new", { as: { ...anna, memberships: [] } });
  const id = () => (server.of(founded)[0]?.body as { organisationId: string }).organisationId;
  session.connect({
    current: async () => ({ ...anna, memberships: [{ organisationId: id(), organisationName: "Zorggroep Oost", role: "owner" }] }),
    signOut: async () => undefined,
  });
  const sentence = within(screen.getByRole("group", { name: "Your organisation" }));
  await user.type(sentence.getByRole("textbox"), "Zorggroep Oost");
  await user.selectOptions(sentence.getByRole("combobox", { name: "Country" }), "Netherlands");
  await user.click(screen.getByRole("button", { name: "Found this organisation" }));
  await waitFor(() => expect(router.currentRoute.value.path).toBe("/portfolio"));
  expect(session.membership?.organisationName).toBe("Zorggroep Oost");
  expect(server.of(founded)[0]?.body).toMatchObject({ name: "Zorggroep Oost", country: "NL" });
  expect(server.of(founded)[0]?.headers.get("Idempotency-Key")).toBeTruthy();
});

describe("the account", () => {
  test("lists where one is signed in, and ends one", async () => {
    const server = serve({ "GET /api/auth/list-sessions": sessions, "POST /api/auth/revoke-session": undefined });
    const { user } = await page("/account", { as: anna });
    const rows = await screen.findAllByRole("row");
    expect(rows[1]?.textContent).toContain("Chrome on Linux");
    expect(rows[1]?.textContent).toContain("this one");
    await user.click(screen.getByRole("button", { name: "End the session in Firefox on Windows" }));
    await waitFor(() => expect(server.of("POST /api/auth/revoke-session")[0]?.body).toEqual({ sessionId: "s-2" }));
    await waitFor(() => expect(server.of("GET /api/auth/list-sessions")).toHaveLength(2));
  });

  test("erases only whoever types their own address", async () => {
    const server = serve({ "GET /api/auth/list-sessions": sessions, "DELETE /api/session/person": { personId: "p-anna", changed: true } });
    const { user, session } = await page("/account", { as: anna });
    await user.click(await screen.findByRole("button", { name: "Erase me from Entente" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.type(dialog.getByRole("textbox"), "somebody@else.example");
    await user.click(dialog.getByRole("button", { name: "Erase me, for good" }));
    expect(await dialog.findByText("This is not the address you sign in with.")).toBeTruthy();
    expect(server.of("DELETE /api/session/person")).toEqual([]);
    await user.clear(dialog.getByRole("textbox"));
    await user.type(dialog.getByRole("textbox"), anna.person.email);
    await user.click(dialog.getByRole("button", { name: "Erase me, for good" }));
    await waitFor(() => expect(session.state).toBe("anonymous"));
  });

  test("no axe violation", async () => {
    serve({ "GET /api/auth/list-sessions": sessions });
    const { container } = await page("/account", { as: anna });
    await screen.findAllByRole("row");
    const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});
