import { z } from "zod";
import { People } from "@entente/contracts/api/insights";
import type { NamesOf } from "./deps.ts";

const WAIT_MS = 2_000;

/** Names from identity in a process of its own. Without an address, or while it does not answer, people go unnamed. */
export const namesFrom =
  (identityUrl: string | undefined): NamesOf =>
  async (ids) => {
    if (identityUrl === undefined || ids.length === 0) return {};
    try {
      const answer = await fetch(new URL("/internal/names", identityUrl), {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(ids),
        signal: AbortSignal.timeout(WAIT_MS),
      });
      return answer.ok ? People.parse(await answer.json()) : {};
    } catch (error) {
      if (error instanceof z.ZodError) throw error;
      return {};
    }
  };
