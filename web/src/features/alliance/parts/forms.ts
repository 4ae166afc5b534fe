import { lazily } from "../../../ui/lazily.ts";

/**
 * What acts open into. It is fetched when the first act is opened, with the schemas of all commands: whoever only reads never needs it.
 */
const loadSentenceForm = () => import("./SentenceForm.vue");
export const SentenceForm = lazily(loadSentenceForm);
export const UiDialog = lazily(() => import("../../../ui/UiDialog.vue"));
export const AgreementEditor = lazily(() => import("../agreements/AgreementEditor.vue"));

/** Has the sentence there before it is asked for, once the browser has nothing better to do. */
export function fetchFormsWhenIdle() {
  // Where a browser does not tell when it is idle, the first act fetches it.
  globalThis.requestIdleCallback?.(() => void loadSentenceForm().catch(() => undefined));
}
