import { z } from "zod";

/**
 * Personal text in an event: readable by people through the edges of the system, never by deciders and folds.
 * It is stored encrypted with its author's key; erasing the person deletes the key, the event and every proof over it stay.
 */

/** Personal text as it is stored: AES-256-GCM under the author's key, all parts base64url. */
export const Sealed = z.strictObject({
  sealed: z.literal(1),
  personId: z.uuid(),
  nonce: z.string(),
  ciphertext: z.string(),
  tag: z.string(),
});
export type Sealed = z.infer<typeof Sealed>;

/** Personal text on its way from a command to the store, before it is sealed. */
const Unsealed = z.strictObject({ text: z.string() });

/** What a reader gets instead of personal text. */
export type Readable = string | { erased: true };
export const Readable = z.union([z.string(), z.strictObject({ erased: z.literal(true) })]);

declare const opaque: unique symbol;
/** Opaque on purpose: code that decides or folds can carry it along but not look inside. */
export type Personal = { readonly [opaque]: "personal" };

const marked = new WeakSet<object>();

/** Marks a field of an event's data as personal. Only a direct field of the data may be personal. */
export function personal(): z.ZodType<Personal> {
  // The brand exists for the type checker only; both stored forms are checked at run time.
  const schema = z.union([Sealed, Unsealed]) as unknown as z.ZodType<Personal>;
  marked.add(schema);
  return schema;
}

/** The names of the personal fields of an event's data. */
export function personalFields(data: z.ZodObject): string[] {
  return Object.entries(data.shape)
    .filter(([, field]) => marked.has(field) || (field instanceof z.ZodNullable && marked.has(field.unwrap() as object)))
    .map(([name]) => name);
}

/** Takes text typed by a person into its opaque form. */
export const personalText = (text: string): Personal => ({ text }) as unknown as Personal;

/** For the edge that seals: the text still in the clear, or null when it is sealed already. */
export function unsealedText(value: unknown): string | null {
  const parsed = Unsealed.safeParse(value);
  return parsed.success ? parsed.data.text : null;
}
