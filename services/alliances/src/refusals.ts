import { actorOf } from "@entente/contracts/access";
import type { AllianceCommand } from "@entente/contracts/commands/catalogue";
import { wordingOf, type Rejection, type RejectionCode } from "@entente/contracts/rejections";
import type { FastifyRequest } from "fastify";
import type { AlliancesDeps } from "./deps.ts";

/** Refusals of consequence: somebody tried to decide for another, or beyond its part. Slips of the hand are not among them. */
const ofConsequence: ReadonlySet<RejectionCode> = new Set([
  "not-your-partner",
  "partner-speaks-for-itself",
  "core-partner-only",
  "needs-joint-decision",
  "signature-by-person",
  "endorsement-by-person",
  "postpone-by-another",
  "waive-by-another",
  "not-objector",
  "not-your-record",
  "not-proposer",
]);

const AT_MOST = 64;
let underWay = 0;

/**
 * Records in the caller's own organisation who tried what and why not. It happens beside the answer: a refusal is never slower for it,
 * and a flood of them is thinned out rather than written in full.
 */
export function recordRefusal(
  deps: AlliancesDeps,
  request: FastifyRequest,
  allianceId: string,
  command: AllianceCommand,
  rejection: Rejection,
): void {
  const { organisationId } = actorOf(request.scope.caller);
  if (organisationId === null || !ofConsequence.has(rejection.code) || underWay >= AT_MOST) return;
  underWay += 1;
  const fact = {
    type: "CommandRefused",
    data: { allianceId, command: command.type, code: rejection.code, reason: wordingOf(rejection, "en").says },
  };
  deps.events
    .record(request.scope, `organisation-${organisationId}`, [fact], {
      expected: "any",
      now: deps.clock(),
      correlationId: request.correlationId,
    })
    .catch((error: unknown) => deps.log.error({ err: error }, "a refusal could not be recorded"))
    .finally(() => {
      underWay -= 1;
    });
}
