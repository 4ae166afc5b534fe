import type { Actor } from "@entente/contracts/events/envelope";

/** What a decider may know beside state and command. Everything that changes from call to call comes in here. */
export interface Context {
  /** Now, as an ISO 8601 instant. */
  readonly now: string;
  readonly actor: Actor;
  /** True for the operator's key, which may report for any partner but never speaks as one. */
  readonly operator: boolean;
  /** The partner for whom this is reported. */
  readonly onBehalfOf: string | null;
}
