import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ally, found, operator, signUp, type Alliance, type Member } from "../support/api.ts";
import { OPERATOR_KEY, startServer, type ServerProcess } from "../support/server.ts";

/** A personal word that must be readable while its author is here, and by nobody afterwards. */
const WORD = `a personal word ${randomUUID()}`;

let server: ServerProcess;
let delta: Member;
let upland: Member;
let alliance: Alliance;
const author = { name: "", email: "", personId: "" };

beforeAll(async () => {
  server = await startServer();
  delta = await found(server.url, "Delta");
  upland = await found(server.url, "Upland");
  alliance = await ally([delta, upland]);
  const { link } = await delta.api.done(`/api/organisations/${delta.organisationId}/invitations`, {
    invitationId: randomUUID(),
    role: "manager",
  });
  const manager = await signUp(server.url, `Nele ${randomUUID().slice(0, 8)}`);
  await manager.api.done(`/api${link}/accept`);
  author.personId = manager.personId;
  author.email = manager.email;
  const { position } = await manager.api.as(delta.organisationId).done(`/api/alliances/${alliance.allianceId}/invitations`, {
    invitationId: randomUUID(),
    partnerId: randomUUID(),
    name: "Lowland",
    ring: "core",
    message: WORD,
  });
  await page(position);
});
afterAll(async () => {
  await server.stop();
  rmSync(server.data, { recursive: true, force: true });
});

const page = async (atLeast?: string) =>
  (
    await upland.api.get<{ alliance: { invitations: { name: string; message: unknown }[] } }>(
      `/api/alliances/${alliance.allianceId}${atLeast ? `?atLeast=${atLeast}` : ""}`,
    )
  ).body;
const message = async () => (await page()).alliance.invitations.find(({ name }) => name === "Lowland")?.message;
const onDisk = (text: string) => readdirSync(server.data).filter((file) => readFileSync(join(server.data, file)).includes(text));

test("a personal word is read by those it is shared with, and stands nowhere on disk in the clear", async () => {
  expect(await message()).toBe(WORD);
  expect(onDisk(WORD)).toEqual([]);
});

test("once its author is erased, nobody reads it, the story stays, and a rebuild of the views brings nothing back", async () => {
  const before = (await upland.api.get<{ events: unknown[] }>(`/api/alliances/${alliance.allianceId}/events`)).body.events.length;
  const answer = await operator(server.url, OPERATOR_KEY).send("DELETE", `/api/people/${author.personId}`);
  expect(answer.status).toBeLessThan(300);
  expect(await message()).toEqual({ erased: true });
  expect(onDisk(author.email), "the address of an erased person").toEqual([]);

  const { data } = server;
  await server.kill();
  for (const file of readdirSync(data).filter((name) => name.startsWith("views.db"))) rmSync(join(data, file));
  server = await startServer({ data });
  upland = { ...upland, api: upland.api.moved(server.url) };
  expect(await message()).toEqual({ erased: true });
  const events = (
    await upland.api.get<{ events: { type: string; data: { message?: unknown } }[] }>(`/api/alliances/${alliance.allianceId}/events`)
  ).body.events;
  expect(events).toHaveLength(before);
  expect(events.filter(({ type }) => type === "PartnerInvited").at(-1)?.data.message).toEqual({ erased: true });
  const { body: timeline } = await upland.api.get<{ entries: { sentence: string }[] }>(
    `/api/alliances/${alliance.allianceId}/timeline?language=en`,
  );
  expect(timeline.entries[0]?.sentence).toContain("invited Lowland");
});
