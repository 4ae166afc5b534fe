import { createPinia, setActivePinia } from "pinia";
import { beforeEach, describe, expect, test } from "vitest";
import { createMemoryHistory } from "vue-router";
import { anna } from "../test/harness.ts";
import type { Feature } from "./features/feature.ts";
import { makeRouter } from "./router.ts";
import { useSession } from "./session/useSession.ts";

const page = { render: () => null };
const portfolio: Feature = {
  routes: [
    { path: "/portfolio", component: page },
    { path: "/shared/:token", component: page, meta: { access: "anyone" } },
  ],
  menu: { label: () => "Portfolio", to: "/portfolio", order: 1 },
};

async function visit(path: string, signedIn: boolean) {
  useSession().connect({ current: async () => (signedIn ? anna : null), signOut: async () => undefined });
  const router = makeRouter(createMemoryHistory(), [portfolio]);
  await router.push(path);
  return router.currentRoute.value;
}

beforeEach(() => setActivePinia(createPinia()));

describe("the router", () => {
  test("asks a visitor to sign in, and keeps where they were going", async () => {
    expect(await visit("/portfolio?phase=share", false)).toMatchObject({ path: "/sign-in", query: { then: "/portfolio?phase=share" } });
  });

  test("lets a member in", async () => {
    expect((await visit("/portfolio", true)).path).toBe("/portfolio");
  });

  test("lets anyone read what is for anyone", async () => {
    expect((await visit("/shared/abc", false)).path).toBe("/shared/abc");
  });

  test("brings who is signed in from the welcome to the first feature", async () => {
    expect((await visit("/", true)).path).toBe("/portfolio");
    setActivePinia(createPinia());
    expect((await visit("/", false)).path).toBe("/");
  });
});
