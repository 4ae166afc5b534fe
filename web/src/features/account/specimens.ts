import { h, still, type Specimens } from "../../gallery/specimen.ts";
import EraseMe from "./EraseMe.vue";
import FoundOrganisationPage from "./FoundOrganisationPage.vue";
import NameForm from "./NameForm.vue";
import PasswordForm from "./PasswordForm.vue";
import RecoverPage from "./RecoverPage.vue";
import SessionList from "./SessionList.vue";
import SignInPage from "./SignInPage.vue";
import SignUpPage from "./SignUpPage.vue";

const at = { createdAt: "2026-11-20T09:00:00.000Z", expiresAt: "2026-12-20T09:00:00.000Z" };

export const specimens: Specimens = {
  "SignUpPage.vue": { page: still(() => h(SignUpPage)) },
  "SignInPage.vue": { page: still(() => h(SignInPage)) },
  "RecoverPage.vue": { page: still(() => h(RecoverPage, { token: "abc" })) },
  "FoundOrganisationPage.vue": { page: still(() => h(FoundOrganisationPage)) },
  "NameForm.vue": { form: still(() => h(NameForm)) },
  "PasswordForm.vue": { form: still(() => h(PasswordForm)) },
  "SessionList.vue": {
    two: still(() =>
      h(SessionList, {
        sessions: [
          { sessionId: "s-1", userAgent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0", current: true, ...at },
          { sessionId: "s-2", userAgent: null, current: false, ...at },
        ],
      }),
    ),
  },
  "EraseMe.vue": { closed: still(() => h(EraseMe)) },
};
