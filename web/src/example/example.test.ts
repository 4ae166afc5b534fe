import { screen } from "@testing-library/vue";
import axe from "axe-core";
import { describe, expect, test, vi } from "vitest";
import { anna, show } from "../../test/harness.ts";
import ExampleActs from "./ExampleActs.vue";
import ExampleOffer from "./ExampleOffer.vue";

const people = [
  { person: "hanna", name: "Hanna", organisation: "Quayside Care", role: "owner", post: "director", says: "Brought the others together." },
  { person: "leila", name: "Leila", organisation: "Roof and Neighbours", role: "manager", post: "alliance manager", says: "Makes homes." },
];
const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
const problem = (status: number) =>
  json({ type: "x", code: "absent", status, title: "Nothing here", wayOut: "Go", correlationId: "c" }, status);

/** Answers each address; what was asked is kept. */
function serve(answers: Readonly<Record<string, () => Response>>) {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const route = `${request.method} ${new URL(request.url).pathname}`;
    asked.push(`${route} ${await request.clone().text()}`.trim());
    return answers[route]?.() ?? problem(404);
  });
  return asked;
}

describe("the example", () => {
  test("is offered to nobody where there is none", async () => {
    serve({});
    const { container } = await show(ExampleOffer);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(container.textContent).toBe("");
  });

  test("shows who is in it, goes in with one click, and says nothing of an account that nobody has", async () => {
    const asked = serve({
      "GET /api/example": () => json({ people }),
      "POST /api/example/enter": () => json({ to: "/alliances/1" }),
    });
    const { user, router, container } = await show(ExampleOffer);
    await user.click(await screen.findByRole("button", { name: /Go in as Leila/ }));
    await vi.waitFor(() => expect(router.currentRoute.value.path).toBe("/alliances/1"));
    expect(asked).toContain('POST /api/example/enter {"language":"en","person":"leila"}');
    expect(screen.queryByText(/signed out/)).toBeNull();
    const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  test("says before that whoever is signed in will be signed out, and what went wrong", async () => {
    serve({ "GET /api/example": () => json({ people }), "POST /api/example/enter": () => problem(429) });
    const { user } = await show(ExampleOffer, { as: anna });
    await screen.findByText(/signed out of their own account first/);
    await user.click(screen.getByRole("button", { name: /Go in as Hanna/ }));
    await screen.findByText("Nothing here");
  });

  test("is removed by an owner only, who is asked first", async () => {
    const asked = serve({ "GET /api/example": () => json({ people }), "DELETE /api/example": () => json({ removed: 1 }) });
    const membership = { organisationId: "o-care", organisationName: "Quayside Care", example: true } as const;
    const manager = await show(ExampleActs, { as: { ...anna, memberships: [{ ...membership, role: "manager" }] } });
    await screen.findByRole("button", { name: "Enter as somebody else" });
    expect(screen.queryByRole("button", { name: "Remove the example" })).toBeNull();
    manager.unmount();
    const { user, session } = await show(ExampleActs, { as: { ...anna, memberships: [{ ...membership, role: "owner" }] } });
    await user.click(screen.getByRole("button", { name: "Remove the example" }));
    expect(asked.some((each) => each.startsWith("DELETE"))).toBe(false);
    const buttons = await screen.findAllByRole("button", { name: "Remove the example", hidden: true });
    await user.click(buttons.at(-1) ?? buttons[0] ?? document.body);
    await vi.waitFor(() => expect(session.state).toBe("anonymous"));
    expect(asked).toContain("DELETE /api/example");
  });
});
