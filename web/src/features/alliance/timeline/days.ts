import type { TimelineEntry } from "@entente/contracts/views/timeline";
import type { AllianceRecord } from "../../../history/record.ts";
import { dayIn } from "../ripeness.ts";

export type Chapter = "decisions" | "agreements" | "phases" | "partners";

const chapters: readonly (readonly [Chapter, RegExp])[] = [
  ["decisions", /^(Decision|Option|Position|Objection|MinorityView)/],
  ["agreements", /^Agreement/],
  ["phases", /^(Phase|Collaboration|AllianceEnded)/],
  ["partners", /^(AllianceInitiated|Partner|Invitation|Facilitator)/],
];

export const chapterOf = (type: string): Chapter | undefined => chapters.find(([, named]) => named.test(type))?.[0];

export interface Day {
  readonly day: string;
  readonly entries: readonly TimelineEntry[];
}

/** The entries of one chapter, or all, by the day on which they were recorded in the alliance's own time. */
export function daysOf(entries: readonly TimelineEntry[], chapter: Chapter | "all", timeZone: string): Day[] {
  const days = new Map<string, TimelineEntry[]>();
  for (const entry of entries) {
    if (chapter !== "all" && chapterOf(entry.type) !== chapter) continue;
    const day = dayIn(timeZone, new Date(entry.recordedAt));
    const known = days.get(day);
    if (known) known.push(entry);
    else days.set(day, [entry]);
  }
  return [...days].map(([day, found]) => ({ day, entries: found }));
}

/** Where on the page an entry belongs whose sentence names nothing: found by the revision that the documents keep. */
export function placeOfEntry(
  { revision, type }: Pick<TimelineEntry, "revision" | "type">,
  { alliance, decisions, agreements }: Pick<AllianceRecord, "alliance" | "decisions" | "agreements">,
): string | undefined {
  if (type === "DecisionRequested") {
    const decision = [...decisions.values()].find((each) => each.requested?.revision === revision);
    return decision && `decision-${decision.decisionId}`;
  }
  if (type === "AgreementDrafted") {
    const agreement = [...agreements.values()].find((each) => each.versions.some((version) => version.proposed.revision === revision));
    return agreement && `agreement-${agreement.agreementId}`;
  }
  if (type.startsWith("PhaseTransition")) {
    const transition = alliance.transitions.find(
      (each) => each.proposed.revision === revision || each.answers.some((answer) => answer.given.revision === revision),
    );
    return transition ? `transition-${transition.transitionId}` : "phases";
  }
  if (type === "PhaseResultSubmitted") {
    const result = alliance.results.find((each) => each.submitted.revision === revision);
    return result && `result-${result.resultId}`;
  }
  if (type === "PartnerJoined") {
    const partner = alliance.partners.find((each) => each.joined.revision === revision);
    return partner && `partner-${partner.partnerId}`;
  }
  if (/^(Session|Insight|Workable)/.test(type)) return "meetings";
  if (type.startsWith("Ambition")) return "ambition";
  if (type.startsWith("Evaluation")) return "evaluation";
  if (chapterOf(type) === "phases") return "phases";
  return chapterOf(type) === "partners" ? "partners" : undefined;
}
