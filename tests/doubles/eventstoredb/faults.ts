import { unavailable } from "./errors.ts";

export interface Fault {
  readonly rpc: "Append" | "BatchAppend" | "Read" | "Subscribe";
  /** `before`: nothing is done. `after`: it is done, but the caller does not learn it. */
  readonly moment: "before" | "after";
  readonly answer: "unavailable" | "silence";
  /** How many calls are hit; then the fault is over. */
  readonly times: number;
}

/** Counts calls, and makes those go wrong that a test asked to go wrong. */
export class Faults {
  readonly calls: Record<string, number> = {};
  #pending: { fault: Fault; left: number }[] = [];

  set(faults: readonly Fault[]): void {
    this.#pending = faults.map((fault) => ({ fault, left: fault.times }));
  }

  /** Carries out one call, unless a fault keeps it from happening or its result from being told. */
  async around<Result>(rpc: string, carryOut: () => Result): Promise<Result> {
    this.calls[rpc] = (this.calls[rpc] ?? 0) + 1;
    await this.#strike(rpc, "before");
    const result = carryOut();
    await this.#strike(rpc, "after");
    return result;
  }

  async #strike(rpc: string, moment: Fault["moment"]): Promise<void> {
    const struck = this.#pending.find(({ fault, left }) => left > 0 && fault.rpc === rpc && fault.moment === moment);
    if (!struck) return;
    struck.left--;
    if (struck.fault.answer === "unavailable") throw unavailable();
    await new Promise<never>(() => {});
  }
}
