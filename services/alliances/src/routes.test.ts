import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { routes } from "@entente/contracts/access";
import { allianceCommands, clockCommands } from "@entente/contracts/commands/catalogue";
import { dossierCommands } from "@entente/contracts/commands/dossier";
import { A, B, C, facilitator, X } from "@entente/contracts/events/story";
import { createApp, healthOf, newId, openLog } from "@entente/service-kit";
import { allianceRoutes } from "./index.ts";
import type { AlliancesDeps } from "./deps.ts";
import { Served } from "./testing.ts";

const served = new Served();
let allianceId: string;
let at: string;

beforeAll(async () => {
  await served.open();
  allianceId = await served.together();
  at = `/api/alliances/${allianceId}`;
});
afterAll(() => served.remove());

const ask = () => ({ decisionId: newId(), question: "Where do we begin?" });
const faultsOf = (body: Readonly<Record<string, unknown>>) =>
  (body["faults"] as { pointer: string; message: string }[] | undefined)?.map((fault) => fault.pointer);

describe("a command over HTTP", () => {
  test("answers 201 with the revision it wrote, 200 when it was so already, and 201 again to the same key", async () => {
    const body = ask();
    const first = await served.post(`${at}/decisions`, "A", body, { key: "k1" });
    expect(first).toMatchObject({ status: 201, body: { changed: true, position: expect.any(String) } });
    expect(await served.post(`${at}/decisions`, "A", body)).toMatchObject({
      status: 200,
      body: { changed: false, revision: first.body["revision"] },
    });
    expect(await served.post(`${at}/decisions`, "A", body, { key: "k1" })).toMatchObject({ status: 201, body: first.body });
  });

  test("carries an Idempotency-Key", async () => {
    const missing = await served.post(`${at}/decisions`, "A", ask(), { key: null });
    expect(missing).toMatchObject({ status: 400, body: { code: "idempotency-key-missing" } });
    expect(faultsOf(missing.body)).toEqual(["#/headers/Idempotency-Key"]);
    for (const key of ["", "two words", "x".repeat(201), "ключ"])
      expect((await served.post(`${at}/decisions`, "A", ask(), { key })).status, key).toBe(400);
  });

  test("is refused in words, in the reader's language, with what to do next", async () => {
    const leave = `${at}/partners/${B.partnerId}/leave`;
    const english = await served.post(leave, "A", {});
    expect(english).toMatchObject({
      status: 422,
      body: {
        code: "not-your-partner",
        status: 422,
        title: "No party can decide for another.",
        wayOut: expect.stringMatching(/^Act for your own/),
      },
    });
    expect(english.headers["content-type"]).toMatch(/^application\/problem\+json/);
    expect(await served.post(leave, "A", {}, { headers: { "accept-language": "nl-NL,en;q=0.5" } })).toMatchObject({
      body: { title: "Geen partij kan voor een ander beslissen." },
    });
  });

  test("is refused with 422 when its key came with another command", async () => {
    await served.post(`${at}/decisions`, "A", ask(), { key: "once" });
    expect(await served.post(`${at}/decisions`, "A", ask(), { key: "once" })).toMatchObject({ status: 422, body: { code: "key-reused" } });
  });

  test("of consequence that was refused is on record in the caller's own organisation, slips of the hand are not", async () => {
    const organisation = `organisation-${C.organisationId}` as const;
    const before = (await served.eventsOf(organisation)).length;
    await served.post(`${at}/invitations`, "C", { invitationId: newId(), partnerId: newId(), name: "Fig", ring: "core" });
    await served.post(`${at}/decisions/${newId()}/options`, "C", { optionId: newId(), text: "North." });
    await Promise.all(served.recording);
    expect((await served.eventsOf(organisation)).slice(before).map((event) => event.data)).toEqual([
      { allianceId, command: "InvitePartner", code: "core-partner-only", reason: "Only a partner of the strategic core can do this." },
    ]);
  });

  test("takes the correlation id it is given and answers with it", async () => {
    expect(
      (await served.post(`${at}/decisions`, "A", ask(), { headers: { "x-correlation-id": "ours-1" } })).headers["x-correlation-id"],
    ).toBe("ours-1");
    expect((await served.eventsOf(`alliance-${allianceId}`)).at(-1)?.meta.correlationId).toBe("ours-1");
  });
});

