import { agreementEvents, type AgreementFact } from "./agreements.ts";
import { ambitionEvents, type AmbitionFact } from "./ambition.ts";
import { commitmentEvents, type CommitmentFact } from "./commitments.ts";
import { correctionEvents, type CorrectionFact } from "./corrections.ts";
import { decisionEvents, type DecisionFact } from "./decisions.ts";
import { lifted, type EventDefinition } from "./define.ts";
import { dossierEvents, type DossierFact } from "./dossier.ts";
import type { RecordedEvent } from "./envelope.ts";
import { evaluationEvents, type EvaluationFact } from "./evaluation.ts";
import { exchangeEvents, type ExchangeFact } from "./exchange.ts";
import { organisationEvents, type OrganisationFact } from "./organisation.ts";
import { partnerEvents, type PartnerFact } from "./partners.ts";
import { phaseEvents, type PhaseFact } from "./phases.ts";
import { sessionEvents, type SessionFact } from "./sessions.ts";

/** Every event of `alliance-{id}`. */
export const allianceEvents = {
  ...partnerEvents,
  ...phaseEvents,
  ...ambitionEvents,
  ...exchangeEvents,
  ...decisionEvents,
  ...agreementEvents,
  ...commitmentEvents,
  ...sessionEvents,
  ...evaluationEvents,
  ...correctionEvents,
};
export type AllianceFact =
  | PartnerFact
  | PhaseFact
  | AmbitionFact
  | ExchangeFact
  | DecisionFact
  | AgreementFact
  | CommitmentFact
  | SessionFact
  | EvaluationFact
  | CorrectionFact;

/** Which events a stream of a category may hold. */
export const catalogue: Readonly<Record<string, Readonly<Record<string, EventDefinition>>>> = {
  alliance: allianceEvents,
  dossier: dossierEvents,
  organisation: organisationEvents,
};

type Stored<Fact> = Fact extends { readonly type: infer Type extends string; readonly data: infer Data }
  ? RecordedEvent<Type, Data>
  : never;
export type AllianceEvent = Stored<AllianceFact>;
export type DossierEvent = Stored<DossierFact>;
export type OrganisationEvent = Stored<OrganisationFact>;

const definitions: ReadonlyMap<string, EventDefinition> = new Map(Object.values(catalogue).flatMap((events) => Object.entries(events)));

/** The definition of an event type, or undefined for a type this version does not know. */
export const definitionOf = (type: string): EventDefinition | undefined => definitions.get(type);

/** An event whose type or version this program does not know: newer data, or damage. */
export class UnknownEvent extends Error {
  override readonly name = "UnknownEvent";
}

/**
 * Lifts a stored event to the newest version of its shape. What is already newest is returned as it is.
 * @throws {UnknownEvent} for a type not in the catalogue or a version newer than this program; folds must not guess.
 */
export function upcast(event: RecordedEvent): RecordedEvent {
  const definition = definitions.get(event.type);
  if (!definition) throw new UnknownEvent(`${event.stream} revision ${event.revision}: event type ${event.type} is not in the catalogue`);
  if (event.meta.schema === definition.schema) return event;
  if (event.meta.schema > definition.schema) {
    throw new UnknownEvent(
      `${event.stream} revision ${event.revision}: ${event.type} version ${event.meta.schema} is newer than this program (${definition.schema})`,
    );
  }
  return { ...event, data: lifted(definition, event.data, event.meta.schema), meta: { ...event.meta, schema: definition.schema } };
}

/** Checks that data has the newest shape of its type; used where events are made, so that nothing malformed is ever stored. */
export function assertWellFormed(type: string, data: unknown): void {
  const definition = definitions.get(type);
  if (!definition) throw new UnknownEvent(`event type ${type} is not in the catalogue`);
  definition.data.parse(data);
}
