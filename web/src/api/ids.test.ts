import { expect, test } from "vitest";
import { z } from "zod";
import { newId } from "./ids.ts";

test("a new id is a UUIDv7 that sorts after an older one", () => {
  const ids = [newId(1_700_000_000_000), newId(1_700_000_000_001), newId(1_800_000_000_000)];
  for (const id of ids) expect(z.uuidv7().safeParse(id).success, id).toBe(true);
  expect(ids.toSorted()).toEqual(ids);
  expect(ids[0]?.slice(0, 13)).toBe("018bcfe5-6800");
});
