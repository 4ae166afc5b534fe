import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { reasons } from "@entente/contracts/rejections";

const house = join(import.meta.dirname, "../../..");
const read = (pattern: string) =>
  globSync(pattern, { cwd: house, exclude: ["**/node_modules/**"] }).map((name) => ({
    name,
    text: readFileSync(join(house, name), "utf8"),
  }));
const sources = read("{services,infra}/*/src/**/*.ts").filter(({ name }) => !name.endsWith(".test.ts"));
const given = (files: typeof sources) =>
  new Set(files.flatMap(({ text }) => [...text.matchAll(/reject\("([\w-]+)"/g)].map(([, code]) => code ?? "")));

test("every refusal that this service gives is met by a test", () => {
  const here = given(sources.filter(({ name }) => name.startsWith("services/alliances/")));
  const tested = new Set(
    read("services/alliances/src/**/*.test.ts").flatMap(({ text }) =>
      [...text.matchAll(/(?:thenRejected\(|code: )"([\w-]+)"/g)].map(([, code]) => code ?? ""),
    ),
  );
  expect(here.size).toBeGreaterThan(40);
  expect([...here].filter((code) => !tested.has(code))).toEqual([]);
});

test("every refusal that is worded is given by somebody", () => {
  const anywhere = given(sources);
  expect(Object.keys(reasons).filter((code) => !anywhere.has(code))).toEqual([]);
});