describe("a body that is not right", () => {
  const cases: [string, object, string[]][] = [
    ["a field that does not exist", { ...ask(), mood: "good", "a/b": 1 }, ["#/mood", "#/a/b"]],
    ["a field that is missing", { question: "Where?" }, ["#/decisionId"]],
    ["null where something must be", { ...ask(), question: null }, ["#/question"]],
    ["a field of another type", { ...ask(), question: 7, lenses: ["ambition", "mood"] }, ["#/question", "#/lenses/1"]],
    ["a day that does not exist", { ...ask(), decideBy: "2026-02-30" }, ["#/decideBy"]],
    ["blank text", { ...ask(), question: "   " }, ["#/question"]],
    ["a control character", { ...ask(), question: "Where\u0007?" }, ["#/question"]],
    ["a list", [] as object, ["#"]],
  ];
  test.each(cases)("%s is named by its place, all faults at once", async (_name, body, pointers) => {
    const answer = await served.post(`${at}/decisions`, "A", body);
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid" } });
    expect(faultsOf(answer.body)).toEqual(pointers);
  });

  test("an id in the path that is none is named as well", async () => {
    const answer = await served.post(`${at}/decisions/first/options`, "A", { optionId: newId(), text: "North." });
    expect([answer.status, faultsOf(answer.body)]).toEqual([400, ["#/path/decisionId"]]);
  });

  const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
  const harmful: [string, string][] = [
    ["nothing", ""],
    ["no JSON", "{"],
    ["a key that stands twice", `{"decisionId":"${newId()}","question":"A","question":"B"}`],
    ["a key that stands twice, once written otherwise", `{"question":"A","\\u0071uestion":"B"}`],
    ["__proto__", `{"__proto__":{"question":"A"}}`],
    ["nesting without end", nested(50_000)],
    ["half a character", `{"decisionId":"${newId()}","question":"half \\ud83d"}`],
    ["an integer beyond 2^53", `{"decisionId":"${newId()}","question":"A","n":9007199254740993}`],
    ["a number beyond all", `{"n":1e999}`],
    ["a string that never ends", `{"question":"${"x".repeat(500_000)}`],
    ["more unknown fields than anybody has", `{${Array.from({ length: 2_000 }, (_, n) => `"k${n}":1`).join(",")}}`],
  ];
  test.each(harmful)("%s is refused at once", async (_name, raw) => {
    const took: number[] = [];
    // The quickest of three, since the machine may be busy with something else.
    for (let n = 0; n < 3; n += 1) {
      const began = performance.now();
      const answer = await served.request("POST", `${at}/decisions`, { as: "A", raw });
      took.push(performance.now() - began);
      expect(answer.status).toBe(400);
      expect(["not-json", "invalid"]).toContain(answer.body["code"]);
    }
    expect(Math.min(...took)).toBeLessThan(100);
  });

  test("half a character is refused as such, whatever key it stands under", async () => {
    for (const raw of [`{"question":"\\udc00"}`, `{"\\ud800":1}`])
      expect(await served.request("POST", `${at}/decisions`, { as: "A", raw })).toMatchObject({ status: 400, body: { code: "not-json" } });
  });

  test("more than a megabyte is too large", async () => {
    const answer = await served.post(`${at}/decisions`, "A", { ...ask(), background: "x".repeat(1_000_001) });
    expect(answer).toMatchObject({ status: 413, body: { code: "too-large" } });
  });
});

