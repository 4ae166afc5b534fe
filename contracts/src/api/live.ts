import { z } from "zod";
import { Uuid } from "../events/envelope.ts";
import { SharedEvent } from "./insights.ts";

/** What a client sends over `/api/live`. */
export const LiveRequest = z.union([
  z.strictObject({ type: z.literal("subscribe"), topic: z.literal("alliance"), id: Uuid, after: z.string().max(300).optional() }),
  z.strictObject({ type: z.literal("subscribe"), topic: z.literal("portfolio") }),
  z.strictObject({ type: z.literal("unsubscribe"), topic: z.literal("alliance"), id: Uuid }),
  z.strictObject({ type: z.literal("unsubscribe"), topic: z.literal("portfolio") }),
  z.strictObject({ type: z.literal("ping") }),
]);
export type LiveRequest = z.infer<typeof LiveRequest>;

/** What the server sends. Events of one alliance come in order, without gap or double; `cursor` resumes after the last one received. */
export const LiveMessage = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("subscribed"),
    topic: z.enum(["alliance", "portfolio"]),
    id: Uuid.optional(),
    cursor: z.string().optional(),
  }),
  z.strictObject({ type: z.literal("event"), topic: z.literal("alliance"), id: Uuid, cursor: z.string(), event: SharedEvent }),
  z.strictObject({ type: z.literal("changed"), topic: z.literal("portfolio"), allianceId: Uuid, position: z.string() }),
  z.strictObject({ type: z.literal("resync"), topic: z.enum(["alliance", "portfolio"]), id: Uuid.optional() }),
  z.strictObject({
    type: z.literal("refused"),
    topic: z.enum(["alliance", "portfolio"]).optional(),
    id: Uuid.optional(),
    code: z.string(),
  }),
  z.strictObject({ type: z.literal("pong") }),
]);
export type LiveMessage = z.infer<typeof LiveMessage>;

/** Close codes: signed out or no longer a member; too slow to follow; the server stops. */
export const liveClose = { signedOut: 4401, tooSlow: 1013, stopping: 1001 } as const;
