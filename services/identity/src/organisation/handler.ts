import { actorOf } from "@entente/contracts/access";
import type { OrganisationCommand } from "@entente/contracts/commands/organisation";
import type { OrganisationEvent } from "@entente/contracts/events/catalogue";
import type { RecordedEvent } from "@entente/contracts/events/envelope";
import { StreamHandler, type Events } from "@entente/service-kit";
import { decide, evolve, noOrganisation, type OrganisationState } from "./decide.ts";

export type OrganisationHandler = StreamHandler<OrganisationState, OrganisationCommand>;

/** The only writer of members, roles and keys of `organisation-*`. */
export function organisationHandler(options: {
  readonly events: Events;
  readonly clock: () => string;
  readonly onFolded: (events: readonly RecordedEvent[]) => void;
}): OrganisationHandler {
  return new StreamHandler({
    ...options,
    category: "organisation",
    initialState: noOrganisation,
    decide: (state, command, { scope }) =>
      decide(state, command, { actor: actorOf(scope.caller), operator: scope.caller.kind === "operator" }),
    // Events come out of the store lifted to their newest shape, which is that of the catalogue.
    evolve: (state, event) => evolve(state, event as unknown as OrganisationEvent),
    // A repeated request gets a key of another id, and is the same request all the same.
    sameness: (command) => (command.type === "IssueApiKey" ? { ...command, keyId: null } : command),
  });
}
