import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { expect, test } from "vitest";
import { root } from "../support/server.ts";

/** The rooms of the house and whom each may import. Source: design.md 2. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  contracts: ["contracts"],
  infra: ["contracts", "infra"],
  services: ["contracts", "infra"],
  web: ["contracts", "web"],
};

/** Raw engines are opened by service-kit alone, which hands out scoped ones. */
const rawEngines = ["@entente/event-store", "@entente/read-store", "@entente/feed", "@entente/person-keys"];

const packages = new Map<string, string>();
for (const folder of [
  "contracts",
  "contracts/client",
  "web",
  "scripts",
  "tests",
  "tests/doubles",
  ...inside("infra"),
  ...inside("services"),
]) {
  const { name } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as { name: string };
  packages.set(name, folder);
}

interface Import {
  readonly file: string;
  readonly from: string;
  /** The workspace folder that is imported from, or null for a package from elsewhere. */
  readonly folder: string | null;
}

const imports = ["contracts", "infra", "services", "web"].flatMap((room) => sources(join(root, room)).flatMap(importsOf));

test("no file imports from a room it may not enter", () => {
  const trespasses = imports.filter(
    ({ file, folder }) =>
      folder !== null && packageOf(file) !== packageOf(folder) && !mayImport[roomOf(file)]?.includes(roomOf(folder)) && !isStandalone(file),
  );
  expect(trespasses.map(told), "contracts ← infra ← services; web → contracts only").toEqual([]);
});

test("no service imports another; only standalone sees them all", () => {
  const trespasses = imports.filter(
    ({ file, folder }) =>
      file.startsWith("services/") && folder?.startsWith("services/") && !isStandalone(file) && packageOf(file) !== packageOf(folder),
  );
  expect(trespasses.map(told)).toEqual([]);
});

test("services reach engines through service-kit only", () => {
  const trespasses = imports.filter(
    ({ file, from }) => file.startsWith("services/") && rawEngines.some((engine) => from.startsWith(engine)),
  );
  expect(trespasses.map(told)).toEqual([]);
});

test("contracts does no I/O and knows no clock and no chance", () => {
  // The corpus of stored samples is read by tests alone.
  const files = sources(join(root, "contracts", "src")).filter((file) => !file.endsWith(".test.ts") && !file.includes("/corpus/"));
  const impure = files.filter((file) =>
    /from "node:|Date\.now\(|new Date\(\)|Math\.random|crypto\.|process\./.test(readFileSync(file, "utf8")),
  );
  expect(impure.map((file) => relative(root, file))).toEqual([]);
});

test("deciders know no clock, no chance and no I/O", () => {
  const files = sources(join(root, "services")).filter((file) => /(decide|decider|assent)\.ts$/.test(file));
  expect(files.length).toBeGreaterThan(6);
  const impure = files.filter((file) =>
    /from "node:|Date\.now\(|new Date\(\)|Math\.random|\bawait\b|\basync\b/.test(readFileSync(file, "utf8")),
  );
  expect(impure.map((file) => relative(root, file))).toEqual([]);
});

test("only the guard, the clock's own scope and tests make a scope", () => {
  const makers = sources(root).filter((file) => /\bscopeOf\(/.test(readFileSync(file, "utf8")) && !file.endsWith(".test.ts"));
  expect(makers.map((file) => relative(root, file)).sort()).toEqual(["infra/service-kit/src/access.ts", "infra/service-kit/src/scope.ts"]);
});

test("only the example's player asks for the scope of a person it plays", () => {
  const players = sources(root).filter((file) => /\bplayedScope\(/.test(readFileSync(file, "utf8")) && !file.endsWith(".test.ts"));
  expect(players.map((file) => relative(root, file))).toEqual(["services/standalone/src/example.ts"]);
});

test("routes lead to handlers, never back: a decider imports no route", () => {
  const trespasses = imports.filter(({ file, from }) => /(decide|decider|handler)\.ts$/.test(file) && /routes?\.ts$/i.test(from));
  expect(trespasses.map(told)).toEqual([]);
});

test("in web, pictures and ui know nothing of features", () => {
  const trespasses = imports.filter(({ file, from }) => /^web\/src\/(ui|pictures)\//.test(file) && from.includes("/features/"));
  expect(trespasses.map(told)).toEqual([]);
});

function told({ file, from }: Import): string {
  return `${file} imports ${from}`;
}

function inside(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "deploy")
    .map((entry) => `${folder}/${entry.name}`);
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (["node_modules", "dist", ".git", ".turbo"].includes(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.(ts|vue|mts)$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [path] : [];
  });
}

function importsOf(path: string): Import[] {
  const file = relative(root, path).split(sep).join("/");
  // What a test needs is its own affair.
  if (/\.test\.ts$|\/testing\.ts$|\/test\//.test(file)) return [];
  return [...readFileSync(path, "utf8").matchAll(/(?:from|import)\s*\(?\s*["']([^"']+)["']/g)].map(([, from = ""]) => ({
    file,
    from,
    folder: folderOf(path, from),
  }));
}

function folderOf(path: string, from: string): string | null {
  if (from.startsWith("."))
    return relative(root, resolve(dirname(path), from))
      .split(sep)
      .join("/");
  const name = from.split("/").slice(0, 2).join("/");
  return packages.get(name) ?? null;
}

const roomOf = (file: string): string => file.split("/")[0] ?? "";
const packageOf = (file: string): string => file.split("/").slice(0, 2).join("/");
const isStandalone = (file: string): boolean => file.startsWith("services/standalone/");
