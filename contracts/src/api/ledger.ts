import { z } from "zod";
import { Uuid } from "../events/envelope.ts";
import { noOutcomeReasons } from "../measures/balance.ts";
import { ringIds } from "../method/rings.ts";

const Sums = z.record(z.string(), z.number()).meta({
  id: "Sums",
  description: "Quantities by unit: money:EUR in minor units, hours, points, count:<of what>; unlike units are never added",
});
const Minor = z.int().meta({ description: "In minor units of the balance's currency" });

export const PartnerBalanceAnswer = z
  .strictObject({
    partnerId: Uuid,
    ring: z.enum(ringIds),
    present: z.boolean(),
    plannedBring: Sums,
    plannedGet: Sums,
    brought: Sums,
    got: Sums,
    money: z.strictObject({ plannedBring: Minor, plannedGet: Minor, brought: Minor, got: Minor }).nullable(),
    net: Minor.nullable(),
    plannedNet: Minor.nullable(),
    progress: z.record(z.string(), z.number()).meta({ description: "Delivered ÷ committed, by unit" }),
    position: z.enum(["better", "worse", "even"]).nullable(),
    shareBrought: z.number().nullable(),
    shareGot: z.number().nullable(),
    fair: z.boolean().nullable(),
    ownMoney: Minor.nullable().meta({ description: "Where money only pays back cost: what the partner adds of its own" }),
  })
  .meta({ id: "PartnerBalance" });

/** The balance as it is measured; the figures rest on the lines of the ledger. */
export const BalanceAnswer = z
  .strictObject({
    allianceId: Uuid,
    currency: z.string().nullable(),
    coverage: z.strictObject({ valued: z.int(), lines: z.int() }).meta({ description: "How many of the lines that count have a value" }),
    partners: z.array(PartnerBalanceAnswer),
    outcome: z.union([
      z.strictObject({ label: z.null(), reason: z.enum(noOutcomeReasons) }),
      z.strictObject({
        label: z.enum(["lose-lose", "win-lose", "compromise", "win-win"]),
        more: z.array(Uuid).meta({ description: "Partners that gain far more than their share" }),
        less: z.array(Uuid).meta({ description: "Partners that gain less" }),
      }),
    ]),
    revision: z.int(),
  })
  .meta({ id: "Balance" });
export type BalanceAnswer = z.infer<typeof BalanceAnswer>;
