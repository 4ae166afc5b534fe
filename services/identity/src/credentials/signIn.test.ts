import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hashPassword } from "./passwords.ts";
import { codeOf, origin, TestCredentials } from "./testing.ts";

const uuid7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let tested: TestCredentials;

beforeEach(() => {
  tested = new TestCredentials();
});

afterEach(() => {
  tested.remove();
});

describe("signing up and in", () => {
  test("signs up, is known by the cookie, signs out and in again", async () => {
    const browser = tested.browser();
    const response = await browser.request("POST", "/sign-up/email", {
      email: "Ann@Alder.example",
      password: "a long enough password",
      name: " Ann Alder ",
    });
    expect(response.status).toBe(200);
    const body: unknown = await response.json();
    expect(body).toEqual({ person: { personId: expect.stringMatching(uuid7), name: "Ann Alder", email: "ann@alder.example" } });
    const identity = await browser.identity();
    expect(identity).toEqual({ kind: "person", personId: expect.stringMatching(uuid7), sessionId: expect.stringMatching(uuid7) });

    expect((await browser.request("POST", "/sign-out")).status).toBe(204);
    expect(browser.cookies.size).toBe(0);
    expect(await browser.identity()).toBeNull();

    expect((await browser.signIn("ANN@alder.example")).status).toBe(200);
    expect(await browser.identity()).toMatchObject({ kind: "person" });
    expect(tested.faults).toEqual([]);
  });

  test("the cookie is httpOnly, SameSite=Lax and for the whole site; no answer carries the session's token", async () => {
    const browser = tested.browser();
    const response = await browser.request("POST", "/sign-up/email", {
      email: "ann@alder.example",
      password: "a long enough password",
      name: "Ann",
    });
    expect(browser.setCookie).toHaveLength(1);
    expect(browser.setCookie[0]).toMatch(/^entente_session=/);
    for (const attribute of [/; Path=\//, /; HttpOnly/, /; SameSite=Lax/]) expect(browser.setCookie[0]).toMatch(attribute);
    expect(browser.setCookie[0]).not.toMatch(/Secure/);
    const token = browser.cookies.get("entente_session")?.split(".")[0] ?? "";
    expect(token).toHaveLength(32);
    expect(await response.text()).not.toContain(token);
    for (const path of ["/get-session", "/list-sessions"]) expect(await (await browser.request("GET", path)).text()).not.toContain(token);
  });

  test("over https the cookie is __Host- and Secure", async () => {
    tested.remove();
    tested = new TestCredentials({ baseUrl: "https://entente.example" });
    const browser = tested.browser("https://entente.example");
    await browser.signUp("ann@alder.example");
    expect(browser.setCookie[0]).toMatch(/^__Host-entente_session=/);
    expect(browser.setCookie[0]).toMatch(/; Secure/);
    expect(browser.setCookie[0]).not.toMatch(/Domain/i);
    expect(await browser.identity()).toMatchObject({ kind: "person" });
    expect((await browser.request("POST", "/sign-out")).status).toBe(204);
  });

  test("a session that need not be remembered ends with the browser", async () => {
    const browser = tested.browser();
    await browser.signUp("ann@alder.example");
    await browser.request("POST", "/sign-in/email", { email: "ann@alder.example", password: "a long enough password", rememberMe: false });
    expect(browser.setCookie.find((cookie) => cookie.startsWith("entente_session="))).not.toMatch(/Max-Age/);
    expect(await browser.identity()).toMatchObject({ kind: "person" });
  });

  test("tells who is signed in", async () => {
    const browser = tested.browser();
    expect(await (await browser.request("GET", "/get-session")).json()).toBeNull();
    const personId = await browser.signUp("ann@alder.example");
    const body: unknown = await (await browser.request("GET", "/get-session")).json();
    expect(body).toMatchObject({
      person: { personId, name: "Ann Alder", email: "ann@alder.example" },
      session: { sessionId: expect.stringMatching(uuid7) },
    });
  });

  test("a wrong password and an unknown address get the same answer, and similar work", async () => {
    await tested.browser().signUp("ann@alder.example");
    const answers: string[] = [];
    const took: number[] = [];
    for (const email of ["ann@alder.example", "nobody@alder.example"]) {
      const start = performance.now();
      const response = await tested.browser().signIn(email, "not the password");
      took.push(performance.now() - start);
      answers.push(`${response.status} ${await response.text()}`);
    }
    expect(answers[0]).toMatch(/^401 .*invalid-credentials/);
    expect(answers[1]).toBe(answers[0]);
    const hashing: number[] = [];
    for (let n = 0; n < 5; n++) {
      const start = performance.now();
      await hashPassword("not the password");
      hashing.push(performance.now() - start);
    }
    // A busy machine only makes these longer; an answer without hashing would take a tenth.
    for (const each of took) expect(each).toBeGreaterThan(Math.min(...hashing) / 2);
  });

  test("an address has one account, also when sixteen sign up at once", async () => {
    const responses = await Promise.all(
      Array.from({ length: 16 }, () =>
        tested.browser().request("POST", "/sign-up/email", { email: "ann@alder.example", password: "a long enough password", name: "Ann" }),
      ),
    );
    expect(responses.map((response) => response.status).toSorted()).toEqual([200, ...Array.from({ length: 15 }, () => 422)]);
    for (const response of responses.filter(({ status }) => status === 422)) expect(await codeOf(response)).toBe("email-taken");
  });

  test("a sign-up that a crash left half done does not keep its address for ever", async () => {
    await tested.browser().signUp("ann@alder.example");
    tested.database.exec("DELETE FROM session; DELETE FROM account");
    tested.pass(61_000);
    await tested.browser().signUp("ann@alder.example");
  });

  test("names every fault of a body, and takes no unknown field", async () => {
    const response = await tested
      .browser()
      .request("POST", "/sign-up/email", { email: "ann", password: "short", name: "a\nb", image: "x", callbackURL: "/" });
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    const body: unknown = await response.json();
    expect(body).toMatchObject({
      code: "invalid",
      faults: expect.arrayContaining([{ pointer: "#/image", message: "there is no such field" }]),
    });
    expect(JSON.stringify(body)).toMatch(/"#\/email".*"#\/name".*"#\/password".*"#\/callbackURL"/s);
  });

  test.each([
    ["nine long", "ninechars", 400],
    ["ten long", "ten chars!", 200],
    ["two hundred long", "x".repeat(200), 200],
    ["two hundred and one long", "x".repeat(201), 400],
  ])("a password that is %s", async (_, password, status) => {
    const response = await tested.browser().request("POST", "/sign-up/email", { email: "ann@alder.example", password, name: "Ann" });
    expect(response.status).toBe(status);
    if (status === 200) expect((await tested.browser().signIn("ann@alder.example", password)).status).toBe(200);
  });

  test("the same password in another Unicode spelling is the same password", async () => {
    await tested.browser().signUp("ann@alder.example", "caf\u00e9 with a view");
    expect((await tested.browser().signIn("ann@alder.example", "cafe\u0301 with a view")).status).toBe(200);
  });
});

describe("sessions", () => {
  test("signing out ends the session at once, for whoever else holds the cookie too", async () => {
    const browser = tested.browser();
    await browser.signUp("ann@alder.example");
    const thief = tested.browser();
    for (const [name, value] of browser.cookies) thief.cookies.set(name, value);
    expect(await thief.identity()).not.toBeNull();
    await browser.request("POST", "/sign-out");
    expect(await thief.identity()).toBeNull();
  });

  test("a look-up under way while the session ends does not keep it alive", async () => {
    const browser = tested.browser();
    await browser.signUp("ann@alder.example");
    const held = browser.cookieHeader;
    const during = Array.from({ length: 20 }, () => tested.credentials.identify(new Headers({ cookie: held })));
    const signedOut = browser.request("POST", "/sign-out");
    for (let turn = 0; turn < 40; turn++) {
      await Promise.resolve();
      during.push(tested.credentials.identify(new Headers({ cookie: held })));
    }
    await Promise.all([signedOut, ...during]);
    expect(await tested.credentials.identify(new Headers({ cookie: held }))).toBeNull();
  });

  test("a session that cannot be ended is said so", async () => {
    const browser = tested.browser();
    await browser.signUp("ann@alder.example");
    tested.database.exec("PRAGMA query_only = ON");
    const response = await browser.request("POST", "/sign-out");
    expect(response.status).toBe(503);
    expect(await codeOf(response)).toBe("store_unavailable");
  });

  test("who only reads is let in while nothing can be written", async () => {
    const browser = tested.browser();
    await browser.signUp("ann@alder.example");
    const { key } = await tested.credentials.issueApiKey({ name: "export", organisationId: "o", role: "integration", createdBy: "p" });
    tested.database.exec("PRAGMA query_only = ON");
    tested.pass(61_000);
    expect(await browser.identity()).toMatchObject({ kind: "person" });
    expect(await tested.byKey(key)).toMatchObject({ kind: "apiKey" });
    const response = await tested
      .browser()
      .request("POST", "/sign-up/email", { email: "bob@birch.example", password: "a long enough password", name: "Bob" });
    expect(response.status).toBe(503);
  });

  test("lists one's own sessions and revokes one of them", async () => {
    const [here, there, other] = [tested.browser(), tested.browser(), tested.browser()];
    await here.signUp("ann@alder.example");
    await there.signIn("ann@alder.example");
    await other.signUp("bob@birch.example");
    const sessions = (await (await here.request("GET", "/list-sessions")).json()) as { sessionId: string; current: boolean }[];
    expect(sessions.map(({ current }) => current).toSorted()).toEqual([false, true]);
    const elsewhere = sessions.find(({ current }) => !current)?.sessionId;
    expect((await other.request("POST", "/revoke-session", { sessionId: elsewhere })).status).toBe(404);
    expect(await there.identity()).not.toBeNull();
    expect((await here.request("POST", "/revoke-session", { sessionId: elsewhere })).status).toBe(204);
    expect(await there.identity()).toBeNull();
    expect(await here.identity()).not.toBeNull();
  });

  test("ends all other sessions on request", async () => {
    const [here, there] = [tested.browser(), tested.browser()];
    await here.signUp("ann@alder.example");
    await there.signIn("ann@alder.example");
    expect(await there.identity()).not.toBeNull();
    expect((await here.request("POST", "/revoke-other-sessions")).status).toBe(204);
    expect([await there.identity(), (await here.identity())?.kind]).toEqual([null, "person"]);
  });

  test("changing the password asks for the old one and ends the other sessions", async () => {
    const [here, there] = [tested.browser(), tested.browser()];
    await here.signUp("ann@alder.example");
    await there.signIn("ann@alder.example");
    expect(await there.identity()).not.toBeNull();
    const wrong = await here.request("POST", "/change-password", { currentPassword: "not this one", newPassword: "another long password" });
    expect([wrong.status, await codeOf(wrong)]).toEqual([422, "wrong-password"]);
    const right = await here.request("POST", "/change-password", {
      currentPassword: "a long enough password",
      newPassword: "another long password",
    });
    expect(right.status).toBe(204);
    expect([await there.identity(), (await here.identity())?.kind]).toEqual([null, "person"]);
    expect((await tested.browser().signIn("ann@alder.example")).status).toBe(401);
    expect((await tested.browser().signIn("ann@alder.example", "another long password")).status).toBe(200);
  });

  test("sessions survive a restart and expire", async () => {
    const browser = tested.browser();
    await browser.signUp("ann@alder.example");
    const before = await browser.identity();
    tested.stop();
    tested.start();
    expect(await browser.identity()).toEqual(before);
    tested.pass(30 * 86_400_000);
    expect(await browser.identity()).toBeNull();
  });

  test("a cookie that was not signed here is nobody", async () => {
    const browser = tested.browser();
    await browser.signUp("ann@alder.example");
    const value = decodeURIComponent(browser.cookies.get("entente_session") ?? "");
    const [token = "", signature = ""] = value.split(".");
    for (const forged of [token, `${token}.`, `${token}.AAAA`, `${token.toLowerCase()}.${signature}`, `.${signature}`, "%E0%A4%A", ""]) {
      expect(
        await tested.credentials.identify(new Headers({ cookie: `entente_session=${encodeURIComponent(forged)}` })),
        forged,
      ).toBeNull();
      expect(await tested.credentials.identify(new Headers({ cookie: `entente_session=${forged}` })), forged).toBeNull();
    }
    expect(
      await tested.credentials.identify(
        new Headers({ cookie: `x_entente_session=1; a=b; entente_session=${encodeURIComponent(value)}; c=d` }),
      ),
    ).not.toBeNull();
    expect(await tested.credentials.identify(new Headers({ cookie: `x_entente_session=${encodeURIComponent(value)}` }))).toBeNull();
  });
});

describe("keeping others out", () => {
  test("guessing gets slower, per account and address, and waiting is enough", async () => {
    await tested.browser().signUp("ann@alder.example");
    const guess = (address: string, password = "not the password") =>
      tested.browser().request("POST", "/sign-in/email", { email: "ann@alder.example", password }, {}, address);
    for (let n = 0; n < 5; n++) expect((await guess("192.0.2.9")).status).toBe(401);
    const refused = await guess("192.0.2.9", "a long enough password");
    expect([refused.status, refused.headers.get("retry-after"), await codeOf(refused)]).toEqual([429, "1", "too-many-attempts"]);
    expect((await guess("192.0.2.10", "a long enough password")).status).toBe(200);
    tested.pass(1001);
    expect((await guess("192.0.2.9")).status).toBe(401);
    expect((await guess("192.0.2.9")).headers.get("retry-after")).toBe("2");
    tested.pass(2001);
    expect((await guess("192.0.2.9", "a long enough password")).status).toBe(200);
    expect((await guess("192.0.2.9")).status).toBe(401);
  });

  test("an unknown address is slowed down just the same, and many guesses at once are not free", async () => {
    const responses = await Promise.all(
      Array.from({ length: 12 }, () => tested.browser().signIn("nobody@alder.example", "not the password")),
    );
    expect(responses.map(({ status }) => status).toSorted()).toEqual([401, 401, 401, 401, 401, ...Array.from({ length: 7 }, () => 429)]);
  });

  test.each(["/sign-in/email", "/sign-up/email"])("a page of another site cannot post to %s", async (path) => {
    await tested.browser().signUp("ann@alder.example");
    const body = {
      email: "ann@alder.example",
      password: "a long enough password",
      ...(path.startsWith("/sign-up") && { name: "Ann", email: "eve@evil.example" }),
    };
    const response = await tested.browser().request("POST", path, body, { origin: "https://evil.example" });
    expect([response.status, await codeOf(response), response.headers.getSetCookie()]).toEqual([403, "foreign-origin", []]);
    const navigating = await tested
      .browser()
      .request("POST", path, body, { origin: "null", "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" });
    expect(navigating.status).toBe(403);
  });

  test.each(["/sign-out", "/change-password", "/revoke-other-sessions"])(
    "a page of another site cannot post to %s with the cookie",
    async (path) => {
      const browser = tested.browser();
      await browser.signUp("ann@alder.example");
      const body =
        path === "/change-password" ? { currentPassword: "a long enough password", newPassword: "another long password" } : undefined;
      for (const foreign of ["https://evil.example", "null", `${origin}.evil.example`]) {
        const response = await browser.request("POST", path, body, { origin: foreign });
        expect([response.status, await codeOf(response)]).toEqual([403, "foreign-origin"]);
      }
      expect(await browser.identity()).not.toBeNull();
    },
  );

  test("a form cannot sign in: only JSON is read", async () => {
    const response = await tested
      .browser()
      .request("POST", "/sign-in/email", { email: "a@b.example", password: "x" }, { "content-type": "text/plain" });
    expect(response.status).toBe(415);
  });

  test("a trusted origin beside our own may", async () => {
    tested.remove();
    tested = new TestCredentials({ trustedOrigins: ["http://localhost:5173"] });
    await tested.browser().signUp("ann@alder.example");
    const response = await tested
      .browser()
      .request(
        "POST",
        "/sign-in/email",
        { email: "ann@alder.example", password: "a long enough password" },
        { origin: "http://localhost:5173" },
      );
    expect(response.status).toBe(200);
  });

  test("whatever else Better Auth has is not served", async () => {
    const browser = tested.browser();
    await browser.signUp("ann@alder.example");
    const others = [
      "/ok",
      "/error",
      "/reset-password",
      "/request-password-reset",
      "/forget-password",
      "/verify-email",
      "/send-verification-email",
      "/change-email",
      "/set-password",
      "/update-user",
      "/update-session",
      "/delete-user",
      "/sign-in/social",
      "/link-social",
      "/list-accounts",
      "/unlink-account",
      "/account-info",
      "/api-key/create",
      "/api-key/verify",
      "/api-key/list",
      "/api-key/update",
      "/api-key/delete",
      "/callback/google",
      "/revoke-sessions",
      "/verify-password",
      "/sign-in/email/",
      "//sign-in/email",
      "/sign-in%2Femail",
      "/SIGN-IN/email",
      "/",
      "",
    ];
    for (const path of others) {
      for (const method of ["GET", "POST"] as const) {
        expect([path, method, (await browser.request(method, path, method === "POST" ? {} : undefined)).status]).toEqual([
          path,
          method,
          404,
        ]);
      }
    }
    expect(await browser.identity()).not.toBeNull();
  });

  test("a known path with another method says which is right", async () => {
    const response = await tested.browser().request("GET", "/sign-in/email");
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });
});
