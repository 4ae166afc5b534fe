import { hash, randomBytes, timingSafeEqual } from "node:crypto";
import { crc32 } from "node:zlib";

/** SHA-256, base64url: how a secret of high entropy is stored and looked up, for it cannot be guessed back. */
export const digestOf = (secret: string): string => hash("sha256", secret, "base64url");

/** 256 random bits that a person can carry in a link. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** Compares without telling by its duration how much was right. */
export function sameSecret(presented: string, expected: string): boolean {
  return timingSafeEqual(hash("sha256", presented, "buffer"), hash("sha256", expected, "buffer"));
}

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const KEY = /^ent_[0-9A-Za-z]{43}[0-9A-Za-z]{6}$/;

/** `ent_`, 43 random characters (256 bits) and a checksum of 6, so that scanners recognise a leaked key and typing errors cost no query. */
export function newApiKey(): string {
  const body = `ent_${base62(BigInt(`0x${randomBytes(32).toString("hex")}`), 43)}`;
  return body + checksumOf(body);
}

/** Whether this could be a key at all. */
export const isApiKey = (text: string): boolean => KEY.test(text) && text.slice(-6) === checksumOf(text.slice(0, -6));

const checksumOf = (body: string): string => base62(BigInt(crc32(body)), 6);

function base62(value: bigint, length: number): string {
  let digits = "";
  for (let rest = value; digits.length < length; rest /= 62n) digits = (DIGITS[Number(rest % 62n)] ?? "") + digits;
  return digits;
}
