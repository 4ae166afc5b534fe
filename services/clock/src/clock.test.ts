import { beforeEach, describe, expect, test, vi } from "vitest";
import type { DueNote } from "@entente/contracts/views/schedule";
import { openLog } from "@entente/service-kit";
import { Clock } from "./clock.ts";

const MINUTE = 60_000;
const noteOf = (n: number): DueNote => ({
  id: "a",
  key: `due:${n}`,
  note: { type: "NoteReviewDue", decisionId: String(n), reviewOn: "2026-03-01" },
});

let time: { wall: number; steady: number };
let waiting: DueNote[];
let given: string[];
const note = vi.fn(async ({ key }: DueNote): Promise<void> => void given.push(key));
const pause = vi.fn(async () => undefined);
let clock: Clock;
/** Time passes as it should. */
const pass = (ms: number) => {
  time.wall += ms;
  time.steady += ms;
};

beforeEach(() => {
  time = { wall: Date.parse("2026-03-01T12:00:00Z"), steady: 1_000 };
  waiting = [];
  given = [];
  note.mockClear();
  pause.mockClear();
  clock = new Clock({
    due: async () => waiting,
    note,
    pause,
    logger: openLog("clock", "silent"),
    everyMs: MINUTE,
    wall: () => time.wall,
    steady: () => time.steady,
  });
});

describe("the clock", () => {
  test("notes at once what fell due while it was down, each once", async () => {
    waiting = [noteOf(1), noteOf(2)];
    await clock.look();
    expect(given).toEqual(["due:1", "due:2"]);
    // The views may be a moment behind: what was given is not given again.
    pass(MINUTE);
    await clock.look();
    expect(given).toHaveLength(2);
  });

  test("gives what changed nothing again after an hour, not every minute", async () => {
    waiting = [noteOf(1)];
    await clock.look();
    for (let minutes = 0; minutes < 61; minutes += 1) {
      pass(MINUTE);
      await clock.look();
    }
    expect(given).toEqual(["due:1", "due:1"]);
  });

  test("tries again what failed, and says so meanwhile", async () => {
    waiting = [noteOf(1)];
    note.mockRejectedValueOnce(new Error("alliances does not answer"));
    await clock.look();
    expect([given, clock.trouble]).toEqual([[], "alliances does not answer"]);
    pass(MINUTE);
    await clock.look();
    expect([given, clock.trouble]).toEqual([["due:1"], null]);
  });

  test("goes on with what is due elsewhere when one note fails", async () => {
    waiting = [noteOf(1), noteOf(2)];
    note.mockImplementation(async ({ key }) => {
      if (key === "due:1") throw new Error("that alliance is being written to");
      given.push(key);
    });
    await clock.look();
    expect([given, clock.trouble]).toEqual([["due:2"], "that alliance is being written to"]);
    note.mockImplementation(async ({ key }) => void given.push(key));
    pass(MINUTE);
    await clock.look();
    expect([given, clock.trouble]).toEqual([["due:2", "due:1"], null]);
  });

  test("lets others have their turn between many notes", async () => {
    waiting = Array.from({ length: 120 }, (_, n) => noteOf(n));
    await clock.look();
    expect(given).toHaveLength(120);
    expect(new Set(given).size).toBe(120);
    expect(pause).toHaveBeenCalledTimes(2);
  });

  test.each([
    ["forwards", 400 * 24 * 60 * MINUTE],
    ["backwards", -30 * 24 * 60 * MINUTE],
  ])("does not believe a machine whose clock jumps %s until the new time has held", async (_direction, jump) => {
    await clock.look();
    pass(MINUTE);
    time.wall += jump;
    waiting = [noteOf(1)];
    await clock.look();
    expect([given, clock.trouble]).toEqual([[], "the machine's clock jumped"]);
    for (let minutes = 0; minutes < 14; minutes += 1) {
      pass(MINUTE);
      await clock.look();
    }
    expect(given).toEqual([]);
    pass(2 * MINUTE);
    await clock.look();
    expect([given, clock.trouble]).toEqual([["due:1"], null]);
  });

  test("a jump that is put right again leaves nothing behind", async () => {
    await clock.look();
    pass(MINUTE);
    time.wall += 86_400_000;
    waiting = [noteOf(1)];
    await clock.look();
    pass(MINUTE);
    time.wall -= 86_400_000;
    waiting = [];
    for (let minutes = 0; minutes < 20; minutes += 1) {
      await clock.look();
      pass(MINUTE);
    }
    expect([given, clock.trouble]).toEqual([[], null]);
  });

  test("stops between two notes", async () => {
    waiting = [noteOf(1), noteOf(2)];
    note.mockImplementationOnce(async ({ key }) => {
      given.push(key);
      void clock.stop();
    });
    await clock.look();
    expect(given).toEqual(["due:1"]);
  });
});
