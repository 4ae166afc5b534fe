/**
 * The door for JSON: refuses what `JSON.parse` would silently change or what is only sent to do harm. RFC 7493 (I-JSON): no duplicate
 * keys, no lone surrogates, no numbers a double cannot hold; besides, `__proto__` and nesting beyond any real body.
 */
export const MAX_DEPTH = 64;

export class JsonRefused extends Error {
  override readonly name = "JsonRefused";
  /** Where in the text, counted in characters from 0. */
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** @throws {JsonRefused} saying what is wrong and where. */
export function parseJson(text: string): unknown {
  if (!text.isWellFormed()) throw new JsonRefused("the text contains a lone surrogate", 0);
  inspect(text);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new JsonRefused(error instanceof Error ? error.message : "not JSON", 0);
  }
}

/** Walks the tokens once; grammar itself is left to `JSON.parse`. */
function inspect(text: string): void {
  const keys: (Set<string> | null)[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) {
      const end = endOfString(text, at);
      const value = decoded(text, at, end);
      const open = keys.at(-1);
      if (open && followedByColon(text, end)) {
        if (value === "__proto__") throw new JsonRefused("the key __proto__ is not allowed", at);
        if (open.has(value)) throw new JsonRefused(`the key ${JSON.stringify(value)} stands twice in one object`, at);
        open.add(value);
      }
      at = end;
    } else if (character === OPEN_BRACE || character === OPEN_BRACKET) {
      keys.push(character === OPEN_BRACE ? new Set() : null);
      if (keys.length > MAX_DEPTH) throw new JsonRefused(`nested deeper than ${MAX_DEPTH} levels`, at);
      at += 1;
    } else if (character === CLOSE_BRACE || character === CLOSE_BRACKET) {
      keys.pop();
      at += 1;
    } else if (character === MINUS || (character >= ZERO && character <= NINE)) {
      at = endOfNumber(text, at);
    } else at += 1;
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;

/** The index after the closing quote. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === BACKSLASH) at += 1;
    else if (character === QUOTE) return at + 1;
  }
  throw new JsonRefused("a string is not closed", start);
}

function decoded(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end - 1);
  if (!raw.includes("\\")) return raw;
  try {
    const value: unknown = JSON.parse(text.slice(start, end));
    if (typeof value === "string" && value.isWellFormed()) return value;
  } catch {
    throw new JsonRefused("a string is not valid JSON", start);
  }
  throw new JsonRefused("a string contains a lone surrogate", start);
}

function followedByColon(text: string, start: number): boolean {
  let at = start;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1;
  return text[at] === ":";
}

const number = /-?[0-9][0-9.eE+-]*/y;

function endOfNumber(text: string, start: number): number {
  number.lastIndex = start;
  const token = number.exec(text)?.[0];
  if (token === undefined) return start + 1;
  const value = Number(token);
  if (!Number.isFinite(value)) throw new JsonRefused("a number is too large", start);
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new JsonRefused("a whole number is beyond 2^53 and would change when read", start);
  return start + token.length;
}
