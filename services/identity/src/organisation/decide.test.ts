import fc from "fast-check";
import type { OrganisationEvent } from "@entente/contracts/events/catalogue";
import type { OrganisationFact } from "@entente/contracts/events/organisation";
import { keyRoleIds, personRoleIds, type OrganisationCommand } from "@entente/contracts/commands/organisation";
import { isRejection, type RejectionCode } from "@entente/contracts/rejections";
import { describe, expect, test } from "vitest";
import { decide, evolve, leavesOthersWithoutOwner, noOrganisation, type Context, type OrganisationState } from "./decide.ts";

const [ann, bob, cat, dan] = ["ann", "bob", "cat", "dan"] as const;

const person = (id: string): Context => ({ actor: { kind: "person", id, organisationId: null }, operator: false });
const operator: Context = { actor: { kind: "apiKey", id: "operator", organisationId: null }, operator: true };

const registered: OrganisationFact = { type: "OrganisationRegistered", data: { name: "Alder", country: "NL" } };
const added = (personId: string, role: (typeof personRoleIds)[number]): OrganisationFact => ({
  type: "MemberAdded",
  data: { personId, role, invitationId: null },
});
const invited = (invitationId: string, role: (typeof personRoleIds)[number]): OrganisationFact => ({
  type: "MemberInvited",
  data: { invitationId, role },
});
/** Ann owns it, Bob administers it, Cat is a member. */
const staffed = [registered, added(ann, "owner"), added(bob, "admin"), added(cat, "member")];

// Folding reads type, data and the recorded time.
const asEvent = (fact: OrganisationFact) => ({ ...fact, meta: { recordedAt: "2026-01-01T00:00:00.000Z" } }) as unknown as OrganisationEvent;
const fold = (state: OrganisationState, facts: readonly OrganisationFact[]) => facts.map(asEvent).reduce(evolve, state);

const given = (...facts: OrganisationFact[]) => ({
  when(context: Context, command: OrganisationCommand) {
    const decided = decide(fold(noOrganisation, facts), command, context);
    return {
      then: (...expected: OrganisationFact[]) => expect(decided).toEqual(expected),
      alreadySo: () => expect(decided).toEqual([]),
      refused: (code: RejectionCode) => expect(decided).toMatchObject({ kind: "rejection", code }),
    };
  },
});

describe("registering", () => {
  const register: OrganisationCommand = { type: "RegisterOrganisation", name: "Alder", country: "NL" };
  test("makes a person the owner", () => given().when(person(ann), register).then(registered, added(ann, "owner")));
  test("by the operator makes nobody a member", () => given().when(operator, register).then(registered));
  test("again is already so, for a member and for the operator, also after a renaming", () => {
    const renamed: OrganisationFact = { type: "OrganisationRenamed", data: { from: "Alder", name: "Ash" } };
    given(...staffed, renamed)
      .when(person(ann), register)
      .alreadySo();
    given(...staffed, renamed)
      .when(operator, register)
      .alreadySo();
  });
  test("what others registered, or under another name, is refused", () => {
    given(...staffed)
      .when(person(dan), register)
      .refused("id-taken");
    given(...staffed)
      .when(person(ann), { ...register, name: "Ash" })
      .refused("id-taken");
    given(...staffed)
      .when(operator, { ...register, country: null })
      .refused("id-taken");
  });
  test("comes before everything else", () =>
    given().when(operator, { type: "InviteMember", invitationId: "i", role: "owner" }).refused("unknown-organisation"));
});

describe("renaming", () => {
  test("says from what", () =>
    given(...staffed)
      .when(person(ann), { type: "RenameOrganisation", name: "Ash" })
      .then({ type: "OrganisationRenamed", data: { from: "Alder", name: "Ash" } }));
  test("to the same is already so", () =>
    given(...staffed)
      .when(person(ann), { type: "RenameOrganisation", name: "Alder" })
      .alreadySo());
});

describe("inviting", () => {
  const invite = (role: (typeof personRoleIds)[number]): OrganisationCommand => ({ type: "InviteMember", invitationId: "i", role });
  test("is for any role but owner", () =>
    given(...staffed)
      .when(person(bob), invite("manager"))
      .then(invited("i", "manager")));
  test("owners is for owners and the operator", () => {
    given(...staffed)
      .when(person(ann), invite("owner"))
      .then(invited("i", "owner"));
    given(registered).when(operator, invite("owner")).then(invited("i", "owner"));
    given(...staffed)
      .when(person(bob), invite("owner"))
      .refused("owner-only");
  });
  test("an owner is refused to an administrator also where that invitation exists", () =>
    given(...staffed, invited("i", "owner"))
      .when(person(bob), invite("owner"))
      .refused("owner-only"));
  test("with the same id is already so, for another role refused, once withdrawn closed", () => {
    given(...staffed, invited("i", "manager"))
      .when(person(bob), invite("manager"))
      .alreadySo();
    given(...staffed, invited("i", "manager"))
      .when(person(bob), invite("admin"))
      .refused("id-taken");
    given(...staffed, invited("i", "manager"), { type: "MemberInvitationWithdrawn", data: { invitationId: "i" } })
      .when(person(bob), invite("manager"))
      .refused("invitation-closed");
  });
});

