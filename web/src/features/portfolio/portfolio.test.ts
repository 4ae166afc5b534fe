import { screen, waitFor, within } from "@testing-library/vue";
import axe from "axe-core";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { nextTick, reactive } from "vue";
import { RouterView } from "vue-router";
import { openMatter, portfolioRow } from "../../../test/factories/portfolio.ts";
import { anna, show } from "../../../test/harness.ts";
import { refusal, serve } from "../../../test/server.ts";
import type { LiveListener } from "../../api/live.ts";
import type { SignedIn } from "../../session/gateway.ts";
import { invitationIn } from "./invitationIn.ts";

// Where one is led after the act; it has tests of its own.
vi.mock("../alliance/AlliancePage.vue", () => ({ default: { render: () => null } }));
let listener: LiveListener = {};
const state = reactive({ connection: "live", heardAt: null, listened: true });
vi.mock("../../api/useLive.ts", () => ({
  useLive: () => ({ state }),
  useTopic: (_topic: unknown, heard: LiveListener) => {
    listener = heard;
  },
  onLiveSignedOut: () => () => undefined,
}));

const rows = [
  portfolioRow({
    waitingForMe: [openMatter({ respondBy: "2099-01-01" }), openMatter({ kind: "transition", id: "t-1", title: "agree" })],
    open: 3,
    next: { kind: "ends", id: "g", on: "2099-02-01", title: "Covenant" },
  }),
  portfolioRow({ allianceId: "a-land", name: "Land and soil", phase: "run", lastAt: "2020-01-01T00:00:00.000Z" }),
];
const portfolio = (shown = rows) => ({ "GET /api/portfolio": { rows: shown, next: null } });
const as = (role: "manager" | "member"): SignedIn => ({
  ...anna,
  memberships: [{ organisationId: "o-water", organisationName: "Waterschap Zuid", role }],
});

beforeEach(() => {
  listener = {};
});

