import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { OrganisationImportOutcome, OrganisationLine } from "@entente/contracts/api/imports";
import { isRejection, wordingOf } from "@entente/contracts/rejections";
import { Uuid } from "@entente/contracts/events/envelope";
import { faultsOf, JsonRefused, languageOf, newId, parseJson } from "@entente/service-kit";
import { answerTo } from "../commandRoute.ts";
import type { IdentityDeps } from "../deps.ts";

/** One request carries at most this much. */
const IMPORT_LIMIT = 8_000_000;
/** Organisations that are registered at the same time: enough to fill the store's group commits. */
const AT_ONCE = 64;

type Faults = z.infer<typeof OrganisationImportOutcome>["faults"];
type Line = z.output<typeof OrganisationLine> & { readonly line: number };

export const importRoute =
  (deps: IdentityDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    app.addContentTypeParser("application/x-ndjson", { parseAs: "string", bodyLimit: IMPORT_LIMIT }, (_request, body, done) =>
      done(null, body),
    );
    app.post("/api/imports/organisations", {
      bodyLimit: IMPORT_LIMIT,
      schema: {
        summary: "Register organisations, one JSON object a line; what is registered already is left as it is",
        operationId: "ImportOrganisations",
        tags: ["imports"],
        consumes: ["application/x-ndjson"],
        querystring: z.strictObject({ importId: Uuid.optional(), dryRun: z.enum(["true", "false"]).default("false") }),
        response: { 200: OrganisationImportOutcome },
      },
      async handler(request) {
        const { importId = newId(), dryRun } = request.query as { importId?: string; dryRun: string };
        const language = languageOf(request.headers["accept-language"]);
        const { lines, faults } = readLines(typeof request.body === "string" ? request.body : "");
        const tally = { registered: 0, unchanged: 0 };
        const waiting = dryRun === "true" ? [] : lines.reverse();
        const worker = async () => {
          for (let next = waiting.pop(); next; next = waiting.pop()) {
            const { line, organisationId, name, country } = next;
            const outcome = await deps.handler.execute(request.scope, {
              id: organisationId,
              command: { type: "RegisterOrganisation", name, country },
              correlationId: importId,
            });
            if (isRejection(outcome)) faults.push({ line, pointer: "#/organisationId", message: wordingOf(outcome, language).says });
            else if (answerTo(deps, outcome).changed) tally.registered += 1;
            else tally.unchanged += 1;
          }
        };
        await Promise.all(Array.from({ length: AT_ONCE }, worker));
        return { importId, organisations: tally, faults: faults.sort((a, b) => a.line - b.line) };
      },
    });
  };

/** Every faulty line is named by its number; a fault leaves the other lines alone. */
function readLines(text: string): { lines: Line[]; faults: Faults } {
  const lines: Line[] = [];
  const faults: Faults = [];
  for (const [index, raw] of text.split("\n").entries()) {
    if (raw.trim() === "") continue;
    const line = index + 1;
    try {
      const read = OrganisationLine.safeParse(parseJson(raw));
      if (read.success) lines.push({ ...read.data, line });
      else for (const issue of read.error.issues) for (const fault of faultsOf(issue)) faults.push({ ...fault, line });
    } catch (error) {
      if (!(error instanceof JsonRefused)) throw error;
      faults.push({ line, pointer: "#", message: error.message });
    }
  }
  return { lines, faults };
}