describe("accepting and withdrawing", () => {
  const accept: OrganisationCommand = { type: "AcceptMemberInvitation", invitationId: "i" };
  const withdraw: OrganisationCommand = { type: "WithdrawMemberInvitation", invitationId: "i" };
  const accepted: OrganisationFact = { type: "MemberAdded", data: { personId: dan, role: "manager", invitationId: "i" } };
  const open = [...staffed, invited("i", "manager")];
  test("adds whoever accepts, once", () => {
    given(...open)
      .when(person(dan), accept)
      .then(accepted);
    given(...open, accepted)
      .when(person(dan), accept)
      .alreadySo();
    given(...open, accepted)
      .when(person("eve"), accept)
      .refused("invitation-closed");
  });
  test("does not let back in whoever was removed", () =>
    given(...open, accepted, { type: "MemberRemoved", data: { personId: dan } })
      .when(person(dan), accept)
      .refused("invitation-closed"));
  test("is not for members, nor for who was erased here", () => {
    given(...open)
      .when(person(cat), accept)
      .refused("already-member");
    given(...open, { type: "PersonErased", data: { personId: cat } })
      .when(person(cat), accept)
      .refused("person-erased");
  });
  test("withdraws what is open", () => {
    const withdrawn: OrganisationFact = { type: "MemberInvitationWithdrawn", data: { invitationId: "i" } };
    given(...open)
      .when(person(bob), withdraw)
      .then(withdrawn);
    given(...open, withdrawn)
      .when(person(bob), withdraw)
      .alreadySo();
    given(...open, withdrawn)
      .when(person(dan), accept)
      .refused("invitation-closed");
    given(...open, accepted)
      .when(person(bob), withdraw)
      .refused("invitation-closed");
    given(...staffed)
      .when(person(bob), withdraw)
      .refused("unknown-invitation");
    given(...staffed)
      .when(person(dan), accept)
      .refused("unknown-invitation");
  });
});

describe("roles", () => {
  const give = (personId: string, role: (typeof personRoleIds)[number]): OrganisationCommand => ({ type: "ChangeRole", personId, role });
  test("change, saying from what", () =>
    given(...staffed)
      .when(person(bob), give(cat, "manager"))
      .then({ type: "RoleGranted", data: { personId: cat, from: "member", role: "manager" } }));
  test("the same again is already so", () =>
    given(...staffed)
      .when(person(bob), give(cat, "member"))
      .alreadySo());
  test("of owners are for owners and the operator", () => {
    given(...staffed)
      .when(person(bob), give(bob, "owner"))
      .refused("owner-only");
    given(...staffed, added(dan, "owner"))
      .when(person(bob), give(dan, "member"))
      .refused("owner-only");
    given(...staffed)
      .when(person(ann), give(bob, "owner"))
      .then({ type: "RoleGranted", data: { personId: bob, from: "admin", role: "owner" } });
    given(...staffed)
      .when(operator, give(bob, "owner"))
      .then({ type: "RoleGranted", data: { personId: bob, from: "admin", role: "owner" } });
  });
  test("leave one owner", () => {
    given(...staffed)
      .when(person(ann), give(ann, "admin"))
      .refused("last-owner");
    given(...staffed)
      .when(operator, give(ann, "admin"))
      .refused("last-owner");
    given(...staffed, added(dan, "owner"))
      .when(person(ann), give(ann, "admin"))
      .then({ type: "RoleGranted", data: { personId: ann, from: "owner", role: "admin" } });
  });
  test("are for members", () =>
    given(...staffed)
      .when(person(ann), give(dan, "admin"))
      .refused("unknown-member"));
});

describe("removing", () => {
  const remove = (personId: string): OrganisationCommand => ({ type: "RemoveMember", personId });
  test("a member", () =>
    given(...staffed)
      .when(person(bob), remove(cat))
      .then({ type: "MemberRemoved", data: { personId: cat } }));
  test("again is already so, of a stranger refused", () => {
    given(...staffed, { type: "MemberRemoved", data: { personId: cat } })
      .when(person(bob), remove(cat))
      .alreadySo();
    given(...staffed)
      .when(person(bob), remove(dan))
      .refused("unknown-member");
  });
  test("an owner is for owners, and leaves one", () => {
    given(...staffed, added(dan, "owner"))
      .when(person(bob), remove(dan))
      .refused("owner-only");
    given(...staffed)
      .when(person(ann), remove(ann))
      .refused("last-owner");
    given(...staffed, added(dan, "owner"))
      .when(person(ann), remove(dan))
      .then({ type: "MemberRemoved", data: { personId: dan } });
  });
});