describe("the kind of content", () => {
  const send = (type: string) =>
    served.request("POST", `${at}/decisions`, { as: "A", raw: JSON.stringify(ask()), headers: { "content-type": type } });

  test.each([
    "application/json",
    "application/json;charset=utf-8",
    "application/json; charset=utf-8",
    "Application/JSON",
    " application/json",
    "application/json ",
    "application/json\t;",
  ])("'%s' is taken, and checked all the same", async (type) => {
    expect((await send(type)).status).toBe(201);
    expect(
      await served.request("POST", `${at}/decisions`, {
        as: "A",
        raw: JSON.stringify({ ...ask(), mood: "good" }),
        headers: { "content-type": type },
      }),
    ).toMatchObject({ status: 400, body: { code: "invalid" } });
  });

  test.each([
    "text/json",
    "text/plain",
    "application/jsonp",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/x-ndjson",
    "application/json, text/html",
    "*/*",
    "",
  ])("'%s' is refused", async (type) => {
    const answer = await send(type);
    expect(answer).toMatchObject({ status: 415, body: { code: "media-type", wayOut: expect.stringContaining("application/json") } });
  });
});

describe("who asks", () => {
  const bodyOf = (answer: { text: string }) => answer.text;
  const correlated = { headers: { "x-correlation-id": "same" } };

  test("nobody in particular is asked to sign in", async () => {
    const answer = await served.request("POST", `${at}/decisions`, { body: ask() });
    expect(answer).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
    expect(answer.headers["www-authenticate"]).toBe("Bearer");
  });

  test("a stranger cannot tell an alliance from none at all, whatever it sends", async () => {
    const paths = [`${at}/decisions`, `/api/alliances/${newId()}/decisions`, "/api/alliances/none/decisions", "/api/alliances/none/at/all"];
    const answers = await Promise.all(
      paths.flatMap((path) => [
        served.post(path, "stranger", ask(), correlated),
        served.post(path, "stranger", { mood: "good" }, correlated),
      ]),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([404]));
    expect(new Set(answers.map(bodyOf)).size).toBe(1);
    const headers = answers.map(({ headers: { date: _date, ...rest } }) => JSON.stringify(rest));
    expect(new Set(headers).size).toBe(1);
  });

  test("a role or part that does not allow it is told so, before anything of the body is read", async () => {
    expect(await served.post(`${at}/decisions`, "auditor", { mood: "good" })).toMatchObject({ status: 403, body: { code: "forbidden" } });
    expect(await served.post(`${at}/reported-ending`, "A", {})).toMatchObject({ status: 404 });
    expect(await served.post(`${at}/agreements/${newId()}/signatures`, "key", {})).toMatchObject({ status: 403 });
  });

  test("a partner that left may do nothing any more", async () => {
    const other = await served.together();
    expect((await served.post(`/api/alliances/${other}/partners/${C.partnerId}/leave`, "C", {})).status).toBe(201);
    expect(await served.post(`/api/alliances/${other}/decisions`, "C", ask())).toMatchObject({ status: 403 });
  });

  test("the facilitator plans meetings and takes no part in the rest", async () => {
    const asked = await served.post(`${at}/facilitators`, "A", {
      invitationId: newId(),
      facilitatorId: facilitator.partnerId,
      name: facilitator.name,
    });
    expect((await served.post(`/api${String(asked.body["link"])}/accept`, "facilitator", {})).status).toBe(201);
    expect(
      (await served.post(`${at}/sessions`, "facilitator", { sessionId: newId(), title: "First", startsAt: "2026-04-01T09:00:00.000Z" }))
        .status,
    ).toBe(201);
    expect((await served.post(`${at}/decisions`, "facilitator", ask())).status).toBe(403);
  });
});

