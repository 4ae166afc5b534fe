import { z } from "zod";
import { Instant, Uuid } from "../events/envelope.ts";

/** A command of the alliance: what somebody asks to be decided. Its fields are checked before any decider sees them. */
export interface CommandDefinition<Type extends string = string, Body extends z.ZodObject = z.ZodObject> {
  readonly type: Type;
  /** One sentence for the API document. */
  readonly summary: string;
  readonly body: Body;
}

/** What every command may carry. */
export const reporting = {
  effectiveAt: Instant.optional().meta({ description: "When it happened in the world, if not now; never in the future" }),
  onBehalfOf: Uuid.optional().meta({
    description: "A partner that is not on the platform, for whom this is reported; never counts as a live position or signature",
  }),
};

export function defineCommand<const Type extends string, Shape extends z.core.$ZodLooseShape>(type: Type, summary: string, shape: Shape) {
  return { type, summary, body: z.strictObject({ ...shape, ...reporting }) } as const;
}

/** A command as a decider receives it. */
export type CommandOf<Definition> = Definition extends { readonly type: infer Type; readonly body: infer Body extends z.ZodType }
  ? { readonly type: Type } & z.output<Body>
  : never;
export type CommandsOf<Chapter extends Record<string, unknown>> = { [Name in keyof Chapter]: CommandOf<Chapter[Name]> }[keyof Chapter];
