import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { asyncApiDocument } from "@entente/scripts/generate/asyncApi";
import { clientTypes } from "@entente/scripts/generate/clientTypes";
import { openApiDocument } from "@entente/scripts/generate/openApi";
import { routes } from "@entente/contracts/access";
import { settingsTable } from "@entente/service-kit";
import { root } from "../support/server.ts";

const committed = (...path: string[]) => readFileSync(join(root, ...path), "utf8");
const advice = "run `npm run generate` and commit what it writes";

describe("what is published is what is served", () => {
  test("the OpenAPI document and the client's types", { timeout: 60_000 }, async () => {
    const document = await openApiDocument();
    expect(committed("contracts", "openapi.json") === document, `contracts/openapi.json has drifted: ${advice}`).toBe(true);
    expect(
      committed("contracts", "client", "src", "schema.d.ts") === (await clientTypes(document)),
      `the client's types have drifted: ${advice}`,
    ).toBe(true);
    const { paths } = JSON.parse(document) as { paths: Record<string, Record<string, unknown>> };
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ":$1")}`),
    );
    const unpublished = ["GET /api/live", "GET /api/openapi.json", "GET /api/docs", "GET /api/docs/*"];
    expect(
      Object.keys(routes).filter((route) => !described.includes(route) && !unpublished.includes(route)),
      "routes that are not described",
    ).toEqual([]);
  });

  test("the AsyncAPI document", () => {
    expect(committed("contracts", "asyncapi.json") === asyncApiDocument(), `contracts/asyncapi.json has drifted: ${advice}`).toBe(true);
  });

  test("the README's table of settings", () => {
    const readme = committed("README.md");
    for (const [name, { default: value, does }] of Object.entries(settingsTable))
      expect(readme).toContain(`| \`${name}\` | ${value} | ${does} |`);
  });
});
