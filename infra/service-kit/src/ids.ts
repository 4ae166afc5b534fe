import { randomBytes, randomUUIDv7 } from "node:crypto";

/** A new UUIDv7: sorts by the time it was made. */
export const newId = (): string => randomUUIDv7();
/** 16 random bytes, base64url. */
export const newSalt = (): string => randomBytes(16).toString("base64url");
