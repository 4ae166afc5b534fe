import { screen, waitFor } from "@testing-library/vue";
import { describe, expect, test } from "vitest";
import { defineComponent, h, ref } from "vue";
import { show } from "../../test/harness.ts";
import UiButton from "./UiButton.vue";
import UiDialog, { type UiDialogProps } from "./UiDialog.vue";

const opened = (props: UiDialogProps) =>
  defineComponent(() => {
    const open = ref(false);
    return () => [
      h(
        UiButton,
        {
          onClick: () => {
            open.value = true;
          },
        },
        () => "Open",
      ),
      h(
        UiDialog,
        {
          ...props,
          open: open.value,
          "onUpdate:open": (value: boolean) => {
            open.value = value;
          },
        },
        {
          default: () => h("input", { "aria-label": "Reason" }),
          acts: ({ close }: { close: () => void }) => h(UiButton, { onClick: close }, () => "Endorse"),
        },
      ),
    ];
  });

describe("UiDialog", () => {
  test("names itself, says what follows, and takes the focus", async () => {
    const { user } = await show(opened({ title: "Endorse this version", description: "All partners see it." }));
    await user.click(screen.getByRole("button", { name: "Open" }));
    const dialog = await screen.findByRole("dialog", { name: "Endorse this version", description: "All partners see it." });
    await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
  });

  test("closes by its act, by Close and by Esc, and gives the focus back", async () => {
    const { user } = await show(opened({ title: "Endorse" }));
    for (const close of [
      () => user.click(screen.getByRole("button", { name: "Endorse" })),
      () => user.click(screen.getByRole("button", { name: "Close" })),
      () => user.keyboard("{Escape}"),
    ]) {
      await user.click(screen.getByRole("button", { name: "Open" }));
      await screen.findByRole("dialog");
      await close();
      await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
      await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: "Open" })));
    }
  });

  test("stays when something typed would be lost", async () => {
    const { user } = await show(opened({ title: "Endorse", keep: true }));
    await user.click(screen.getByRole("button", { name: "Open" }));
    await screen.findByRole("dialog");
    await user.keyboard("{Escape}");
    expect(screen.getByRole("dialog")).toBeTruthy();
  });
});
