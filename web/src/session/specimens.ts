import { h, still, type Specimens } from "../gallery/specimen.ts";
import AccountMenu from "./AccountMenu.vue";
import OrganisationSwitch from "./OrganisationSwitch.vue";

export const specimens: Specimens = {
  "AccountMenu.vue": { menu: still(() => h(AccountMenu)) },
  "OrganisationSwitch.vue": { switch: still(() => h(OrganisationSwitch)) },
};
