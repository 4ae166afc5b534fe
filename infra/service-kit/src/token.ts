import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Short texts that only this installation can have made: positions, invitation links, scopes between services. A token is
 * `base64url(payload).base64url(mac)`; the purpose is part of what is signed, so that none serves as another.
 */
export interface Tokens {
  sign(purpose: string, payload: string): string;
  /** The payload, or null when this installation did not make the token for this purpose. */
  verify(purpose: string, token: string): string | null;
}

const MAC_BYTES = 16;

export function tokensOf(secret: string): Tokens {
  const macOf = (purpose: string, payload: string) =>
    createHmac("sha256", secret).update(`${purpose}\n${payload}`).digest().subarray(0, MAC_BYTES);
  return {
    sign: (purpose, payload) => `${Buffer.from(payload).toString("base64url")}.${macOf(purpose, payload).toString("base64url")}`,
    verify(purpose, token) {
      const [encoded, mac, rest] = token.split(".");
      if (!encoded || !mac || rest !== undefined) return null;
      const payload = Buffer.from(encoded, "base64url").toString();
      const given = Buffer.from(mac, "base64url");
      // Base64 can be written in several ways; only ours counts, so that one thing has one token.
      if (given.toString("base64url") !== mac || Buffer.from(payload).toString("base64url") !== encoded) return null;
      return given.length === MAC_BYTES && timingSafeEqual(given, macOf(purpose, payload)) ? payload : null;
    },
  };
}

/** An opaque position: stream and revision, as every command answers and `?atLeast=` takes. */
export interface StreamPosition {
  readonly stream: `${string}-${string}`;
  readonly revision: number;
}

export const positionToken = (tokens: Tokens, { stream, revision }: StreamPosition): string =>
  tokens.sign("position", `${stream}@${revision}`);

export function readPosition(tokens: Tokens, token: string): StreamPosition | null {
  const payload = tokens.verify("position", token);
  const match = payload === null ? null : /^([a-z]+-[^@]+)@(\d+)$/.exec(payload);
  // The pattern asserts the shape of a stream's name.
  return match?.[1] && match[2] ? { stream: match[1] as `${string}-${string}`, revision: Number(match[2]) } : null;
}
