import { screen } from "@testing-library/vue";
import { describe, expect, test } from "vitest";
import { h } from "vue";
import { show } from "../../test/harness.ts";
import UiTable from "./UiTable.vue";

const rows = [
  { id: "a", name: "Gemeente Utrecht", hours: 120 },
  { id: "b", name: "Waterschap Zuid", hours: 80 },
];
const table = () =>
  h(
    UiTable<(typeof rows)[number]>,
    {
      label: "Hours",
      rows,
      rowKey: (row) => row.id,
      columns: [
        { key: "name", label: "Partner" },
        { key: "hours", label: "Hours", numeric: true },
      ],
    },
    { name: ({ row }: { row: (typeof rows)[number] }) => h("a", { href: `/${row.id}` }, row.name) },
  );

describe("UiTable", () => {
  test("has a name, column heads and row heads", async () => {
    await show(table);
    expect(screen.getByRole("table", { name: "Hours" })).toBeTruthy();
    expect(screen.getAllByRole("columnheader").map((head) => head.textContent)).toEqual(["Partner", "Hours"]);
    expect(screen.getAllByRole("rowheader")).toHaveLength(2);
    expect(screen.getByRole("row", { name: "Waterschap Zuid 80" })).toBeTruthy();
  });

  test("draws a cell by its slot", async () => {
    await show(table);
    expect(screen.getByRole("link", { name: "Gemeente Utrecht" }).getAttribute("href")).toBe("/a");
  });

  test("can be reached and scrolled by the keyboard", async () => {
    const { user } = await show(table);
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole("region", { name: "Hours" }));
  });
});
