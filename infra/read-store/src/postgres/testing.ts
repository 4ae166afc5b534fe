import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { appendFileSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";

/** `postgres://…` of a server to test on, or `required`: then the absence of PostgreSQL is a failure. */
const wanted = process.env["ENTENTE_TEST_POSTGRES"] ?? "";
const given = /^postgres(ql)?:/.test(wanted) ? wanted : null;
const PROGRAMS = programs();
const ADVICE = "PostgreSQL is absent (Debian: apt-get install postgresql)";

/** Tests on PostgreSQL are skipped where there is none, and say so, unless it is required. */
export const postgresThere = given !== null || PROGRAMS !== null || wanted === "required";
if (!postgresThere) process.stdout.write(`${ADVICE}: tests of the read store on PostgreSQL are skipped\n`);
/** Whether the tests start a server of their own, which they may also stop. */
export const postgresIsOurs = given === null;

export interface TestPostgres {
  /** Makes an empty database. @returns its address. */
  database(): Promise<string>;
  /** Runs SQL in a database. */
  query<Row>(address: string, text: string): Promise<Row[]>;
  /** Ends the server at once, as a power cut would, and starts it again on the same data. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/** A real server: the one given, or one of the test's own in a temporary folder, gone when closed. */
export async function startPostgres(): Promise<TestPostgres> {
  const server = given === null ? await ownServer() : null;
  const admin = given ?? server?.address ?? "";
  const made: string[] = [];
  const query = async <Row>(address: string, text: string): Promise<Row[]> => {
    const client = new Client({ connectionString: address });
    await client.connect();
    try {
      // The caller knows what it asks for.
      return (await client.query(text)).rows as Row[];
    } finally {
      await client.end();
    }
  };
  const notOurs = () => Promise.reject(new Error("a server that was given is not stopped"));
  return {
    query,
    async database() {
      const name = `entente_test_${randomUUID().replaceAll("-", "")}`;
      await query(admin, `CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`);
      made.push(name);
      const address = new URL(admin);
      address.pathname = `/${name}`;
      return address.href;
    },
    stop: server?.stop ?? notOurs,
    start: server?.start ?? notOurs,
    async close() {
      if (server) return server.remove();
      for (const name of made) await query(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

const PASSWORD = "a-password-that-nobody-may-read";

async function ownServer() {
  if (!PROGRAMS) throw new Error(ADVICE);
  const folder = mkdtempSync(join(tmpdir(), "entente-postgres-"));
  const data = join(folder, "data");
  const user = plainUser();
  if (user) chownSync(folder, user.uid, user.gid);
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, PASSWORD);
  const options = { ...user, cwd: folder, env: { PATH: process.env["PATH"], LC_ALL: "C.UTF-8" } };
  // Sorted by a language, unlike the keys: so the tests see that keys are not.
  const language = ["--locale-provider=icu", "--icu-locale=en", "--encoding=UTF8"];
  const initdb = spawnSync(
    join(PROGRAMS, "initdb"),
    ["-D", data, "-U", "entente", "--auth=scram-sha-256", `--pwfile=${passwordFile}`, "--no-sync", ...language],
    { ...options, encoding: "utf8" },
  );
  if (initdb.status !== 0) throw new Error(`initdb: ${initdb.stderr || String(initdb.error)}`);
  const port = await freePort();
  // A test loses nothing worth keeping: not waiting for the disk makes it quick.
  appendFileSync(
    join(data, "postgresql.conf"),
    `listen_addresses = '127.0.0.1'\nport = ${port}\nunix_socket_directories = ''\nfsync = off\nfull_page_writes = off\n`,
  );
  const address = `postgres://entente:${PASSWORD}@127.0.0.1:${port}/postgres`;
  let running: ChildProcess | null = null;
  const kill = () => running?.kill("SIGQUIT");
  process.on("exit", kill);
  const isUp = () => running !== null && running.exitCode === null && running.signalCode === null;
  const start = async () => {
    if (isUp()) return;
    running = spawn(join(PROGRAMS ?? "", "postgres"), ["-D", data], { ...options, stdio: "ignore" });
    for (let attempt = 0; ; attempt += 1) {
      const client = new Client({ connectionString: address });
      const up = await client.connect().then(
        () => null,
        (error: unknown) => error,
      );
      await client.end().catch(() => undefined);
      if (up === null) return;
      if (attempt === 200 || !isUp()) throw new Error(`PostgreSQL does not start: ${String(up)}`);
      await pause(50);
    }
  };
  const stop = async () => {
    if (!running || !isUp()) return;
    const ended = once(running, "exit");
    kill();
    await ended;
  };
  await start();
  return {
    address,
    start,
    stop,
    async remove() {
      await stop();
      process.off("exit", kill);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Where initdb and postgres are: Debian keeps them apart from other programs, one folder a version. */
function programs(): string | null {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(debian, version, "bin")), ...(process.env["PATH"] ?? "").split(delimiter)];
  return folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres"))) ?? null;
}

/** PostgreSQL does not run as root; the package brings a user for it. */
function plainUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
  return { uid: id("-u"), gid: id("-g") };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

export interface Wire {
  /** The address that leads through the wire. */
  readonly address: string;
  /** Takes what the client sends. True cuts the client off once the server has answered it, before the answer gets through. */
  cutAfter: (sent: string) => boolean;
  /** Nothing goes through any more, and nobody is told. */
  silent: boolean;
  /** Cuts every connection now. */
  cut(): void;
  close(): Promise<void>;
}

/** A wire to the server that a test can cut at the worst moment. */
export async function wireTo(address: string): Promise<Wire> {
  const target = new URL(address);
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    const upstream = connect(Number(target.port || 5432), target.hostname);
    let doomed = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket)).on("error", () => undefined);
    }
    client.on("data", (sent: Buffer) => {
      doomed ||= wire.cutAfter(sent.toString("latin1"));
      if (!wire.silent) upstream.write(sent);
    });
    upstream.on("data", (answer: Buffer) => {
      if (doomed) client.destroy();
      else if (!wire.silent) client.write(answer);
    });
    client.on("close", () => upstream.destroy());
    upstream.on("close", () => client.destroy());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const through = new URL(address);
  through.hostname = "127.0.0.1";
  through.port = String((server.address() as AddressInfo).port);
  const wire: Wire = {
    address: through.href,
    cutAfter: () => false,
    silent: false,
    cut: () => sockets.forEach((socket) => socket.destroy()),
    async close() {
      wire.cut();
      server.close();
      await once(server, "close");
    },
  };
  return wire;
}
