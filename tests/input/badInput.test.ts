import { randomUUID } from "node:crypto";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ally, found, type Alliance, type Answer, type Member } from "../support/api.ts";
import { startServer, type ServerProcess } from "../support/server.ts";

let server: ServerProcess;
let delta: Member;
let alliance: Alliance;
let at = "";

beforeAll(async () => {
  server = await startServer();
  delta = await found(server.url, "Delta");
  const upland = await found(server.url, "Upland");
  alliance = await ally([delta, upland]);
  at = `/api/alliances/${alliance.allianceId}`;
  // What is measured is an answer, not the first compilation of its path.
  await delta.api.post(`${at}/decisions`, {});
});

afterAll(async () => {
  // Whatever was sent, the server lives and answers.
  expect((await delta.api.get(at)).status).toBe(200);
  await server.stop();
});

const decision = () => ({ decisionId: randomUUID(), question: "Shall we open the sluice?" });

type Problem = { code: string; title: string; wayOut: string; faults?: { pointer: string; message: string }[] };

/** A refusal, in under 100 ms: the quickest of three, since it changes nothing and the machine may be busy with something else. */
async function quickly(work: () => Promise<Answer<Problem>>): Promise<Answer<Problem>> {
  let quickest = Number.POSITIVE_INFINITY;
  for (let attempt = 0; ; attempt += 1) {
    const start = performance.now();
    const answer = await work();
    quickest = Math.min(quickest, performance.now() - start);
    if (quickest > 100 && attempt < 2) continue;
    expect(quickest, "milliseconds to refuse").toBeLessThan(100);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    expect(answer.body.wayOut.length).toBeGreaterThan(10);
    return answer;
  }
}

const raw = (body: string, contentType = "application/json") =>
  quickly(() => delta.api.send<Problem>("POST", `${at}/decisions`, body, { "content-type": contentType }));
const pointers = (answer: Answer<Problem>) => answer.body.faults?.map((fault) => fault.pointer);

describe("what does not fit the schema is named field by field", () => {
  test.each([
    ["an unknown field", () => ({ ...decision(), colour: "blue" }), ["#/colour"]],
    ["two unknown fields", () => ({ ...decision(), a: 1, b: 2 }), ["#/a", "#/b"]],
    ["a wrong type", () => ({ ...decision(), question: 7 }), ["#/question"]],
    ["a missing field", () => ({ decisionId: randomUUID() }), ["#/question"]],
    ["null where a value is asked", () => ({ ...decision(), question: null }), ["#/question"]],
    ["faults deep inside a list", () => ({ ...decision(), lenses: ["ambition", "magic"] }), ["#/lenses/1"]],
    ["several faults at once", () => ({ decisionId: "no", question: "" }), ["#/decisionId", "#/question"]],
    ["no body at all", () => null, ["#"]],
  ])("%s", async (_what, body, expected) => {
    const answer = await quickly(() => delta.api.post<Problem>(`${at}/decisions`, body()));
    expect(answer.status).toBe(400);
    expect(pointers(answer)).toEqual(expected);
  });

  test("a wrong query is named too", async () => {
    const answer = await quickly(() => delta.api.get<Problem>(`${at}/timeline?limit=many&colour=blue`));
    expect(answer.status).toBe(400);
    expect(pointers(answer)?.sort()).toEqual(["#/query/colour", "#/query/limit"]);
  });

  test("a forged position is refused", async () => {
    expect((await quickly(() => delta.api.get<Problem>(`${at}?atLeast=abc.def`))).body.code).toBe("position-invalid");
  });
});

describe("JSON that would be changed in silence, or is only sent to do harm, is refused", () => {
  test.each([
    ["a duplicate key", '{"decisionId":"x","decisionId":"y"}'],
    ["a duplicate key written with an escape", '{"question":"x","q\\u0075estion":"y"}'],
    ["__proto__", '{"__proto__":{"admin":true}}'],
    ["nesting 100,000 deep", "[".repeat(100_000) + "]".repeat(100_000)],
    ["objects nested 100,000 deep", '{"a":'.repeat(100_000)],
    ["an integer beyond 2^53", '{"question":12345678901234567890}'],
    ["a number too large", '{"question":1e400}'],
    ["a lone surrogate", '{"question":"\\ud800"}'],
    ["half a text", '{"question":"x'],
    ["no JSON", "question=x"],
  ])("%s", async (_what, body) => {
    const answer = await raw(body);
    expect(answer.status).toBe(400);
    expect(answer.body.code).toBe("not-json");
  });

  test("a body of 10 MB", async () => {
    // The answer comes while the body is still being sent, which fetch may take for a broken connection.
    const start = performance.now();
    const status = await new Promise((resolve, reject) => {
      const sending = request(new URL(`${at}/decisions`, server.url), {
        method: "POST",
        headers: {
          ...delta.api.headers,
          origin: server.url,
          "content-type": "application/json",
          "idempotency-key": randomUUID(),
          "content-length": 10_000_000,
        },
      });
      let answered = false;
      sending.on("response", (response) => {
        answered = true;
        response.resume();
        resolve(response.statusCode);
      });
      sending.on("error", (error) => answered || reject(error));
      sending.write("x".repeat(100_000));
    });
    expect(status).toBe(413);
    expect(performance.now() - start).toBeLessThan(100);
  });
});

