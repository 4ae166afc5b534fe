import { readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { bool, cents, day, euros, maybeDay, readCsv, type Row } from "./csv.ts";
import { ImportFailed } from "./failed.ts";
import { idFor } from "./ids.ts";
import { clip, organisationLine, Story, type Fault, type From, type Line, type Source } from "./source.ts";

/**
 * Horizon Europe consortia from CORDIS as alliances. Everything is reported for parties that are not on the platform: a grant agreement is
 * an agreement between its beneficiaries, the start of a project is the phase run, its closing the end.
 *
 * What a participation costs is brought as means, and the EU money a partner gets itself is got as means that pay back cost; the grant
 * agreement lays both down. A cost of nothing stands for a lump sum or unit cost, so like an empty one it is unknown and makes no line. A
 * partner's own money is what it brings less what it and those under it get; where the source says otherwise, the agreement quotes it.
 *
 * The snapshots of a folder are told as a history: the first in full, each later one as what changed since, as of its day. A change of the
 * grant (days, maximum, parties, amounts) is an amendment that the parties sign; who is no longer listed has left, and what it would have
 * brought and got is withdrawn. Without a place in the record are: content_updated, rcn, grant_doi, master_call, funding_scheme, programme
 * and sme (about the source, not the alliance), and duration_months (the days say it).
 *
 * Source: CORDIS, © European Union.
 */
const Project = z.object({
  project_id: z.string().regex(/^\d+$/),
  acronym: z.string(),
  title: z.string().min(1),
  status: z.enum(["SIGNED", "CLOSED", "TERMINATED"]),
  start_date: day,
  end_date: day,
  ec_signature_date: day,
  termination_date: maybeDay,
  total_cost_eur: cents,
  ec_max_contribution_eur: cents,
  topic: z.string(),
});
type Project = z.output<typeof Project>;

const Participation = z.object({
  project_id: z.string().regex(/^\d+$/),
  partner_order: z.string().regex(/^\d+$/),
  org_id: z.string().min(1),
  role: z.enum(["coordinator", "participant", "associatedPartner", "thirdParty"]),
  terminated: bool,
  total_cost_eur: cents,
  ec_contribution_eur: cents,
  net_ec_contribution_eur: cents,
});
type Participation = z.output<typeof Participation>;

const Organisation = z.object({ org_id: z.string().min(1), name: z.string().min(1), country: z.string() });

export const organisationIdOf = (orgId: string) => idFor("cordis", "organisation", orgId);
export const allianceIdOf = (projectId: string) => idFor("cordis", "project", projectId);
export const grantIdOf = (projectId: string) => idFor("cordis", "grant-agreement", projectId);

type PlaceKey = Pick<Participation, "project_id" | "partner_order" | "role" | "org_id">;
const keyOf = ({ project_id, partner_order, role, org_id }: PlaceKey) => [project_id, partner_order, role, org_id];
/** The partner of a participation; one that left and is listed again is another, the `again`th. */
export const partnerIdOf = (participation: PlaceKey, again = 0) =>
  idFor("cordis", "participation", ...keyOf(participation), ...(again === 0 ? [] : [String(again)]));

/** A project as one snapshot lists it. */
interface Listed {
  readonly on: string;
  readonly project: Row<Project>;
  readonly participations: readonly Row<Participation>[];
}

export function horizon(folder: string, until?: string): Source {
  const organisations = readCsv(join(folder, "organisations.csv"), Organisation, "org_id");
  const names = new Map(organisations.rows.map(({ value }) => [value.org_id, clip(value.name)]));
  const faults: Fault[] = [...organisations.faults];
  const histories = new Map<string, Listed[]>();
  const wanted = new Set<string>();
  // A snapshot that cannot be told leaves the whole project out: what came before alone would be another story.
  const broken = new Map<string, Fault>();
  for (const on of snapshotsOf(folder, until)) {
    const projects = readCsv(join(folder, `projects_${on}.csv`), Project, "project_id");
    const participations = readCsv(join(folder, `participations_${on}.csv`), Participation, "project_id");
    faults.push(...projects.faults, ...participations.faults);
    for (const { key, file, line } of [...projects.faults, ...participations.faults])
      if (key !== null) broken.set(key, { file, line, message: `alliance ${key} is left out: one of its rows is broken` });
    const byProject = Map.groupBy(participations.rows, ({ value }) => value.project_id);
    for (const project of projects.rows) {
      const { project_id } = project.value;
      const listed = byProject.get(project_id) ?? [];
      const missing = listed.find(({ value }) => !names.has(value.org_id));
      if (missing)
        broken.set(project_id, { ...missing.from, message: `organisation ${missing.value.org_id} is in no row of organisations.csv` });
      if (listed.length === 0) continue;
      for (const { value } of listed) wanted.add(value.org_id);
      const history = histories.get(project_id) ?? [];
      history.push({ on, project, participations: listed });
      histories.set(project_id, history);
    }
  }
  const alliances: Line[][] = [];
  for (const [projectId, history] of histories)
    if (!broken.has(projectId)) alliances.push(new Consortium(projectId, names, faults).tell(history));
  for (const [projectId, fault] of broken) if (histories.has(projectId)) faults.push(fault);
  return {
    organisations: organisations.rows
      .filter(({ value }) => wanted.has(value.org_id))
      .map(({ value: { org_id, name, country }, from }) =>
        organisationLine(from, { organisationId: organisationIdOf(org_id), name: clip(name), country: countryOf(country) }),
      ),
    alliances,
    faults,
  };
}

function snapshotsOf(folder: string, until: string | undefined): string[] {
  let files: string[];
  try {
    files = readdirSync(folder);
  } catch {
    throw new ImportFailed(`${folder} cannot be read. Name the folder that holds projects_YYYY-MM-DD.csv.`);
  }
  const days = files.flatMap((name) => /^projects_(\d{4}-\d{2}-\d{2})\.csv$/.exec(name)?.[1] ?? []).sort();
  const wanted = days.filter((on) => until === undefined || on <= until);
  if (wanted.length > 0) return wanted;
  throw new ImportFailed(`${folder} holds no projects_YYYY-MM-DD.csv${until === undefined ? "" : ` of ${until} or before`}.`);
}

/** The source writes two countries in the way of the European institutions. */
const isoCountries: Readonly<Record<string, string>> = { EL: "GR", UK: "GB" };
const countryOf = (country: string) => (/^[A-Z]{2}$/.test(country) ? (isoCountries[country] ?? country) : null);

const isBeneficiary = ({ role }: Participation) => role === "coordinator" || role === "participant";

const directions = ["bring", "get"] as const;
type Direction = (typeof directions)[number];
/** What is said of a line; the amount is the whole of it over the project, in cents. */
const said = {
  bring: { command: "OfferBring", description: "Cost of taking part, as budgeted", id: "cost" },
  get: { command: "RequestGet", description: "EU contribution it gets itself", id: "net-eu" },
} as const;

interface StatedLine {
  readonly lineId: string;
  amount: number;
}
interface Place {
  readonly partnerId: string;
  /** How often it was taken before, by the same participation. */
  readonly again: number;
  present: boolean;
  /** The lines that stand, and how many of each direction there were. */
  readonly lines: Partial<Record<Direction, StatedLine>>;
  readonly counts: Record<Direction, number>;
}

/** One project, told snapshot after snapshot. */
class Consortium {
  readonly #projectId: string;
  readonly #names: ReadonlyMap<string, string>;
  readonly #faults: Fault[];
  readonly #story: Story;
  readonly #places = new Map<string, Place>();
  /** The partner for whom the project itself is reported: its first coordinator. */
  #lead = "";
  #name = "";
  #purpose = "";
  #version = 0;
  #grant = "";
  #running = false;
  #ended = false;

  constructor(projectId: string, names: ReadonlyMap<string, string>, faults: Fault[]) {
    this.#projectId = projectId;
    this.#names = names;
    this.#faults = faults;
    this.#story = new Story(allianceIdOf(projectId));
  }

  tell(history: readonly Listed[]): Line[] {
    for (const [index, listed] of history.entries()) {
      if (index === 0) this.#found(listed);
      else if (this.#ended) this.#afterTheEnd(listed, history[index - 1] ?? listed);
      else this.#change(listed);
    }
    return this.#story.lines;
  }

  #found({ on, project: { value: project, from }, participations }: Listed): void {
    const coordinator = participations.find(({ value }) => value.role === "coordinator") ?? participations[0];
    if (!coordinator) return;
    const signed = project.ec_signature_date;
    this.#lead = partnerIdOf(coordinator.value);
    this.#name = nameOf(project);
    this.#purpose = purposeOf(project);
    this.#story.say(from, "InitiateAlliance", this.#lead, signed, {
      name: this.#name,
      purpose: this.#purpose,
      timeZone: "Europe/Brussels",
      partnerId: this.#lead,
      partnerName: this.#nameOf(coordinator.value),
      partnerOrganisationId: organisationIdOf(coordinator.value.org_id),
    });
    this.#take(coordinator.value);
    for (const { value, from: row } of hostsFirst(participations))
      if (value !== coordinator.value) this.#join(row, value, signed, participations);
    for (const { value, from: row } of participations) this.#state(row, value, signed);
    this.#agree(from, participations, project, signed);
    this.#story.say(from, "ReportPhase", this.#lead, signed, { transitionId: idFor("cordis", "shape", this.#projectId), phase: "shape" });
    this.#start(from, project, on);
    this.#leave(participations, on);
    this.#end(from, project, on);
  }

  /** What a later snapshot lists otherwise, as of its day. */
  #change({ on, project: { value: project, from }, participations }: Listed): void {
    this.#rename(from, project, on);
    const listed = new Set(participations.map(({ value }) => placeOf(value)));
    const gone = [...this.#places].filter(([key]) => !listed.has(key)).map(([, place]) => place);
    for (const { value, from: row } of hostsFirst(participations)) {
      const place = this.#places.get(placeOf(value));
      if (place && (place.present || value.terminated)) continue;
      // One that left and is listed again begins anew; what it said before goes.
      if (place) gone.push(place);
      this.#join(row, value, on, participations);
    }
    for (const { value, from: row } of participations) this.#state(row, value, on);
    const dropped = this.#drop(participations, gone);
    this.#agree(from, participations, project, on);
    // A line that an agreement lays down is withdrawn once the amendment no longer names it.
    for (const { place, line } of dropped)
      this.#story.say(from, "WithdrawBringGetLine", place.partnerId, on, { lineId: line.lineId, reason: `No longer listed on ${on}.` });
    this.#leave(participations, on);
    for (const place of gone.filter(({ present }) => present)) {
      this.#story.say(from, "LeaveAlliance", place.partnerId, on, {
        partnerId: place.partnerId,
        reason: "The source no longer lists this participation.",
      });
      place.present = false;
    }
    this.#start(from, project, on);
    this.#end(from, project, on);
  }

  /** Once an alliance has ended, the record can be mended and left, and nothing else. */
  #afterTheEnd({ on, project: { value: project, from }, participations }: Listed, before: Listed): void {
    this.#rename(from, project, on);
    this.#leave(participations, on);
    if (saidBy(before) !== saidBy({ on, project: { value: project, from }, participations }))
      this.#faults.push({
        ...from,
        message: `project ${this.#projectId} changed after it had ended; the alliance's record has no place for that`,
      });
  }

  #rename(from: From, project: Project, on: string): void {
    const mend = (fact: "allianceName" | "alliancePurpose", becomes: string) =>
      this.#story.say(from, "CorrectFact", this.#lead, on, {
        correctionId: idFor("cordis", fact, this.#projectId, on),
        correction: { fact, becomes },
        reason: `Listed so on ${on}.`,
      });
    if (nameOf(project) !== this.#name) mend("allianceName", nameOf(project));
    if (purposeOf(project) !== this.#purpose) mend("alliancePurpose", purposeOf(project));
    this.#name = nameOf(project);
    this.#purpose = purposeOf(project);
  }

  #take(row: Participation): Place {
    const before = this.#places.get(placeOf(row));
    const again = before ? before.again + 1 : 0;
    const place: Place = { partnerId: partnerIdOf(row, again), again, present: true, lines: {}, counts: { bring: 0, get: 0 } };
    this.#places.set(placeOf(row), place);
    return place;
  }

  #join(from: From, row: Participation, on: string, participations: readonly Row<Participation>[]): void {
    const { partnerId } = this.#take(row);
    const host = participations.find(({ value }) => value.partner_order === row.partner_order && value.role !== "thirdParty");
    this.#story.say(from, "ReportPartner", partnerId, on, {
      partnerId,
      name: this.#nameOf(row),
      ring: isBeneficiary(row) ? "core" : "complementary",
      under: row.role === "thirdParty" ? ((host && this.#places.get(placeOf(host.value))?.partnerId) ?? this.#lead) : null,
      organisationId: organisationIdOf(row.org_id),
    });
  }

  /** Says the lines of a participation, or revises those that changed; what one that left brought and got may still be settled. */
  #state(from: From, row: Participation, on: string): void {
    const place = this.#places.get(placeOf(row));
    if (!place) return;
    for (const direction of directions) {
      const amount = amountOf(row, direction);
      if (amount === null) continue;
      const { command, description, id } = said[direction];
      const line = place.lines[direction];
      const terms = { category: "means", description, amount: { unit: "money", currency: "EUR", quantity: amount } } as const;
      if (!line) {
        const count = (place.counts[direction] += 1);
        const lineId = idFor("cordis", id, place.partnerId, String(count));
        place.lines[direction] = { lineId, amount };
        const placed = { lineId, partnerId: place.partnerId, ...terms };
        if (command === "OfferBring") this.#story.say(from, command, place.partnerId, on, placed);
        else this.#story.say(from, command, place.partnerId, on, { ...placed, reimburses: true });
      } else if (line.amount !== amount) {
        line.amount = amount;
        this.#story.say(from, "ReviseBringGetLine", place.partnerId, on, { lineId: line.lineId, ...terms, reason: `Listed so on ${on}.` });
      }
    }
  }

  /** Takes out the lines that a snapshot no longer states: of those not listed any more, and those that became unknown. */
  #drop(participations: readonly Row<Participation>[], gone: readonly Place[]) {
    const dropped: { readonly place: Place; readonly line: StatedLine }[] = [];
    const drop = (place: Place, direction: Direction) => {
      const line = place.lines[direction];
      if (!line) return;
      dropped.push({ place, line });
      delete place.lines[direction];
    };
    for (const place of gone) for (const direction of directions) drop(place, direction);
    for (const { value } of participations) {
      const place = this.#places.get(placeOf(value));
      for (const direction of directions) if (place && amountOf(value, direction) === null) drop(place, direction);
    }
    return dropped;
  }

  /** Lays the grant agreement down, or amends it when it reads otherwise than before. */
  #agree(from: From, participations: readonly Row<Participation>[], project: Project, on: string): void {
    const { compared, text, signatories } = this.#grantOf(project, participations);
    if (compared === this.#grant) return;
    this.#grant = compared;
    this.#version += 1;
    const agreementId = grantIdOf(this.#projectId);
    if (this.#version === 1) this.#story.say(from, "DraftAgreement", this.#lead, on, { agreementId, kind: "contract", ...text(1) });
    else
      this.#story.say(from, "ProposeAgreementAmendment", this.#lead, on, {
        agreementId,
        ...text(this.#version),
        change: `As the source lists it on ${on}.`,
      });
    for (const { partnerId, from: row } of signatories)
      this.#story.say(row, "SignAgreement", partnerId, on, { agreementId, version: this.#version, partnerId });
  }

  #grantOf(project: Project, participations: readonly Row<Participation>[]) {
    const signatories = participations.flatMap(({ value, from }) => {
      const place = this.#places.get(placeOf(value));
      // Who is listed as terminated from this day on signs what it then leaves; who left before signs nothing more. An associated partner
      // is no party, but for the few that the agreement lays EU money down for.
      const isParty = isBeneficiary(value) || (value.role === "associatedPartner" && amountOf(value, "get") !== null);
      return place?.present && isParty ? [{ partnerId: place.partnerId, from }] : [];
    });
    const stated = participations.flatMap(({ value }) => Object.values(this.#places.get(placeOf(value))?.lines ?? {}));
    const grant = `Grant agreement ${this.#projectId}`;
    const sentences = [
      `${grant} under ${project.topic}`,
      project.ec_max_contribution_eur === null ? "" : `; the EU contributes at most EUR ${euros(project.ec_max_contribution_eur)}`,
      project.total_cost_eur === null ? "" : ` of a total cost of EUR ${euros(project.total_cost_eur)}`,
      ".",
      project.termination_date === null ? "" : ` Terminated as of ${project.termination_date}.`,
    ];
    const quoted = participations.flatMap(({ value }) => this.#quoted(value, participations));
    const parties = signatories.map(({ partnerId }) => partnerId);
    const text = (version: number) => ({
      title: grant,
      parties,
      clauses: [sentences.join(""), ...quoted].map((clause, index) => ({
        clauseId: idFor("cordis", "grant-clause", this.#projectId, String(version), String(index)),
        text: clause,
      })),
      validFrom: project.start_date,
      validUntil: project.end_date,
      lines: stated.map(({ lineId }) => ({ lineId })),
    });
    // Who is listed, not who is left of them: that somebody left is said by its leaving, and amends nothing.
    const listed = participations.filter(({ value }) => isBeneficiary(value)).map(({ value }) => placeOf(value));
    const figures = stated.map(({ lineId, amount }) => `${lineId} ${amount}`);
    const compared = JSON.stringify([sentences, quoted.toSorted(), project.start_date, project.end_date, listed.sort(), figures.sort()]);
    return { compared, text, signatories };
  }

  /** A beneficiary's EU contribution is that of itself and those under it; where the source says otherwise, its figure is quoted. */
  #quoted(row: Participation, participations: readonly Row<Participation>[]): string[] {
    if (!isBeneficiary(row) || row.ec_contribution_eur === null) return [];
    const under = participations.filter(
      ({ value }) => value.partner_order === row.partner_order && (value === row || value.role === "thirdParty"),
    );
    const got = under.reduce((sum, { value }) => sum + (value.net_ec_contribution_eur ?? 0), 0);
    if (got === row.ec_contribution_eur) return [];
    return [
      `The EU contribution through ${this.#nameOf(row)} is EUR ${euros(row.ec_contribution_eur)}; what it and those under it get is listed as EUR ${euros(got)}.`,
    ];
  }

  /** The phase run begins on the day of the start, unless that day was put off again. */
  #start(from: From, { start_date }: Project, on: string): void {
    if (start_date <= on && !this.#running) {
      const transitionId = idFor("cordis", "run", this.#projectId, start_date);
      this.#story.say(from, "ReportPhase", this.#lead, start_date, { transitionId, phase: "run" });
      this.#story.say(from, "StartCollaboration", this.#lead, start_date, {});
      this.#running = true;
    } else if (start_date > on && this.#running) {
      this.#story.say(from, "ReportPhase", this.#lead, on, {
        transitionId: idFor("cordis", "put-off", this.#projectId, on),
        phase: "shape",
      });
      this.#running = false;
    }
  }

  #leave(participations: readonly Row<Participation>[], on: string): void {
    for (const { value, from } of participations) {
      const place = this.#places.get(placeOf(value));
      if (!value.terminated || !place?.present) continue;
      // The source says that it left, not when: known at the latest on the day of the snapshot.
      const { partnerId } = place;
      this.#story.say(from, "LeaveAlliance", partnerId, on, { partnerId, reason: "The source lists this participation as terminated." });
      place.present = false;
    }
  }

  #end(from: From, { status, end_date, termination_date }: Project, on: string): void {
    if (status === "SIGNED") return;
    const closed = status === "CLOSED";
    const ended = closed ? end_date : (termination_date ?? end_date);
    this.#story.say(from, "ReportEnding", this.#lead, ended < on ? ended : on, {
      ending: closed ? "completed" : "terminated",
      reason: closed ? "The source lists the project as closed." : "The source lists the project as terminated.",
    });
    this.#ended = true;
  }

  #nameOf(row: Participation): string {
    return this.#names.get(row.org_id) ?? row.org_id;
  }
}

const placeOf = (row: Participation) => keyOf(row).join("/");
const nameOf = ({ acronym, title }: Project) => clip(acronym || title);
const purposeOf = ({ title }: Project) => title.trim().slice(0, 2_000);
/** What a snapshot says that an ended alliance has no place for: everything but its names, and who left. */
const saidBy = ({ project: { value }, participations }: Listed): string => {
  const { acronym: _acronym, title: _title, ...project } = value;
  return JSON.stringify([project, participations.map(({ value: { terminated: _terminated, ...row } }) => JSON.stringify(row)).sort()]);
};
const hostsFirst = (participations: readonly Row<Participation>[]) =>
  [...participations].sort((a, b) => Number(a.value.role === "thirdParty") - Number(b.value.role === "thirdParty"));

/** What a row says of the one or the other; null when that is unknown, or formal: an associated partner has no budget of which to get nothing. */
function amountOf(row: Participation, direction: Direction): number | null {
  const amount = direction === "get" ? row.net_ec_contribution_eur : row.total_cost_eur;
  const formal = direction === "bring" || row.role === "associatedPartner";
  return amount === 0 && formal ? null : amount;
}
