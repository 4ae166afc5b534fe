import { join } from "node:path";
import { z } from "zod";
import type { PhaseId } from "@entente/contracts/method/phases";
import { day, maybeDay, readCsv, type Row, type Table } from "./csv.ts";
import { idFor } from "./ids.ts";
import { clip, organisationLine, Story, type Fault, type From, type Line, type Source } from "./source.ts";

/**
 * The memberships and joint projects of the Cloud Native Computing Foundation, as its landscape file listed them day by day.
 *
 * The foundation is one alliance. A member takes part in its complementary ring from the day it was listed until the day it was gone; one
 * that comes back is a new partner. A membership in a tier is an agreement of foundation and member: another tier is an amendment of it, a
 * tier beside another a second agreement, leaving ends it. When a member says itself that it joined on another day, the agreement's text
 * keeps that.
 *
 * Each project is an alliance under the foundation. Its stages are told as phases, by what they ask for: *sandbox* is share (the foundation
 * has taken it in, and what it may mean to all is being deepened, without promises), *incubating* is shape (it is in use, and how it is run
 * is being worked out), *graduated* is run (it runs by rules of its own). Explore is what comes before it is accepted. *Archived* ends it,
 * and so does leaving the list in another way. Days are the foundation's own where it states them, else the day of the record.
 *
 * Source: CNCF Cloud Native Landscape contributors.
 */
const Member = z.object({
  seq: z.string().regex(/^\d+$/),
  recorded_on: day,
  event: z.enum(["baseline_member", "joined", "rejoined", "left", "tier_changed", "tier_added", "tier_dropped", "renamed"]),
  org_id: z.string().min(1),
  name: z.string().min(1),
  tier_from: z.string(),
  tier_to: z.string(),
  joined_declared: maybeDay,
  old_name: z.string(),
});
type Member = z.output<typeof Member>;

const stage = z.enum(["sandbox", "incubating", "graduated", "archived"]);
const Project = z.object({
  project_id: z.string().min(1),
  name: z.string().min(1),
  stage,
  accepted: maybeDay,
  incubating: maybeDay,
  graduated: maybeDay,
  archived: maybeDay,
  category: z.string(),
  subcategory: z.string(),
  recorded_from: day,
  last_recorded: day,
});
type Project = z.output<typeof Project>;

const Step = z.object({
  recorded_on: day,
  event: z.enum(["baseline", "admitted", "phase_changed", "archived", "reactivated"]),
  project_id: z.string().min(1),
  phase_to: stage,
});
type Step = z.output<typeof Step>;

const FOUNDATION = "Cloud Native Computing Foundation";
const foundationOrganisation = idFor("cncf", "foundation", "organisation");
const foundation = idFor("cncf", "foundation", "partner");
export const foundationAlliance = idFor("cncf", "foundation", "alliance");
export const memberOrganisationOf = (orgId: string) => idFor("cncf", "organisation", orgId);
export const projectAllianceOf = (projectId: string) => idFor("cncf", "project", projectId);

/** The phase that a stage is told as; archived is an ending. */
export const phaseOfStage = { sandbox: "share", incubating: "shape", graduated: "run" } as const satisfies Record<
  Exclude<Project["stage"], "archived">,
  PhaseId
>;

export function cncf(folder: string, until?: string): Source {
  const before = <Value extends { recorded_on: string }>({ rows }: Table<Value>) =>
    rows.filter(({ value }) => until === undefined || value.recorded_on <= until);
  const log = readCsv(join(folder, "membership_events.csv"), Member, "org_id");
  const projects = readCsv(join(folder, "projects.csv"), Project, "project_id");
  const steps = readCsv(join(folder, "project_phase_events.csv"), Step, "project_id");
  const faults: Fault[] = [...log.faults, ...projects.faults, ...steps.faults];
  const broken = new Set(steps.faults.map((fault) => fault.key));
  const nameAt = namesOf(log.rows);

  const events = before(log);
  const organisations = new Map<string, Line>();
  const first = events[0];
  if (first) organisations.set("", organisationLine(first.from, { organisationId: foundationOrganisation, name: FOUNDATION }));
  for (const { value, from } of events)
    if (!organisations.has(value.org_id))
      organisations.set(
        value.org_id,
        organisationLine(from, { organisationId: memberOrganisationOf(value.org_id), name: clip(nameAt(value)) }),
      );

  const alliances: Line[][] = [];
  // The foundation's members are one story: with a row missing it would be another.
  if (log.faults.length > 0) faults.push(...leftOut("membership_events.csv", log.faults[0], "the foundation's alliance"));
  else if (first) alliances.push(membersOf(events, first, nameAt));
  const lastDay = projects.rows.reduce((latest, { value }) => (value.last_recorded > latest ? value.last_recorded : latest), "");
  const byProject = Map.groupBy(before(steps), ({ value }) => value.project_id);
  for (const project of projects.rows) {
    const id = project.value.project_id;
    const told = byProject.get(id) ?? [];
    if (broken.has(id)) faults.push(...leftOut("project_phase_events.csv", project.from, `project ${id}`));
    else if (told.length > 0) alliances.push(projectOf(project, told, lastDay, until));
  }
  return { organisations: [...organisations.values()], alliances, faults };
}

