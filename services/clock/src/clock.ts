import type { DueNote } from "@entente/contracts/views/schedule";
import type { Logger } from "@entente/service-kit";

export interface ClockOptions {
  /** What is due at a moment (ISO 8601); the earliest first, not necessarily all of it. */
  readonly due: (now: string) => Promise<readonly DueNote[]>;
  /** Gives the command that notes it. Giving it again changes nothing. */
  readonly note: (due: DueNote) => Promise<void>;
  readonly logger: Logger;
  /** How often it looks. */
  readonly everyMs: number;
  /** Milliseconds since 1970, as the machine believes. */
  readonly wall?: () => number;
  /** Milliseconds that never jump. */
  readonly steady?: () => number;
  /** Between so many notes and the next, so that a backlog is no burst. */
  readonly pause?: () => Promise<void>;
}

/** Wall and steady time may drift apart by so much between two looks. */
const JUMP_MS = 5 * 60_000;
/** After a jump the new time must hold so long before anything is noted by it. */
const HOLD_MS = 15 * 60_000;
/** So many notes one after the other; then others get their turn. */
const NOTES_AT_ONCE = 50;
const PAUSE_MS = 1_000;
/** A note that changed nothing is not given again all the time. */
const REMEMBERED_MS = 3_600_000;

/**
 * Turns time into commands. It keeps nothing of its own: what is due is asked anew each time, and a note that was given already changes
 * nothing, so it may stop, start and run twice as it likes. What fell due while it was down is noted at once. A clock of the machine that
 * jumps is not believed until the new time has held for a quarter of an hour, because what is recorded cannot be taken back.
 */
export class Clock {
  readonly #options: Required<ClockOptions>;
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> = Promise.resolve();
  #last: { readonly wall: number; readonly steady: number } | null = null;
  #heldUntil = 0;
  readonly #given = new Map<string, number>();
  #stopped = false;
  /** Why it notes nothing now; null when all is well. */
  trouble: string | null = null;

  constructor(options: ClockOptions) {
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve, PAUSE_MS));
    this.#options = { wall: () => Date.now(), steady: () => performance.now(), pause, ...options };
  }

  start(): void {
    const again = () => {
      if (this.#stopped) return;
      this.#timer = setTimeout(() => {
        this.#looking = this.look().then(again);
      }, this.#options.everyMs);
      this.#timer.unref();
    };
    this.#looking = this.look().then(again);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#looking;
  }

  /** Looks once and notes what is due. Never throws: what fails now is due the next time too. */
  async look(): Promise<void> {
    const { due, note, logger, wall, steady, pause } = this.#options;
    try {
      if (this.#jumped()) return;
      for (const [key, at] of this.#given) if (at < steady() - REMEMBERED_MS) this.#given.delete(key);
      for (let first = true; !this.#stopped; first = false) {
        if (!first) await pause();
        const all = await due(new Date(wall()).toISOString());
        const notes = all.filter(({ key }) => !this.#given.has(key)).slice(0, NOTES_AT_ONCE);
        let failed = 0;
        for (const each of notes) {
          if (this.#stopped) return;
          try {
            await note(each);
            this.#given.set(each.key, steady());
          } catch (error) {
            // The next one may be of another alliance, with which nothing is the matter.
            failed += 1;
            this.trouble = error instanceof Error ? error.message : String(error);
            logger.error({ err: error, note: each.note.type, id: each.id }, "what fell due could not be noted; it is tried again");
          }
        }
        if (notes.length > failed) logger.info({ notes: notes.length - failed }, "noted what fell due");
        if (notes.length < NOTES_AT_ONCE || failed === notes.length) break;
      }
    } catch (error) {
      this.trouble = error instanceof Error ? error.message : String(error);
      logger.error({ err: error }, "it could not be found out what is due; it is tried again");
    }
  }

  /** Whether the machine's clock moved otherwise than time did, and has not held its new time for long enough since. */
  #jumped(): boolean {
    const { wall, steady, logger } = this.#options;
    const now = { wall: wall(), steady: steady() };
    const drift = this.#last === null ? 0 : now.wall - this.#last.wall - (now.steady - this.#last.steady);
    this.#last = now;
    if (Math.abs(drift) > JUMP_MS) {
      this.#heldUntil = now.steady + HOLD_MS;
      logger.warn({ seconds: Math.round(drift / 1_000) }, "the machine's clock jumped; nothing is noted until its new time has held");
    }
    const held = now.steady < this.#heldUntil;
    this.trouble = held ? "the machine's clock jumped" : null;
    return held;
  }
}