describe("odd content types do not slip past the schema", () => {
  test.each([
    "text/plain",
    "text/json",
    "application/xml",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonx",
    "*/*",
  ])("%s", async (contentType) => {
    expect((await raw(JSON.stringify({ ...decision(), colour: "blue" }), contentType)).status).toBe(415);
  });

  test.each(["application/json; charset=utf-8", "APPLICATION/JSON", "application/json ;x=y"])(
    "%s is JSON and is checked as such",
    async (contentType) => {
      expect([400, 415]).toContain((await raw(JSON.stringify({ ...decision(), colour: "blue" }), contentType)).status);
    },
  );
});

describe("commands that go against the rules are refused with a code and a way out", () => {
  test("deciding for another", async () => {
    const { decisionId } = decision();
    await delta.api.done(`${at}/decisions`, { decisionId, question: "Whose word?" });
    await delta.api.done(`${at}/decisions/${decisionId}/proposals`, { text: "Ours" });
    const answer = await quickly(() =>
      delta.api.post<Problem>(`${at}/decisions/${decisionId}/positions`, {
        proposal: 1,
        partnerId: alliance.partnerIds["Upland"],
        position: "agree",
      }),
    );
    expect([answer.status, answer.body.code]).toEqual([422, "not-your-partner"]);
    const dutch = await delta.api
      .with({ "accept-language": "nl-NL,nl;q=0.9,en;q=0.5" })
      .post<Problem>(`${at}/decisions/${decisionId}/positions`, {
        proposal: 1,
        partnerId: alliance.partnerIds["Upland"],
        position: "agree",
      });
    expect(dutch.body.title).toBe("Geen partij kan voor een ander beslissen.");
  });

  test("a date in the future for something that happened", async () => {
    const answer = await quickly(() =>
      delta.api.post<Problem>(`${at}/decisions`, { ...decision(), effectiveAt: "2999-01-01T00:00:00.000Z" }),
    );
    expect([answer.status, answer.body.code]).toEqual([422, "effective-in-future"]);
  });
});

describe("Idempotency-Key", () => {
  test("is asked of every command", async () => {
    const answer = await quickly(() => delta.api.post<Problem>(`${at}/decisions`, decision(), { "idempotency-key": "" }));
    expect([answer.status, answer.body.code]).toEqual([400, "invalid"]);
    const response = await fetch(new URL(`${at}/decisions`, server.url), {
      method: "POST",
      headers: { ...delta.api.headers, origin: server.url, "content-type": "application/json" },
      body: JSON.stringify(decision()),
    });
    expect([response.status, ((await response.json()) as Problem).code]).toEqual([400, "idempotency-key-missing"]);
  });

  test("repeats the first outcome, and refuses another command", async () => {
    const key = { "idempotency-key": randomUUID() };
    const body = decision();
    const first = await delta.api.post<{ revision: number }>(`${at}/decisions`, body, key);
    const again = await delta.api.post<{ revision: number }>(`${at}/decisions`, body, key);
    expect(again.body).toEqual(first.body);
    const other = await quickly(() => delta.api.post<Problem>(`${at}/decisions`, decision(), key));
    expect([other.status, other.body.code]).toEqual([422, "key-reused"]);
  });

  test("holds when the same command is sent sixteen times at once", async () => {
    const key = { "idempotency-key": randomUUID() };
    const body = decision();
    const answers = await Promise.all(Array.from({ length: 16 }, () => delta.api.post<{ revision: number }>(`${at}/decisions`, body, key)));
    expect(new Set(answers.map(({ body: { revision } }) => revision)).size).toBe(1);
  });
});

