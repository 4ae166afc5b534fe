import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CommitmentEntry } from "@entente/contracts/views/commitments";
import type { AmbitionPage } from "@entente/contracts/views/ambition";
import type { AgreementEntry } from "@entente/contracts/views/agreements";
import type { PortfolioAnswer, AllianceAnswer } from "@entente/contracts/api/insights";
import { ally, found, type Alliance, type Member } from "../support/api.ts";
import { startServer, type ServerProcess } from "../support/server.ts";

let server: ServerProcess;
let delta: Member;
let upland: Member;
let alliance: Alliance;
let at = "";
const placeOf = (member: Member) => alliance.partnerIds[member.name] ?? "";

beforeAll(async () => {
  server = await startServer();
  delta = await found(server.url, "Delta");
  upland = await found(server.url, "Upland");
  alliance = await ally([delta, upland]);
  at = `/api/alliances/${alliance.allianceId}`;
});
afterAll(() => server.stop());

describe("what partners stand behind", () => {
  test("is read as it is now, and as it was, with an ETag of its own", async () => {
    const none = await delta.api.get<AmbitionPage>(`${at}/ambition`);
    expect(none).toMatchObject({ status: 200, body: { versions: [], revision: -1 } });
    const text = {
      text: "Clean water for all.",
      partners: [{ partnerId: placeOf(delta), gain: "Less salt", input: "Gauges" }],
      noGoAreas: ["Blame"],
    };
    const drafted = await delta.api.done(`${at}/ambition`, { versionId: randomUUID(), ...text });
    const endorsed = await upland.api.done(`${at}/ambition/endorsements`, {
      version: 1,
      partnerId: placeOf(upland),
      reason: "It is ours.",
    });
    const now = await upland.api.get<AmbitionPage>(`${at}/ambition?atLeast=${endorsed.position}`);
    expect(now.body).toMatchObject({
      versions: [{ version: 1, ...text, endorsements: [{ partnerId: placeOf(upland), reason: "It is ours.", withdrawn: null }] }],
      revision: endorsed.revision,
    });
    expect(now.headers.get("etag")).toBe(`"${endorsed.revision}"`);
    const then = await upland.api.get<AmbitionPage>(`${at}/ambition?asOf=${drafted.revision}`);
    expect(then.body.versions).toMatchObject([{ endorsements: [] }]);
  });
});

describe("what partners promise", () => {
  test("is listed, read alone, told by its own words, and stands in the portfolio", async () => {
    const commitmentId = randomUUID();
    const made = await delta.api.done(`${at}/commitments`, {
      commitmentId,
      partnerId: placeOf(delta),
      text: "The gauges are placed",
      dueOn: "2999-12-31",
    });
    const dates = await delta.api.get<PortfolioAnswer>(`/api/portfolio?atLeast=${made.position}`);
    expect(dates.body.rows[0]?.next).toMatchObject({ kind: "commitment", on: "2999-12-31", title: "The gauges are placed" });
    const done = await delta.api.done(`${at}/commitments/${commitmentId}/fulfil`, { note: "All six." });
    const list = await upland.api.get<{ commitments: CommitmentEntry[]; next: null }>(`${at}/commitments?atLeast=${done.position}`);
    expect(list.body).toMatchObject({ commitments: [{ commitmentId, status: "fulfilled", fulfilled: { note: "All six." } }], next: null });
    const one = await upland.api.get<CommitmentEntry>(`${at}/commitments/${commitmentId}`);
    expect(one.body).toEqual(list.body.commitments[0]);
    expect(one.headers.get("etag")).toBe(`"${done.revision}"`);
    expect((await upland.api.get(`${at}/commitments/${randomUUID()}`)).status).toBe(404);
    const { body } = await upland.api.get<{ entries: { sentence: string }[] }>(`${at}/timeline?language=nl`);
    expect(body.entries[0]?.sentence).toMatch(/^Delta kwam op \d+ \w+ \d{4} ‘The gauges are placed’ na: All six\.$/);
  });
});

describe("what partners laid down", () => {
  test("is amended without a moment in which nothing counts, and waits in the portfolio of whoever has to sign", async () => {
    const agreementId = randomUUID();
    const text = {
      title: "Covenant",
      parties: [placeOf(delta), placeOf(upland)],
      clauses: [{ clauseId: randomUUID(), text: "We share what we measure." }],
    };
    const signatures = `${at}/agreements/${agreementId}/signatures`;
    await delta.api.done(`${at}/agreements`, { agreementId, kind: "covenant", ...text });
    await delta.api.done(signatures, { version: 1, partnerId: placeOf(delta) });
    const reached = await upland.api.done(signatures, { version: 1, partnerId: placeOf(upland) });
    const amendment = await delta.api.post<{ position: string }>(
      `${at}/agreements/${agreementId}/amendments`,
      { ...text, title: "Longer covenant", change: "More." },
      { "if-match": `"${reached.revision}"` },
    );
    expect(amendment.status).toBe(201);
    const signed = await delta.api.done(signatures, { version: 2, partnerId: placeOf(delta) });
    const path = `${at}/agreements/${agreementId}`;
    expect((await upland.api.get<AgreementEntry>(`${path}?atLeast=${signed.position}`)).body).toMatchObject({
      status: "in-force",
      title: "Covenant",
      inForce: 1,
      proposed: 2,
    });
    const waiting = (await upland.api.get<PortfolioAnswer>("/api/portfolio")).body.rows[0]?.waitingForMe;
    expect(waiting).toMatchObject([{ kind: "amendment", id: agreementId, version: 2 }]);
    const amended = await upland.api.done(signatures, { version: 2, partnerId: placeOf(upland) });
    expect((await upland.api.get<AgreementEntry>(`${path}?atLeast=${amended.position}`)).body).toMatchObject({
      status: "in-force",
      title: "Longer covenant",
      inForce: 2,
      proposed: null,
    });
    expect((await upland.api.get<PortfolioAnswer>("/api/portfolio")).body.waitingForMe).toBe(0);
  });
});

describe("when partners meet", () => {
  test("the page keeps what was prepared, and a meeting that has yet to begin was not held", async () => {
    const sessionId = randomUUID();
    await delta.api.done(`${at}/sessions`, {
      sessionId,
      title: "Spring",
      startsAt: "2999-03-01T09:00:00.000Z",
      minutes: 90,
      agenda: ["The gauges"],
    });
    const prepared = await upland.api.done(`${at}/sessions/${sessionId}/preparations`, {
      preparationId: randomUUID(),
      partnerId: placeOf(upland),
      text: "We have doubts.",
    });
    expect(await delta.api.post(`${at}/sessions/${sessionId}/hold`, { present: [] })).toMatchObject({
      status: 422,
      body: { code: "session-not-begun" },
    });
    const page = await delta.api.get<AllianceAnswer>(`${at}?atLeast=${prepared.position}`);
    expect(page.body.alliance.sessions).toMatchObject([
      { minutes: 90, agenda: ["The gauges"], preparations: [{ partnerId: placeOf(upland), text: "We have doubts." }], held: null },
    ]);
  });
});
