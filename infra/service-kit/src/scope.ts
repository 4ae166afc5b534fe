import type { Caller, Scope } from "@entente/contracts/access";

declare const system: unique symbol;
/** What projectors hold: it reads the whole log and speaks for nobody. */
export interface SystemScope {
  readonly [system]: true;
}

/**
 * Makes a scope for an authenticated caller. Only the authentication hook of an app calls this (a test watches over it), so that a
 * scope in hand means that somebody has asked who is calling.
 */
export const scopeOf = (caller: Caller): Scope => ({ caller }) as Scope;

/** The scope in which the clock notes that a day has come. */
export const clockScope = (): Scope => scopeOf({ kind: "system", id: "clock" });

/** The scope in which a person of the example network plays its part; no caller is behind it, and only the example's player asks for it. */
export const playedScope = (caller: Extract<Caller, { kind: "person" }>): Scope => scopeOf(caller);

/** The scope of a process that folds the log; never made from anything a caller sent. */
export const systemScope = (): SystemScope => ({}) as SystemScope;
