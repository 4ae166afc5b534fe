import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { SharedEvent } from "@entente/contracts/api/insights";
import { idFor } from "@entente/scripts/import/ids";
import { importSource } from "@entente/scripts/import/run";
import { Story, type Source } from "@entente/scripts/import/source";
import { operator } from "../support/api.ts";
import { OPERATOR_KEY, startServer, type ServerProcess } from "../support/server.ts";

const PARTNERS = 165;
const AGREEMENTS = 60;
/** A founding is three events; each agreement is drafted, signed by all and reached. */
const EVENTS = 3 + (PARTNERS - 1) + AGREEMENTS * (PARTNERS + 2);

const allianceId = idFor("test", "alliance");
const from = { file: "story", line: 1 };
const partners = Array.from({ length: PARTNERS }, (_, n) => idFor("test", "partner", String(n)));
const [first = ""] = partners;

/** One alliance of 10,187 events, which are 21 appends. */
function source(): Source {
  const story = new Story(allianceId);
  const day = "2020-05-01";
  story.say(from, "InitiateAlliance", first, day, {
    name: "Large",
    purpose: "To be many.",
    timeZone: "Etc/UTC",
    partnerId: first,
    partnerName: "Partner 0",
  });
  for (const [n, partnerId] of partners.entries())
    if (partnerId !== first) story.say(from, "ReportPartner", partnerId, day, { partnerId, name: `Partner ${n}`, ring: "complementary" });
  for (let n = 0; n < AGREEMENTS; n += 1) {
    const agreementId = idFor("test", "agreement", String(n));
    story.say(from, "DraftAgreement", first, day, { agreementId, kind: "contract", title: `Agreement ${n}`, parties: partners });
    for (const partnerId of partners) story.say(from, "SignAgreement", partnerId, day, { agreementId, version: 1, partnerId });
  }
  return { organisations: [], alliances: [story.lines], faults: [] };
}

async function storyAt(url: string): Promise<unknown[]> {
  const all: SharedEvent[] = [];
  for (let next: number | null = 0; next !== null;) {
    const { body }: { body: { events: SharedEvent[]; next: number | null } } = await operator(url, OPERATOR_KEY).get(
      `/api/alliances/${allianceId}/events?limit=1000&from=${next}`,
    );
    all.push(...body.events);
    next = body.next;
  }
  return all.map(({ type, data, meta }) => [type, data, meta.effectiveAt, meta.onBehalfOf]);
}

describe("an alliance of more events than one append holds", () => {
  const data = mkdtempSync(join(tmpdir(), "entente-killed-"));
  const servers: ServerProcess[] = [];
  const started = async (folder?: string) => {
    const server = await startServer(folder === undefined ? {} : { data: folder });
    servers.push(server);
    return server;
  };
  afterAll(async () => {
    for (const server of servers) await server.stop();
    rmSync(data, { recursive: true, force: true });
  });

  test("whose import a power cut ends between two parts is finished by sending it again, and is the history it would have been", async () => {
    const cut = await started(data);
    const sending = importSource({ url: cut.url, key: OPERATOR_KEY }, source()).catch((error: unknown) => error);
    const api = operator(cut.url, OPERATOR_KEY);
    for (let seen = 0; seen === 0;) {
      const { body } = await api.get<{ events?: unknown[] }>(`/api/alliances/${allianceId}/events?from=500&limit=1`);
      seen = body.events?.length ?? 0;
    }
    await cut.kill();
    expect(await sending).toMatchObject({ message: expect.stringContaining("run the import again to go on") });

    const again = await started(data);
    const before = await storyAt(again.url);
    expect(before.length).toBeGreaterThan(500);
    expect(before.length).toBeLessThan(EVENTS);
    const { alliances, faults } = await importSource({ url: again.url, key: OPERATOR_KEY }, source());
    expect([alliances.applied, alliances.events, faults]).toEqual([1, EVENTS - before.length, []]);

    const whole = await started();
    expect((await importSource({ url: whole.url, key: OPERATOR_KEY }, source())).alliances.events).toBe(EVENTS);
    const told = await storyAt(again.url);
    expect(told).toHaveLength(EVENTS);
    expect(told).toEqual(await storyAt(whole.url));
  }, 120_000);

  test("and than one request holds stops at the request that is refused, and is finished by sending it mended", async () => {
    const server = await started();
    const [lines = []] = source().alliances;
    const refused = {
      json: { alliance: allianceId, command: "LeaveAlliance", onBehalfOf: allianceId, partnerId: allianceId },
      from: { file: "story", line: 77 },
    };
    const cut = [...lines.slice(0, 1_000), refused, ...lines.slice(1_000)];
    const { alliances } = await importSource(
      { url: server.url, key: OPERATOR_KEY, requestBytes: 60_000 },
      { organisations: [], alliances: [cut], faults: [] },
    );
    expect([alliances.applied, alliances.unchanged, alliances.refused]).toEqual([0, 0, 1]);
    expect(alliances.faults).toMatchObject([{ file: "story", line: 77 }]);
    const recorded = await storyAt(server.url);
    expect(recorded).toHaveLength(alliances.events);
    expect([recorded.length > 0, recorded.length < 1_100]).toEqual([true, true]);
    const mended = await importSource({ url: server.url, key: OPERATOR_KEY, requestBytes: 60_000 }, source());
    expect([mended.alliances.applied, mended.alliances.events]).toEqual([1, EVENTS - recorded.length]);
  }, 120_000);
});
