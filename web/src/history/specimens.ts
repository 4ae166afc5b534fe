import { richRecord } from "../../test/factories/alliance.ts";
import { h, say, still, type Specimens } from "../gallery/specimen.ts";
import EventSentence from "./EventSentence.vue";
import { namesOf } from "./names.ts";
import PastFrame from "./PastFrame.vue";
import PlaceLink from "./PlaceLink.vue";

const record = richRecord();
const entry = (type: string) => record.entries.find((each) => each.type === type)!;

export const specimens: Specimens = {
  "EventSentence.vue": {
    "names a decision": still(() =>
      h(EventSentence, { entry: entry("DecisionTaken"), names: namesOf(record), timeZone: "Europe/Amsterdam" }),
    ),
    "told later": still(() =>
      h(EventSentence, {
        entry: { ...entry("SessionScheduled"), at: "2025-01-01T10:00:00.000Z" },
        names: namesOf(record),
        timeZone: "Europe/Amsterdam",
        about: "meetings",
      }),
    ),
  },
  "PastFrame.vue": {
    then: still(() => h(PastFrame, { until: "2026-10-03T10:00:00.000Z", timeZone: "Europe/Amsterdam" }, () => h("p", say("Then", "Toen")))),
    left: still(() =>
      h(PastFrame, { until: "2026-10-03T10:00:00.000Z", left: true, timeZone: "Europe/Amsterdam" }, () => h("p", say("Then", "Toen"))),
    ),
  },
  "PlaceLink.vue": { link: still(() => h(PlaceLink, { anchor: "decisions" }, () => say("Decisions", "Besluiten"))) },
};