const leftOut = (file: string, from: From | undefined, what: string): Fault[] => [
  { file, line: from?.line ?? 0, message: `${what} is left out: one of its rows is broken` },
];

/** The log writes an organisation's last known name in every row; the names before stand in its renamings. */
function namesOf(rows: readonly Row<Member>[]): (row: Member) => string {
  const renamings = Map.groupBy(
    rows.map(({ value }) => value).filter(({ event }) => event === "renamed"),
    ({ org_id }) => org_id,
  );
  return ({ org_id, seq, name }) => renamings.get(org_id)?.find((renaming) => Number(renaming.seq) > Number(seq))?.old_name ?? name;
}

interface Membership {
  readonly agreementId: string;
  tier: string;
  version: number;
}
interface Spell {
  readonly partnerId: string;
  readonly memberships: Membership[];
  /** How many agreements it has had. */
  agreed: number;
}

function membersOf(events: readonly Row<Member>[], first: Row<Member>, nameAt: (row: Member) => string): Line[] {
  const story = new Story(foundationAlliance);
  const begin = first.value.recorded_on;
  story.say(first.from, "InitiateAlliance", foundation, begin, {
    name: FOUNDATION,
    purpose: `The members of the ${FOUNDATION}, as its landscape listed them from ${begin} on.`,
    timeZone: "Etc/UTC",
    partnerId: foundation,
    partnerName: FOUNDATION,
    partnerOrganisationId: foundationOrganisation,
  });
  // When the record begins the foundation has long been at work; since when, it does not say.
  story.say(first.from, "ReportPhase", foundation, begin, { transitionId: idFor("cncf", "foundation", "run"), phase: "run" });
  story.say(first.from, "StartCollaboration", foundation, begin, {});

  const spells = new Map<string, Spell>();
  const counts = new Map<string, number>();
  for (const { value, from } of events) {
    const { event, org_id, tier_from, tier_to, recorded_on } = value;
    const sign = (partnerId: string, { agreementId, version }: Membership) => {
      for (const party of [foundation, partnerId])
        story.say(from, "SignAgreement", party, recorded_on, { agreementId, version, partnerId: party });
    };
    const begins = (spell: Spell) => {
      spell.agreed += 1;
      const agreementId = idFor("cncf", "membership", spell.partnerId, String(spell.agreed));
      const membership: Membership = { agreementId, tier: tier_to, version: 1 };
      const text = textOf(membership, spell.partnerId, value);
      story.say(from, "DraftAgreement", foundation, recorded_on, { agreementId, kind: "membership", ...text });
      sign(spell.partnerId, membership);
      spell.memberships.push(membership);
    };
    const ends = (spell: Spell, membership: Membership, reason: string) => {
      story.say(from, "TerminateAgreement", foundation, recorded_on, { agreementId: membership.agreementId, reason });
      spell.memberships.splice(spell.memberships.indexOf(membership), 1);
    };
    if (event === "baseline_member" || event === "joined" || event === "rejoined") {
      const count = (counts.get(org_id) ?? 0) + 1;
      counts.set(org_id, count);
      const spell: Spell = { partnerId: idFor("cncf", "member", org_id, String(count)), memberships: [], agreed: 0 };
      spells.set(org_id, spell);
      story.say(from, "ReportPartner", spell.partnerId, recorded_on, {
        partnerId: spell.partnerId,
        name: clip(nameAt(value)),
        ring: "complementary",
        organisationId: memberOrganisationOf(org_id),
      });
      begins(spell);
      continue;
    }
    const spell = spells.get(org_id);
    if (!spell) continue;
    const { partnerId } = spell;
    const membership = spell.memberships.find(({ tier }) => tier === tier_from) ?? spell.memberships[0];
    if (event === "renamed") {
      story.say(from, "CorrectFact", partnerId, recorded_on, {
        correctionId: idFor("cncf", "renamed", partnerId, recorded_on, value.old_name),
        correction: { fact: "partnerName", partnerId, becomes: clip(value.name) },
        reason: `Listed under this name from ${recorded_on} on.`,
      });
    } else if (event === "tier_added") begins(spell);
    else if (event === "tier_dropped" && membership) ends(spell, membership, `The membership as ${tier_from} ended; another goes on.`);
    else if (event === "tier_changed" && membership) {
      membership.tier = tier_to;
      membership.version += 1;
      const { agreementId } = membership;
      const change = `From ${tier_from} to ${tier_to}.`;
      story.say(from, "ProposeAgreementAmendment", foundation, recorded_on, {
        agreementId,
        ...textOf(membership, partnerId, value),
        change,
      });
      sign(partnerId, membership);
    } else if (event === "left") {
      for (const open of [...spell.memberships]) ends(spell, open, "No longer listed as a member.");
      story.say(from, "LeaveAlliance", partnerId, recorded_on, { partnerId, reason: "No longer listed as a member." });
      spells.delete(org_id);
    }
  }
  return story.lines;
}

