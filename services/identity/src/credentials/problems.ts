import { problems, type Fault, type ProblemCode } from "@entente/contracts/api/problem";
import { HttpProblem, problemOf } from "@entente/service-kit";

/** A refusal of this folder, in English; whoever serves it says it in the reader's language by its code. */
export function problem(code: ProblemCode, more: { headers?: Headers | Record<string, string>; faults?: readonly Fault[] } = {}): Response {
  const headers = new Headers(more.headers);
  headers.set("content-type", "application/problem+json");
  headers.set("cache-control", "no-store");
  const { correlationId: _served, ...body } = problemOf(new HttpProblem(code, { faults: more.faults ?? [] }), "en", "");
  return new Response(JSON.stringify(body), { status: problems[code].status, headers });
}
