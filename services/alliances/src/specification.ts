import { expect } from "vitest";
import type { z } from "zod";
import { allianceCommands, type AllianceCommand, type AllianceCommandType } from "@entente/contracts/commands/catalogue";
import { allianceEvents, type AllianceEvent, type AllianceFact } from "@entente/contracts/events/catalogue";
import { A, frozen, recorded, type DataOf, type Told, type Who } from "@entente/contracts/events/story";
import { isRejection, type Rejection, type RejectionCode } from "@entente/contracts/rejections";
import type { View } from "@entente/contracts/views/view";
import type { Context } from "./context.ts";
import { decide, evolve, initialState, type AllianceState } from "./decider.ts";

/** The one grammar of the tests of this service: given what happened, when somebody commands, then these facts, nothing, or a refusal. */

export type Story = Told | readonly Story[];
const flat = (story: readonly Story[]): Told[] => story.flatMap((part): Told[] => ("who" in part ? [part] : flat(part)));

export type Fields<Type extends AllianceCommandType> = z.input<(typeof allianceCommands)[Type]["body"]>;

/** A command as it comes out of its schema, defaults filled in. */
export function command<Type extends AllianceCommandType>(type: Type, fields: Fields<Type>): AllianceCommand {
  // The schema is that of the very command that is named.
  return { ...allianceCommands[type].body.parse(fields), type } as AllianceCommand;
}

export const contextOf = (who: Who, now: string, onBehalfOf?: string): Context => ({
  now,
  actor: who.actor,
  operator: who.caller.kind === "operator",
  onBehalfOf: onBehalfOf ?? null,
});

export const stateOf = (events: readonly AllianceEvent[]): AllianceState => frozen(events.reduce(evolve, initialState));

/** Noon on 1 March 2026 in Amsterdam, unless a test says otherwise. */
export const NOON = "2026-03-01T11:00:00.000Z";

interface Expected {
  readonly type: AllianceFact["type"];
  readonly data: Readonly<Record<string, unknown>>;
}
/** A fact that is expected; fields left out are not looked at. */
export const fact = <Type extends AllianceFact["type"]>(type: Type, data: Partial<DataOf<Type>> = {}): Expected => ({ type, data });

class Outcome {
  readonly #answer: readonly AllianceFact[] | Rejection;
  constructor(answer: readonly AllianceFact[] | Rejection) {
    this.#answer = answer;
  }

  /** Exactly these facts, in this order; each is checked against its schema. */
  then(...facts: readonly Expected[]): void {
    const answer = this.#answer;
    if (isRejection(answer)) expect.fail(`refused with ${answer.code} ${JSON.stringify(answer.parameters)}`);
    for (const { type, data } of answer) allianceEvents[type].data.parse(data);
    expect(answer).toMatchObject(facts);
  }

  /** It was so already. */
  thenNothing(): void {
    expect(this.#answer).toEqual([]);
  }

  thenRejected(code: RejectionCode, parameters?: Readonly<Record<string, string>>): void {
    expect(this.#answer).toMatchObject({ kind: "rejection", code, ...(parameters ? { parameters } : {}) });
  }
}

class Given {
  readonly events: readonly AllianceEvent[];
  readonly #now: string;
  constructor(events: readonly AllianceEvent[], now: string) {
    this.events = events;
    this.#now = now;
  }

  at(now: string): Given {
    return new Given(this.events, now);
  }

  when<Type extends AllianceCommandType>(type: Type, fields: Fields<Type>, by: Who = A): Outcome {
    const given = command(type, fields);
    return new Outcome(decide(stateOf(this.events), frozen(given), contextOf(by, this.#now, given.onBehalfOf)));
  }

  /** What a view shows under a key of its own. */
  shows<Doc>(view: View<Doc, AllianceEvent>, key: string): Doc {
    return this.events.reduce((doc, event) => (view.keys(event).includes(key) ? view.evolve(doc, event, key) : doc), view.initial(key));
  }

  get state(): AllianceState {
    return stateOf(this.events);
  }
}

export const given = (...story: Story[]): Given => new Given(recorded(flat(story)), NOON);