function textOf({ agreementId, tier, version }: Membership, partnerId: string, { event, recorded_on, joined_declared }: Member) {
  const since = event === "baseline_member" ? "already a member" : "listed";
  const declared = joined_declared === null ? "" : ` The foundation itself states that it joined on ${joined_declared}.`;
  return {
    title: tier,
    parties: [foundation, partnerId],
    clauses: [
      {
        clauseId: idFor("cncf", "membership-clause", agreementId, String(version)),
        text: `Member of the foundation as ${tier}, ${since} on ${recorded_on}.${declared}`,
      },
    ],
    validFrom: recorded_on,
  };
}

/** One project, from its acceptance through its stages. */
function projectOf(
  { value: project, from }: Row<Project>,
  steps: readonly Row<Step>[],
  lastDay: string,
  until: string | undefined,
): Line[] {
  const { project_id, name, last_recorded } = project;
  const story = new Story(projectAllianceOf(project_id));
  const partnerId = idFor("cncf", "project", project_id, "foundation");
  // An official day that lies past the day we read up to was not known then.
  const official = (stated: string | null, recorded: string) =>
    stated !== null && (until === undefined || stated <= until) ? stated : recorded;
  const [firstStep] = steps;
  if (!firstStep) return story.lines;
  story.say(from, "InitiateAlliance", partnerId, official(project.accepted, firstStep.value.recorded_on), {
    name: clip(name),
    purpose: `${name}: a joint project of the ${FOUNDATION} (${project.category}, ${project.subcategory}).`,
    timeZone: "Etc/UTC",
    partnerId,
    partnerName: FOUNDATION,
    partnerOrganisationId: foundationOrganisation,
  });
  // The record may begin at a later stage than the foundation's own days tell of.
  const { incubating, graduated } = project;
  if (firstStep.value.phase_to === "graduated" && incubating !== null && graduated !== null && incubating < graduated)
    story.say(from, "ReportPhase", partnerId, incubating, { transitionId: idFor("cncf", "stage", project_id, "official"), phase: "shape" });
  for (const { value: step, from: row } of steps) {
    const { phase_to, recorded_on } = step;
    if (phase_to === "archived") {
      story.say(row, "ReportEnding", partnerId, official(project.archived, recorded_on), {
        ending: "terminated",
        reason: "The foundation archived the project.",
      });
      continue;
    }
    const stated = phase_to === "sandbox" ? project.accepted : (project[phase_to] ?? (step === firstStep.value ? project.accepted : null));
    story.say(row, "ReportPhase", partnerId, official(stated, recorded_on), {
      transitionId: stepIdOf(step),
      phase: phaseOfStage[phase_to],
    });
  }
  const archived = steps.some(({ value }) => value.phase_to === "archived");
  if (!archived && last_recorded < lastDay && (until === undefined || last_recorded < until))
    story.say(from, "ReportEnding", partnerId, last_recorded, {
      ending: "terminated",
      reason: "It left the foundation's list without being archived: merged or withdrawn.",
    });
  return story.lines;
}

/** The transition that a row of the log is told as. */
export const stepIdOf = ({ project_id, recorded_on, phase_to }: Pick<Step, "project_id" | "recorded_on" | "phase_to">) =>
  idFor("cncf", "stage", project_id, recorded_on, phase_to);
