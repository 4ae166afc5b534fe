import type { EncodedEvent } from "../appendable.ts";
import type { ExpectedRevision } from "../port.ts";

/** What the thread that owns the log is started with. */
export interface WriterOptions {
  readonly file: string;
  /** An upper bound on the size of the log, in pages of 4 KiB. */
  readonly maxPages?: number;
}

export interface AppendRequest {
  readonly stream: string;
  readonly category: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly EncodedEvent[];
}

export type AppendOutcome =
  | { readonly kind: "appended"; readonly revision: number; readonly position: number }
  | { readonly kind: "wrongRevision"; readonly actual: number | null }
  | { readonly kind: "idTaken"; readonly id: string }
  | { readonly kind: "unavailable"; readonly reason: string };

export type ToWriter =
  | { readonly kind: "append"; readonly requests: readonly AppendRequest[] }
  | { readonly kind: "probe" }
  | { readonly kind: "close" };

/** Outcomes and health come in the order of their requests, so that neither needs a number. */
export type FromWriter =
  | { readonly kind: "opened"; readonly head: number }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "outcomes"; readonly outcomes: readonly AppendOutcome[]; readonly head: number }
  | { readonly kind: "health"; readonly reason: string | null };
