import { useRegleSchema } from "@regle/schemas";
import { computed, nextTick, onScopeDispose, ref, watch, type ComputedRef, type Ref } from "vue";
import type { z } from "zod";
import { draftOf, forgetDraft, keepDraft } from "./drafts.ts";
import { fieldErrors } from "./problems.ts";
import { useCommand, type Command, type CommandKey } from "./useCommand.ts";

export interface FormOptions<Values extends Record<string, string>, Parsed, Outcome> {
  /** What may be sent; best the command's own schema, by `pick`. */
  schema: z.ZodType<Parsed>;
  /** What stands there at first: as much as can be known. */
  initial: () => Values;
  send: (parsed: Parsed, key: CommandKey) => Promise<Outcome>;
  /** Keeps what is typed under this name for as long as the tab lives. Never for a password or a key. */
  draft?: string | undefined;
}

export interface Form<Values, Outcome> extends Omit<Command<unknown, Outcome>, "run"> {
  /** Assigned as a whole by UiSentence, or a field at a time. */
  values: Ref<Values>;
  /** By field; silent until the first sending. */
  errors: ComputedRef<Partial<Record<keyof Values & string, string[]>>>;
  /** Checks and sends; the focus goes to the first fault. Answers with what came of it, or with nothing. */
  submit: (event?: Event) => Promise<{ outcome: Outcome } | undefined>;
}

/** One way to make a form: what was typed stays whatever the answer, and faults of either side stand with their field. */
export function useForm<Values extends Record<string, string>, Parsed, Outcome>(
  options: FormOptions<Values, Parsed, Outcome>,
): Form<Values, Outcome> {
  const { schema, initial, send, draft } = options;
  const values = ref({ ...initial(), ...(draft && draftOf<Values>(draft)) }) as Ref<Values>;
  const fromServer = ref<Record<string, string[]>>({});
  const { run, busy, problem } = useCommand(send);

  // Regle derives its types from a schema that is known; here it is any form's, so they are said by hand.
  const { r$ } = useRegleSchema(
    values as Ref<Record<string, string>>,
    schema as unknown as z.ZodType<Record<string, string>, Record<string, string>>,
    {
      autoDirty: false,
      externalErrors: fromServer,
    },
  );
  const checked = r$ as unknown as {
    $errors: Record<string, string[]>;
    $validate: () => Promise<{ valid: boolean; data: unknown }>;
    $reset: () => void;
  };

  const errors = computed(() => checked.$errors as Partial<Record<keyof Values & string, string[]>>);

  // An act may lead away from its own form, for example to another organisation's page.
  let gone = false;
  onScopeDispose(() => {
    gone = true;
  });

  if (draft) watch(values, (typed) => keepDraft(draft, typed), { deep: true });

  async function submit(event?: Event) {
    const { valid, data } = await checked.$validate();
    if (!valid) return focusFault(event);
    const done = await run(data as Parsed);
    if (!done) {
      fromServer.value = problem.value ? fieldErrors(problem.value) : {};
      return focusFault(event);
    }
    if (!gone) {
      checked.$reset();
      values.value = initial();
      await nextTick();
    }
    if (draft) forgetDraft(draft);
    return done;
  }

  return { values, errors, busy, problem, submit };
}

async function focusFault(event?: Event): Promise<undefined> {
  await nextTick();
  if (event?.target instanceof HTMLFormElement) event.target.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
