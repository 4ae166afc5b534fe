import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AllianceCommand, AllianceCommandType } from "@entente/contracts/commands/catalogue";
import { A, B, C, facilitator, id, operator, stranger, X, type Who } from "@entente/contracts/events/story";
import { Sealed } from "@entente/contracts/personal";
import { newId, personalContext, WrongExpectedRevision, type Events } from "@entente/service-kit";
import { AllianceHandler, type Outcome } from "./handler.ts";
import { command, type Fields } from "./specification.ts";
import { as, Installation } from "./testing.ts";

const house = new Installation();
let now = "2026-03-01T11:00:00.000Z";

beforeAll(() => house.open());
afterAll(() => house.remove());

const handlerOn = (events: Events = house.engines.events) =>
  new AllianceHandler({ events, clock: () => now, isConflict: (error) => error instanceof WrongExpectedRevision });

/** Gives a handler commands to one alliance. */
function given(handler: AllianceHandler, allianceId: string) {
  return <Type extends AllianceCommandType>(who: Who, type: Type, fields: Fields<Type>, idempotencyKey?: string): Promise<Outcome> =>
    handler.execute(as(who), { allianceId, command: command(type, fields), idempotencyKey, correlationId: "test" });
}

const founding = {
  name: "Living at home longer",
  purpose: "Older people live at home.",
  timeZone: "Europe/Amsterdam",
  partnerId: A.partnerId,
  partnerName: A.name,
};
async function founded(handler = handlerOn()): Promise<string> {
  const allianceId = newId();
  await given(handler, allianceId)(A, "InitiateAlliance", founding);
  return allianceId;
}
const question = (n = 1) => ({ decisionId: id(0x300 + n), question: `Question ${n}?` });
const typesOf = async (allianceId: string) => (await house.eventsOf(`alliance-${allianceId}`)).map((event) => event.type);

describe("a command with an Idempotency-Key", () => {
  test("that comes again has the outcome it had, and changes nothing", async () => {
    const handler = handlerOn();
    const allianceId = await founded(handler);
    const send = given(handler, allianceId);
    expect(await send(A, "RequestDecision", question(), "k1")).toMatchObject({ kind: "recorded", revision: 3 });
    await send(A, "RequestDecision", question(2), "k2");
    expect(await send(A, "RequestDecision", question(), "k1")).toEqual({
      kind: "already",
      stream: `alliance-${allianceId}`,
      revision: 3,
      replayed: true,
    });
    expect(await typesOf(allianceId)).toHaveLength(5);
  });

  test("that comes again after a restart has the outcome it had", async () => {
    const allianceId = await founded();
    const first = await given(handlerOn(), allianceId)(
      A,
      "ProposeTransition",
      { transitionId: id(0x201), to: "share", reason: "We know enough." },
      "k1",
    );
    await house.restart();
    const again = await given(handlerOn(), allianceId)(
      A,
      "ProposeTransition",
      { transitionId: id(0x201), to: "share", reason: "We know enough." },
      "k1",
    );
    expect(first).toMatchObject({ kind: "recorded", revision: 3 });
    expect(again).toMatchObject({ kind: "already", revision: 3, replayed: true });
  });

  test("that was taken by another process meanwhile has the outcome it had there", async () => {
    const [one, other] = [handlerOn(), handlerOn()];
    const allianceId = await founded(one);
    await other.load(allianceId);
    // Without its key the repeated proposal would be a third one, since another has come in between.
    await given(one, allianceId)(A, "RequestDecision", question());
    const propose = { decisionId: id(0x301), text: "We begin in North." };
    await given(one, allianceId)(A, "ProposeDecision", propose, "k1");
    await given(one, allianceId)(A, "ProposeDecision", { ...propose, text: "We begin in South." }, "k2");
    expect(await given(other, allianceId)(A, "ProposeDecision", propose, "k1")).toMatchObject({
      kind: "already",
      revision: 4,
      replayed: true,
    });
    expect(await given(other, allianceId)(A, "ProposeDecision", propose, "k3")).toMatchObject({ kind: "recorded", revision: 6 });
  });

  test("is refused when the key came with another command", async () => {
    const handler = handlerOn();
    const allianceId = await founded(handler);
    const send = given(handler, allianceId);
    await send(A, "RequestDecision", question(), "k1");
    expect(await send(A, "RequestDecision", question(2), "k1")).toMatchObject({ kind: "rejection", code: "key-reused" });
    expect(
      await given(handlerOn(), allianceId)(A, "AddOption", { decisionId: id(0x301), optionId: newId(), text: "North." }, "k1"),
    ).toMatchObject({ code: "key-reused" });
    expect(await typesOf(allianceId)).toHaveLength(4);
  });

  test("keeps its key on every event it made and its fingerprint on the first", async () => {
    const allianceId = newId();
    await given(handlerOn(), allianceId)(A, "InitiateAlliance", founding, "k1");
    const metas = (await house.eventsOf(`alliance-${allianceId}`)).map((event) => event.meta);
    expect(metas.map((meta) => meta.idempotencyKey)).toEqual(["k1", "k1", "k1"]);
    expect(metas.map((meta) => meta.commandHash !== undefined)).toEqual([true, false, false]);
  });

  test("does not keep one that was refused, nor what was so already", async () => {
    const handler = handlerOn();
    const allianceId = await founded(handler);
    const send = given(handler, allianceId);
    expect(await send(stranger, "RequestDecision", question(), "k1")).toMatchObject({ code: "not-your-partner" });
    expect(await send(A, "InitiateAlliance", founding, "k1")).toMatchObject({ kind: "already", replayed: false });
    expect(await send(A, "RequestDecision", question(), "k1")).toMatchObject({ kind: "recorded" });
  });

  test("is the same command whatever personal word it carries, since no trace of that may outlive its author", async () => {
    const handler = handlerOn();
    const allianceId = await founded(handler);
    const send = given(handler, allianceId);
    const invitation = { invitationId: newId(), partnerId: newId(), name: "Birch", ring: "core" as const };
    await send(A, "InvitePartner", { ...invitation, message: "Come along" }, "k1");
    expect(await send(A, "InvitePartner", { ...invitation, message: "Do come along" }, "k1")).toMatchObject({
      kind: "already",
      replayed: true,
    });
  });
});

