import { screen } from "@testing-library/vue";
import { describe, expect, test, vi } from "vitest";
import { defineComponent, h } from "vue";
import { z } from "zod";
import { show } from "../../test/harness.ts";
import { ProblemError } from "./problems.ts";
import { useForm, type Form } from "./useForm.ts";

type Values = { name: string; purpose: string };
const schema = z.strictObject({ name: z.string().trim().min(2), purpose: z.string().min(1) });

async function form(send: (values: Values) => Promise<string>, draft?: string) {
  let made: Form<Values, string> | undefined;
  const component = defineComponent(() => {
    const form = useForm({ schema, initial: () => ({ name: "", purpose: "trust" }), send, draft });
    made = form;
    return () =>
      h(
        "form",
        {
          onSubmit: (event: Event) => {
            event.preventDefault();
            void form.submit(event);
          },
        },
        [
          h("input", {
            "aria-label": "Name",
            "aria-invalid": Boolean(form.errors.value.name?.length),
            value: form.values.value.name,
            onInput: (event: Event) => {
              form.values.value = { ...form.values.value, name: (event.target as HTMLInputElement).value };
            },
          }),
          h("p", { role: "note" }, form.errors.value.name?.[0] ?? ""),
          h("button", "Send"),
        ],
      );
  });
  const shown = await show(component);
  if (!made) throw new Error("not made");
  return { ...shown, form: made };
}

describe("a form", () => {
  test("is silent until it is sent, then leads to the first fault", async () => {
    const send = vi.fn(async () => "done");
    const { user } = await form(send);
    await user.type(screen.getByRole("textbox"), "W");
    expect(screen.getByRole("note").textContent).toBe("");
    await user.click(screen.getByRole("button"));
    expect(screen.getByRole("note").textContent).not.toBe("");
    expect(document.activeElement).toBe(screen.getByRole("textbox"));
    expect(send).not.toHaveBeenCalled();
    await user.type(screen.getByRole("textbox"), "ater");
    expect(screen.getByRole("note").textContent).toBe("");
  });

  test("sends what the schema made of it, and begins anew", async () => {
    const send = vi.fn<(values: Values) => Promise<string>>(async () => "done");
    const { user, form: made } = await form(send);
    await user.type(screen.getByRole("textbox"), " Water ");
    await user.click(screen.getByRole("button"));
    await vi.waitFor(() => expect(send.mock.calls[0]?.[0]).toEqual({ name: "Water", purpose: "trust" }));
    await vi.waitFor(() => expect(made.values.value.name).toBe(""));
  });

  test("keeps what was typed when it is refused, with the fault at its field", async () => {
    const refused = new ProblemError({
      type: "about:blank",
      code: "invalid",
      status: 400,
      title: "No",
      wayOut: "",
      faults: [{ pointer: "#/name", message: "is taken" }],
    });
    const { user, form: made } = await form(() => Promise.reject(refused));
    await user.type(screen.getByRole("textbox"), "Water");
    await user.click(screen.getByRole("button"));
    expect(await screen.findByText("is taken")).toBeTruthy();
    expect(made.values.value.name).toBe("Water");
    expect(made.problem.value?.code).toBe("invalid");
  });

  test("may be gone when the answer comes", async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const { user, unmount, form: made } = await form(() => promise);
    await user.type(screen.getByRole("textbox"), "Water");
    const sent = made.submit();
    await Promise.resolve();
    unmount();
    resolve("done");
    expect(await sent).toEqual({ outcome: "done" });
  });

  test("remembers what was typed while the tab lives, until it was sent", async () => {
    const first = await form(async () => "done", "alliance");
    await first.user.type(screen.getByRole("textbox"), "Water");
    first.unmount();
    const { user, form: again } = await form(async () => "done", "alliance");
    expect(again.values.value.name).toBe("Water");
    await user.click(screen.getByRole("button"));
    await vi.waitFor(() => expect(sessionStorage.getItem("entente.draft.alliance")).toBeNull());
  });
});
