import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { ImportOutcome } from "@entente/contracts/api/imports";
import { wordingOf } from "@entente/contracts/rejections";
import { Uuid } from "@entente/contracts/events/envelope";
import { HttpProblem, languageOf, newId, positionToken, problemOf } from "@entente/service-kit";
import type { AlliancesDeps } from "../deps.ts";
import type { BatchOutcome } from "../handler.ts";
import { readImport, type AllianceLines, type LineFault } from "./read.ts";

/** One request carries at most this much; a larger import is sent in parts, split between alliances. */
const IMPORT_LIMIT = 8_000_000;
/** Alliances that are applied at the same time: enough to fill the store's group commits. */
const AT_ONCE = 32;

export const importRoute =
  (deps: AlliancesDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    app.addContentTypeParser("application/x-ndjson", { parseAs: "string", bodyLimit: IMPORT_LIMIT }, (_request, body, done) =>
      done(null, body),
    );
    app.post("/api/imports", {
      bodyLimit: IMPORT_LIMIT,
      schema: {
        summary: "Import commands, one JSON object a line; all or none of an alliance are accepted",
        operationId: "ImportAlliances",
        tags: ["imports"],
        consumes: ["application/x-ndjson"],
        querystring: z.strictObject({ importId: Uuid.optional(), dryRun: z.enum(["true", "false"]).default("false") }),
        response: { 200: ImportOutcome },
      },
      async handler(request) {
        const { importId = newId(), dryRun } = request.query as { importId?: string; dryRun: string };
        if (typeof request.body !== "string") throw new HttpProblem("media-type");
        const { alliances, faults } = readImport(request.body);
        const tally = { applied: 0, unchanged: 0, refused: 0 };
        let events = 0;
        let position: string | null = null;
        const waiting = [...alliances].filter(([, lines]) => {
          if (lines.faulty) tally.refused += 1;
          return !lines.faulty && dryRun === "false";
        });
        const worker = async () => {
          for (let next = waiting.pop(); next; next = waiting.pop()) {
            const [allianceId, lines] = next;
            const { kind, count, revision } = await apply(deps, request, allianceId, lines, importId, faults);
            tally[kind !== "recorded" ? "refused" : count === 0 ? "unchanged" : "applied"] += 1;
            events += count;
            if (count > 0) position = positionToken(deps.tokens, { stream: `alliance-${allianceId}`, revision });
          }
        };
        await Promise.all(Array.from({ length: AT_ONCE }, worker));
        return { importId, alliances: tally, events, position, faults: faults.sort((a, b) => a.line - b.line) };
      },
    });
  };

/** Applies one alliance; when it is refused, a fault is added. */
async function apply(
  deps: AlliancesDeps,
  request: FastifyRequest,
  allianceId: string,
  { commands, lines }: AllianceLines,
  importId: string,
  faults: LineFault[],
): Promise<BatchOutcome> {
  const outcome = await deps.handler.executeAll(request.scope, allianceId, commands, importId);
  if (outcome.kind === "recorded") return outcome;
  const language = languageOf(request.headers["accept-language"]);
  const line = lines["index" in outcome ? outcome.index : 0] ?? 0;
  if (outcome.kind === "refused") {
    const { says, wayOut } = wordingOf(outcome.rejection, language);
    faults.push({ line, pointer: "#", message: says, code: outcome.rejection.code, alliance: allianceId, wayOut });
  } else {
    const { title, wayOut, code } = problemOf(new HttpProblem(outcome.kind), language, importId);
    faults.push({ line, pointer: "#", message: title, code, alliance: allianceId, wayOut });
  }
  return outcome;
}
