import { expect, test } from "vitest";
import { z } from "zod";
import { PartnerInvited } from "./events/partners.ts";
import type { AllianceEvent } from "./events/catalogue.ts";
import { personal, personalFields, personalText, Readable, Sealed, unsealedText, type Personal } from "./personal.ts";

const sealed: Sealed = { sealed: 1, personId: "01930000-0000-7000-8000-00000000001a", nonce: "q83v", ciphertext: "T0wP", tag: "3q2-" };

test("text typed by a person stays readable for the edge that seals, and for nobody once it is sealed", () => {
  expect(unsealedText(personalText("Come along"))).toBe("Come along");
  for (const value of [sealed, null, undefined, "Come along", { text: 1 }, { text: "a", more: "b" }])
    expect(unsealedText(value)).toBeNull();
});

test("a personal field takes both forms, and no bare text", () => {
  const message = personal();
  expect(message.safeParse(personalText("Come along")).success).toBe(true);
  expect(message.safeParse(sealed).success).toBe(true);
  for (const value of ["Come along", { ...sealed, sealed: 2 }, { ...sealed, text: "Come along" }, {}])
    expect(message.safeParse(value).success).toBe(false);
});

test("an event knows which of its fields are personal, also those that may be empty", () => {
  expect(personalFields(z.strictObject({ a: personal(), b: personal().nullable(), c: z.string(), d: z.string().nullable() }))).toEqual([
    "a",
    "b",
  ]);
  expect(PartnerInvited.personal).toEqual(["message"]);
});

test("a reader gets the text, or that it was erased", () => {
  expect(Readable.parse("Come along")).toBe("Come along");
  expect(Readable.parse({ erased: true })).toEqual({ erased: true });
  expect(Readable.safeParse(sealed).success).toBe(false);
});

// What follows is for the type checker: code that decides or folds may carry personal text along and cannot look inside. Each line
// below must fail to compile; one that compiled would be reported as an unused expectation.
export function cannotLookInside(event: Extract<AllianceEvent, { type: "PartnerInvited" }>, word: Personal): unknown {
  const { message } = event.data;
  const carried: Personal | null = message;
  return [
    carried,
    // @ts-expect-error personal text has no text to read
    message?.text,
    // @ts-expect-error it is no string, so it has no length
    message?.length,
    // @ts-expect-error and no methods of strings
    word.toUpperCase(),
    // @ts-expect-error it cannot be searched
    word.includes("secret"),
    // @ts-expect-error nor compared with text
    word === "secret",
    // @ts-expect-error its sealed form is closed as well
    word.ciphertext,
    // @ts-expect-error it does not become a string by being put where one is wanted
    ((text: string) => text)(word),
  ];
}
