import { z } from "zod";
import { LiveMessage, LiveRequest } from "@entente/contracts/api/live";

/** The AsyncAPI document of `/api/live`, as text. */
export function asyncApiDocument(): string {
  const message = (name: string, schema: z.ZodType, io: "input" | "output") => ({
    name,
    payload: z.toJSONSchema(schema, { io, target: "draft-7" }),
  });
  const document = {
    asyncapi: "3.0.0",
    info: {
      title: "Entente live",
      version: "0.1.0",
      license: { name: "Apache-2.0" },
      description:
        "One WebSocket per tab. Subscribe to an alliance with `after` = the last cursor received and the events go on without gap or double; `resync` asks to read the page anew. Close code 4401: signed out; 1013: too slow; 1001: the server stops.",
    },
    channels: {
      live: {
        address: "/api/live",
        messages: {
          request: message("request", LiveRequest, "input"),
          message: message("message", LiveMessage, "output"),
        },
      },
    },
    operations: {
      ask: { action: "receive", channel: { $ref: "#/channels/live" }, messages: [{ $ref: "#/channels/live/messages/request" }] },
      tell: { action: "send", channel: { $ref: "#/channels/live" }, messages: [{ $ref: "#/channels/live/messages/message" }] },
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
