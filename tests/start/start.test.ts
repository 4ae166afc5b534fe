import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { root, startServer } from "../support/server.ts";

const folders: string[] = [];
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), "entente-start-"));
  folders.push(made);
  return made;
};
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

function start(
  service: string,
  environment: Record<string, string>,
): { child: ChildProcess; output: () => string; ended: Promise<number | null> } {
  const child = spawn(process.execPath, [join(root, "services", service, "src", "main.ts")], {
    env: { PATH: process.env["PATH"], PORT: "0", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return { child, output: () => output, ended: once(child, "close").then(([code]) => code as number | null) };
}

describe("each service is an app of its own", () => {
  test.each(["gateway", "identity", "alliances", "insights", "clock"])(
    "%s starts alone, answers its health and stops cleanly",
    async (service) => {
      const { child, output, ended } = start(service, {
        ENTENTE_DATA: folder(),
        ENTENTE_SECRET: "a secret that services behind one gateway share",
      });
      await expect.poll(output, { timeout: 15_000 }).toMatch(/listening/);
      const address = /http:\/\/[^"\s]+/.exec(output())?.[0] ?? "";
      for (const path of ["/health/live", "/health/ready"]) expect((await fetch(new URL(path, address))).status).toBe(200);
      expect((await fetch(new URL("/api/portfolio", address))).status, "nobody is let in without identity").not.toBe(200);
      child.kill("SIGTERM");
      expect(await ended).toBe(0);
    },
  );
});

describe("the gateway in front of services of their own", () => {
  test("asks identity who is calling, and never believes a scope from outside", async () => {
    const secret = {
      ENTENTE_SECRET: "a secret that services behind one gateway share",
      ENTENTE_OPERATOR_KEY: "operator-key-of-tests-and-benches-0123456789",
    };
    const identity = start("identity", { ENTENTE_DATA: folder(), ...secret });
    await expect.poll(identity.output, { timeout: 15_000 }).toMatch(/listening/);
    const identityUrl = /http:\/\/[^"\s]+/.exec(identity.output())?.[0] ?? "";
    const insights = start("insights", { ENTENTE_DATA: folder(), ENTENTE_IDENTITY_URL: identityUrl, ...secret });
    await expect.poll(insights.output, { timeout: 15_000 }).toMatch(/listening/);
    const insightsUrl = /http:\/\/[^"\s]+/.exec(insights.output())?.[0] ?? "";
    const gateway = start("gateway", {
      ENTENTE_DATA: folder(),
      ENTENTE_IDENTITY_URL: identityUrl,
      ENTENTE_INSIGHTS_URL: insightsUrl,
      ...secret,
    });
    await expect.poll(gateway.output, { timeout: 15_000 }).toMatch(/listening/);
    const url = /http:\/\/[^"\s]+/.exec(gateway.output())?.[0] ?? "";
    try {
      const asOperator = await fetch(new URL("/api/installation", url), {
        headers: { authorization: `Bearer ${secret.ENTENTE_OPERATOR_KEY}` },
      });
      expect([asOperator.status, await asOperator.json()]).toMatchObject([200, { organisations: 0 }]);
      expect((await fetch(new URL("/api/installation", url))).status).toBe(401);
      expect((await fetch(new URL("/api/installation", url), { headers: { "entente-scope": "forged.token" } })).status).toBe(401);
    } finally {
      for (const { child, ended } of [gateway, insights, identity]) {
        child.kill("SIGTERM");
        await ended;
      }
    }
  });
});

describe("starting the whole product", () => {
  test("a second start is ready in under three seconds", async () => {
    const data = folder();
    await (await startServer({ data })).stop();
    const began = performance.now();
    const server = await startServer({ data });
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(await server.stop()).toBe(0);
  });

  test("a second process on the same folder is refused, and told what to do", async () => {
    const data = folder();
    const server = await startServer({ data });
    const { output, ended } = start("standalone", { ENTENTE_DATA: data });
    expect(await ended).toBe(1);
    expect(output()).toContain(String(server.pid));
    expect(await server.stop()).toBe(0);
  });

  test("every fault of the settings is told at once", async () => {
    const { output, ended } = start("standalone", {
      PORT: "many",
      ENTENTE_LOG_LEVEL: "loud",
      ENTENTE_OPERATOR_KEY: "short",
      ENTENTE_COLOUR: "blue",
    });
    expect(await ended).toBe(1);
    for (const name of ["PORT", "ENTENTE_LOG_LEVEL", "ENTENTE_OPERATOR_KEY", "ENTENTE_COLOUR"]) expect(output()).toContain(name);
    expect(output()).not.toMatch(/\s+at .*\.ts/);
  });

  test("a damaged log is refused with advice, not with a stack", async () => {
    const data = folder();
    writeFileSync(join(data, "events.db"), "this is no database".repeat(500));
    const { output, ended } = start("standalone", { ENTENTE_DATA: data });
    expect(await ended).toBe(1);
    expect(output()).toContain("events.db");
    expect(output()).toMatch(/backup|restore/i);
    expect(output()).not.toMatch(/\s+at .*\.ts/);
  });

  test("a port that is taken is told in plain words", async () => {
    const server = await startServer();
    const { output, ended } = start("standalone", { ENTENTE_DATA: folder(), PORT: new URL(server.url).port });
    expect(await ended).toBe(1);
    expect(output()).toContain("set PORT to another port");
    await server.stop();
  });
});
