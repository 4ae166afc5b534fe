export const SQLITE_BUSY = 5;
export const SQLITE_CORRUPT = 11;
export const SQLITE_NOTADB = 26;
export const SQLITE_CONSTRAINT_UNIQUE = 2067;

/** Whether the error came from SQLite with one of these codes, or with an extended code of one of them. */
export function isSqliteError(error: unknown, ...codes: number[]): error is Error {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return false;
  const { errcode } = error;
  return codes.some((code) => errcode === code || (errcode & 0xff) === code);
}
