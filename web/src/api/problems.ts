import type { Fault, ProblemCode } from "@entente/contracts/api/problem";
import type { Translate } from "../i18n/index.ts";

/** RFC 9457 as Entente sends it, with what only this side knows. What no server of ours sent has code `unreachable`, `unexpected` or `foreign`. */
export interface Problem {
  type: string;
  /** Stable name of the case, for wording and for decisions in code. */
  code: string;
  status: number;
  /** What happened, in the reader's language. */
  title: string;
  /** What to do next. */
  wayOut: string;
  correlationId?: string;
  /** Seconds, from `Retry-After`. */
  retryAfter?: number;
  faults: readonly Fault[];
}

/** The server said no, or could not be heard. Carries what to show. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.name = "ProblemError";
    this.problem = problem;
  }
}

/** Reads whatever came back with a refused request; a proxy's HTML page becomes a problem too. */
export function readProblem(body: unknown, response: Response): Problem {
  const said = isRecord(body) ? body : {};
  const retryAfter = Number(response.headers.get("Retry-After") ?? Number.NaN);
  return {
    type: text(said.type) ?? "about:blank",
    code: text(said.code) ?? "foreign",
    status: response.status,
    title: text(said.title) ?? (response.statusText || `HTTP ${response.status}`),
    wayOut: text(said.wayOut) ?? "",
    ...defined("correlationId", text(said.correlationId) ?? response.headers.get("X-Correlation-Id") ?? undefined),
    ...defined("retryAfter", Number.isFinite(retryAfter) ? retryAfter : undefined),
    faults: Array.isArray(said.faults) ? said.faults.filter(isFault) : [],
  };
}

/** Any thrown thing as something to show. What is no answer of the server is a connection that failed, or our own fault. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  // fetch rejects with a TypeError when nothing answered.
  const code = error instanceof TypeError ? "unreachable" : "unexpected";
  return { type: "about:blank", code, status: 0, title: error instanceof Error ? error.message : String(error), wayOut: "", faults: [] };
}

/** The faults by dotted path, as Regle's `externalErrors` wants them: `lines.0.what`. */
export function fieldErrors(problem: Problem): Record<string, string[]> {
  const errors: Record<string, string[]> = {};
  for (const { pointer, message } of problem.faults) (errors[dotted(pointer)] ??= []).push(message);
  return errors;
}

/**
 * Two sentences for the reader: what happened, and what to do next. Most problems speak for themselves;
 * the ones worded here are worded by the server for whoever writes a client.
 */
export function wordProblem(problem: Problem, t: Translate): { happened: string; next: string } {
  switch (problem.code as ProblemCode | "unreachable" | "unexpected" | "foreign") {
    case "unreachable":
      return { happened: t("problem.unreachable.happened"), next: t("problem.unreachable.next") };
    case "unauthenticated":
      return { happened: t("problem.signedOut.happened"), next: t("problem.signedOut.next") };
    case "invalid":
      return { happened: t("problem.invalid.happened"), next: t("problem.invalid.next") };
    case "conflict":
      return { happened: t("problem.conflict.happened"), next: t("problem.conflict.next") };
    case "stale":
    case "precondition-required":
      return { happened: t("problem.changed.happened"), next: t("problem.changed.next") };
    case "too-large":
    case "media-type":
      return { happened: t("problem.large.happened"), next: t("problem.large.next") };
    case "too-many":
    case "too-many-attempts":
      return { happened: t("problem.often.happened"), next: t("problem.often.next", { seconds: problem.retryAfter ?? 60 }) };
    case "store_unavailable":
      return { happened: t("problem.closed.happened"), next: t("problem.closed.next") };
    case "bug":
      return { happened: t("problem.server.happened"), next: t("problem.server.next") };
    case "unexpected":
    case "not-json":
    case "idempotency-key-missing":
    case "position-invalid":
    case "method-not-allowed":
      return { happened: t("problem.unexpected.happened"), next: t("problem.unexpected.next") };
    case "foreign":
      return problem.status >= 500
        ? { happened: t("problem.server.happened"), next: t("problem.server.next") }
        : { happened: t("problem.unexpected.happened"), next: t("problem.unexpected.next") };
    default:
      return { happened: problem.title, next: problem.wayOut };
  }
}

function dotted(pointer: string): string {
  return pointer
    .replace(/^#?\/?/, "")
    .split("/")
    .map((step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~"))
    .join(".");
}

function isFault(fault: unknown): fault is Fault {
  return isRecord(fault) && typeof fault.pointer === "string" && typeof fault.message === "string";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function defined<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value });
}
