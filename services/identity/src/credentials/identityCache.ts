import type { Identity } from "./port.ts";

const KEPT_MS = 60_000;

/**
 * Who a secret stands for, by the hash of the secret; never the secret itself. Bounded, and never older than 60 s.
 * What is forgotten stays forgotten: a lookup that began before cannot bring it back.
 */
export class IdentityCache {
  readonly #entries = new Map<string, { identity: Identity; until: number }>();
  readonly #limit: number;
  readonly #now: () => number;
  #epoch = 0;

  constructor(limit: number, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  /** Rises whenever anything is forgotten; read it before a lookup and hand it to {@link add}. */
  get epoch(): number {
    return this.#epoch;
  }

  get(digest: string): Identity | null {
    const entry = this.#entries.get(digest);
    if (!entry) return null;
    // A Map keeps insertion order: putting it back makes it the last to go.
    this.#entries.delete(digest);
    if (entry.until <= this.#now()) return null;
    this.#entries.set(digest, entry);
    return entry.identity;
  }

  /** Keeps an answer that was looked up at `epoch`, at most until `expiresAt` (milliseconds since 1970). */
  add(digest: string, identity: Identity, epoch: number, expiresAt: number): void {
    if (epoch !== this.#epoch) return;
    this.#entries.set(digest, { identity, until: Math.min(expiresAt, this.#now() + KEPT_MS) });
    if (this.#entries.size <= this.#limit) return;
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined) this.#entries.delete(oldest);
  }

  forget(gone: (identity: Identity) => boolean): void {
    this.#epoch++;
    for (const [digest, { identity }] of this.#entries) if (gone(identity)) this.#entries.delete(digest);
  }
}
