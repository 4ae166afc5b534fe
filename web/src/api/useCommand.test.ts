import { describe, expect, test, vi } from "vitest";
import { ProblemError } from "./problems.ts";
import { useCommand, type CommandKey } from "./useCommand.ts";

const refused = new ProblemError({ type: "about:blank", code: "conflict", status: 409, title: "No", wayOut: "Again", faults: [] });

describe("a command", () => {
  test("keeps its key while the same is sent again, and takes a new one for something else", async () => {
    const keys: string[] = [];
    const send = vi.fn(async (_name: string, key: CommandKey) => {
      keys.push(key["Idempotency-Key"]);
      if (keys.length < 3) throw new TypeError("no connection");
      return "done";
    });
    const command = useCommand(send);
    expect(await command.run("Water")).toBeUndefined();
    expect(command.problem.value?.code).toBe("unreachable");
    await command.run("Water");
    expect(await command.run("Land")).toEqual({ outcome: "done" });
    expect(keys[0]).toBe(keys[1]);
    expect(keys[2]).not.toBe(keys[1]);
    await command.run("Land");
    expect(keys[3]).not.toBe(keys[2]);
  });

  test("says why it was refused, until it is sent again", async () => {
    const answers = [Promise.reject(refused), Promise.resolve(1)];
    const command = useCommand(() => answers.shift() as Promise<number>);
    await command.run({});
    expect(command.problem.value?.code).toBe("conflict");
    await command.run({});
    expect(command.problem.value).toBeUndefined();
  });

  test("does not go twice at once", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const send = vi.fn(() => promise);
    const command = useCommand(send);
    const first = command.run({});
    expect(command.busy.value).toBe(true);
    expect(await command.run({})).toBeUndefined();
    resolve();
    await first;
    expect(send).toHaveBeenCalledOnce();
    expect(command.busy.value).toBe(false);
  });
});
