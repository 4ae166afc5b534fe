import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ally, found, signUp, type Alliance, type Member } from "../support/api.ts";
import { startServer, type ServerProcess } from "../support/server.ts";

let server: ServerProcess;
let delta: Member;
let upland: Member;
let alliance: Alliance;

beforeAll(async () => {
  server = await startServer();
  [delta, upland] = [await found(server.url, "Delta"), await found(server.url, "Upland")];
  alliance = await ally([delta, upland]);
});
afterAll(() => server?.stop());

const read = async (link: string, query = "") => {
  // Calendars do not sign in: the link is all they have.
  const response = await fetch(new URL(`${link}${query}`, server.url));
  return { status: response.status, type: response.headers.get("content-type"), text: (await response.text()).replaceAll("\r\n ", "") };
};

test("a link gives the dates of one's alliances to whoever subscribes, for as long as one is a member", async () => {
  const at = `/api/alliances/${alliance.allianceId}`;
  const sessionId = randomUUID();
  const startsAt = "2099-12-04T13:00:00.000Z";
  const { position } = await delta.api.done(`${at}/sessions`, { sessionId, title: "Midterm, and more; really", startsAt });
  const shown = await upland.api.get<{ link: string }>(`/api/calendar-link?`);
  expect(shown.status).toBe(200);
  await upland.api.get(`/api/portfolio?atLeast=${encodeURIComponent(position)}`);
  const english = await read(shown.body.link, "?language=en");
  expect(english).toMatchObject({ status: 200, type: "text/calendar; charset=utf-8" });
  expect(english.text).toContain("BEGIN:VCALENDAR");
  expect(english.text).toContain(`UID:session-${sessionId}@entente`);
  expect(english.text).toContain("DTSTART:20991204T130000Z");
  expect(english.text).toContain("SUMMARY:Meeting: Midterm\\, and more\\; really (Clean water in the delta)");
  expect((await read(shown.body.link, "?language=nl")).text).toContain("SUMMARY:Bijeenkomst: Midterm");

  // A changed link, or one of somebody who belongs to nothing, is as if it were not there.
  expect((await read(`${shown.body.link}x`)).status).toBe(404);
  const alone = await signUp(server.url, "Alone");
  expect((await read((await alone.api.get<{ link: string }>("/api/calendar-link")).body.link)).status).toBe(404);
  const outsider = await found(server.url, "Outsider");
  const theirs = await outsider.api.get<{ link: string }>("/api/calendar-link");
  expect((await read(theirs.body.link)).text).not.toContain("SUMMARY");
});
