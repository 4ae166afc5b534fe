import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { actorOf } from "@entente/contracts/access";
import { CommandOutcome, IdempotencyKey } from "@entente/contracts/api/commands";
import { dossierCommands, type DossierCommand } from "@entente/contracts/commands/dossier";
import type { DossierEvent } from "@entente/contracts/events/catalogue";
import { Uuid } from "@entente/contracts/events/envelope";
import { isRejection } from "@entente/contracts/rejections";
import { HttpProblem, idempotencyKeyOf, positionToken, Refused, StreamHandler, type Events } from "@entente/service-kit";
import { ALLIANCE } from "../commandRoute.ts";
import type { AlliancesDeps } from "../deps.ts";
import { decide, emptyDossier, evolve, type DossierContext, type DossierState } from "./decide.ts";

const DOSSIER = `${ALLIANCE}/dossier`;
const paths = [
  [`${DOSSIER}/costs`, dossierCommands.RecordOwnCost],
  [`${DOSSIER}/valuations`, dossierCommands.RecordOwnValuation],
  [`${DOSSIER}/benefits`, dossierCommands.RecordOwnBenefit],
  [`${DOSSIER}/entries/:entryId/withdraw`, dossierCommands.WithdrawDossierEntry],
  [`${DOSSIER}/mandates`, dossierCommands.GrantMandate],
  [`${DOSSIER}/mandates/:mandateId/withdraw`, dossierCommands.WithdrawMandate],
] as const;

/** A command together with what of the alliance it is decided on. */
interface Asked {
  readonly command: DossierCommand;
  readonly alliance: Pick<DossierContext, "timeZone" | "knowsLine">;
}
export type DossierHandler = StreamHandler<DossierState, Asked>;

/** The id of an organisation's dossier in an alliance. */
export const dossierId = (allianceId: string, organisationId: string) => `${allianceId}.${organisationId}`;

/** The only writer of `dossier-*`. */
export function openDossiers(events: Events, clock: () => string): DossierHandler {
  return new StreamHandler<DossierState, Asked>({
    events,
    clock,
    category: "dossier",
    initialState: emptyDossier,
    decide: (state, { command, alliance }, { scope, now }) => decide(state, command, { ...alliance, now, actor: actorOf(scope.caller) }),
    // Events come out of the store lifted to their newest shape, which is that of the catalogue.
    evolve: (state, event) => evolve(state, event as unknown as DossierEvent),
    sameness: ({ command }) => command,
  });
}

/** The routes of the caller's own dossier: the organisation is never in the path, so nobody can name another's. */
export function dossierRoutes(app: FastifyInstance, deps: AlliancesDeps): void {
  for (const [path, definition] of paths) {
    const inPath = [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? "");
    const shape: Readonly<Record<string, z.ZodType>> = definition.body.shape;
    app.post(path, {
      schema: {
        summary: definition.summary,
        operationId: definition.type,
        tags: ["dossier"],
        params: z.object(Object.fromEntries(inPath.map((name) => [name, shape[name] ?? Uuid]))),
        body: z.strictObject(Object.fromEntries(Object.entries(shape).filter(([name]) => !inPath.includes(name)))),
        headers: z.looseObject({ "idempotency-key": IdempotencyKey.optional() }),
        response: { 200: CommandOutcome, 201: CommandOutcome },
      },
      async handler(request, reply) {
        const { allianceId, ...ids } = request.params as { allianceId: string };
        const { caller } = request.scope;
        const organisationId = "organisationId" in caller ? caller.organisationId : null;
        const alliance = await deps.handler.load(allianceId);
        if (organisationId === null || !alliance) throw new HttpProblem("absent");
        const outcome = await deps.dossiers.execute(request.scope, {
          id: dossierId(allianceId, organisationId),
          command: {
            // The route's schema is the command's own, split over path and body.
            command: { ...(request.body as object), ...ids, type: definition.type } as DossierCommand,
            alliance: {
              timeZone: alliance.state.partners.initiated?.timeZone ?? "UTC",
              knowsLine: (lineId) => alliance.state.exchange.lines[lineId] !== undefined,
            },
          },
          idempotencyKey: idempotencyKeyOf(request),
          correlationId: request.correlationId,
        });
        if (isRejection(outcome)) throw new Refused(outcome);
        if (outcome.kind === "stale" || outcome.kind === "conflict") throw new HttpProblem(outcome.kind);
        const changed = outcome.kind === "recorded" || outcome.replayed;
        return reply
          .status(changed ? 201 : 200)
          .send({ revision: outcome.revision, position: positionToken(deps.tokens, outcome), changed });
      },
    });
  }
}
