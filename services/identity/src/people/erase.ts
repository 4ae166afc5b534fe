import { reject } from "@entente/contracts/rejections";
import { HttpProblem, Refused } from "@entente/service-kit";
import { execute, type Asked } from "../commandRoute.ts";
import type { IdentityDeps } from "../deps.ts";
import { leavesOthersWithoutOwner } from "../organisation/decide.ts";

/**
 * Erases a person: first the key to all they wrote, then what they were a member of, last how they sign in, so that whoever was cut
 * short can ask again.
 * @returns false when they had been erased before.
 * @throws HttpProblem `absent` for somebody who was never here.
 */
export async function erasePerson(
  deps: Pick<IdentityDeps, "credentials" | "directory" | "keys" | "handler" | "tokens">,
  asked: Asked,
  personId: string,
): Promise<boolean> {
  const known = (await deps.credentials.people([personId])).length > 0 || deps.directory.memberships(personId).length > 0;
  if (!known && !(await deps.keys.erased()).some((erasure) => erasure.personId === personId)) throw new HttpProblem("absent");
  await deps.keys.erase(personId);
  for (const { organisationId } of deps.directory.memberships(personId))
    await execute(deps, asked, organisationId, { type: "NotePersonErased", personId });
  await deps.credentials.erase(personId);
  return known;
}

/** @throws Refused `last-owner` when this person is the only owner of an organisation with other members. */
export async function refuseLastOwner(deps: IdentityDeps, personId: string): Promise<void> {
  for (const { organisationId } of deps.directory.memberships(personId)) {
    const stream = await deps.handler.load(organisationId);
    if (stream && leavesOthersWithoutOwner(stream.state, personId)) throw new Refused(reject("last-owner"));
  }
}
