import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Caller, Scope } from "@entente/contracts/access";
import { LiveMessage, liveClose, type LiveRequest } from "@entente/contracts/api/live";
import { asking, founding, openTestHouse, type TestHouse } from "../testing.ts";
import { openInsights, type Insights } from "../index.ts";

let house: TestHouse;
let insights: Insights;
const organisationId = randomUUID();
const personId = randomUUID();
const caller: Caller = { kind: "person", personId, organisationId, role: "manager" };
let present: Caller = caller;

/** A socket as the hub sees it. */
class Plug extends EventEmitter {
  bufferedAmount = 0;
  readonly received: LiveMessage[] = [];
  closedWith: number | null = null;
  send(text: string) {
    this.received.push(LiveMessage.parse(JSON.parse(text)));
    this.emit("received");
  }
  close(code: number) {
    this.closedWith = code;
    this.emit("close");
  }
  ask(request: LiveRequest | string) {
    this.emit("message", typeof request === "string" ? request : JSON.stringify(request));
  }
  until(enough: (received: readonly LiveMessage[]) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (enough(this.received)) resolve();
      };
      this.on("received", look);
      look();
    });
  }
  get revisions(): number[] {
    return this.received.flatMap((message) => (message.type === "event" ? [message.event.revision] : []));
  }
}

const connect = () => {
  const plug = new Plug();
  // In a test nobody signs in; the person is whoever the test says.
  insights.deps.hub.connect(plug, { caller } as unknown as Scope, organisationId, async () => present);
  return plug;
};

beforeEach(async () => {
  present = caller;
  house = await openTestHouse();
  insights = await openInsights(
    house.engines,
    async () => caller,
    async () => ({}),
  );
});
afterEach(async () => {
  await insights.close();
  await house.close();
});

describe("following an alliance live", () => {
  test("events come in order, without gap or double, however reading and writing meet", async () => {
    const allianceId = randomUUID();
    const revision = await house.record(allianceId, founding(organisationId));
    await insights.deps.projector.waitFor(`alliance-${allianceId}`, revision);
    const plugs: Plug[] = [];
    let last = revision;
    for (let round = 0; round < 30; round += 1) {
      if (round % 3 === 0) {
        const plug = connect();
        plugs.push(plug);
        plug.ask({ type: "subscribe", topic: "alliance", id: allianceId });
      }
      last = await house.record(allianceId, [asking(`Question ${round}?`), asking(`And ${round}?`)]);
    }
    for (const plug of plugs) {
      await plug.until(() => plug.revisions.at(-1) === last);
      const first = plug.revisions[0] ?? 0;
      expect(plug.revisions).toEqual(Array.from({ length: last - first + 1 }, (_, index) => first + index));
    }
  });

  test("a cursor resumes after the last event received, also after many were missed", async () => {
    const allianceId = randomUUID();
    const revision = await house.record(allianceId, founding(organisationId));
    await insights.deps.projector.waitFor(`alliance-${allianceId}`, revision);
    const first = connect();
    first.ask({ type: "subscribe", topic: "alliance", id: allianceId });
    await first.until((received) => received.some(({ type }) => type === "subscribed"));
    await house.record(allianceId, [asking("Seen?")]);
    await first.until(() => first.revisions.length === 1);
    const seen = first.received.find((message) => message.type === "event");
    first.emit("close");
    const last = await house.record(
      allianceId,
      Array.from({ length: 300 }, (_, n) => asking(`Missed ${n}?`)),
    );
    const second = connect();
    second.ask({ type: "subscribe", topic: "alliance", id: allianceId, after: seen?.type === "event" ? seen.cursor : "" });
    await second.until((received) => received.some(({ type }) => type === "subscribed"));
    expect(second.revisions[0]).toBe((first.revisions[0] ?? 0) + 1);
    expect(second.revisions.at(-1)).toBe(last);
    expect(second.revisions).toHaveLength(300);
  });

  test("a cursor of another alliance, or one that is too far back, asks to read anew", async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    for (const id of [one, other])
      await insights.deps.projector.waitFor(`alliance-${id}`, await house.record(id, founding(organisationId)));
    const plug = connect();
    plug.ask({ type: "subscribe", topic: "alliance", id: one, after: "forged.cursor" });
    await plug.until((received) => received.some(({ type }) => type === "resync"));
  });

  test("a slow reader is told to read anew instead of filling memory", async () => {
    const allianceId = randomUUID();
    await insights.deps.projector.waitFor(`alliance-${allianceId}`, await house.record(allianceId, founding(organisationId)));
    const plug = connect();
    plug.ask({ type: "subscribe", topic: "alliance", id: allianceId });
    await plug.until((received) => received.some(({ type }) => type === "subscribed"));
    plug.bufferedAmount = 1_500_000;
    await house.record(allianceId, [asking("Too much?")]);
    await plug.until((received) => received.some(({ type }) => type === "resync"));
    expect(plug.revisions).toEqual([]);
  });

  test("who leaves hears of its own leaving and of nothing after it", async () => {
    const allianceId = randomUUID();
    const partnerId = randomUUID();
    await insights.deps.projector.waitFor(`alliance-${allianceId}`, await house.record(allianceId, founding(organisationId, partnerId)));
    const plug = connect();
    plug.ask({ type: "subscribe", topic: "alliance", id: allianceId });
    await plug.until((received) => received.some(({ type }) => type === "subscribed"));
    await house.record(allianceId, [{ type: "PartnerLeft", data: { partnerId, organisationId, reason: null } }]);
    await plug.until(() => plug.revisions.length === 1);
    await house.record(allianceId, [asking("Behind its back?")]);
    await plug.until((received) => received.some(({ type }) => type === "refused"));
    expect(plug.received.flatMap((message) => (message.type === "event" ? [message.event.type] : []))).toEqual(["PartnerLeft"]);
  });

  test("who may no longer act for the organisation is signed out", async () => {
    const plug = connect();
    present = { ...caller, role: null, organisationId: null };
    await insights.deps.hub.recheck();
    expect(plug.closedWith).toBe(liveClose.signedOut);
  });

  test.each([
    "no json",
    '{"type":"subscribe"}',
    '{"type":"subscribe","topic":"alliance","id":"no"}',
    '{"type":"dance"}',
    "[".repeat(100_000),
  ])("%.30s is refused and harms nothing", async (text) => {
    const plug = connect();
    plug.ask(text);
    await plug.until((received) => received.some((message) => message.type === "refused" && message.code === "invalid"));
    plug.ask({ type: "ping" });
    await plug.until((received) => received.some(({ type }) => type === "pong"));
  });
});