describe("two processes on one store", () => {
  test("a command that lost the race is decided again on what the other recorded", async () => {
    const [one, other] = [handlerOn(), handlerOn()];
    const allianceId = await founded(one);
    await other.load(allianceId);
    await given(one, allianceId)(A, "ProposeTransition", { transitionId: id(0x201), to: "share", reason: "We know enough." });
    expect(
      await given(other, allianceId)(A, "ProposeTransition", { transitionId: id(0x202), to: "agree", reason: "We know a lot." }),
    ).toMatchObject({ code: "transition-open" });
    await given(one, allianceId)(A, "RequestDecision", question(1));
    expect(await given(other, allianceId)(A, "RequestDecision", question(2))).toMatchObject({ kind: "recorded", revision: 5 });
    expect((await other.load(allianceId))?.revision).toBe(5);
  });

  test("nothing is refused, called stale or already so on what was known before the other recorded", async () => {
    const [one, other] = [handlerOn(), handlerOn()];
    const allianceId = await founded(one);
    await other.load(allianceId);
    const invitationId = newId();
    await given(one, allianceId)(A, "InvitePartner", { invitationId, partnerId: B.partnerId, name: B.name, ring: "core" });
    await given(one, allianceId)(B, "AcceptInvitation", { invitationId });
    expect(await other.relationOf(allianceId, B.organisationId)).toEqual({ parts: ["core"], left: false });
    await given(one, allianceId)(A, "RequestDecision", question());
    expect(await given(other, allianceId)(B, "AddOption", { decisionId: id(0x301), optionId: newId(), text: "North." })).toMatchObject({
      kind: "recorded",
    });
    await given(one, allianceId)(A, "ScheduleSession", { sessionId: id(0x501), title: "First", startsAt: "2026-04-01T09:00:00.000Z" });
    expect(await other.executeAll(as(A), allianceId, [command("CancelSession", { sessionId: id(0x501) })], "test")).toMatchObject({
      kind: "recorded",
      count: 1,
    });
    await given(one, allianceId)(A, "RescheduleSession", { sessionId: id(0x501), startsAt: "2026-05-01T09:00:00.000Z" });
    const precondition = (state: { decisions: { decisions: object } }) => Object.keys(state.decisions.decisions).length === 2;
    await given(one, allianceId)(A, "RequestDecision", question(2));
    expect(
      await other.execute(as(A), { allianceId, command: command("RequestDecision", question(3)), correlationId: "test", precondition }),
    ).toMatchObject({ kind: "recorded" });
  });

  test("many commands at once leave one gapless history, each once", async () => {
    const [one, other] = [handlerOn(), handlerOn()];
    const allianceId = await founded(one);
    const outcomes = await Promise.all(
      Array.from({ length: 24 }, (_, n) => given(n % 2 === 0 ? one : other, allianceId)(A, "RequestDecision", question(n + 1), `k${n}`)),
    );
    const events = await house.eventsOf(`alliance-${allianceId}`);
    expect(events.map((event) => event.revision)).toEqual(events.map((_, index) => index));
    expect(events).toHaveLength(3 + outcomes.filter((outcome) => outcome.kind === "recorded").length);
    expect(outcomes.every((outcome) => outcome.kind === "recorded" || outcome.kind === "conflict")).toBe(true);
  });

  test("after five lost races the caller is told, and nothing was recorded", async () => {
    let tries = 0;
    const { events } = house.engines;
    const allianceId = await founded();
    const stubborn: Events = {
      read: (...args) => events.read(...args),
      record: async (_scope, stream, _facts, { expected }) => {
        tries += 1;
        throw new WrongExpectedRevision(stream, expected, 99);
      },
    };
    const handler = handlerOn(stubborn);
    expect(await given(handler, allianceId)(A, "RequestDecision", question())).toEqual({ kind: "conflict" });
    expect(tries).toBe(5);
    tries = 0;
    expect(await handler.executeAll(as(A), allianceId, [command("RequestDecision", question())], "test")).toMatchObject({
      kind: "conflict",
      count: 0,
    });
    expect(tries).toBe(5);
    expect(await typesOf(allianceId)).toHaveLength(3);
  });

  test("after an answer that was lost the alliance is read anew", async () => {
    const { events } = house.engines;
    const allianceId = await founded();
    let lose = true;
    const forgetful: Events = {
      read: (...args) => events.read(...args),
      async record(...args) {
        const recorded = await events.record(...args);
        if (!lose) return recorded;
        lose = false;
        throw new Error("the connection was lost");
      },
    };
    const handler = handlerOn(forgetful);
    const send = given(handler, allianceId);
    await expect(send(A, "RequestDecision", question(), "k1")).rejects.toThrow("lost");
    expect(await send(A, "RequestDecision", question(), "k1")).toMatchObject({ kind: "already", revision: 3, replayed: true });
  });

  test("somebody who only reads, slowly, does not bring back what was", async () => {
    const { events } = house.engines;
    const allianceId = await founded();
    const held = Promise.withResolvers<void>();
    let first = true;
    const slow: Events = {
      record: (...args) => events.record(...args),
      async *read(...args) {
        const hold = first;
        first = false;
        const read = await Array.fromAsync(events.read(...args));
        if (hold) await held.promise;
        yield* read;
      },
    };
    const handler = handlerOn(slow);
    const reading = handler.load(allianceId);
    await given(handler, allianceId)(A, "RequestDecision", question());
    held.resolve();
    await reading;
    expect((await handler.load(allianceId))?.revision).toBe(3);
  });
});

