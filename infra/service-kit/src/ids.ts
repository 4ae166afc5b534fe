import { randomBytes, randomUUIDv7 } from "node:crypto";

/** A new UUIDv7: sorts by the time it was made. */
export const newId = (): string => randomUUIDv7();
const SALT_BYTES = 16;
let pool = Buffer.alloc(0);

/** 16 random bytes, base64url. Randomness is fetched for many at once; no byte is given out twice. */
export function newSalt(): string {
  if (pool.length < SALT_BYTES) pool = randomBytes(256 * SALT_BYTES);
  const salt = pool.subarray(0, SALT_BYTES);
  pool = pool.subarray(SALT_BYTES);
  return salt.toString("base64url");
}
