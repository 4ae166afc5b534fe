import { newId } from "@entente/service-kit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestIdentity } from "../testing.ts";

let tested: TestIdentity;
beforeAll(async () => {
  tested = await TestIdentity.start();
});
afterAll(() => tested.remove());

const send = (body: string, query = "") => tested.operator("POST", `/api/imports/organisations${query}`, body);

test("registers organisations; a second run changes nothing, also after a renaming", async () => {
  const ids = Array.from({ length: 200 }, newId);
  const file = ids
    .map((organisationId, n) => JSON.stringify({ organisationId, name: `Organisation ${n}`, ...(n % 2 === 0 ? { country: "NL" } : {}) }))
    .join("\n");
  expect((await send(file, "?dryRun=true")).body).toMatchObject({ organisations: { registered: 0, unchanged: 0 }, faults: [] });
  expect((await send(file)).body).toMatchObject({ organisations: { registered: 200, unchanged: 0 }, faults: [] });
  await tested.operator("PATCH", `/api/organisations/${ids[0]}`, { name: "Another name" });
  expect((await send(`${file}\n`)).body).toMatchObject({ organisations: { registered: 0, unchanged: 200 }, faults: [] });
  expect((await tested.operator("GET", `/api/organisations/${ids[0]}`)).body).toMatchObject({
    name: "Another name",
    country: "NL",
    members: [],
  });
});

test("names the fault of each line and registers the others", async () => {
  const organisationId = newId();
  const taken = newId();
  const lines = [
    JSON.stringify({ organisationId, name: "Good" }),
    "",
    "{not json",
    JSON.stringify({ organisationId: newId(), name: "", colour: "red" }),
    JSON.stringify({ organisationId: taken, name: "First" }),
  ];
  expect((await send(lines.join("\r\n"))).body).toMatchObject({
    organisations: { registered: 2, unchanged: 0 },
    faults: [
      { line: 3, pointer: "#" },
      { line: 4, pointer: "#/name" },
      { line: 4, pointer: "#/colour" },
    ],
  });
  expect((await send(JSON.stringify({ organisationId: taken, name: "Second" }))).body).toMatchObject({
    organisations: { registered: 0, unchanged: 0 },
    faults: [{ line: 1, pointer: "#/organisationId" }],
  });
});

test("is for the operator alone, and takes NDJSON of a bounded size", async () => {
  const ann = await tested.owner();
  expect((await ann.send("POST", "/api/imports/organisations", "{}")).status).toBe(404);
  expect((await tested.browser().send("POST", "/api/imports/organisations", "{}")).status).toBe(401);
  expect((await send("x".repeat(8_000_001))).status).toBe(413);
});