describe("a batch that is larger than one append", () => {
  const effectiveAt = "2020-05-01T00:00:00.000Z";
  const reported = <Type extends AllianceCommandType>(type: Type, partnerId: string, fields: Fields<Type>) =>
    command(type, { ...fields, onBehalfOf: partnerId, effectiveAt });
  const parties = Array.from({ length: 165 }, (_, n) => (n === 0 ? A.partnerId : id(0x10_000 + n)));
  const draft = (n: number, title = `Agreement ${n}`) =>
    reported("DraftAgreement", A.partnerId, { agreementId: id(0x400 + n), kind: "contract", title, parties });
  const signed = (n: number) =>
    parties.map((partnerId) => reported("SignAgreement", partnerId, { agreementId: id(0x400 + n), version: 1, partnerId }));
  /** 165 partners sign 17 agreements: 3,006 events. The last signature on the second agreement, which brings it about, would straddle two parts. */
  const batch: readonly AllianceCommand[] = [
    reported("InitiateAlliance", A.partnerId, founding),
    ...parties
      .slice(1)
      .map((partnerId) => reported("ReportPartner", partnerId, { partnerId, name: `Partner ${partnerId}`, ring: "complementary" })),
    ...Array.from({ length: 17 }, (_, n) => [draft(n), ...signed(n)]).flat(),
  ];
  const EVENTS = 3_006;
  const give = (handler: AllianceHandler, allianceId: string, commands = batch) =>
    handler.executeAll(as(operator), allianceId, commands, "test");
  /** What was recorded, without what differs from run to run: ids, salts and recorded times. */
  const storyOf = async (allianceId: string) =>
    (await house.eventsOf(`alliance-${allianceId}`)).map(({ type, data, meta }) => [type, data, meta.effectiveAt, meta.onBehalfOf]);
  /** The store as it is, with something that happens before an append. */
  const withStep = (step: (appends: number) => Promise<void> | void): { events: Events; sizes: number[] } => {
    const sizes: number[] = [];
    return {
      sizes,
      events: {
        read: (...args) => house.engines.events.read(...args),
        async record(scope, stream, facts, recording) {
          await step(sizes.length);
          const recorded = await house.engines.events.record(scope, stream, facts, recording);
          sizes.push(recorded.length);
          return recorded;
        },
      },
    };
  };

  test("is appended in parts, and is one gapless history", async () => {
    const { events, sizes } = withStep(() => undefined);
    const [handler, allianceId] = [handlerOn(events), newId()];
    expect(await give(handler, allianceId)).toEqual({ kind: "recorded", count: EVENTS, revision: EVENTS - 1 });
    expect(sizes).toEqual([499, 500, 500, 500, 500, 500, 7]);
    const revisions = (await house.eventsOf(`alliance-${allianceId}`)).map((event) => event.revision);
    expect(revisions).toEqual(revisions.map((_, index) => index));
    expect(await give(handler, allianceId)).toEqual({ kind: "recorded", count: 0, revision: EVENTS - 1 });
    expect(await give(handlerOn(), allianceId)).toEqual({ kind: "recorded", count: 0, revision: EVENTS - 1 });
  });

  test("leaves nothing behind when one of its commands is refused, be it the last", async () => {
    const allianceId = newId();
    const refused = command("LeaveAlliance", { partnerId: id(0x9_999), onBehalfOf: id(0x9_999) });
    expect(await give(handlerOn(), allianceId, [...batch, refused])).toMatchObject({
      kind: "refused",
      index: batch.length,
      count: 0,
      rejection: { code: "unknown-partner" },
    });
    expect(await typesOf(allianceId)).toEqual([]);
  });

  test("that meets another writer between two parts is decided again on what is then so", async () => {
    const allianceId = newId();
    const { events, sizes } = withStep(async (appends) => {
      if (appends !== 2 || sizes.length !== 2) return;
      sizes.push(0);
      // The other has done some of the work, and something of its own.
      await give(handlerOn(), allianceId, [...batch.slice(0, 1_200), draft(0x20)]);
    });
    expect(await give(handlerOn(events), allianceId)).toMatchObject({ kind: "recorded", revision: EVENTS });
    const told = await storyOf(allianceId);
    expect(told).toHaveLength(EVENTS + 1);
    expect(new Set(told.map((event) => JSON.stringify(event))).size).toBe(EVENTS + 1);
  });

  test("says what was recorded before another writer made the rest impossible", async () => {
    const allianceId = newId();
    const { events } = withStep(async (appends) => {
      if (appends === 2) await give(handlerOn(), allianceId, [draft(16, "Another title")]);
    });
    const index = batch.length - signed(16).length - 1;
    expect(await give(handlerOn(events), allianceId)).toMatchObject({
      kind: "refused",
      count: 999,
      revision: 999,
      index,
      rejection: { code: "id-taken" },
    });
    expect(await typesOf(allianceId)).toHaveLength(1_000);
  });

  test("that was cut off between two parts is finished by giving it again, and is the same history", async () => {
    const [whole, cut] = [newId(), newId()];
    await give(handlerOn(), whole);
    const { events } = withStep((appends) => {
      if (appends === 3) throw new Error("the power went");
    });
    await expect(give(handlerOn(events), cut)).rejects.toThrow("the power went");
    expect(await typesOf(cut)).toHaveLength(1_499);
    await house.restart();
    expect(await give(handlerOn(), cut)).toEqual({ kind: "recorded", count: EVENTS - 1_499, revision: EVENTS - 1 });
    expect(await storyOf(cut)).toEqual(await storyOf(whole));
  });

  test("ends a part before it is too heavy, and names a command that alone is", async () => {
    const heavy = (n: number, clauses: number) =>
      reported("DraftAgreement", A.partnerId, {
        agreementId: id(0x400 + n),
        kind: "contract",
        title: `Agreement ${n}`,
        parties: [A.partnerId],
        clauses: Array.from({ length: clauses }, (_, m) => ({ clauseId: id(0x20_000 + n * 1_000 + m), text: "x".repeat(9_000) })),
      });
    const { events, sizes } = withStep(() => undefined);
    const allianceId = newId();
    const commands = [...batch.slice(0, 1), ...Array.from({ length: 5 }, (_, n) => heavy(n, 50))];
    expect(await give(handlerOn(events), allianceId, commands)).toMatchObject({ kind: "recorded", count: 8 });
    expect(sizes).toEqual([5, 2, 1]);
    expect(await give(handlerOn(), newId(), [...commands, heavy(9, 150)])).toMatchObject({ kind: "too-large", index: 6, count: 0 });
  });
});

