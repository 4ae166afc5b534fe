import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ally, found, type Alliance, type Member } from "../support/api.ts";
import { root, startServer, type ServerProcess } from "../support/server.ts";

const page = readFileSync(join(root, "docs", "add-a-command.md"), "utf8");
const excerpts = [...page.matchAll(/```ts file=(\S+)\n([\s\S]*?)```/g)].map(([, file = "", text = ""]) => ({ file, text }));

describe("docs/add-a-command.md", () => {
  test("shows every step of the way", () => {
    expect(excerpts.map(({ file }) => file.split("/").slice(0, 3).join("/"))).toEqual([
      "contracts/src/events",
      "contracts/src/commands",
      "contracts/src/access.ts",
      "services/alliances/src",
      "services/alliances/src",
      "services/alliances/src",
      "contracts/src/views",
      "contracts/src/telling",
    ]);
  });

  test.each(excerpts)("quotes $file as it is", ({ file, text }) => {
    expect(squeezed(readFileSync(join(root, file), "utf8"))).toContain(squeezed(text));
  });
});

describe("the walk", () => {
  let server: ServerProcess;
  let delta: Member;
  let upland: Member;
  let stranger: Member;
  let alliance: Alliance;
  beforeAll(async () => {
    server = await startServer();
    [delta, upland, stranger] = [await found(server.url, "Delta"), await found(server.url, "Upland"), await found(server.url, "Stranger")];
    alliance = await ally([delta, upland]);
  });
  afterAll(() => server.stop());

  test("goes from command to page", async () => {
    const at = `/api/alliances/${alliance.allianceId}`;
    const decisionId = randomUUID();
    await delta.api.done(`${at}/decisions`, { decisionId, question: "Where do we build the intake?" });
    const path = `${at}/decisions/${decisionId}/minority-views`;
    const command = { partnerId: alliance.partnerIds["Upland"], view: "Further upstream would be safer." };
    const key = { "idempotency-key": randomUUID() };

    const first = await upland.api.post<{ position: string }>(path, command, key);
    expect(first.status).toBe(201);
    expect(await upland.api.post(path, command, key)).toMatchObject({ body: first.body });

    const { body: decision } = await delta.api.get(`${at}/decisions/${decisionId}?atLeast=${first.body.position}`);
    expect(decision).toMatchObject({ minorityViews: [{ partnerId: command.partnerId, view: command.view }] });
    const { body: history } = await delta.api.get<{ events: { type: string }[] }>(`${at}/events`);
    expect(history.events.filter(({ type }) => type === "MinorityViewRecorded")).toHaveLength(1);
    for (const language of ["en", "nl"]) {
      const { body: timeline } = await delta.api.get<{ entries: { sentence: string }[] }>(`${at}/timeline?language=${language}`);
      expect(timeline.entries[0]?.sentence).toContain("Upland");
      expect(timeline.entries[0]?.sentence).toContain(command.view);
    }

    expect(await delta.api.post(path, command)).toMatchObject({ status: 422, body: { code: "not-your-partner" } });
    expect(await stranger.api.post(path, command)).toMatchObject({ status: 404, body: { code: "absent" } });
  });
});

/** The text without white space and trailing commas, which a formatter may set as it likes. */
const squeezed = (text: string) => text.replace(/\s+/g, "").replace(/,(?=[})\]])/g, "");
