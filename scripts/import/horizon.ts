import { readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { AllianceCommand } from "@entente/contracts/commands/catalogue";
import { readCsv, type Row, type RowFault } from "./csv.ts";
import { ImportFailed } from "./failed.ts";
import { idFor } from "./ids.ts";
import { sendAlliances, sendOrganisations, type Line, type ServerAddress } from "./send.ts";

/**
 * Horizon Europe consortia from CORDIS as alliances. Everything is reported for parties that are not on the platform:
 * a grant agreement is an agreement between its beneficiaries, the start of a project is the phase run, its closing the end.
 * Source: CORDIS, © European Union.
 */
const day = z.iso.date();
const maybeDay = z.union([day, z.literal("").transform(() => null)]);
const bool = z.enum(["true", "false"]).transform((value) => value === "true");
const NAME = 200;

const Project = z.object({
  project_id: z.string().regex(/^\d+$/),
  acronym: z.string(),
  title: z.string().min(1),
  status: z.enum(["SIGNED", "CLOSED", "TERMINATED"]),
  start_date: day,
  end_date: day,
  ec_signature_date: day,
  termination_date: maybeDay,
  ec_max_contribution_eur: z.string(),
  topic: z.string(),
});
type Project = z.output<typeof Project>;

const Participation = z.object({
  project_id: z.string().regex(/^\d+$/),
  partner_order: z.string().regex(/^\d+$/),
  org_id: z.string().min(1),
  role: z.enum(["coordinator", "participant", "associatedPartner", "thirdParty"]),
  terminated: bool,
});
type Participation = z.output<typeof Participation>;

const Organisation = z.object({ org_id: z.string().min(1), name: z.string().min(1), country: z.string() });

export interface HorizonOptions {
  readonly folder: string;
  readonly snapshot: string | undefined;
  readonly server: ServerAddress;
}

const organisationIdOf = (orgId: string) => idFor("cordis", "organisation", orgId);
export const allianceIdOf = (projectId: string) => idFor("cordis", "project", projectId);
const partnerIdOf = ({ project_id, partner_order, role, org_id }: Participation) =>
  idFor("cordis", "participation", project_id, partner_order, role, org_id);
export { organisationIdOf };

/** @returns true when every row was imported. */
export async function importHorizon({ folder, snapshot = newestSnapshot(folder), server }: HorizonOptions): Promise<boolean> {
  const projects = readCsv(join(folder, `projects_${snapshot}.csv`), Project, "project_id");
  const participations = readCsv(join(folder, `participations_${snapshot}.csv`), Participation, "project_id");
  const organisations = readCsv(join(folder, "organisations.csv"), Organisation, "org_id");
  const names = new Map(organisations.rows.map(({ value }) => [value.org_id, clip(value.name)]));
  const faults: RowFault[] = [...projects.faults, ...participations.faults, ...organisations.faults];
  const broken = new Set(participations.faults.map((fault) => fault.key));
  const byProject = Map.groupBy(participations.rows, ({ value }) => value.project_id);

  const wanted = new Set(participations.rows.map(({ value }) => value.org_id));
  const sentOrganisations = await sendOrganisations(
    server,
    organisations.rows
      .filter(({ value }) => wanted.has(value.org_id))
      .map(({ value, line }) => ({ json: organisationLine(value), from: { file: "organisations.csv", line } })),
  );
  const alliances: Line[][] = [];
  for (const project of projects.rows) {
    const partners = byProject.get(project.value.project_id) ?? [];
    const missing = partners.find(({ value }) => !names.has(value.org_id));
    const file = `participations_${snapshot}.csv`;
    if (broken.has(project.value.project_id))
      faults.push({ file, line: 0, message: `alliance ${project.value.project_id} is left out: one of its rows is broken`, key: null });
    else if (missing)
      faults.push({
        file,
        line: missing.line,
        message: `organisation ${missing.value.org_id} is in no row of organisations.csv`,
        key: null,
      });
    else if (partners.length > 0) alliances.push(linesOf(project, partners, names, snapshot));
  }
  const sent = await sendAlliances(server, alliances);

  const all = [...faults, ...sentOrganisations.faults, ...sent.faults];
  for (const fault of all) process.stderr.write(`${fault.file} line ${fault.line}: ${fault.message}\n`);
  process.stdout.write(
    `organisations: ${sentOrganisations.applied} registered, ${sentOrganisations.unchanged} unchanged\n` +
      `alliances: ${sent.applied} imported or changed, ${sent.unchanged} unchanged, ${sent.refused} refused; ${sent.events} events\n` +
      (all.length > 0 ? `${all.length} faults; what they name was left out, the rest is imported\n` : ""),
  );
  return all.length === 0;
}

function newestSnapshot(folder: string): string {
  try {
    const days = readdirSync(folder).flatMap((name) => /^projects_(\d{4}-\d{2}-\d{2})\.csv$/.exec(name)?.[1] ?? []);
    const newest = days.sort().at(-1);
    if (newest) return newest;
  } catch {
    throw new ImportFailed(`${folder} cannot be read. Name the folder that holds projects_YYYY-MM-DD.csv.`);
  }
  throw new ImportFailed(`${folder} holds no projects_YYYY-MM-DD.csv.`);
}

const organisationLine = ({ org_id, name, country }: z.output<typeof Organisation>) => ({
  organisationId: organisationIdOf(org_id),
  name: clip(name),
  country: /^[A-Z]{2}$/.test(country) ? (isoCountries[country] ?? country) : null,
});
/** The source writes two countries in the way of the European institutions. */
const isoCountries: Readonly<Record<string, string>> = { EL: "GR", UK: "GB" };

const instant = (date: string) => `${date}T00:00:00.000Z`;
const clip = (text: string) => {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > NAME ? `${line.slice(0, NAME - 1)}…` : line;
};

/** All commands of one project, in the order in which they happened. */
function linesOf(
  project: Row<Project>,
  partners: readonly Row<Participation>[],
  names: ReadonlyMap<string, string>,
  snapshot: string,
): Line[] {
  const { value } = project;
  const alliance = allianceIdOf(value.project_id);
  const signed = instant(value.ec_signature_date);
  const lines: Line[] = [];
  const say = <Type extends AllianceCommand["type"]>(
    file: string,
    line: number,
    command: Type,
    onBehalfOf: string,
    effectiveAt: string,
    fields: object,
  ) => lines.push({ json: { alliance, command, onBehalfOf, effectiveAt, ...fields }, from: { file: `${file}_${snapshot}.csv`, line } });
  const coordinator = partners.find((partner) => partner.value.role === "coordinator") ?? partners[0];
  if (!coordinator) return lines;
  const lead = partnerIdOf(coordinator.value);
  const nameOf = (orgId: string) => names.get(orgId) ?? orgId;
  const about = (command: AllianceCommand["type"], effectiveAt: string, fields: object) =>
    say("projects", project.line, command, lead, effectiveAt, fields);

  about("InitiateAlliance", signed, {
    name: clip(value.acronym || value.title),
    purpose: value.title.trim().slice(0, 2_000),
    timeZone: "Europe/Brussels",
    partnerId: lead,
    partnerName: nameOf(coordinator.value.org_id),
    partnerOrganisationId: organisationIdOf(coordinator.value.org_id),
  });
  const beneficiaries = new Map(
    partners
      .filter(({ value: { role } }) => role !== "thirdParty")
      .map(({ value: partner }) => [partner.partner_order, partnerIdOf(partner)]),
  );
  // A host stands before those who take part under it.
  const others = partners
    .filter((partner) => partner !== coordinator)
    .sort((a, b) => Number(a.value.role === "thirdParty") - Number(b.value.role === "thirdParty"));
  for (const { value: partner, line } of others) {
    const partnerId = partnerIdOf(partner);
    say("participations", line, "ReportPartner", partnerId, signed, {
      partnerId,
      name: nameOf(partner.org_id),
      ring: partner.role === "participant" ? "core" : "complementary",
      under: partner.role === "thirdParty" ? (beneficiaries.get(partner.partner_order) ?? lead) : null,
      organisationId: organisationIdOf(partner.org_id),
    });
  }
  const signatories = partners.filter(({ value: { role } }) => role === "coordinator" || role === "participant");
  const agreementId = idFor("cordis", "grant-agreement", value.project_id);
  const grant = `Grant agreement ${value.project_id}`;
  about("DraftAgreement", signed, {
    agreementId,
    kind: "contract",
    title: grant,
    parties: signatories.map((partner) => partnerIdOf(partner.value)),
    clauses: [
      {
        clauseId: idFor("cordis", "grant-clause", value.project_id),
        text: `${grant} under ${value.topic}; the EU contributes at most EUR ${value.ec_max_contribution_eur}.`,
      },
    ],
    validFrom: value.start_date,
    validUntil: value.end_date,
  });
  for (const { value: partner, line } of signatories) {
    const partnerId = partnerIdOf(partner);
    say("participations", line, "SignAgreement", partnerId, signed, { agreementId, version: 1, partnerId });
  }
  about("ReportPhase", signed, { transitionId: idFor("cordis", "shape", value.project_id), phase: "shape" });
  if (value.start_date <= snapshot) {
    about("ReportPhase", instant(value.start_date), { transitionId: idFor("cordis", "run", value.project_id), phase: "run" });
    about("StartCollaboration", instant(value.start_date), {});
  }
  for (const { value: partner, line } of partners.filter((one) => one.value.terminated)) {
    // The source says that it left, not when: known at the latest on the day of the snapshot.
    const partnerId = partnerIdOf(partner);
    say("participations", line, "LeaveAlliance", partnerId, instant(snapshot), {
      partnerId,
      reason: "The source lists this participation as terminated.",
    });
  }
  if (value.status !== "SIGNED") {
    const closed = value.status === "CLOSED";
    const on = closed ? value.end_date : (value.termination_date ?? value.end_date);
    about("ReportEnding", instant(on < snapshot ? on : snapshot), {
      ending: closed ? "completed" : "terminated",
      reason: closed ? "The source lists the project as closed." : "The source lists the project as terminated.",
    });
  }
  return lines;
}