describe("the portfolio", () => {
  test("begins with what waits, each with its one act and its place", async () => {
    serve(portfolio());
    await show(RouterView, { at: "/portfolio", as: as("manager") });
    expect(await screen.findByText("“Do we open the data?” is proposed and asks for your position.")).toBeTruthy();
    expect(screen.getByText("The step to the phase “Agree” asks for your position.")).toBeTruthy();
    const acts = screen.getAllByRole("link", { name: "Take position in Water in the city" });
    expect(acts.map((act) => act.getAttribute("href"))).toEqual(["/alliances/a-water#decision-d-1", "/alliances/a-water#transition-t-1"]);
    expect(screen.getByText("Covenant ends")).toBeTruthy();
  });

  test("offers whoever binds nobody to read", async () => {
    serve(portfolio());
    await show(RouterView, { at: "/portfolio", as: as("member") });
    expect(await screen.findAllByRole("link", { name: "Read in Water in the city" })).toHaveLength(2);
  });

  test("shows five of many, then all", async () => {
    serve(portfolio([portfolioRow({ waitingForMe: Array.from({ length: 7 }, (_, index) => openMatter({ id: `d-${index}` })) })]));
    const { user } = await show(RouterView, { at: "/portfolio", as: anna });
    expect(await screen.findAllByRole("link", { name: /Take position/ })).toHaveLength(5);
    await user.click(screen.getByRole("button", { name: "Show all 7" }));
    expect(screen.getAllByRole("link", { name: /Take position/ })).toHaveLength(7);
  });

  test("filters and sorts in the address", async () => {
    serve(portfolio());
    const { user, router } = await show(RouterView, { at: "/portfolio", as: anna });
    const phases = within(await screen.findByRole("navigation", { name: "By phase" }));
    await user.click(phases.getByRole("link", { name: "Run and renew 1" }));
    await waitFor(() => expect(screen.getAllByRole("rowheader").map((head) => head.textContent?.trim())).toEqual(["Land and soil"]));
    await user.type(screen.getByRole("searchbox"), "air");
    expect(await screen.findByText("No alliance is like that.")).toBeTruthy();
    expect(router.currentRoute.value.query).toEqual({ phase: "run", search: "air" });
    await user.click(screen.getByRole("link", { name: "Show all alliances" }));
    await user.click(await screen.findByRole("link", { name: "Alliance" }));
    await waitFor(() => expect(screen.getByRole("columnheader", { name: "Alliance" }).getAttribute("aria-sort")).toBe("ascending"));
    expect(screen.getAllByRole("rowheader").map((head) => head.textContent?.trim())).toEqual(["Land and soil", "Water in the city"]);
  });

  test("reads all pages of a long one", async () => {
    serve({
      "GET /api/portfolio": (request: Request) =>
        new URL(request.url).searchParams.has("after") ? { rows: [rows[1]], next: null } : { rows: [rows[0]], next: "page-2" },
    });
    await show(RouterView, { at: "/portfolio", as: anna });
    expect(await screen.findAllByRole("rowheader")).toHaveLength(2);
  });

  test("reads again when it hears of a change, at least what it heard of", async () => {
    let name = "Water in the city";
    const server = serve({ "GET /api/portfolio": () => ({ rows: [portfolioRow({ name })], next: null }) });
    await show(RouterView, { at: "/portfolio", as: anna });
    await screen.findAllByRole("rowheader");
    name = "Water everywhere";
    listener.changed?.("a-water", "position-9");
    const link = await screen.findByRole("link", { name });
    await waitFor(() => expect(link.className).toContain("animate-changed"));
    expect(server.asked.at(-1)?.search.get("atLeast")).toBe("position-9");
  });

  test("says what to do when there is nothing, and opens an invitation", async () => {
    serve(portfolio([]));
    const { user, router } = await show(RouterView, { at: "/portfolio", as: anna });
    expect((await screen.findByRole("link", { name: "Found an alliance" })).getAttribute("href")).toBe("/portfolio/new");
    await user.type(screen.getByRole("textbox", { name: "Your invitation link" }), "https://elsewhere.example/invitations/x{Enter}");
    expect(await screen.findByText(/This is not an invitation link/)).toBeTruthy();
    await user.clear(screen.getByRole("textbox"));
    serve({ "GET /api/invitations/abc": refusal(404, "absent") });
    await user.type(screen.getByRole("textbox"), `${location.origin}/invitations/abc{Enter}`);
    await waitFor(() => expect(router.currentRoute.value.path).toBe("/invitations/abc"));
  });

  test("whoever has no organisation is asked to found one", async () => {
    const { router } = await show(RouterView, { at: "/portfolio", as: { ...anna, memberships: [] } });
    expect(router.currentRoute.value.path).toBe("/organisations/new");
  });

  test("no axe violation", async () => {
    serve(portfolio());
    const { container } = await show(RouterView, { at: "/portfolio", as: anna });
    await screen.findAllByRole("rowheader");
    const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});

describe("founding an alliance", () => {
  test("asks for a name and a purpose; the rest is known", async () => {
    const server = serve({ "POST /api/alliances": { revision: 1, position: "p-1", changed: true } });
    const { user, router } = await show(RouterView, { at: "/portfolio/new", as: as("manager") });
    await user.type(screen.getByRole("textbox", { name: "Name of the alliance" }), "Water in the city");
    await user.type(screen.getByRole("textbox", { name: "Purpose" }), "keep streets dry");
    await user.click(screen.getByRole("button", { name: "Found this alliance" }));
    await waitFor(() => expect(router.currentRoute.value.path).toMatch(/^\/alliances\//));
    expect(server.asked[0]?.body).toMatchObject({
      name: "Water in the city",
      purpose: "keep streets dry",
      partnerName: "Waterschap Zuid",
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
  });

  test("keeps what was typed when it is refused, and sends it again with the same key", async () => {
    const server = serve({ "POST /api/alliances": refusal(503, "store_unavailable") });
    const { user } = await show(RouterView, { at: "/portfolio/new", as: as("manager") });
    await user.type(screen.getByRole("textbox", { name: "Name of the alliance" }), "Water");
    await user.type(screen.getByRole("textbox", { name: "Purpose" }), "keep dry");
    await user.click(screen.getByRole("button", { name: "Found this alliance" }));
    expect(await screen.findByRole("alert")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Found this alliance" }));
    await waitFor(() => expect(server.asked).toHaveLength(2));
    await nextTick();
    expect(server.asked[0]?.headers.get("Idempotency-Key")).toBe(server.asked[1]?.headers.get("Idempotency-Key"));
    expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Purpose" }).value).toBe("keep dry");
  });

  test("is not offered to whom it is not allowed", async () => {
    await show(RouterView, { at: "/portfolio/new", as: as("member") });
    expect(screen.queryByRole("button", { name: "Found this alliance" })).toBeNull();
    expect(screen.getByText(/Your role does not found alliances/)).toBeTruthy();
  });
});

test.each([
  [`${location.origin}/invitations/abc`, "/invitations/abc"],
  ["/member-invitations/abc", "/member-invitations/abc"],
  ["https://elsewhere.example/invitations/abc", undefined],
  ["/portfolio", undefined],
  ["", undefined],
])("behind %s is %s", (link, path) => {
  expect(invitationIn(link)).toBe(path);
});
