import { argon2, type Argon2Parameters, randomBytes, timingSafeEqual } from "node:crypto";
import { passwordLength } from "@entente/contracts/api/identity";

/** @returns why this password is refused, or null. */
export function passwordFault(password: string): "password_too_short" | "password_too_long" | null {
  if (password.length < passwordLength.min) return "password_too_short";
  return password.length > passwordLength.max ? "password_too_long" : null;
}

// OWASP's Argon2id setting: 19 MiB, two passes, one lane.
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Argon2id, off the main thread, as a PHC string that carries its own cost and salt. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await derive(password, { ...cost, nonce: salt, tagLength: 32 });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

/** @throws Error when what is stored is not such a PHC string. */
export async function verifyPassword(stored: string, password: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt, tag] = PHC.exec(stored) ?? [];
  if (salt === undefined || tag === undefined) throw new Error("the stored password hash is not Argon2id");
  const expected = Buffer.from(tag, "base64");
  const actual = await derive(password, {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    nonce: Buffer.from(salt, "base64"),
    tagLength: expected.length,
  });
  return timingSafeEqual(actual, expected);
}

function derive(password: string, parameters: Omit<Argon2Parameters, "message">): Promise<Buffer> {
  // NFKC, so that the same password typed on another keyboard or system is the same password.
  const message = password.normalize("NFKC");
  return new Promise((resolve, reject) => {
    argon2("argon2id", { ...parameters, message }, (error, tag) => (error ? reject(error) : resolve(tag)));
  });
}

const unpadded = (bytes: Buffer): string => bytes.toString("base64").replace(/=+$/, "");
