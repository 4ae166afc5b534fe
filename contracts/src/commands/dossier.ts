import { z } from "zod";
import { StatedMoney } from "../amount.ts";
import { LocalDate, Uuid } from "../events/envelope.ts";
import { line, prose } from "../text.ts";
import type { CommandsOf } from "./define.ts";

/** What an organisation can do in its own dossier; nobody reports for it, so commands carry their own fields alone. */
const define = <const Type extends string, Shape extends z.core.$ZodLooseShape>(type: Type, summary: string, shape: Shape) =>
  ({ type, summary, body: z.strictObject(shape) }) as const;

const entryId = Uuid;
const lineId = Uuid.nullable().default(null);
const reason = prose(2_000).nullable().default(null);

export const RecordOwnCost = define("RecordOwnCost", "Record for yourself what something costs your organisation", {
  entryId,
  lineId,
  cost: StatedMoney,
  description: line(300),
});
export const RecordOwnValuation = define("RecordOwnValuation", "Record for yourself what a line is worth to your organisation", {
  entryId,
  lineId: Uuid,
  value: StatedMoney,
  description: line(300),
});
export const RecordOwnBenefit = define("RecordOwnBenefit", "Record for yourself what your organisation gained", {
  entryId,
  lineId,
  value: StatedMoney,
  description: line(300),
});
export const WithdrawDossierEntry = define("WithdrawDossierEntry", "Take an entry back", { entryId, reason });
export const GrantMandate = define("GrantMandate", "Lay down what your representatives may decide in this alliance", {
  mandateId: Uuid,
  scope: prose(2_000),
  validUntil: LocalDate.nullable().default(null),
});
export const WithdrawMandate = define("WithdrawMandate", "Withdraw a mandate", { mandateId: Uuid, reason });
export const NoteMandateExpired = define("NoteMandateExpired", "Note that a mandate has ended; the clock does this", {
  mandateId: Uuid,
  validUntil: LocalDate,
});

export const dossierCommands = {
  RecordOwnCost,
  RecordOwnValuation,
  RecordOwnBenefit,
  WithdrawDossierEntry,
  GrantMandate,
  WithdrawMandate,
  NoteMandateExpired,
};
export type DossierCommand = CommandsOf<typeof dossierCommands>;
