import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TestCredentials } from "./testing.ts";

const day = 86_400_000;
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
    const resets = await Promise.all(
      Array.from({ length: 8 }, (_, n) => tested.credentials.resetPassword(token, `another long password ${n}`)),
    );
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

  test("a link that was voided opens nothing", async () => {
    const person = await tested.browser().signUp("ann@alder.example");
    const token = (await tested.credentials.createRecoveryLink(person, createdBy))?.token ?? "";
    await tested.credentials.voidRecoveryLink(person);
    expect(await tested.credentials.resetPassword(token, "another long password")).toEqual({ reset: false, reason: "unknown_token" });
  });

  test("nobody unknown gets a link", async () => {
    expect(await tested.credentials.createRecoveryLink(personId, createdBy)).toBeNull();
  });
});
