import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TestCredentials } from "./testing.ts";

const day = 86_400_000;
const id = "01900000-0000-7000-8000-0000000000cc";
const createdBy = "01900000-0000-7000-8000-0000000000bb";
const personId = "01900000-0000-7000-8000-0000000000dd";

let tested: TestCredentials;

beforeEach(() => {
  tested = new TestCredentials();
});

afterEach(() => {
  tested.remove();
});

describe("recovery", () => {
  test("a link sets a new password once and ends all sessions", async () => {
    const browser = tested.browser();
    const person = await browser.signUp("ann@alder.example");
    expect(await browser.identity()).not.toBeNull();
    const link = await tested.credentials.createRecoveryLink(person, createdBy);
    expect(Date.parse(link?.expiresAt ?? "") - Date.now()).toBeLessThanOrEqual(day);
    const token = link?.token ?? "";
    expect(tested.filesHolding(token)).toEqual([]);

    expect(await tested.credentials.resetPassword(token, "another long password")).toEqual({ reset: true, personId: person });
    expect(await browser.identity()).toBeNull();
    expect((await tested.browser().signIn("ann@alder.example")).status).toBe(401);
    expect((await tested.browser().signIn("ann@alder.example", "another long password")).status).toBe(200);
    expect(await tested.credentials.resetPassword(token, "a third long password")).toEqual({ reset: false, reason: "unknown_token" });
  });

  test("of many who use a link at once, one succeeds", async () => {
    const person = await tested.browser().signUp("ann@alder.example");
    const token = (await tested.credentials.createRecoveryLink(person, createdBy))?.token ?? "";
    const resets = await Promise.all(Array.from({ length: 8 }, (_, n) => tested.credentials.resetPassword(token, `another long password ${n}`)));
    expect(resets.filter(({ reset }) => reset)).toHaveLength(1);
  });

  test("a new link voids the older, and a day voids every link", async () => {
    const person = await tested.browser().signUp("ann@alder.example");
    const older = (await tested.credentials.createRecoveryLink(person, createdBy))?.token ?? "";
    const newer = (await tested.credentials.createRecoveryLink(person, createdBy))?.token ?? "";
    expect(await tested.credentials.resetPassword(older, "another long password")).toEqual({ reset: false, reason: "unknown_token" });
    tested.pass(day);
    expect(await tested.credentials.resetPassword(newer, "another long password")).toEqual({ reset: false, reason: "unknown_token" });
  });

  test("a refused password does not use up the link", async () => {
    const person = await tested.browser().signUp("ann@alder.example");
    const token = (await tested.credentials.createRecoveryLink(person, createdBy))?.token ?? "";
    expect(await tested.credentials.resetPassword(token, "short")).toEqual({ reset: false, reason: "password_too_short" });
    expect(await tested.credentials.resetPassword(token, "x".repeat(201))).toEqual({ reset: false, reason: "password_too_long" });
    expect(await tested.credentials.resetPassword(token, "another long password")).toMatchObject({ reset: true });
  });

  test("nobody unknown gets a link", async () => {
    expect(await tested.credentials.createRecoveryLink(personId, createdBy)).toBeNull();
  });
});

describe("invitations", () => {
  const subject = { organisationId: "01900000-0000-7000-8000-0000000000aa", role: "manager", email: "bob@birch.example" };
  const inDays = (days: number): string => new Date(Date.now() + days * day).toISOString();
  const invite = (expiresAt = inDays(7)) => tested.credentials.createInvitationToken({ id, kind: "member", subject, createdBy, expiresAt });

  test("an invitation is read as often as one likes and used by one person", async () => {
    const expiresAt = inDays(7);
    const { token } = await invite(expiresAt);
    expect(tested.filesHolding(token)).toEqual([]);
    const open = { id, kind: "member", subject, createdBy, expiresAt, state: "open", usedBy: null };
    expect([await tested.credentials.readInvitation(token), await tested.credentials.readInvitation(token)]).toEqual([open, open]);
    const used = { ...open, state: "used", usedBy: personId };
    expect(await tested.credentials.useInvitation(token, personId)).toEqual(used);
    expect(await tested.credentials.readInvitation(token)).toEqual(used);
  });

  test("of sixteen people who use it at once, one gets it; that one may ask again", async () => {
    const { token } = await invite();
    const people = Array.from({ length: 16 }, (_, n) => `${personId.slice(0, -2)}${String(n).padStart(2, "0")}`);
    const uses = await Promise.all(people.map((person) => tested.credentials.useInvitation(token, person)));
    const winners = uses.filter((use) => use !== null);
    expect(winners).toHaveLength(1);
    tested.pass(30 * day);
    const winner = winners[0]?.usedBy ?? "";
    expect(await tested.credentials.useInvitation(token, winner)).toMatchObject({ usedBy: winner });
    for (const person of people.filter((each) => each !== winner)) expect(await tested.credentials.useInvitation(token, person)).toBeNull();
  });

  test("an expired invitation can be seen but not used, and renewed", async () => {
    const { token } = await invite(inDays(1));
    tested.pass(2 * day);
    expect(await tested.credentials.readInvitation(token)).toMatchObject({ state: "expired" });
    expect(await tested.credentials.useInvitation(token, personId)).toBeNull();
    const renewed = await tested.credentials.renewInvitation(id, inDays(9));
    expect(await tested.credentials.readInvitation(token)).toBeNull();
    expect(await tested.credentials.useInvitation(token, personId)).toBeNull();
    expect(await tested.credentials.useInvitation(renewed?.token ?? "", personId)).toMatchObject({ state: "used" });
    expect(await tested.credentials.renewInvitation(id, inDays(9))).toBeNull();
  });

  test("a withdrawn invitation lets nobody in", async () => {
    const { token } = await invite();
    expect(await tested.credentials.withdrawInvitation(id)).toBe(true);
    expect(await tested.credentials.withdrawInvitation(id)).toBe(false);
    expect(await tested.credentials.readInvitation(token)).toMatchObject({ state: "withdrawn" });
    expect(await tested.credentials.useInvitation(token, personId)).toBeNull();
    expect(await tested.credentials.renewInvitation(id, inDays(9))).toBeNull();
  });

  test("what was used cannot be withdrawn, an id is taken once, a made-up token is unknown", async () => {
    const { token } = await invite();
    await tested.credentials.useInvitation(token, personId);
    expect(await tested.credentials.withdrawInvitation(id)).toBe(false);
    await expect(invite()).rejects.toMatchObject({ errcode: 1555 });
    expect(await tested.credentials.readInvitation("made up")).toBeNull();
    expect(await tested.credentials.useInvitation("made up", personId)).toBeNull();
  });

  test("an expiry in another spelling of time is understood; one that is no time is refused", async () => {
    await invite("2100-01-01T00:00:00+02:00");
    await expect(tested.credentials.renewInvitation(id, "soon")).rejects.toBeInstanceOf(RangeError);
  });
});
