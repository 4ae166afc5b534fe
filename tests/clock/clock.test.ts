import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openEngines, openLog, readSettings, type Engines } from "@entente/service-kit";
import { openServer, type Server } from "@entente/standalone";
import { ally, found, type Alliance, type Api, type Member } from "../support/api.ts";
import { OPERATOR_KEY } from "../support/server.ts";

const data = mkdtempSync(join(tmpdir(), "entente-clock-"));
const settings = {
  ENTENTE_DATA: data,
  ENTENTE_OPERATOR_KEY: OPERATOR_KEY,
  ENTENTE_RATE_LIMIT: "0",
  ENTENTE_LOG_LEVEL: "silent",
  ENTENTE_CLOCK_SECONDS: "1",
};
let now = "2026-03-01T09:00:00.000Z";
let engines: Engines;
let server: Server;
let url = "";

async function start() {
  engines = await openEngines(readSettings(settings), openLog("test", "silent"));
  server = await openServer(engines, { clock: () => now });
  url = await server.app.listen({ port: 0, host: "localhost" });
}
async function stop() {
  await server.close();
  await server.app.close();
  await engines.close();
}

describe("what falls due", () => {
  let delta: Member;
  let upland: Member;
  let alliance: Alliance;
  const at = () => `/api/alliances/${alliance.allianceId}`;
  const here = (member: Member): Api => member.api.moved(url);
  /** What the clock noted in the alliance, in order. */
  const noted = async () => {
    const { body } = await here(delta).get<{ events: { type: string; meta: { actor: { id: string } }; data: object }[] }>(
      `${at()}/events?limit=1000`,
    );
    return body.events.filter((event) => event.meta.actor.id === "clock").map((event) => event.type);
  };
  const commitmentId = randomUUID();

  beforeAll(async () => {
    await start();
    [delta, upland] = [await found(url, "Delta"), await found(url, "Upland")];
    alliance = await ally([delta, upland]);
    const partnerId = alliance.partnerIds["Delta"];
    await delta.api.done(`${at()}/commitments`, { commitmentId, partnerId, text: "Measure the salt", dueOn: "2026-03-10" });
    const agreementId = randomUUID();
    await delta.api.done(`${at()}/agreements`, {
      agreementId,
      kind: "covenant",
      title: "Covenant",
      parties: Object.values(alliance.partnerIds),
      clauses: [{ clauseId: randomUUID(), text: "We share what we measure." }],
      validUntil: "2026-06-30",
      noticeDays: 20,
    });
    for (const [member, name] of [
      [delta, "Delta"],
      [upland, "Upland"],
    ] as const)
      await member.api.done(`${at()}/agreements/${agreementId}/signatures`, { version: 1, partnerId: alliance.partnerIds[name] });
    await delta.api.done(`${at()}/dossier/mandates`, { mandateId: randomUUID(), scope: "Up to a thousand", validUntil: "2026-03-31" });
  });
  afterAll(async () => {
    await stop();
    rmSync(data, { recursive: true, force: true });
  });

  test("is not noted before its day", async () => {
    await expect.poll(async () => (await here(delta).get(`${at()}/commitments/${commitmentId}`)).status).toBe(200);
    expect(await noted()).toEqual([]);
  });

  test("while nothing ran is noted at once after a start, in the shared record and in the own file, and seen on the pages", async () => {
    await stop();
    now = "2026-06-12T09:00:00.000Z";
    await start();
    await expect.poll(noted, { timeout: 10_000 }).toEqual(expect.arrayContaining(["CommitmentOverdue", "AgreementExpiring"]));
    await expect
      .poll(async () => (await here(delta).get<{ mandates: { status: string }[] }>(`${at()}/dossier`)).body.mandates[0]?.status)
      .toBe("expired");
    await expect
      .poll(async () => (await here(upland).get<{ overdue: object | null }>(`${at()}/commitments/${commitmentId}`)).body.overdue)
      .toMatchObject({ dueOn: "2026-03-10", noted: { by: { kind: "system", id: "clock" } } });
  });

  test("is noted once, however often the clock looks and starts", async () => {
    await stop();
    await start();
    // Two more looks, as the next thing due shows.
    await stop();
    now = "2026-07-02T09:00:00.000Z";
    await start();
    await expect.poll(noted, { timeout: 10_000 }).toContain("AgreementExpired");
    expect((await noted()).toSorted()).toEqual(["AgreementExpired", "AgreementExpiring", "CommitmentOverdue"]);
  });

  test("is noted by nobody else: there is no door to it from outside", async () => {
    expect((await fetch(new URL("/internal/notes", url), { method: "POST" })).status).toBe(404);
    // Addresses that are no door lead to the web page.
    const page = await fetch(new URL("/internal/due?now=2026-07-02T09:00:00.000Z", url));
    expect(page.headers.get("content-type")).toContain("text/html");
  });
});
