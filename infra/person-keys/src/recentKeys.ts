/** The keys used last, in memory and bounded, so that reading a page of personal texts asks the file once a person. */
export class RecentKeys {
  readonly #keys = new Map<string, Buffer>();
  readonly #limit: number;

  constructor(limit: number) {
    // At zero, a key would be wiped while it is being used, and texts sealed under zeroes.
    if (!(limit >= 1)) throw new RangeError("at least one key is kept in memory");
    this.#limit = limit;
  }

  get(personId: string): Buffer | undefined {
    const key = this.#keys.get(personId);
    if (key) {
      // A Map keeps insertion order: putting it back makes it the last to go.
      this.#keys.delete(personId);
      this.#keys.set(personId, key);
    }
    return key;
  }

  add(personId: string, key: Buffer): void {
    this.#keys.set(personId, key);
    if (this.#keys.size <= this.#limit) return;
    const [oldest] = this.#keys.keys();
    if (oldest !== undefined) this.forget(oldest);
  }

  forget(personId: string): void {
    this.#keys.get(personId)?.fill(0);
    this.#keys.delete(personId);
  }

  forgetAll(): void {
    for (const personId of [...this.#keys.keys()]) this.forget(personId);
  }
}
