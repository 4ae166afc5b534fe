import { expect, test } from "vitest";
import { upcast, type OrganisationEvent } from "../events/catalogue.ts";
import { samples } from "../events/corpus/samples.ts";
import { frozen } from "../events/story.ts";
import { Membership, membershipsView, OrganisationPage, organisationView } from "./organisation.ts";

// The corpus tells the life of one organisation.
const history = samples
  .filter((sample) => sample.stream.startsWith("organisation-"))
  .map((sample) => frozen(upcast(sample)) as unknown as OrganisationEvent);
const organisationId = history[0]?.stream.slice("organisation-".length) ?? "";
const until = (type: string) => history.slice(0, history.findIndex((event) => event.type === type) + 1);
const page = (events: readonly OrganisationEvent[]) =>
  events.reduce(
    (doc, event) => frozen(organisationView.evolve(doc, event, organisationId)),
    frozen(organisationView.initial(organisationId)),
  );
const person = (n: string) => `01930000-0000-7000-8000-0000000000${n}`;

test("an organisation shows its people by role, its open invitations and its keys", () => {
  expect(page(until("MemberAdded")).members).toMatchObject([{ personId: person("1a"), role: "owner" }]);
  const busy = page(until("ApiKeyIssued"));
  expect(busy).toMatchObject({
    name: "Alder Care Group",
    country: "NL",
    invitations: [],
    apiKeys: [{ keyId: "key_7Hq2", role: "integration" }],
  });
  expect(busy.members).toMatchObject([{ role: "owner" }, { personId: person("1c"), role: "admin" }]);
});

test("who was removed or erased is no member any more; that somebody was erased stays known", () => {
  expect(OrganisationPage.parse(page(history))).toMatchObject({ members: [], apiKeys: [], erased: [person("1a")] });
});

test("a membership is what somebody is now, and its key finds all of a person's", () => {
  const memberships = new Map<string, Membership>();
  for (const event of history)
    for (const key of membershipsView.keys(event))
      memberships.set(key, frozen(membershipsView.evolve(memberships.get(key) ?? membershipsView.initial(key), event, key)));
  expect([...memberships.keys()]).toEqual([`${person("1a")}/${organisationId}`, `${person("1c")}/${organisationId}`]);
  for (const membership of memberships.values()) expect(Membership.parse(membership).role).toBeNull();
});

test("what was not a member's affair touches no membership", () => {
  expect(
    history
      .filter((event) => event.type === "ApiKeyIssued" || event.type === "CommandRefused")
      .flatMap((event) => membershipsView.keys(event)),
  ).toEqual([]);
});
