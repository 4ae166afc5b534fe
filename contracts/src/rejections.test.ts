import { describe, expect, test } from "vitest";
import { isRejection, reasons, reject, wordingOf, type RejectionCode } from "./rejections.ts";

const codes = Object.keys(reasons) as RejectionCode[];
const marks = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

describe.each(codes)("the refusal %s", (code) => {
  const { en, nl } = reasons[code];

  test("says what is the matter and what to do, in both languages", () => {
    for (const { says, wayOut } of [en, nl]) for (const text of [says, wayOut]) expect(text).toMatch(/^[A-Z{].+\.$/s);
    expect(en.wayOut).not.toBe(en.says);
    expect(nl.says).not.toBe(en.says);
  });

  test("fills in the same in both languages", () => {
    expect(new Set(marks(nl.says + nl.wayOut))).toEqual(new Set(marks(en.says + en.wayOut)));
  });
});

test("a refusal is told with its parameters, whatever is in them", () => {
  const refused = reject("partner-left", { partner: "$& {partner}" });
  expect(wordingOf(refused, "en")).toEqual({
    says: "$& {partner} has left the alliance.",
    wayOut: "Invite the party again if it wants to come back.",
  });
  expect(wordingOf(refused, "nl").says).toBe("$& {partner} heeft de alliantie verlaten.");
});

test("a refusal is told apart from facts", () => {
  expect(isRejection(reject("id-taken"))).toBe(true);
  for (const value of [[], null, undefined, "rejection", { kind: "recorded" }]) expect(isRejection(value)).toBe(false);
});