describe("changing a text that others read", () => {
  const draft = (agreementId: string) => ({
    agreementId,
    kind: "covenant",
    title: "Covenant",
    parties: [A.partnerId, B.partnerId],
    clauses: [{ clauseId: newId(), text: "Eight homes." }],
  });
  const version = { title: "Covenant", parties: [A.partnerId], clauses: [], change: "Shorter." };

  test("says which text was read; what has changed since is answered with its ETag, and that one is taken", async () => {
    const agreementId = newId();
    const path = `${at}/agreements/${agreementId}/versions`;
    const drafted = await served.post(`${at}/agreements`, "A", draft(agreementId));
    expect(await served.post(path, "B", version)).toMatchObject({ status: 428, body: { code: "precondition-required" } });
    const stale = await served.post(path, "B", version, { headers: { "if-match": '"0"' } });
    expect(stale).toMatchObject({ status: 412, body: { code: "stale" } });
    expect(stale.headers["etag"]).toBe(`"${String(drafted.body["revision"])}"`);
    const key = newId();
    const taken = await served.post(path, "B", version, { key, headers: { "if-match": String(stale.headers["etag"]) } });
    expect(taken.status).toBe(201);
    // Sent again the text has changed, by this very command: the key says so before the ETag does.
    expect(await served.post(path, "B", version, { key, headers: { "if-match": String(stale.headers["etag"]) } })).toMatchObject({
      status: 201,
      body: taken.body,
    });
  });

  test("every act on the agreement makes a new ETag", async () => {
    const agreementId = newId();
    const drafted = await served.post(`${at}/agreements`, "A", draft(agreementId));
    const signed = await served.post(`${at}/agreements/${agreementId}/signatures`, "A", { version: 1, partnerId: A.partnerId });
    await served.post(`${at}/decisions`, "A", ask());
    const stale = await served.post(`${at}/agreements/${agreementId}/versions`, "B", version, {
      headers: { "if-match": `"${String(drafted.body["revision"])}"` },
    });
    expect([stale.status, stale.headers["etag"]]).toEqual([412, `"${String(signed.body["revision"])}"`]);
  });

  test("of two who write at once exactly one wins, a thousand times over, and the other is told", { timeout: 60_000 }, async () => {
    const agreementId = newId();
    const path = `${at}/agreements/${agreementId}/versions`;
    let etag = `"${String((await served.post(`${at}/agreements`, "A", draft(agreementId))).body["revision"])}"`;
    for (let round = 0; round < 1_000; round += 1) {
      const headers = { "if-match": etag };
      const answers = await Promise.all(
        ["A", "B"].map((who) =>
          served.post(path, who, { ...version, change: `${who}, round ${round}`, title: `${who} ${round}` }, { headers }),
        ),
      );
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 412]);
      const winner = answers.find(({ status }) => status === 201);
      etag = `"${String(winner?.body["revision"])}"`;
      expect(answers.find(({ status }) => status === 412)?.headers["etag"]).toBe(etag);
    }
  });

  test("an agreement that is not there is refused as such", async () => {
    expect(await served.post(`${at}/agreements/${newId()}/versions`, "B", version, { headers: { "if-match": '"0"' } })).toMatchObject({
      status: 422,
      body: { code: "unknown-agreement" },
    });
  });
});

describe("an agreement in force", () => {
  const text = { title: "Covenant", parties: [A.partnerId, B.partnerId], clauses: [{ clauseId: newId(), text: "Eight homes." }] };

  test("is amended by whoever read its newest text, and all its parties sign the new one", async () => {
    const agreementId = newId();
    const path = `${at}/agreements/${agreementId}`;
    const sign = (as: string, partnerId: string, version: number) => served.post(`${path}/signatures`, as, { version, partnerId });
    await served.post(`${at}/agreements`, "A", { agreementId, kind: "covenant", ...text });
    await sign("A", A.partnerId, 1);
    const reached = await sign("B", B.partnerId, 1);
    const amend = { ...text, validUntil: "2030-01-01", change: "It ends." };
    const readBefore = { headers: { "if-match": '"0"' } };
    expect(await served.post(`${path}/amendments`, "B", amend)).toMatchObject({ status: 428 });
    expect(await served.post(`${path}/amendments`, "B", amend, readBefore)).toMatchObject({ status: 412 });
    const read = { headers: { "if-match": `"${String(reached.body["revision"])}"` } };
    expect(await served.post(`${path}/versions`, "B", amend, read)).toMatchObject({ status: 422, body: { code: "agreement-in-force" } });
    expect(await served.post(`${path}/amendments`, "B", amend, read)).toMatchObject({ status: 201 });
    await sign("A", A.partnerId, 2);
    expect(await sign("B", B.partnerId, 2)).toMatchObject({ status: 201 });
    const told = (await served.eventsOf(`alliance-${allianceId}`)).map(({ type }) => type);
    expect(told.slice(-4)).toEqual(["AgreementAmendmentProposed", "AgreementSigned", "AgreementSigned", "AgreementAmended"]);
  });

  test("lays down the lines it names in the very append that brings it into force", async () => {
    const [agreementId, lineId] = [newId(), newId()];
    await served.post(`${at}/brings`, "A", {
      lineId,
      partnerId: A.partnerId,
      category: "people",
      description: "A nurse",
      amount: { unit: "hours", quantity: 8 },
    });
    const lines = [{ lineId, value: { currency: "EUR", quantity: 100_00 } }];
    await served.post(`${at}/agreements`, "A", { agreementId, kind: "covenant", ...text, parties: [A.partnerId], lines });
    await served.post(`${at}/agreements/${agreementId}/signatures`, "A", { version: 1, partnerId: A.partnerId });
    expect((await served.eventsOf(`alliance-${allianceId}`)).slice(-3)).toMatchObject([
      { type: "AgreementSigned" },
      { type: "AgreementReached" },
      { type: "BringGetLinesCommitted", data: { agreementId, lines: [{ lineId, amount: { quantity: 8 } }] } },
    ]);
  });
});

