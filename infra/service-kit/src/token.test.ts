import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { positionToken, readPosition, tokensOf } from "./token.ts";
import { authenticateByToken, SCOPE_HEADER, signCaller } from "./scopeToken.ts";
import type { FastifyRequest } from "fastify";

const tokens = tokensOf("a secret of the house that is long enough");

describe("tokens", () => {
  test("give back what was signed, for the purpose it was signed for", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }).filter((text) => text.isWellFormed() && text !== ""),
        (payload) => {
          expect(tokens.verify("one", tokens.sign("one", payload))).toBe(payload);
        },
      ),
    );
    expect(tokens.verify("another", tokens.sign("one", "payload"))).toBeNull();
  });

  test("are refused when anything of them was changed, or another house made them", () => {
    const token = tokens.sign("one", "payload");
    for (let index = 0; index < token.length; index += 1) {
      const changed = token.slice(0, index) + (token[index] === "A" ? "B" : "A") + token.slice(index + 1);
      expect(tokens.verify("one", changed), `changed at ${index}`).toBeNull();
    }
    expect(tokensOf("the secret of another house, also long").verify("one", token)).toBeNull();
    for (const odd of ["", ".", "a.b", `${token}.`, token.split(".")[0] ?? ""]) expect(tokens.verify("one", odd)).toBeNull();
  });

  test("carry a position of a stream", () => {
    const position = { stream: "alliance-019a", revision: 41 } as const;
    expect(readPosition(tokens, positionToken(tokens, position))).toEqual(position);
    expect(readPosition(tokens, tokens.sign("position", "nonsense"))).toBeNull();
  });

  test("carry a caller between services for half a minute, and not longer", async () => {
    const caller = { kind: "person", personId: "p", organisationId: "o", role: "manager" } as const;
    const as = (token: string) => authenticateByToken(tokens)({ headers: { [SCOPE_HEADER]: token } } as unknown as FastifyRequest);
    expect(await as(signCaller(tokens, caller))).toEqual(caller);
    expect(await as(signCaller(tokens, caller, Date.now() - 60_000))).toEqual({ kind: "anonymous" });
    expect(await as("forged.token")).toEqual({ kind: "anonymous" });
  });
});
