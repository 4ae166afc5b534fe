import { z } from "zod";
import { allianceCommands, type AllianceCommand } from "../commands/catalogue.ts";
import { Uuid } from "../events/envelope.ts";
import { line } from "../text.ts";
import { Fault } from "./problem.ts";

/**
 * An import is a file of commands, one JSON object a line: `{"alliance": id, "command": "ReportPartner", …its fields}`. All lines of an
 * alliance are accepted, or none; more than one append can hold becomes visible in parts. What is so already changes nothing, so an import
 * may be sent again at any time, and one that was cut off is finished by that.
 */
export const ImportLine = z.looseObject({
  alliance: Uuid,
  command: z.enum(Object.keys(allianceCommands) as [AllianceCommand["type"], ...AllianceCommand["type"][]]),
});

export const ImportOutcome = z
  .strictObject({
    importId: Uuid,
    alliances: z.strictObject({ applied: z.int(), unchanged: z.int(), refused: z.int() }),
    events: z.int(),
    position: z.string().nullable().meta({ description: "The last thing recorded; hand it to a read as ?atLeast=. Null when nothing was" }),
    faults: z.array(
      z.strictObject({ ...Fault.shape, line: z.int(), code: z.string(), alliance: z.string().nullable(), wayOut: z.string().nullable() }),
    ),
  })
  .meta({ id: "ImportOutcome" });
export type ImportOutcome = z.infer<typeof ImportOutcome>;

/** A line of `POST /api/imports/organisations`. */
export const OrganisationLine = z.strictObject({
  organisationId: Uuid,
  name: line(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable()
    .default(null),
});

export const OrganisationImportOutcome = z
  .strictObject({
    importId: Uuid,
    organisations: z.strictObject({ registered: z.int(), unchanged: z.int() }),
    faults: z.array(z.strictObject({ ...Fault.shape, line: z.int() })),
  })
  .meta({ id: "OrganisationImportOutcome" });
