import type { Readable, Sealed } from "@entente/contracts/personal";

/**
 * One key per person, kept apart from the log: what a person wrote is stored sealed under its key, and deleting the key erases it
 * everywhere at once, in every copy and backup of the log, while the log and all proofs over it stay as they are.
 */
export interface PersonKeys {
  /**
   * Seals a text under the person's key, which is made at first use.
   * @param context where the text is stored, `stream/eventId/field`: opening it anywhere else fails.
   * @throws {PersonErased} when the person has been erased.
   * @throws {TypeError} for a text with a lone surrogate, which UTF-8 cannot hold.
   */
  seal(personId: string, plaintext: string, context: string): Promise<Sealed>;
  /**
   * The text again, or `{ erased: true }` when its author has been erased.
   * @throws {SealBroken} when the text was altered or comes from another context.
   * @throws {PersonKeyMissing} when the key is absent though the person was never erased.
   */
  open(sealed: Sealed, context: string): Promise<Readable>;
  /**
   * Deletes the person's key for good, its bytes in the file included, and remembers that it did. Idempotent.
   * @returns true when this call erased the person, false when it had been erased before.
   * @throws Error when the bytes could not be scrubbed yet; the key is deleted, and calling again finishes the work.
   */
  erase(personId: string): Promise<boolean>;
  /** Everyone erased, oldest first. Repeat these on keys that are restored from an older backup. */
  erased(): Promise<Erasure[]>;
  close(): Promise<void>;
}

export interface Erasure {
  readonly personId: string;
  /** UTC, ISO 8601 with milliseconds. */
  readonly erasedAt: string;
}

/** Nothing new is sealed for a person who has been erased. */
export class PersonErased extends Error {
  override readonly name = "PersonErased";

  readonly personId: string;

  constructor(personId: string) {
    super(`person ${personId} has been erased; nothing can be written in their name`);
    this.personId = personId;
  }
}

/** A sealed text that does not open in this place: a bug, or somebody altered it. Never shown as empty. */
export class SealBroken extends Error {
  override readonly name = "SealBroken";

  constructor(context: string, options?: ErrorOptions) {
    super(`the sealed text at ${context} was altered or belongs elsewhere`, options);
  }
}

/** A key that should be there is not: the keys are older than the log. */
export class PersonKeyMissing extends Error {
  override readonly name = "PersonKeyMissing";

  readonly personId: string;

  constructor(personId: string) {
    super(`the key of person ${personId} is missing though they were never erased; restore a newer backup of keys.db`);
    this.personId = personId;
  }
}
