import { tell } from "@entente/contracts/telling/tell";
import { describe, expect, test } from "vitest";
import { decisions, partners, richRecord } from "../../test/factories/alliance.ts";
import { namesOf, personOf } from "./names.ts";
import { piecesOf } from "./sentenceParts.ts";

const record = richRecord();
const names = namesOf(record);

describe("piecesOf", () => {
  test.each(["en", "nl"] as const)("says what tell says, in %s", (language) => {
    for (const entry of record.entries) {
      expect(
        piecesOf(entry, names, language, "Europe/Amsterdam")
          .map((piece) => piece.text)
          .join(""),
      ).toBe(tell(entry, names, language, "Europe/Amsterdam"));
    }
  });

  test("knows where a name leads", () => {
    const position = record.entries.find((entry) => entry.type === "PositionTaken" && entry.onBehalfOf === null)!;
    const anchors = piecesOf(position, names, "en", "Europe/Amsterdam").flatMap((piece) => piece.anchor ?? []);
    expect(anchors).toEqual([`partner-${partners.city}`, `decision-${decisions.pay}`]);
  });
});

test("who was erased has no name", () => {
  const by = { kind: "person", id: "p-1", organisationId: null } as const;
  expect(personOf(by, { "p-1": "Anna" })).toBe("Anna");
  expect(personOf(by, {})).toEqual({ erased: true });
  expect(personOf({ kind: "system", id: "clock", organisationId: null }, {})).toBeNull();
});
