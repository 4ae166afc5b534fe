import { PiniaColada } from "@pinia/colada";
import { createPinia } from "pinia";
import { createApp } from "vue";
import "./styles/main.css";
import App from "./App.vue";
import { onSignedOut } from "./api/client.ts";
import { onLiveSignedOut } from "./api/useLive.ts";
import { i18n, preferredLanguage, speak, t } from "./i18n/index.ts";
import { wordFaults } from "./i18n/wordFaults.ts";
import { makeRouter } from "./router.ts";
import { server } from "./session/server.ts";
import { useSession } from "./session/useSession.ts";

const app = createApp(App).use(createPinia()).use(PiniaColada).use(i18n);

const session = useSession();
session.connect(server);
onSignedOut(session.leave);
onLiveSignedOut(session.leave);
wordFaults(t);

const router = makeRouter();
app.use(router);

// Not awaited at the top level: the first page is fetched meanwhile, and it takes from the file that this one ends up in.
void Promise.all([speak(preferredLanguage()), router.isReady()]).then(() => app.mount("#app"));
