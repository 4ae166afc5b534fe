import { h, say, still, type Specimens } from "../gallery/specimen.ts";
import ExampleActs from "./ExampleActs.vue";
import ExampleMark from "./ExampleMark.vue";
import ExamplePeople from "./ExamplePeople.vue";
import type { ExamplePerson } from "./useExample.ts";

const people = (): ExamplePerson[] => [
  {
    person: "hanna",
    name: "Hanna",
    organisation: say("Quayside Care", "Zorg aan de Kade"),
    role: "owner",
    post: say("director", "bestuurder"),
    says: say("Brought the others together.", "Bracht de anderen bij elkaar."),
  },
  {
    person: "leila",
    name: "Leila",
    organisation: say("Roof and Neighbours Housing", "Woonstichting Dak en Buren"),
    role: "manager",
    post: say("alliance manager", "alliantiemanager"),
    says: say("Makes the homes step-free.", "Maakt de woningen drempelvrij."),
  },
];

export const specimens: Specimens = {
  "ExampleActs.vue": { acts: still(() => h(ExampleActs)) },
  "ExampleMark.vue": { mark: still(() => h(ExampleMark)) },
  "ExamplePeople.vue": {
    people: still(() => h(ExamplePeople, { people: people() })),
    entering: still(() => h(ExamplePeople, { people: people(), entering: "leila" })),
  },
};
