import {
  AccessDeniedError,
  InvalidArgumentError,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  UnsupportedError,
  WrongExpectedVersionError,
} from "@eventstore/db-client";
import { StoreRefused, StoreUnavailable } from "../port.ts";

/**
 * Whether asking again would get the same answer. Everything else is taken for a broken connection: with a server down the client's
 * errors come as cancelled, as unavailable, or without any type.
 */
export function isFinal(error: unknown): boolean {
  return [
    WrongExpectedVersionError,
    AccessDeniedError,
    StreamDeletedError,
    MaxAppendSizeExceededError,
    InvalidArgumentError,
    UnsupportedError,
  ].some((type) => error instanceof type);
}

/** The client's error in the port's terms. */
export function toPortError(error: unknown): Error {
  if (error instanceof StoreUnavailable || error instanceof StoreRefused) return error;
  const finding = error instanceof Error ? error.message : String(error);
  if (error instanceof AccessDeniedError) {
    return new StoreRefused(
      `EventStoreDB denied access (${finding}). Check the user and password in the connection string and the user's rights.`,
      { cause: error },
    );
  }
  if (isFinal(error)) return new StoreRefused(`EventStoreDB refused: ${finding}`, { cause: error });
  return new StoreUnavailable(`EventStoreDB cannot be reached: ${finding}`, { cause: error });
}
