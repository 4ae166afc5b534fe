import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { signCaller } from "@entente/service-kit";
import type { Identity } from "./index.ts";

/**
 * What identity in a process of its own answers to the other services: who a request is from, as a signed token, and what people are
 * called. The gateway lets none of this through.
 */
export const internalRoutes =
  (identity: Identity) =>
  async (app: FastifyInstance): Promise<void> => {
    app.get("/internal/scope", async (request, reply) => {
      // The gateway's own request carries what mattered of the one it asks about.
      const { "entente-method": method = "GET", "entente-origin": origin, ...headers } = request.headers;
      const { query, protocol, host } = request;
      const caller = await identity.authenticate({
        method: String(method),
        headers: { ...headers, ...(typeof origin === "string" ? { origin } : {}) },
        query,
        protocol,
        host,
      });
      return reply.type("text/plain").send(signCaller(identity.tokens, caller));
    });

    app.post("/internal/names", { schema: { body: z.array(z.string().max(100)).max(10_000) } }, (request) =>
      identity.namesOf(request.body as string[]),
    );
  };
