/**
 * A file that this Entente must not use: newer than it knows, not its own, or damaged.
 * The message names the file and says what to do; nothing in the file has been changed.
 */
export class DatabaseRefused extends Error {
  override readonly name = "DatabaseRefused";
  readonly reason: "newer" | "foreign" | "damaged";

  constructor(reason: DatabaseRefused["reason"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

/** Runs what touches a file and turns SQLite's two ways of saying "damaged" into {@link DatabaseRefused}. */
export function refusingDamage<Result>(file: string, touch: () => Result): Result {
  try {
    return touch();
  } catch (error) {
    // The extended code keeps the primary one in its low byte.
    const code = error instanceof Error && "errcode" in error && typeof error.errcode === "number" ? error.errcode & 0xff : 0;
    if (code !== SQLITE_CORRUPT && code !== SQLITE_NOTADB) throw error;
    throw new DatabaseRefused(
      "damaged",
      `${file} is damaged or not a SQLite database. Stop Entente, keep this file aside and restore a backup of it.`,
      { cause: error },
    );
  }
}
