import { z } from "zod";
import { personalFields } from "../personal.ts";
import type { JsonObject } from "./envelope.ts";

/** Turns the data of one older version into that of the next. Pure; never reads anything but its argument. */
export type Upcaster = (data: JsonObject) => JsonObject;

/** One event type: its name, the shape of its data in its newest version, and how older versions become it. */
export interface EventDefinition<Type extends string = string, Data extends z.ZodObject = z.ZodObject> {
  readonly type: Type;
  readonly data: Data;
  /** The newest version; the first is 1. */
  readonly schema: number;
  /** `upcasters[n]` lifts version n to n + 1. */
  readonly upcasters: Readonly<Record<number, Upcaster>>;
  readonly personal: readonly string[];
}

/**
 * Declares an event. A changed shape gets one upcaster more; the version number follows from their count, so it cannot be forgotten.
 * @param shape the fields of the newest version; unknown fields are refused.
 */
export function defineEvent<const Type extends string, Shape extends z.core.$ZodLooseShape>(
  type: Type,
  shape: Shape,
  upcasters: readonly Upcaster[] = [],
) {
  const data = z.strictObject(shape);
  return {
    type,
    data,
    schema: upcasters.length + 1,
    upcasters: Object.fromEntries(upcasters.map((upcaster, index) => [index + 1, upcaster])),
    personal: personalFields(data),
  } as const;
}

/** Lifts data of an older version to the newest, one version at a time. */
export function lifted(definition: EventDefinition, data: JsonObject, version: number): JsonObject {
  let newest = data;
  for (let from = version; from < definition.schema; from += 1) {
    const lift = definition.upcasters[from];
    if (!lift) throw new Error(`${definition.type}: no upcaster from version ${from}`);
    newest = lift(newest);
  }
  return newest;
}

/** The fact an event states, without envelope: what deciders return and folds receive. */
export type FactOf<Definition> = Definition extends { readonly type: infer Type; readonly data: infer Data extends z.ZodType }
  ? { readonly type: Type; readonly data: z.infer<Data> }
  : never;

/** The union of the facts of a chapter's events. */
export type FactsOf<Chapter extends Record<string, unknown>> = { [Name in keyof Chapter]: FactOf<Chapter[Name]> }[keyof Chapter];
