import { screen, within } from "@testing-library/vue";
import { describe, expect, test, vi } from "vitest";
import { defineComponent, h, ref } from "vue";
import { show } from "../../test/harness.ts";
import UiSentence from "./UiSentence.vue";
import { partsOf, type Blank } from "./sentence.ts";

type Name = "who" | "what" | "when";
const blanks: Record<Name, Blank> = {
  who: { kind: "choice", label: "Who", prompt: "a partner", options: [{ value: "w", label: "Waterschap Zuid" }] },
  what: { kind: "text", label: "What" },
  when: { kind: "date", label: "By when" },
};

function sentence(text: string, errors: Partial<Record<Name, string[]>> = {}) {
  const filled = ref<Record<Name, string>>({ who: "", what: "", when: "" });
  const component = defineComponent(
    () => () =>
      h(UiSentence<Name>, {
        label: "What a partner brings",
        sentence: text,
        blanks,
        errors,
        modelValue: filled.value,
        "onUpdate:modelValue": (values: Record<Name, string>) => {
          filled.value = values;
        },
      }),
  );
  return { filled, component };
}

describe("UiSentence", () => {
  test("is filled in by the names of its blanks", async () => {
    const { filled, component } = sentence("{who} brings {what} by {when}.");
    const { user } = await show(component);
    const group = within(screen.getByRole("group", { name: "What a partner brings" }));
    await user.selectOptions(group.getByRole("combobox", { name: "Who" }), "Waterschap Zuid");
    await user.type(group.getByRole("textbox", { name: "What" }), "two people");
    await user.type(group.getByLabelText("By when"), "2026-12-01");
    expect(filled.value).toEqual({ who: "w", what: "two people", when: "2026-12-01" });
  });

  test("the blanks stand where the language wants them", async () => {
    const { component } = sentence("Uiterlijk {when} brengt {who} {what}.");
    const { container } = await show(component);
    expect([...container.querySelectorAll("[aria-label]:not([role])")].map((blank) => blank.getAttribute("aria-label"))).toEqual([
      "By when",
      "Who",
      "What",
    ]);
  });

  test("tells a fault with its blank", async () => {
    const { component } = sentence("{who} brings {what} by {when}.", { what: ["Fill this in."] });
    await show(component);
    const blank = screen.getByRole("textbox", { name: "What", description: "What: Fill this in." });
    expect(blank.getAttribute("aria-invalid")).toBe("true");
  });

  test("Enter in a line of text sends the form, and a pasted line break becomes a space", async () => {
    const { filled, component } = sentence("{what}");
    const sent = vi.fn((event: Event) => event.preventDefault());
    const { user } = await show(defineComponent(() => () => h("form", { onSubmit: sent }, h(component))));
    await user.click(screen.getByRole("textbox", { name: "What" }));
    await user.paste("two\n people");
    await user.keyboard("{Enter}");
    expect(filled.value.what).toBe("two people");
    expect(sent).toHaveBeenCalledOnce();
  });
});

describe("partsOf", () => {
  test("keeps brackets and full stops with their blank", () => {
    expect(partsOf("We bring {what} ({kind}), by {when}.")).toEqual([
      { words: "We bring " },
      { blank: "what", before: "", after: "" },
      { words: " " },
      { blank: "kind", before: "(", after: ")," },
      { words: " by " },
      { blank: "when", before: "", after: "." },
    ]);
  });

  test("a sentence without blanks is words", () => {
    expect(partsOf("Nothing to fill in.")).toEqual([{ words: "Nothing to fill in." }]);
  });
});