describe("time", () => {
  test("never runs backwards in what is recorded, also when the clock does", async () => {
    const handler = handlerOn();
    now = "2026-03-01T12:00:00.000Z";
    const allianceId = await founded(handler);
    now = "2026-03-01T11:30:00.000Z";
    await given(handler, allianceId)(A, "RequestDecision", question());
    await given(handlerOn(), allianceId)(A, "RequestDecision", question(2));
    now = "2026-03-01T12:00:00.001Z";
    await given(handler, allianceId)(A, "RequestDecision", question(3));
    expect((await house.eventsOf(`alliance-${allianceId}`)).slice(3).map((event) => event.meta.recordedAt)).toEqual([
      "2026-03-01T12:00:00.000Z",
      "2026-03-01T12:00:00.000Z",
      "2026-03-01T12:00:00.001Z",
    ]);
  });

  test("in the world is what the reporter says, recorded time is now", async () => {
    const handler = handlerOn();
    const allianceId = newId();
    await given(handler, allianceId)(operator, "InitiateAlliance", {
      ...founding,
      onBehalfOf: A.partnerId,
      effectiveAt: "2020-05-01T00:00:00.000Z",
    });
    const [event] = await house.eventsOf(`alliance-${allianceId}`);
    expect(event?.meta).toMatchObject({
      effectiveAt: "2020-05-01T00:00:00.000Z",
      recordedAt: now,
      onBehalfOf: A.partnerId,
      actor: { id: "operator", organisationId: null },
    });
  });
});

