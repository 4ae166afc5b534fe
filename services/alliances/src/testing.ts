import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Caller, Scope } from "@entente/contracts/access";
import type { RecordedEvent } from "@entente/contracts/events/envelope";
import { A, B, C, facilitator, id, operator, stranger, type Who } from "@entente/contracts/events/story";
import { createApp, healthOf, newId, openEngines, openLog, readSettings, systemScope, type App, type Engines } from "@entente/service-kit";
import { allianceRoutes, openAlliances, type AllianceHandler } from "./index.ts";

/** Tests stand where authentication does: this is the one scope that nobody asked for. */
export const as = (who: Who): Scope => ({ caller: who.caller }) as Scope;

/** The real engines in a folder of their own. */
export class Installation {
  readonly folder = mkdtempSync(join(tmpdir(), "entente-alliances-"));
  engines!: Engines; // opened before the first test that uses it

  async open(): Promise<this> {
    this.engines = await openEngines(readSettings({ ENTENTE_DATA: this.folder }), openLog("alliances", "silent"));
    return this;
  }

  async restart(): Promise<void> {
    await this.engines.close();
    await this.open();
  }

  async remove(): Promise<void> {
    await this.engines.close();
    rmSync(this.folder, { recursive: true });
  }

  async eventsOf(stream: `${string}-${string}`): Promise<RecordedEvent[]> {
    return await Array.fromAsync(this.engines.events.read(systemScope(), stream));
  }

  /** The files that hold these bytes anywhere. */
  filesHolding(text: string): string[] {
    return readdirSync(this.folder).filter((name) => readFileSync(join(this.folder, name)).includes(text));
  }
}

/** Somebody else of A's organisation, who will be erased. */
const colleague: Who = {
  caller: { kind: "person", personId: id(0x1a1), organisationId: A.organisationId, role: "owner" },
  actor: { kind: "person", id: id(0x1a1), organisationId: A.organisationId },
};
const people: Readonly<Record<string, Who>> = { colleague, A, B, C, stranger, facilitator, operator, key: A.key };
const viewer: Caller = { ...B.caller, kind: "person", personId: B.actor.id, organisationId: B.organisationId, role: "auditor" };

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export interface Sent {
  /** `A`, `B`, `C`, `stranger`, `facilitator`, `operator`, `key` (software of A), `colleague` (of A), `auditor` (of B); nobody when left out. */
  readonly as?: string;
  readonly body?: unknown;
  /** The body as it is, for what no client would send. */
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Null leaves the Idempotency-Key out. */
  readonly key?: string | null;
}

/** The service behind its routes, with a stub in place of authentication; answers are checked against their schemas. */
export class Served extends Installation {
  app!: App; // made by open()
  handler!: AllianceHandler;
  clock = "2026-03-01T11:00:00.000Z";
  /** Settles when everything recorded beside an answer has been written. */
  readonly recording = new Set<Promise<unknown>>();

  override async open(): Promise<this> {
    await super.open();
    const { log, events } = this.engines;
    const watched: typeof events = {
      read: (...given) => events.read(...given),
      record: (...given) => {
        const recorded = events.record(...given);
        const settled = recorded.catch(() => undefined).finally(() => this.recording.delete(settled));
        this.recording.add(settled);
        return recorded;
      },
    };
    this.app = await createApp({ log, health: healthOf({}), checkAnswers: true });
    const authenticate = async ({ headers }: { headers: Readonly<Record<string, unknown>> }): Promise<Caller> => {
      const name = String(headers["x-as"] ?? "");
      return name === "auditor" ? viewer : (people[name]?.caller ?? { kind: "anonymous" });
    };
    const deps = openAlliances({ ...this.engines, events: watched }, { authenticate, clock: () => this.clock });
    this.handler = deps.handler;
    await this.app.register(allianceRoutes(deps));
    return this;
  }

  override async remove(): Promise<void> {
    await this.app.close();
    await super.remove();
  }

  async request(method: "GET" | "POST" | "PUT" | "DELETE", path: string, sent: Sent = {}): Promise<Answered> {
    const json = sent.body === undefined ? sent.raw : JSON.stringify(sent.body);
    const answer = await this.app.inject({
      method,
      url: path,
      ...(json === undefined ? {} : { payload: json }),
      headers: {
        ...(json === undefined ? {} : { "content-type": "application/json" }),
        ...(sent.as === undefined ? {} : { "x-as": sent.as }),
        ...(sent.key === null || method === "GET" ? {} : { "idempotency-key": sent.key ?? newId() }),
        ...sent.headers,
      },
    });
    const parsed: unknown = answer.body === "" ? {} : JSON.parse(answer.body);
    return { status: answer.statusCode, headers: answer.headers, body: parsed as Answered["body"], text: answer.body };
  }

  post(path: string, as: string, body: unknown, more: Omit<Sent, "as" | "body"> = {}): Promise<Answered> {
    return this.request("POST", path, { as, body, ...more });
  }

  /** A founds an alliance in which B takes part as core and C in the ring. */
  async together(): Promise<string> {
    const allianceId = newId();
    await this.found(allianceId);
    for (const [who, name, ring] of [
      [B, "B", "core"],
      [C, "C", "complementary"],
    ] as const) {
      const invited = await this.post(`/api/alliances/${allianceId}/invitations`, "A", {
        invitationId: newId(),
        partnerId: who.partnerId,
        name: who.name,
        ring,
      });
      await this.post(`/api${String(invited.body["link"])}/accept`, name, {});
    }
    return allianceId;
  }

  found(allianceId: string): Promise<Answered> {
    return this.post("/api/alliances", "A", {
      allianceId,
      name: "Living at home longer",
      purpose: "Older people live at home.",
      timeZone: "Europe/Amsterdam",
      partnerId: A.partnerId,
      partnerName: A.name,
    });
  }
}
