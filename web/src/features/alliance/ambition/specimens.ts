import { endedRecord, foundedRecord, workingRecord } from "../../../../test/factories/alliance.ts";
import { h, type Specimens } from "../../../gallery/specimen.ts";
import type { AllianceRecord } from "../../../history/record.ts";
import { placed } from "../specimens.ts";
import AmbitionEditor from "./AmbitionEditor.vue";
import AmbitionPart from "./AmbitionPart.vue";
import AmbitionSection from "./AmbitionSection.vue";
import AmbitionText from "./AmbitionText.vue";
import EndorsementList from "./EndorsementList.vue";
import FactorBars from "./FactorBars.vue";
import InvocationsSection from "./InvocationsSection.vue";
import MeasureSection from "./MeasureSection.vue";
import TextChange from "./TextChange.vue";
import VersionChange from "./VersionChange.vue";

const pastRecord = (): AllianceRecord => ({ ...workingRecord(), asOf: { revision: 80, recordedAt: "2026-10-08T09:00:00.000Z" } });
const version = (record: AllianceRecord, number: number) => record.ambition.versions.find((each) => each.version === number)!;

export const specimens: Specimens = {
  "AmbitionPart.vue": {
    rich: placed(workingRecord, () => h(AmbitionPart)),
    empty: placed(foundedRecord, () => h(AmbitionPart)),
    past: placed(pastRecord, () => h(AmbitionPart)),
  },
  "AmbitionSection.vue": {
    rich: placed(workingRecord, () => h(AmbitionSection)),
    empty: placed(foundedRecord, () => h(AmbitionSection)),
    ended: placed(endedRecord, () => h(AmbitionSection)),
  },
  "AmbitionText.vue": { second: placed(workingRecord, (record) => h(AmbitionText, { version: version(record, 2) })) },
  "EndorsementList.vue": { "in every state": placed(workingRecord, (record) => h(EndorsementList, { version: version(record, 2) })) },
  "VersionChange.vue": {
    changed: placed(workingRecord, (record) => h(VersionChange, { version: version(record, 2), before: version(record, 1) })),
    first: placed(workingRecord, (record) => h(VersionChange, { version: version(record, 1) })),
  },
  "TextChange.vue": {
    words: placed(foundedRecord, () => h(TextChange, { before: "Dry streets by 2030.", after: "Dry streets and trees by 2032." })),
  },
  "AmbitionEditor.vue": {
    draft: placed(foundedRecord, () => h(AmbitionEditor)),
    next: placed(workingRecord, () => h(AmbitionEditor)),
  },
  "MeasureSection.vue": {
    rich: placed(workingRecord, () => h(MeasureSection)),
    empty: placed(foundedRecord, () => h(MeasureSection)),
  },
  "FactorBars.vue": {
    "one known": placed(foundedRecord, () =>
      h(FactorBars, {
        rows: [
          {
            id: "together",
            name: "Samen",
            product: "–",
            lowest: null,
            factors: [
              { name: "promise", label: "promise", value: 0.75, figure: "75 %", from: "3 of 4" },
              { name: "commitment", label: "commitment", value: 0, figure: "0 %", from: "0 of 4" },
              { name: "doing", label: "doing", value: null, figure: "not yet", from: "nothing is due" },
            ],
          },
        ],
      }),
    ),
  },
  "InvocationsSection.vue": {
    once: placed(workingRecord, () => h(InvocationsSection)),
    never: placed(foundedRecord, () => h(InvocationsSection)),
  },
};
