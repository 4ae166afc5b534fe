import { expect, test } from "vitest";
import { frozen } from "../events/story.ts";
import { replaced } from "./view.ts";

test("replacing changes what matches, keeps the rest as it is, and leaves the list alone", () => {
  const items = frozen([
    { id: 1, seen: false },
    { id: 2, seen: false },
  ]);
  const next = replaced(
    items,
    (item) => item.id === 2,
    (item) => ({ ...item, seen: true }),
  );
  expect(next).toEqual([
    { id: 1, seen: false },
    { id: 2, seen: true },
  ]);
  expect(next[0]).toBe(items[0]);
  expect(items[1]?.seen).toBe(false);
});