describe("changing an existing text", () => {
  const agreementId = randomUUID();
  const text = (title: string) => ({
    title,
    parties: [alliance.partnerIds["Delta"]],
    clauses: [{ clauseId: randomUUID(), text: "We share what we measure." }],
  });

  test("says which text was read, and is told when it is no longer that", async () => {
    const { position } = await delta.api.done(`${at}/agreements`, { agreementId, kind: "covenant", ...text("First") });
    const read = await delta.api.get(`${at}/agreements/${agreementId}?atLeast=${position}`);
    const etag = read.headers.get("etag") ?? "";
    const path = `${at}/agreements/${agreementId}/versions`;
    expect((await quickly(() => delta.api.post<Problem>(path, { ...text("Second"), change: "Better" }))).status).toBe(428);
    expect((await delta.api.post(path, { ...text("Second"), change: "Better" }, { "if-match": etag })).status).toBe(201);
    const stale = await quickly(() => delta.api.post<Problem>(path, { ...text("Third"), change: "Later" }, { "if-match": etag }));
    expect([stale.status, stale.body.code]).toEqual([412, "stale"]);
    expect(stale.headers.get("etag"), "the current one stands in the answer").not.toBe(etag);
    expect(stale.headers.get("etag")).toMatch(/^"\d+"$/);
  });
});

describe("a foreign id and an absent id", () => {
  test("get the same 404", async () => {
    const foreign = await found(server.url, "Foreign");
    const answers = await Promise.all(
      [at, `/api/alliances/${randomUUID()}`, "/api/alliances/not-an-id", "/api/nothing"].map((path) =>
        quickly(() => foreign.api.get<Problem>(path)),
      ),
    );
    for (const { status, body } of answers) expect([status, body.code, body.title]).toEqual([404, "absent", answers[0]?.body.title]);
  });
});

describe("what is against the rules of the ledger is refused with a code and a way out, in the reader's language", () => {
  const lineId = randomUUID();
  const claimId = randomUUID();
  const agreementId = randomUUID();
  const line = () => ({
    lineId: randomUUID(),
    partnerId: alliance.partnerIds["Delta"],
    category: "people",
    description: "Measuring",
    amount: { unit: "hours", quantity: 10 },
  });

  beforeAll(async () => {
    await delta.api.done(`${at}/gets`, { ...line(), lineId });
    await delta.api.done(`${at}/lines/${lineId}/claims`, { claimId, amount: { unit: "hours", quantity: 1 } });
    // An alliance of one lets it be told alone that an agreement ended.
    const alone = await ally([delta]);
    const own = `/api/alliances/${alone.allianceId}`;
    const partnerId = alone.partnerIds["Delta"];
    const text = { title: "Ground rules", parties: [partnerId], clauses: [{ clauseId: randomUUID(), text: "We say it first." }] };
    await delta.api.done(`${own}/agreements`, { agreementId, kind: "ground-rules", ...text });
    await delta.api.done(`${own}/agreements/${agreementId}/signatures`, { version: 1, partnerId });
    const { revision } = await delta.api.done(`${own}/agreements/${agreementId}/terminate`, { reason: "Nobody kept it." });
    amendment = () =>
      delta.api.post<Problem>(
        `${own}/agreements/${agreementId}/amendments`,
        { ...text, title: "Ground rules, again", change: "Anew." },
        { "if-match": `"${revision}"` },
      );
  });
  let amendment: () => Promise<Answer<Problem>>;

  const refusals: readonly (readonly [string, string, () => Promise<Answer<Problem>>])[] = [
    [
      "a negative quantity",
      "amount-not-positive",
      () => delta.api.post<Problem>(`${at}/brings`, { ...line(), amount: { unit: "hours", quantity: -1 } }),
    ],
    [
      "a currency that does not exist",
      "unknown-currency",
      () => delta.api.post<Problem>(`${at}/brings`, { ...line(), amount: { unit: "money", currency: "XYZ", quantity: 1 } }),
    ],
    [
      "a dispute of one's own claim",
      "own-claim",
      () => delta.api.post<Problem>(`${at}/claims/${claimId}/dispute`, { partnerId: alliance.partnerIds["Delta"], reason: "No." }),
    ],
    [
      "a valuation that nobody agreed",
      "valuation-not-agreed",
      () => delta.api.post<Problem>(`${at}/lines/${lineId}/value`, { value: { currency: "EUR", quantity: 100 } }),
    ],
    ["an amendment of a terminated agreement", "agreement-terminated", () => amendment()],
    [
      "a commitment without an owner",
      "commitment-needs-owner",
      () => delta.api.post<Problem>(`${at}/commitments`, { commitmentId: randomUUID(), text: "Count the homes", dueOn: "2099-01-01" }),
    ],
  ];

  test.each(refusals)("%s: %s", async (_what, code, send) => {
    const answer = await quickly(send);
    expect([answer.status, answer.body.code]).toEqual([422, code]);
    expect(answer.body.title).not.toBe("");
  });
});
