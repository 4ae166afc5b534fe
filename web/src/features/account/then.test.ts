import { expect, test } from "vitest";
import { placeAfter, withThen } from "./then.ts";

test.each([
  ["/portfolio?phase=run#row", "/portfolio?phase=run#row"],
  ["/invitations/abc", "/invitations/abc"],
  ["https://elsewhere.example/", "/"],
  ["//elsewhere.example/", "/"],
  ["/\\elsewhere.example", "/"],
  ["/\t/elsewhere.example", "/"],
  ["javascript:alert(1)", "/"],
  ["/sign-in", "/"],
  [undefined, "/"],
  [["/a", "/b"], "/"],
])("after signing in with then=%j one goes to %s", (then, place) => {
  expect(placeAfter(then)).toBe(place);
});

test("hands on only what was there", () => {
  expect(withThen("/sign-up", "/invitations/abc")).toEqual({ path: "/sign-up", query: { then: "/invitations/abc" } });
  expect(withThen("/sign-up", undefined)).toEqual({ path: "/sign-up" });
});
