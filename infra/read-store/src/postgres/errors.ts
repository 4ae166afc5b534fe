import { DatabaseError } from "pg";
import { ReadStoreRefused, ReadStoreUnavailable } from "../port.ts";
import { SCHEMA } from "./schema.ts";

/**
 * SQLSTATEs that pass by themselves: connection trouble (08), no resources such as disk or connections (53), a server that stops or
 * starts (57P01 to 57P03), a standby not yet promoted (25006), and transactions that were in each other's way (40001, 40P01).
 */
const PASSING = /^(08...|53...|57P0[123]|25006|40001|40P01)$/;
/** The schema or a table in it is gone. */
const GONE = /^(3F000|42P01)$/;
/** Access denied, or no such database: the installation has to be mended. */
const SHUT = /^(28...|3D000|42501)$/;
const CANCELLED = "57014";
/** How the driver words the loss of a connection when it has no code for it. */
const LOST = /terminated|timeout|not queryable|ended|connection/i;

/** The driver's error in the port's terms. */
export function toPortError(error: unknown): Error {
  if (error instanceof ReadStoreUnavailable || error instanceof ReadStoreRefused) return error;
  const cause = { cause: error };
  if (error instanceof DatabaseError) {
    const code = error.code ?? "";
    if (GONE.test(code))
      return new ReadStoreUnavailable(
        `PostgreSQL has lost tables of the views (${error.message}). Drop the schema ${SCHEMA} and start Entente again: it builds them anew.`,
        cause,
      );
    if (PASSING.test(code) || SHUT.test(code) || code === CANCELLED) return new ReadStoreUnavailable(`PostgreSQL: ${error.message}`, cause);
    return error;
  }
  return isLost(error) ? new ReadStoreUnavailable(`PostgreSQL cannot be reached: ${findingOf(error)}`, cause) : asError(error);
}

/** Whether waiting may help: the server is out of reach for now, and nothing is wrong with what it was asked. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof ReadStoreUnavailable)) return false;
  return error.cause instanceof DatabaseError ? PASSING.test(error.cause.code ?? "") : true;
}

/** What happened in a few words; an error of several addresses tried at once has no message of its own. */
export function findingOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(findingOf).join("; ");
  return asError(error).message;
}

const isLost = (error: unknown): boolean =>
  error instanceof Error && ("syscall" in error || error instanceof AggregateError || LOST.test(error.message));

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