describe("a personal word", () => {
  test("is sealed on disk, opens for its reader, and is gone once its author is erased", async () => {
    const author: Who = { caller: { kind: "person", personId: newId(), organisationId: A.organisationId, role: "owner" }, actor: A.actor };
    const handler = handlerOn();
    const allianceId = await founded(handler);
    const words = "Kom gezellig langs, beste Birch";
    await given(handler, allianceId)(
      author,
      "InvitePartner",
      { invitationId: newId(), partnerId: B.partnerId, name: "Birch Housing", ring: "core", message: words },
      "k1",
    );
    expect(house.filesHolding("Birch Housing")).not.toEqual([]);
    expect(house.filesHolding(words)).toEqual([]);

    const stream = `alliance-${allianceId}` as const;
    const event = (await house.eventsOf(stream)).at(-1);
    const sealed = Sealed.parse(event?.data["message"]);
    const place = personalContext(stream, "PartnerInvited", "message");
    expect(await house.engines.keys.open(sealed, place)).toBe(words);
    await house.engines.keys.erase(sealed.personId);
    expect(await house.engines.keys.open(sealed, place)).toEqual({ erased: true });
    // The history stands, and can still be folded from the start.
    expect((await handlerOn().load(allianceId))?.revision).toBe(3);
  });
});

