import { z } from "zod";
import { line } from "./text.ts";

/**
 * How much of something. Unlike units are never added: {@link unitOf} says what may be.
 * Money is in minor units (cents) of an ISO 4217 currency; effort in hours, to the quarter; what can be counted in pieces of a named thing;
 * anything else in value points that the partners agree on. Source: design.md 5, domain.md 10.3.
 */
const currency = z.string().regex(/^[A-Z]{3}$/, { error: "is not a three-letter currency code, for example EUR" });

const amountOf = (quantity: z.ZodNumber, hours: z.ZodNumber) =>
  z.discriminatedUnion("unit", [
    z.strictObject({ unit: z.literal("money"), currency, quantity }),
    z.strictObject({ unit: z.literal("hours"), quantity: hours }),
    z.strictObject({ unit: z.literal("count"), of: line(60), quantity }),
    z.strictObject({ unit: z.literal("points"), quantity }),
  ]);

export const Amount = amountOf(z.int().nonnegative(), z.number().nonnegative().max(1e9).multipleOf(0.25)).meta({ id: "Amount" });
export type Amount = z.infer<typeof Amount>;

/** As somebody states it: a negative quantity or an unknown currency is for the domain to refuse, with a way out. */
export const StatedAmount = amountOf(z.int(), z.number().min(-1e9).max(1e9).multipleOf(0.25));

export const Money = z.strictObject({ currency, quantity: z.int().nonnegative() }).meta({ id: "Money", description: "In minor units" });
export type Money = z.infer<typeof Money>;
export const StatedMoney = z.strictObject({ currency, quantity: z.int() });

/** What may be added to what: amounts of one unit, one currency, one named thing. */
export const unitOf = (amount: Amount): string =>
  amount.unit === "money" ? `money:${amount.currency}` : amount.unit === "count" ? `count:${amount.of}` : amount.unit;
