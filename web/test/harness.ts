import { PiniaColada } from "@pinia/colada";
import userEvent from "@testing-library/user-event";
import { render } from "@testing-library/vue";
import { createPinia, setActivePinia } from "pinia";
import type { Component } from "vue";
import { createMemoryHistory, createRouter } from "vue-router";
import { i18n } from "../src/i18n/index.ts";
import { makeRouter } from "../src/router.ts";
import { useSession } from "../src/session/useSession.ts";
import type { SignedIn } from "../src/session/gateway.ts";

interface ShowOptions {
  props?: Record<string, unknown>;
  slots?: Record<string, unknown>;
  /** Signed in as; else anonymous. */
  as?: SignedIn;
  /** With the product's own routes, starting here; else any address leads nowhere. */
  at?: string;
}

/** Mounts a component with everything that the product's own start gives it, and a user to act on it. */
export async function show(component: Component, { props = {}, slots = {}, as, at }: ShowOptions = {}) {
  const pinia = createPinia();
  setActivePinia(pinia);
  const session = useSession();
  session.connect({ current: async () => as ?? null, signOut: async () => undefined });
  await session.restore();

  const router =
    at === undefined
      ? createRouter({ history: createMemoryHistory(), routes: [{ path: "/:path(.*)*", component: { render: () => null } }] })
      : makeRouter(createMemoryHistory());
  await router.push(at ?? "/");

  const view = render(component, { props, slots, global: { plugins: [pinia, PiniaColada, i18n, router] } });
  return { ...view, user: userEvent.setup(), router, session };
}

export const anna: SignedIn = {
  person: { id: "p-anna", name: "Anna de Wit", email: "anna@waterschap.example" },
  memberships: [
    { organisationId: "o-water", organisationName: "Waterschap Zuid", role: "manager" },
    { organisationId: "o-city", organisationName: "Gemeente Utrecht", role: "member" },
  ],
};
