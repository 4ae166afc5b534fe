import type { FastifyRequest } from "fastify";
import { HttpProblem } from "./problem.ts";

/**
 * The key that every command carries.
 * @throws {HttpProblem} `idempotency-key-missing`.
 */
export function idempotencyKeyOf(request: FastifyRequest): string {
  const key = request.headers["idempotency-key"];
  if (typeof key !== "string" || key === "")
    throw new HttpProblem("idempotency-key-missing", { faults: [{ pointer: "#/headers/Idempotency-Key", message: "is missing" }] });
  return key;
}

/** The ETag of a thing is the last revision that concerned it. */
export const etagOf = (revision: number): string => `"${revision}"`;
