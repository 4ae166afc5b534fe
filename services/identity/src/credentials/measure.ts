import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqlite } from "@entente/sqlite";
import { openCredentials } from "./open.ts";

// How fast credentials are on this machine: `pnpm --filter @entente/identity measure`.
const folder = mkdtempSync(join(tmpdir(), "entente-measure-"));
const origin = "http://localhost:4400";
let ahead = 0;

function open() {
  const start = performance.now();
  const database = openSqlite(join(folder, "state.db"), { synchronous: "full" });
  const credentials = openCredentials({
    database,
    secret: "a secret for measuring, long enough: 0123456789",
    baseUrl: origin,
    now: () => Date.now() + ahead,
  });
  return { database, credentials, took: performance.now() - start };
}

function report(what: string, took: readonly number[]): void {
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(3);
  console.log(`${what.padEnd(34)} p50 ${at(0.5)} ms   p99 ${at(0.99)} ms   n ${sorted.length}`);
}

async function timed(times: number, act: (n: number) => Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  for (let n = 0; n < times; n++) {
    const start = performance.now();
    await act(n);
    took.push(performance.now() - start);
  }
  return took;
}

const first = open();
console.log(`first start                        ${first.took.toFixed(1)} ms`);
first.credentials.close();
first.database.close();
const { database, credentials, took } = open();
console.log(`second start                       ${took.toFixed(1)} ms`);
const warm = performance.now();
await credentials.warmUp();
console.log(`warm up (loads Better Auth)        ${(performance.now() - warm).toFixed(0)} ms`);

const post = (path: string, body: object, address = "192.0.2.1") =>
  credentials.handler(
    new Request(`${origin}/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin },
      body: JSON.stringify(body),
    }),
    { address },
  );
const password = "a long enough password";

report("sign up", await timed(50, (n) => post("/sign-up/email", { email: `person${n}@alder.example`, name: "Ann", password })));
report("sign in", await timed(100, (n) => post("/sign-in/email", { email: `person${n % 50}@alder.example`, password })));
report("sign in, unknown address", await timed(50, (n) => post("/sign-in/email", { email: `nobody${n}@alder.example`, password })));

const signedIn = await post("/sign-in/email", { email: "person1@alder.example", password });
const bySession = new Headers({ cookie: (signedIn.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "" });
const { key } = await credentials.issueApiKey({ name: "measuring", organisationId: "o", role: "integration", createdBy: "p" });
const byKey = new Headers({ authorization: `Bearer ${key}` });

for (const [name, headers] of [
  ["session", bySession],
  ["API key", byKey],
] as const) {
  if (!(await credentials.identify(headers))) throw new Error(`${name} is not identified`);
  const each = 200_000;
  const start = performance.now();
  for (let n = 0; n < each; n++) await credentials.identify(headers);
  console.log(`identify by ${name}, cached`.padEnd(35) + `${Math.round((each / (performance.now() - start)) * 1000)} a second`);
  report(`identify by ${name}, uncached`, await timed(5_000, () => ((ahead += 60_001), credentials.identify(headers))));
  ahead = 0;
}
report("get-session", await timed(200, () => credentials.handler(new Request(`${origin}/api/auth/get-session`, { headers: bySession }))));

credentials.close();
database.close();
rmSync(folder, { recursive: true });
