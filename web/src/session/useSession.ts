import { defineStore } from "pinia";
import { computed, ref, shallowRef, watch } from "vue";
import { acting } from "../api/client.ts";
import { forgetDrafts } from "../api/drafts.ts";
import { nobody, type Membership, type Person, type SessionGateway, type SignedIn } from "./gateway.ts";

const storageKey = "entente.organisation";

/** Who sits here, of which organisations, and for which of them now. */
export const useSession = defineStore("session", () => {
  const state = ref<"loading" | "anonymous" | "signedIn">("loading");
  const person = shallowRef<Person>();
  const memberships = shallowRef<readonly Membership[]>([]);
  const organisationId = ref<string>();
  let gateway: SessionGateway = nobody;
  let restoring: Promise<void> | undefined;

  const membership = computed(() => memberships.value.find((each) => each.organisationId === organisationId.value));

  watch(
    organisationId,
    (id) => {
      acting.organisationId = id;
    },
    { flush: "sync" },
  );

  /** Where the session comes from; before `restore`. */
  function connect(to: SessionGateway) {
    gateway = to;
  }

  /** Asks once whether somebody is signed in; everybody who waits shares the answer. */
  function restore(): Promise<void> {
    return (restoring ??= gateway.current().then(
      (found) => (found ? enter(found) : leave()),
      () => leave(),
    ));
  }

  /** Asks again: one signed in, or became something else, on this very page. */
  async function refresh() {
    const found = await gateway.current();
    if (found) enter(found);
    else leave();
  }

  function enter(signedIn: SignedIn) {
    person.value = signedIn.person;
    memberships.value = signedIn.memberships;
    const remembered = organisationId.value ?? kept();
    organisationId.value = (
      signedIn.memberships.find((each) => each.organisationId === remembered) ?? signedIn.memberships[0]
    )?.organisationId;
    state.value = "signedIn";
  }

  /** Forgets who was here, on this page only: the server ended the session, or never knew one. */
  function leave() {
    person.value = undefined;
    memberships.value = [];
    organisationId.value = undefined;
    state.value = "anonymous";
  }

  async function signOut() {
    await gateway.signOut();
    forgetDrafts();
    leave();
  }

  /** Speaks for another of one's organisations from now on. */
  function speakFor(id: string) {
    if (!memberships.value.some((each) => each.organisationId === id)) return;
    organisationId.value = id;
    try {
      localStorage.setItem(storageKey, id);
    } catch {
      // Storage may be closed to us; the choice then lasts as long as the tab.
    }
  }

  return { state, person, memberships, organisationId, membership, connect, restore, refresh, enter, leave, signOut, speakFor };
});

function kept(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}
