import { z } from "zod";
import { prose } from "../text.ts";

/** What is sent with an answer to an invitation; the link says which one. */
export const acceptance = {
  accept: z.strictObject({}),
  decline: z.strictObject({ reason: prose(2_000).nullable().default(null) }),
};