describe("several commands as one step", () => {
  const report = (partner: { partnerId: string; name: string }) =>
    command("ReportPartner", { partnerId: partner.partnerId, name: partner.name, ring: "core", onBehalfOf: partner.partnerId });
  const initiate = command("InitiateAlliance", { ...founding, onBehalfOf: A.partnerId });

  test("are recorded together, each decided on what the ones before would make", async () => {
    const allianceId = newId();
    const outcome = await handlerOn().executeAll(as(operator), allianceId, [initiate, report(B), report(X)], "test");
    expect(outcome).toEqual({ kind: "recorded", revision: 4, count: 5 });
    expect(await typesOf(allianceId)).toEqual(["AllianceInitiated", "PartnerJoined", "PhaseEntered", "PartnerJoined", "PartnerJoined"]);
  });

  test("are none of them recorded when one is refused, and it is said which", async () => {
    const allianceId = newId();
    const outcome = await handlerOn().executeAll(
      as(operator),
      allianceId,
      [initiate, report(B), command("LeaveAlliance", { partnerId: C.partnerId, onBehalfOf: C.partnerId })],
      "test",
    );
    expect(outcome).toMatchObject({ kind: "refused", index: 2, rejection: { code: "unknown-partner" } });
    expect(await typesOf(allianceId)).toEqual([]);
  });

  test("change nothing the second time, and need no Idempotency-Key for that", async () => {
    const allianceId = newId();
    await handlerOn().executeAll(as(operator), allianceId, [initiate, report(B)], "test");
    expect(await handlerOn().executeAll(as(operator), allianceId, [initiate, report(B)], "test")).toEqual({
      kind: "recorded",
      revision: 3,
      count: 0,
    });
  });

  test("are decided again when another process was first", async () => {
    const [one, other] = [handlerOn(), handlerOn()];
    const allianceId = await founded(one);
    await other.load(allianceId);
    await given(one, allianceId)(A, "RequestDecision", question());
    expect(await other.executeAll(as(operator), allianceId, [report(X)], "test")).toEqual({ kind: "recorded", revision: 4, count: 1 });
  });
});

describe("what an organisation has to do with an alliance", () => {
  test("follows the newest facts", async () => {
    const handler = handlerOn();
    const allianceId = await founded(handler);
    const send = given(handler, allianceId);
    const invitationId = newId();
    expect(await handler.relationOf(allianceId, B.organisationId)).toBeNull();
    expect(await handler.relationOf(newId(), A.organisationId)).toBeNull();
    await send(A, "InvitePartner", { invitationId, partnerId: B.partnerId, name: B.name, ring: "complementary" });
    await send(B, "AcceptInvitation", { invitationId });
    expect(await handler.relationOf(allianceId, B.organisationId)).toEqual({ parts: ["complementary"], left: false });
    await send(operator, "MovePartner", { partnerId: B.partnerId, ring: "free-space", reason: "It fits better.", onBehalfOf: B.partnerId });
    expect(await handler.relationOf(allianceId, B.organisationId)).toEqual({ parts: ["complementary"], left: true });
    await send(A, "MovePartner", { partnerId: B.partnerId, ring: "core", reason: "Back again." });
    await send(B, "LeaveAlliance", { partnerId: B.partnerId });
    expect(await handlerOn().relationOf(allianceId, B.organisationId)).toEqual({ parts: ["complementary", "core"], left: true });
  });

  test("of a facilitator lasts as long as its task", async () => {
    const handler = handlerOn();
    const allianceId = await founded(handler);
    const send = given(handler, allianceId);
    const invitationId = newId();
    await send(A, "InviteFacilitator", { invitationId, facilitatorId: facilitator.partnerId, name: facilitator.name });
    await send(facilitator, "AcceptInvitation", { invitationId });
    expect(await handler.relationOf(allianceId, facilitator.organisationId)).toEqual({ parts: ["facilitator"], left: false });
    await send(facilitator, "ReleaseFacilitator", { facilitatorId: facilitator.partnerId });
    expect(await handler.relationOf(allianceId, facilitator.organisationId)).toEqual({ parts: ["facilitator"], left: true });
  });
});
