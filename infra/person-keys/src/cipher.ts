import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Sealed } from "@entente/contracts/personal";
import { SealBroken } from "./port.ts";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A fresh random 256-bit key. */
export const newKey = (): Buffer => randomBytes(32);

/** AES-256-GCM with a fresh random nonce; the context is authenticated with the text, so neither can be moved or swapped. */
export function sealUnder(key: Buffer, personId: string, plaintext: string, context: string): Sealed {
  if (!plaintext.isWellFormed()) throw new TypeError("the text holds a lone surrogate and would not come back as it was");
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(context, "utf8"));
  const ciphertext = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
  return {
    sealed: 1,
    personId,
    nonce: nonce.toString("base64url"),
    ciphertext: ciphertext.toString("base64url"),
    tag: cipher.getAuthTag().toString("base64url"),
  };
}

/** @throws {SealBroken} unless the very text, nonce, tag and context belong together under this key. */
export function openUnder(key: Buffer, sealed: Sealed, context: string): string {
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, bytesOf(sealed.nonce, NONCE_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(context, "utf8"))
      .setAuthTag(bytesOf(sealed.tag, TAG_BYTES));
    const opened = decipher.update(bytesOf(sealed.ciphertext));
    // Nothing of the text is decoded before its tag has been checked.
    decipher.final();
    return opened.toString("utf8");
  } catch (error) {
    throw new SealBroken(context, { cause: error });
  }
}

// Node skips characters that are not base64url, so two different strings could open alike; only the one spelling that was stored may.
function bytesOf(text: string, length?: number): Buffer {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.toString("base64url") !== text || (length !== undefined && bytes.length !== length))
    throw new TypeError("not the base64url that was stored");
  return bytes;
}