describe("keys, links and erasing", () => {
  const issued: OrganisationFact = { type: "ApiKeyIssued", data: { keyId: "k", name: "export", role: "integration" } };
  const revoke: OrganisationCommand = { type: "RevokeApiKey", keyId: "k" };
  test("a key is issued and revoked", () => {
    given(...staffed)
      .when(person(bob), { type: "IssueApiKey", keyId: "k", name: "export", role: "integration" })
      .then(issued);
    given(...staffed, issued)
      .when(person(bob), { type: "IssueApiKey", keyId: "k", name: "other", role: "integration" })
      .refused("id-taken");
    given(...staffed, issued)
      .when(person(bob), revoke)
      .then({ type: "ApiKeyRevoked", data: { keyId: "k" } });
    given(...staffed, issued, { type: "ApiKeyRevoked", data: { keyId: "k" } })
      .when(person(bob), revoke)
      .alreadySo();
    given(...staffed)
      .when(person(bob), revoke)
      .refused("unknown-key");
  });
  test("each recovery link is noted, for members", () => {
    given(...staffed)
      .when(person(ann), { type: "NoteRecoveryLink", personId: bob })
      .then({ type: "RecoveryLinkIssued", data: { personId: bob } });
    given(...staffed)
      .when(person(ann), { type: "NoteRecoveryLink", personId: dan })
      .refused("unknown-member");
  });
  test("erasing is never refused, not even of the last owner", () => {
    const erased: OrganisationFact = { type: "PersonErased", data: { personId: ann } };
    given(...staffed)
      .when(person(ann), { type: "NotePersonErased", personId: ann })
      .then(erased);
    given(...staffed, erased)
      .when(person(ann), { type: "NotePersonErased", personId: ann })
      .alreadySo();
  });
  test("tells beforehand whether others would be left without an owner", () => {
    expect(leavesOthersWithoutOwner(fold(noOrganisation, staffed), ann)).toBe(true);
    expect(leavesOthersWithoutOwner(fold(noOrganisation, staffed), bob)).toBe(false);
    expect(leavesOthersWithoutOwner(fold(noOrganisation, [...staffed, added(dan, "owner")]), ann)).toBe(false);
    expect(leavesOthersWithoutOwner(fold(noOrganisation, [registered, added(ann, "owner")]), ann)).toBe(false);
  });
});

describe("whatever is asked, in whatever order", () => {
  const anyPerson = fc.constantFrom(ann, bob, cat, dan);
  const invitationId = fc.constantFrom("i1", "i2");
  const keyId = fc.constantFrom("k1", "k2");
  const role = fc.constantFrom(...personRoleIds);
  const name = fc.constantFrom("Alder", "Ash");
  const command: fc.Arbitrary<OrganisationCommand> = fc.oneof(
    fc.record({ type: fc.constant("RegisterOrganisation"), name, country: fc.constant(null) }),
    fc.record({ type: fc.constant("RenameOrganisation"), name }),
    fc.record({ type: fc.constant("InviteMember"), invitationId, role }),
    fc.record({ type: fc.constant("WithdrawMemberInvitation"), invitationId }),
    fc.record({ type: fc.constant("AcceptMemberInvitation"), invitationId }),
    fc.record({ type: fc.constant("ChangeRole"), personId: anyPerson, role }),
    fc.record({ type: fc.constant("RemoveMember"), personId: anyPerson }),
    fc.record({ type: fc.constant("IssueApiKey"), keyId, name, role: fc.constantFrom(...keyRoleIds) }),
    fc.record({ type: fc.constant("RevokeApiKey"), keyId }),
    fc.record({ type: fc.constant("NoteRecoveryLink"), personId: anyPerson }),
    fc.record({ type: fc.constant("NotePersonErased"), personId: anyPerson }),
  );
  const asked = fc.array(fc.tuple(command, fc.oneof(anyPerson.map(person), fc.constant(operator))), { maxLength: 40 });

  test("the same command a second time records nothing, and an owner stays", () => {
    fc.assert(
      fc.property(asked, (steps) => {
        let state = noOrganisation;
        for (const [command, context] of steps) {
          const before = state;
          const decided = decide(state, command, context);
          if (isRejection(decided)) continue;
          state = fold(state, decided);
          // Each link handed out is a fact of its own; its Idempotency-Key is what keeps it single.
          if (command.type !== "NoteRecoveryLink") expect(decide(state, command, context)).toEqual([]);
          if (hasOwner(before) && command.type !== "NotePersonErased") expect(hasOwner(state)).toBe(true);
          if (!hasOwner(before) && hasOwner(state))
            expect(context.operator || command.type === "RegisterOrganisation" || command.type === "AcceptMemberInvitation").toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  const hasOwner = (state: OrganisationState) => Object.values(state.members).includes("owner");
});
