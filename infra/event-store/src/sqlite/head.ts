/** The last committed position, and a way to wait for the next commit. */
export class Head {
  #position: number;
  #lost: Error | undefined;
  readonly #waiting = new Set<() => void>();

  constructor(position: number) {
    this.#position = position;
  }

  /** @throws the reason once the log is lost. */
  get position(): number {
    if (this.#lost) throw this.#lost;
    return this.#position;
  }

  advance(position: number): void {
    this.#position = position;
    this.#wake();
  }

  lose(reason: Error): void {
    this.#lost = reason;
    this.#wake();
  }

  /** Resolves at the next commit, when the log is lost, or when the signal is given. */
  async moved(signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.#lost) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = () => resolve();
    this.#waiting.add(wake);
    signal.addEventListener("abort", wake, { once: true });
    await promise;
    this.#waiting.delete(wake);
    signal.removeEventListener("abort", wake);
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }
}
