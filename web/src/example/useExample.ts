import type { components } from "@entente/client";
import { nextTick, ref } from "vue";
import { useI18n } from "vue-i18n";
import { useRouter } from "vue-router";
import { api, commandKey, expectData } from "../api/client.ts";
import { forgetDrafts } from "../api/drafts.ts";
import { problemOf, type Problem } from "../api/problems.ts";
import { currentLanguage } from "../i18n/index.ts";
import { useSession } from "../session/useSession.ts";
import { tell } from "../ui/toasts.ts";

export type ExamplePerson = components["schemas"]["Example"]["people"][number];

/** Going into the example, from one person to another, and out of it. */
export function useExample() {
  const { t } = useI18n();
  const session = useSession();
  const router = useRouter();
  /** As whom one is being signed in now. */
  const entering = ref<ExamplePerson["person"]>();
  const removing = ref(false);
  const problem = ref<Problem>();

  async function enter(person: ExamplePerson["person"]) {
    if (entering.value) return;
    entering.value = person;
    problem.value = undefined;
    try {
      const { to } = await expectData(api.POST("/api/example/enter", { body: { language: currentLanguage.value, person } }));
      // What was half typed belonged to somebody else.
      forgetDrafts();
      await session.refresh();
      await router.push(to);
    } catch (error) {
      problem.value = problemOf(error);
    } finally {
      entering.value = undefined;
    }
  }

  async function leave() {
    await session.signOut();
    await router.push("/");
  }

  /** @returns whether it is gone. */
  async function remove(): Promise<boolean> {
    removing.value = true;
    problem.value = undefined;
    try {
      await expectData(api.DELETE("/api/example", { headers: commandKey() }));
    } catch (error) {
      problem.value = problemOf(error);
      return false;
    } finally {
      removing.value = false;
    }
    forgetDrafts();
    session.leave();
    // The shell first leads away from what is for members only; the last word is ours.
    await nextTick();
    await router.push("/");
    tell(t("example.removed"));
    return true;
  }

  return { entering, removing, problem, enter, leave, remove };
}
