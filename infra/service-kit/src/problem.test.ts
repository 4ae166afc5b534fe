import { describe, expect, test } from "vitest";
import { problems } from "@entente/contracts/api/problem";
import { HttpProblem, languageOf, problemOf, problemOfRejection } from "./problem.ts";
import { reject } from "@entente/contracts/rejections";

describe("problems", () => {
  test("say in the reader's language what happened and what to do next", () => {
    const missing = problemOf(new HttpProblem("absent"), "nl", "c1");
    expect(missing).toMatchObject({
      status: 404,
      code: "absent",
      correlationId: "c1",
      title: problems.absent.nl.says,
      wayOut: problems.absent.nl.wayOut,
    });
    expect(problemOfRejection(reject("partner-left", { partner: "Upland" }), "en", "c2")).toMatchObject({
      status: 422,
      title: "Upland has left the alliance.",
    });
  });

  test.each([
    [undefined, "en"],
    ["nl", "nl"],
    ["nl-BE,nl;q=0.9,en;q=0.8", "nl"],
    ["en;q=0.8, nl;q=0.9", "nl"],
    ["de,en;q=0.5,nl;q=0.3", "en"],
    ["fr", "en"],
    [";;;q=x", "en"],
  ])("Accept-Language %s is answered in %s", (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
