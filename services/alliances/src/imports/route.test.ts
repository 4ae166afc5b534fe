import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { A, B, X } from "@entente/contracts/events/story";
import { newId } from "@entente/service-kit";
import { Served } from "../testing.ts";
import { readImport } from "./read.ts";

const served = new Served();
beforeAll(() => served.open());
afterAll(() => served.remove());

const founding = {
  name: "Living at home longer",
  purpose: "Older people live at home.",
  timeZone: "Europe/Amsterdam",
  partnerId: A.partnerId,
  partnerName: A.name,
  onBehalfOf: A.partnerId,
  effectiveAt: "2020-05-01T00:00:00.000Z",
};
const found = (alliance: string) => JSON.stringify({ alliance, command: "InitiateAlliance", ...founding });
const report = (alliance: string, who: { partnerId: string; name: string }, more: object = {}) =>
  JSON.stringify({
    alliance,
    command: "ReportPartner",
    partnerId: who.partnerId,
    name: who.name,
    ring: "core",
    onBehalfOf: who.partnerId,
    ...more,
  });
const leave = (alliance: string, who: { partnerId: string }) =>
  JSON.stringify({ alliance, command: "LeaveAlliance", partnerId: who.partnerId, onBehalfOf: who.partnerId });

const send = (lines: readonly string[], { as = "operator", query = "", type = "application/x-ndjson", headers = {} } = {}) =>
  served.request("POST", `/api/imports${query}`, { as, raw: lines.join("\n"), key: null, headers: { "content-type": type, ...headers } });
const recorded = async (alliance: string) => (await served.eventsOf(`alliance-${alliance}`)).map((event) => event.type);

