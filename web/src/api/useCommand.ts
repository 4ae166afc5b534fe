import { ref, shallowRef, type Ref, type ShallowRef } from "vue";
import { commandKey } from "./client.ts";
import { problemOf, type Problem } from "./problems.ts";

export type CommandKey = ReturnType<typeof commandKey>;

export interface Command<Input, Outcome> {
  /** Sends it. Answers with what came of it, or with nothing when it was refused: then `problem` says why. */
  run: (input: Input) => Promise<{ outcome: Outcome } | undefined>;
  busy: Readonly<Ref<boolean>>;
  problem: ShallowRef<Problem | undefined>;
}

/**
 * An act that is sent to the server. Its Idempotency-Key belongs to what is sent: whoever sends the same again, because no answer
 * came, gets the first outcome; whoever changed it sends something new.
 */
export function useCommand<Input, Outcome>(send: (input: Input, key: CommandKey) => Promise<Outcome>): Command<Input, Outcome> {
  const busy = ref(false);
  const problem = shallowRef<Problem>();
  let pending: { text: string; key: CommandKey } | undefined;

  async function run(input: Input) {
    if (busy.value) return undefined;
    const text = JSON.stringify(input) ?? "";
    if (pending?.text !== text) pending = { text, key: commandKey() };
    busy.value = true;
    problem.value = undefined;
    try {
      const outcome = await send(input, pending.key);
      pending = undefined;
      return { outcome };
    } catch (error) {
      problem.value = problemOf(error);
      return undefined;
    } finally {
      busy.value = false;
    }
  }

  return { run, busy, problem };
}
