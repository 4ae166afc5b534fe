import type { FastifyInstance } from "fastify";
import type { AllianceCommand } from "@entente/contracts/commands/catalogue";
import { isRejection } from "@entente/contracts/rejections";
import { DueNote } from "@entente/contracts/views/schedule";
import { clockScope, HttpProblem } from "@entente/service-kit";
import type { AlliancesDeps } from "./deps.ts";

/**
 * Gives a command of the clock. What is no longer so gives nothing.
 * @throws Error when the alliance is not known here (yet) or others write at the same moment; it is due the next time too.
 */
export async function noteDue(deps: Pick<AlliancesDeps, "handler" | "dossiers" | "log">, { id, key, note }: DueNote): Promise<void> {
  // No idempotency key: keys belong to callers, and a note that was given already says nothing new.
  const asked = { correlationId: key };
  const [allianceId = ""] = id.split(".");
  const alliance = await deps.handler.load(allianceId);
  if (!alliance) throw new Error(`there is no alliance ${allianceId} to note ${note.type} in`);
  const outcome =
    note.type === "NoteMandateExpired"
      ? await deps.dossiers.execute(clockScope(), {
          id,
          command: { command: note, alliance: { timeZone: alliance.state.partners.initiated?.timeZone ?? "UTC", knowsLine: () => false } },
          ...asked,
        })
      : // The schema of a note leaves out the brands of ids; the decider judges it like any other command.
        await deps.handler.execute(clockScope(), { allianceId, command: note as AllianceCommand, ...asked });
  if (isRejection(outcome)) deps.log.warn({ id, note: note.type, refusal: outcome.code }, "a note of the clock was refused");
  else if (outcome.kind === "conflict") throw new Error(`${id} is being written to; ${note.type} is tried again`);
}

/** What alliances in a process of its own lets the clock do. The gateway lets none of this through. */
export const internalRoutes =
  (deps: AlliancesDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    app.post("/internal/notes", { schema: { body: DueNote } }, async (request, reply) => {
      if ((await deps.authenticate(request)).kind !== "system") throw new HttpProblem("absent");
      await noteDue(deps, request.body as DueNote);
      return reply.status(204).send();
    });
  };
