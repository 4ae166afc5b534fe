import { screen } from "@testing-library/vue";
import { describe, expect, test } from "vitest";
import { show } from "../../test/harness.ts";
import UiMark from "./UiMark.vue";
import { initialsOf, marksOf } from "./marks.ts";

const mark = { place: 0, initials: "WZ" };

describe("UiMark", () => {
  test("stands for the party by its full name", async () => {
    await show(UiMark, { props: { mark, name: "Waterschap Zuid" } });
    expect(screen.getByRole("img", { name: "Waterschap Zuid" }).textContent).toBe("WZ");
  });

  test("says that it was reported by others", async () => {
    await show(UiMark, { props: { mark, name: "Waterschap Zuid", reported: true } });
    expect(screen.getByRole("img", { name: "Waterschap Zuid, as reported by others" }).querySelector("svg")?.classList).toContain(
      "fill-none",
    );
  });

  test("keeps silent beside the name", async () => {
    await show(UiMark, { props: { mark, name: "Waterschap Zuid", beside: true } });
    expect(screen.queryByRole("img")).toBeNull();
  });
});

describe("marksOf", () => {
  test("goes by the alphabet, not by who came first", () => {
    const marks = marksOf([
      { id: "1", name: "Zorggroep Oost" },
      { id: "2", name: "Gemeente Utrecht" },
    ]);
    expect(marks.get("2")).toEqual({ place: 0, initials: "GU" });
    expect(marks.get("1")).toEqual({ place: 1, initials: "ZO" });
  });

  test("no two parties share initials", () => {
    const names = ["Waterschap Zuid", "Welzijn Zeist", "Wonen Zuid", "W", "Werk", "We", "We"];
    const marks = marksOf(names.map((name, index) => ({ id: String(index), name })));
    expect(new Set([...marks.values()].map((each) => each.initials)).size).toBe(names.length);
  });

  test.each([
    ["Gemeente Utrecht", "GU"],
    ["Rabobank", "Ra"],
    ["Stichting voor de Natuur", "SN"],
    ["Anna de Wit", "AW"],
    ["", "?"],
  ])("%s is %s", (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
