import { agreementsView } from "./agreements.ts";
import { allianceView } from "./alliance.ts";
import { ambitionView } from "./ambition.ts";
import { commitmentsView } from "./commitments.ts";
import { decisionsView } from "./decisions.ts";
import { dossierView } from "./dossier.ts";
import { ledgerView } from "./ledger.ts";
import { membershipsView, organisationView } from "./organisation.ts";
import { participationsView } from "./participations.ts";
import { portfolioView } from "./portfolio.ts";
import { mandateScheduleView, scheduleView } from "./schedule.ts";
import { timelineView } from "./timeline.ts";

/** Every view that is kept ready. */
export const views = {
  alliance: allianceView,
  decisions: decisionsView,
  agreements: agreementsView,
  ambition: ambitionView,
  commitments: commitmentsView,
  ledger: ledgerView,
  timeline: timelineView,
  schedule: scheduleView,
  mandateSchedule: mandateScheduleView,
  portfolio: portfolioView,
  participations: participationsView,
  dossier: dossierView,
  organisation: organisationView,
  memberships: membershipsView,
} as const;
export type ViewName = keyof typeof views;