describe("an import", () => {
  test("applies whole alliances and says how many events that made", async () => {
    const [one, other] = [newId(), newId()];
    const answer = await send([found(one), report(one, B), "", report(one, X, { ring: "complementary" }), found(other)]);
    expect(answer).toMatchObject({ status: 200, body: { alliances: { applied: 2, unchanged: 0, refused: 0 }, events: 8, faults: [] } });
    expect(await recorded(one)).toHaveLength(5);
    expect((await served.eventsOf(`alliance-${one}`))[0]?.meta).toMatchObject({
      effectiveAt: "2020-05-01T00:00:00.000Z",
      onBehalfOf: A.partnerId,
      correlationId: answer.body["importId"],
    });
  });

  test("sent again changes nothing, also after what it reported was corrected", async () => {
    const alliance = newId();
    const lines = [found(alliance), report(alliance, B), leave(alliance, B)];
    await send(lines);
    const correct = JSON.stringify({
      alliance,
      command: "CorrectFact",
      correctionId: newId(),
      correction: { fact: "partnerName", partnerId: B.partnerId, becomes: "Birch Homes" },
      reason: "Their new name.",
    });
    expect(await send([correct])).toMatchObject({ body: { alliances: { applied: 1 } } });
    expect(await send(lines)).toMatchObject({ body: { alliances: { applied: 0, unchanged: 1, refused: 0 }, events: 0, faults: [] } });
  });

  test("leaves an alliance alone when any of its lines is refused, and applies the others", async () => {
    const [one, other] = [newId(), newId()];
    const answer = await send([found(one), found(other), leave(one, X), report(other, B)]);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        alliances: { applied: 1, refused: 1 },
        events: 4,
        faults: [{ line: 3, code: "unknown-partner", alliance: one, pointer: "#" }],
      },
    });
    expect([await recorded(one), (await recorded(other)).length]).toEqual([[], 4]);
  });

  test("names every faulty line by number and place before anything is applied", async () => {
    const [one, other] = [newId(), newId()];
    const answer = await send([
      found(one),
      report(one, B, { ring: "middle", mood: 1 }),
      JSON.stringify({ alliance: other, command: "Dream" }),
      JSON.stringify({ alliance: "none", command: "LeaveAlliance" }),
    ]);
    expect(
      (answer.body["faults"] as { line: number; pointer: string; alliance: string | null }[]).map(({ line, pointer, alliance }) => [
        line,
        pointer,
        alliance,
      ]),
    ).toEqual([
      [2, "#/ring", one],
      [2, "#/mood", one],
      [3, "#/command", other],
      [4, "#/alliance", "none"],
    ]);
    expect(answer.body).toMatchObject({ alliances: { applied: 0, refused: 3 }, events: 0 });
    expect(await recorded(one)).toEqual([]);
  });

  test("applies nothing when a line does not say whose it is, since it may be anybody's", async () => {
    const alliance = newId();
    for (const line of ["{ no JSON", `{"command":"LeaveAlliance"}`, "7", `{"alliance":"${alliance}","alliance":"${newId()}"}`]) {
      const answer = await send([found(alliance), line]);
      expect(answer.body).toMatchObject({ alliances: { applied: 0, refused: 1 }, events: 0 });
      expect((answer.body["faults"] as { line: number }[])[0]?.line).toBe(2);
    }
    expect(await recorded(alliance)).toEqual([]);
  });

  test("takes an alliance for the same one however its id is written", async () => {
    const alliance = newId();
    const answer = await send([found(alliance), JSON.stringify({ alliance: alliance.toUpperCase(), command: "Dream" })]);
    expect(answer.body).toMatchObject({ alliances: { applied: 0, refused: 1 } });
    expect(await recorded(alliance)).toEqual([]);
  });

  test("only tried finds the same faults and applies nothing", async () => {
    const [one, other] = [newId(), newId()];
    const answer = await send([found(one), report(other, B, { ring: "middle" })], { query: "?dryRun=true" });
    expect(answer.body).toMatchObject({
      alliances: { applied: 0, unchanged: 0, refused: 1 },
      events: 0,
      faults: [{ line: 2, pointer: "#/ring" }],
    });
    expect(await recorded(one)).toEqual([]);
  });

  test("answers in the operator's language", async () => {
    const alliance = newId();
    const answer = await send([found(alliance), leave(alliance, X)], { headers: { "accept-language": "nl" } });
    expect(answer.body).toMatchObject({
      faults: [{ message: "Die partner doet niet mee in deze alliantie.", wayOut: expect.stringMatching(/^Kies een van/) }],
    });
  });

  test("is the operator's alone, and comes as lines of JSON", async () => {
    const alliance = newId();
    expect((await send([found(alliance)], { as: "A" })).status).toBe(404);
    expect((await send([found(alliance)], { as: "" })).status).toBe(401);
    for (const type of ["application/json", "text/plain"])
      expect(await send([found(alliance)], { type })).toMatchObject({ status: 415, body: { code: "media-type" } });
    expect((await send([found(alliance)], { query: "?force=true" })).status).toBe(400);
    expect(await recorded(alliance)).toEqual([]);
  });

  test("of more than may be sent at once is too large", async () => {
    expect(await send(["x".repeat(8_000_001)])).toMatchObject({ status: 413, body: { code: "too-large" } });
  });

  test("of many alliances at once leaves each whole", async () => {
    const alliances = Array.from({ length: 60 }, newId);
    const answer = await send(alliances.flatMap((alliance) => [found(alliance), report(alliance, B)]));
    expect(answer.body).toMatchObject({ alliances: { applied: 60 }, events: 240 });
    expect(await Promise.all(alliances.map(async (alliance) => (await recorded(alliance)).length))).toEqual(alliances.map(() => 4));
  });
});

test("the lines of an alliance keep their order and their numbers", () => {
  const [one, other] = [newId(), newId()];
  const { alliances, faults } = readImport([found(one), found(other), "", report(one, B), "\r"].join("\n"));
  expect(faults).toEqual([]);
  expect([...alliances].map(([alliance, { commands, lines }]) => [alliance, commands.map((command) => command.type), lines])).toEqual([
    [one, ["InitiateAlliance", "ReportPartner"], [1, 4]],
    [other, ["InitiateAlliance"], [2]],
  ]);
});
