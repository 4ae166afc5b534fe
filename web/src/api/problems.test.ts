import { problems, type ProblemCode } from "@entente/contracts/api/problem";
import { describe, expect, test } from "vitest";
import { speak, t } from "../i18n/index.ts";
import { fieldErrors, problemOf, ProblemError, readProblem, wordProblem, type Problem } from "./problems.ts";

const refused = (code: string, more: Partial<Problem> = {}): Problem => ({
  type: "about:blank",
  code,
  title: "Refused.",
  wayOut: "",
  status: 422,
  faults: [],
  ...more,
});

describe("readProblem", () => {
  test("takes what the server says", () => {
    const sent = { type: "urn:x", title: "Refused", status: 422, code: "core-not-agreed", wayOut: "What next", correlationId: "c-1" };
    expect(readProblem(sent, new Response(null, { status: 422 }))).toEqual({ ...sent, faults: [] });
  });

  test("makes a problem of a proxy that answers in HTML", () => {
    const response = new Response(null, {
      status: 502,
      statusText: "Bad Gateway",
      headers: { "X-Correlation-Id": "c-2", "Retry-After": "3" },
    });
    expect(readProblem("<html>", response)).toEqual({
      type: "about:blank",
      code: "foreign",
      title: "Bad Gateway",
      wayOut: "",
      status: 502,
      correlationId: "c-2",
      retryAfter: 3,
      faults: [],
    });
  });

  test("drops faults that say nothing", () => {
    const faults = [{ pointer: "#/a", message: "Taken" }, { pointer: "#/b" }, "x"];
    expect(readProblem({ faults }, new Response(null, { status: 400 })).faults).toEqual([{ pointer: "#/a", message: "Taken" }]);
  });
});

describe("fieldErrors", () => {
  test("turns pointers into dotted paths and gathers the faults of one field", () => {
    const faults = [
      { pointer: "#/lines/0/what", message: "Taken" },
      { pointer: "/lines/0/what", message: "Too long" },
      { pointer: "#/a~1b", message: "Odd" },
      { pointer: "", message: "All of it" },
    ];
    expect(fieldErrors(refused("invalid", { faults }))).toEqual({
      "lines.0.what": ["Taken", "Too long"],
      "a/b": ["Odd"],
      "": ["All of it"],
    });
  });
});

describe("problemOf", () => {
  test("keeps the problem of a refusal", () => {
    const problem = refused("core-not-agreed");
    expect(problemOf(new ProblemError(problem))).toBe(problem);
  });

  test("tells a failed connection from a fault of ours", () => {
    expect(problemOf(new TypeError("Failed to fetch")).code).toBe("unreachable");
    expect(problemOf(new Error("odd")).code).toBe("unexpected");
    expect(problemOf("odd").title).toBe("odd");
  });
});

describe("wordProblem", () => {
  test("a refusal of the domain speaks for itself", () => {
    expect(wordProblem(refused("core-not-agreed", { title: "Two partners have not spoken.", wayOut: "Ask them." }), t)).toEqual({
      happened: "Two partners have not spoken.",
      next: "Ask them.",
    });
  });

  test.each(["unreachable", "unexpected", "foreign", ...Object.keys(problems)])(
    "%s says what happened and what to do next, in both languages",
    async (code) => {
      for (const language of ["en", "nl"] as const) {
        await speak(language);
        const sent = code in problems ? problems[code as ProblemCode][language] : { says: "", wayOut: "" };
        const { happened, next } = wordProblem(refused(code, { title: sent.says, wayOut: sent.wayOut }), t);
        expect(happened).toMatch(/\.$/);
        expect(next).toMatch(/\.$/);
        expect(happened + next).not.toMatch(/problem\.|Idempotency|ETag|application\//);
      }
    },
  );

  test("says how long to wait", () => {
    expect(wordProblem(refused("too-many", { retryAfter: 7 }), t).next).toContain("7 seconds");
  });
});
