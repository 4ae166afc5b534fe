const FREE_ATTEMPTS = 5;
const LONGEST_MS = 15 * 60_000;
const REMEMBERED = 10_000;

/**
 * Makes guessing slow: after five failures in a row each further attempt has to wait, 1 s, 2 s, 4 s, up to 15 minutes.
 * In memory and bounded; a restart forgives.
 */
export class BackOff {
  readonly #failures = new Map<string, { count: number; until: number }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * Counts an attempt as failed until {@link succeeded} says otherwise, so that many at once are not one free try each.
   * @returns the seconds to wait when the attempt must not be made, or 0.
   */
  attempt(who: string): number {
    const now = this.#now();
    const known = this.#failures.get(who);
    if (known && known.until > now) return Math.ceil((known.until - now) / 1000);
    const count = known && known.until > now - LONGEST_MS ? known.count + 1 : 1;
    const wait = count < FREE_ATTEMPTS ? 0 : Math.min(LONGEST_MS, 1000 * 2 ** (count - FREE_ATTEMPTS));
    this.#failures.delete(who);
    this.#failures.set(who, { count, until: now + wait });
    if (this.#failures.size > REMEMBERED) {
      const [oldest] = this.#failures.keys();
      if (oldest !== undefined) this.#failures.delete(oldest);
    }
    return 0;
  }

  succeeded(who: string): void {
    this.#failures.delete(who);
  }
}
