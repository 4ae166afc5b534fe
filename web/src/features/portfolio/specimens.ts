import { openMatter, portfolioRow } from "../../../test/factories/portfolio.ts";
import { h, still, type Specimens } from "../../gallery/specimen.ts";
import CalendarLink from "./CalendarLink.vue";
import FoundAlliancePage from "./FoundAlliancePage.vue";
import FreshnessLine from "./FreshnessLine.vue";
import LedgerFilter from "./LedgerFilter.vue";
import LedgerRow from "./LedgerRow.vue";
import LedgerTable from "./LedgerTable.vue";
import NextDates from "./NextDates.vue";
import OpenLink from "./OpenLink.vue";
import PhaseTrack from "./PhaseTrack.vue";
import WaitingList from "./WaitingList.vue";
import { phaseCounts, viewFrom, waitingIn } from "./ledger.ts";

const rows = [
  portfolioRow({
    waitingForMe: [openMatter({ respondBy: "2026-11-01" }), openMatter({ kind: "agreement", id: "g-1", title: "Covenant" })],
    open: 3,
    debts: 1,
    next: { kind: "session", id: "s-1", on: "2026-12-04T13:00:00.000Z", title: "Midterm" },
  }),
  portfolioRow({
    allianceId: "a-land",
    name: "Land",
    phase: null,
    ring: null,
    partnerCount: 1,
    partners: [{ partnerId: "p-0", name: "Waterschap Zuid", own: true }],
    lastAt: null,
  }),
  portfolioRow({ allianceId: "a-old", name: "Old", phase: "run", status: "completed", lastAt: "2020-01-01T00:00:00.000Z" }),
];
const view = viewFrom({ order: "name" });

export const specimens: Specimens = {
  "PhaseTrack.vue": { share: still(() => h(PhaseTrack, { phase: "share" })), none: still(() => h(PhaseTrack, { phase: null })) },
  "FreshnessLine.vue": { line: still(() => h(FreshnessLine, { readAt: new Date("2026-11-21T14:03:00Z") })) },
  "WaitingList.vue": { two: still(() => h(WaitingList, { waiting: waitingIn(rows) })), none: still(() => h(WaitingList, { waiting: [] })) },
  "CalendarLink.vue": { asked: still(() => h(CalendarLink)) },
  "NextDates.vue": { one: still(() => h(NextDates, { rows })), none: still(() => h(NextDates, { rows: [] })) },
  "LedgerFilter.vue": { filter: still(() => h(LedgerFilter, { view, counts: phaseCounts(rows, view) })) },
  "LedgerTable.vue": { three: still(() => h(LedgerTable, { rows, view, changed: new Set(["a-land"]) })) },
  "LedgerRow.vue": { stale: still(() => h("table", h("tbody", h(LedgerRow, { row: rows[0]!, stale: true })))) },
  "OpenLink.vue": { form: still(() => h(OpenLink)) },
  "FoundAlliancePage.vue": { page: still(() => h(FoundAlliancePage)) },
};
