import { h, still, type Specimens } from "../gallery/specimen.ts";
import AppFooter from "./AppFooter.vue";
import AppHeader from "./AppHeader.vue";
import LiveState from "./LiveState.vue";
import NotFoundPage from "./NotFoundPage.vue";
import WelcomePage from "./WelcomePage.vue";

export const specimens: Specimens = {
  "AppFooter.vue": { footer: still(() => h(AppFooter)) },
  "AppHeader.vue": { header: still(() => h(AppHeader)) },
  "LiveState.vue": { idle: still(() => h(LiveState)) },
  "NotFoundPage.vue": { page: still(() => h(NotFoundPage)) },
  "WelcomePage.vue": { page: still(() => h(WelcomePage)) },
};