describe("what partners stand behind and promise", () => {
  test("goes through the same doors: a key endorses nothing, and a refusal says the way out in the caller's language", async () => {
    const other = await served.together();
    const there = `/api/alliances/${other}`;
    expect((await served.post(`${there}/ambition`, "C", { versionId: newId(), text: "At home." })).status).toBe(201);
    const endorse = { version: 1, partnerId: A.partnerId };
    expect((await served.post(`${there}/ambition/endorsements`, "key", endorse)).status).toBe(403);
    expect((await served.post(`${there}/ambition/endorsements`, "A", endorse)).status).toBe(201);
    const commitmentId = newId();
    const promise = { commitmentId, text: "Four clients have moved in.", dueOn: "2026-04-01" };
    expect(await served.post(`${there}/commitments`, "A", promise, { headers: { "accept-language": "nl" } })).toMatchObject({
      status: 422,
      body: { code: "commitment-needs-owner", wayOut: "Noem de partner die ervoor zorgt." },
    });
    expect((await served.post(`${there}/commitments`, "A", { ...promise, partnerId: A.partnerId })).status).toBe(201);
    const postponementId = newId();
    const ask = { postponementId, dueOn: "2026-05-01", reason: "Ill." };
    expect((await served.post(`${there}/commitments/${commitmentId}/postponements`, "A", ask)).status).toBe(201);
    const grant = `${there}/commitments/${commitmentId}/postponements/${postponementId}/grant`;
    expect(await served.post(grant, "A", { partnerId: A.partnerId })).toMatchObject({ status: 422, body: { code: "postpone-by-another" } });
    expect((await served.post(grant, "B", { partnerId: B.partnerId })).status).toBe(201);
    expect((await served.post(`${there}/commitments/${commitmentId}/fulfil`, "A", {})).status).toBe(201);
  });
});

describe("an invitation's link", () => {
  const invite = async (message: string | null, as = "A") => {
    const founded = newId();
    await served.found(founded);
    const invitationId = newId();
    const invited = await served.post(`/api/alliances/${founded}/invitations`, as, {
      invitationId,
      partnerId: B.partnerId,
      name: B.name,
      ring: "core",
      message,
    });
    return { founded, invitationId, link: `/api${String(invited.body["link"])}` };
  };

  test("is read by whoever holds it, before signing in, with the personal word in the clear", async () => {
    const { link } = await invite("Kom langs, beste Birch");
    expect(await served.request("GET", link)).toMatchObject({
      status: 200,
      body: {
        kind: "partner",
        status: "open",
        name: B.name,
        ring: "core",
        invitedBy: A.name,
        message: "Kom langs, beste Birch",
        alliance: { name: "Living at home longer", phase: "explore", partners: [{ name: A.name, ring: "core" }] },
      },
    });
    expect(served.filesHolding("Kom langs, beste Birch")).toEqual([]);
  });

  test("says that the word was erased once its author is", async () => {
    const { link, founded } = await invite("Tot gauw", "colleague");
    const event = (await served.eventsOf(`alliance-${founded}`)).at(-1);
    const { personId } = event?.data["message"] as { personId: string };
    await served.engines.keys.erase(personId);
    expect(await served.request("GET", link)).toMatchObject({ status: 200, body: { message: { erased: true } } });
    // Nobody writes in an erased person's name any more; what is not personal still can be.
    expect(
      await served.post(`/api/alliances/${founded}/invitations`, "colleague", {
        invitationId: newId(),
        partnerId: C.partnerId,
        name: C.name,
        ring: "core",
        message: "Hallo",
      }),
    ).toMatchObject({ status: 422, body: { code: "person-erased" } });
    expect(
      (
        await served.post(`/api/alliances/${founded}/invitations`, "colleague", {
          invitationId: newId(),
          partnerId: C.partnerId,
          name: C.name,
          ring: "core",
        })
      ).status,
    ).toBe(201);
  });

  test("of software has a word sealed for its organisation", async () => {
    const { link } = await invite("From our planning board", "key");
    expect(await served.request("GET", link)).toMatchObject({ status: 200, body: { message: "From our planning board" } });
  });

  test("is shown again to those who may invite, while it is open", async () => {
    const { link, founded, invitationId } = await invite(null);
    const again = `/api/alliances/${founded}/invitations/${invitationId}/link`;
    expect(`/api${String((await served.request("GET", again, { as: "A" })).body["link"])}`).toBe(link);
    expect((await served.request("GET", again, { as: "stranger" })).status).toBe(404);
    await served.post(`${link}/accept`, "B", {});
    expect((await served.request("GET", again, { as: "A" })).status).toBe(404);
    expect(await served.request("GET", link)).toMatchObject({ status: 200, body: { status: "accepted" } });
  });

  test("that was not made here names nothing", async () => {
    for (const token of ["none", "a.b", `${Buffer.from(`${allianceId}/${newId()}`).toString("base64url")}.AAAAAAAAAAAAAAAAAAAAAA`])
      expect((await served.request("GET", `/api/invitations/${token}`)).status).toBe(404);
  });

  test("is declined by anybody who holds it, with a reason", async () => {
    const { link } = await invite(null);
    expect((await served.request("POST", `${link}/decline`, { body: { reason: "No time." } })).status).toBe(201);
    expect(await served.request("GET", link)).toMatchObject({ body: { status: "declined" } });
    expect(await served.post(`${link}/accept`, "B", {})).toMatchObject({ status: 422, body: { code: "invitation-closed" } });
  });
});

describe("the routes", () => {
  test("are one for each command, and each stands in the table of access", async () => {
    const app = await createApp({ log: openLog("alliances", "silent"), health: healthOf({}) });
    const served: { route: string; command: string | undefined }[] = [];
    app.addHook("onRoute", ({ method, url, schema }) => {
      if (method !== "HEAD" && url.startsWith("/api"))
        served.push({ route: `${String(method)} ${url}`, command: (schema as { operationId?: string } | undefined)?.operationId });
    });
    // No route is called here, so what they stand on may be missing.
    await app.register(allianceRoutes({} as AlliancesDeps));
    await app.ready();
    const commands = served.flatMap(({ command }) => (command === undefined || command === "ImportAlliances" ? [] : [command]));
    // What only the clock says has no route.
    const noted: ReadonlySet<string> = clockCommands;
    expect([...commands].sort()).toEqual(
      [...Object.keys(allianceCommands), ...Object.keys(dossierCommands)]
        .filter((type) => !noted.has(type) && type !== "NoteMandateExpired")
        .sort(),
    );
    expect(served.map(({ route }) => route).filter((route) => !(route in routes))).toEqual([]);
    await app.close();
  });
});

test("reporting for a party that is not on the platform goes through the same door", async () => {
  expect(
    (await served.post(`${at}/partners`, "A", { partnerId: X.partnerId, name: X.name, ring: "complementary", onBehalfOf: X.partnerId }))
      .status,
  ).toBe(201);
  expect((await served.eventsOf(`alliance-${allianceId}`)).at(-1)).toMatchObject({
    type: "PartnerJoined",
    data: { organisationId: null },
    meta: { onBehalfOf: X.partnerId, actor: A.actor },
  });
});
