import { roleIds } from "@entente/contracts/roles";
import type { Kysely } from "kysely";
import { z } from "zod";
import type { Auth } from "./betterAuth.ts";
import type { IdentityCache } from "./identityCache.ts";
import type { Credentials } from "./port.ts";
import type { Tables } from "./schema.ts";

const Metadata = z.object({ role: z.enum(roleIds), createdBy: z.string() });

/** Keys for software, issued by Better Auth's plugin. A revoked key keeps its row, so that history can still say what it was. */
export function apiKeys(
  db: Kysely<Tables>,
  auth: () => Promise<Auth>,
  cache: IdentityCache,
  now: () => Date,
): Pick<Credentials, "issueApiKey" | "describeApiKey" | "revokeApiKey"> {
  return {
    async issueApiKey({ name, organisationId, role, createdBy }) {
      const { id, key } = await (await auth()).createApiKey(name, organisationId, { role, createdBy });
      return { keyId: id, key };
    },
    async describeApiKey(keyId) {
      const row = await db.selectFrom("apikey").selectAll().where("id", "=", keyId).executeTakeFirst();
      if (!row) return null;
      const { role, createdBy } = Metadata.parse(JSON.parse(row.metadata ?? "null"));
      return {
        keyId: row.id,
        name: row.name ?? "",
        organisationId: row.referenceId,
        role,
        createdBy,
        start: row.start ?? "",
        createdAt: row.createdAt,
        revokedAt: row.enabled === 1 ? null : row.updatedAt,
      };
    },
    async revokeApiKey(keyId) {
      const { numUpdatedRows } = await db
        .updateTable("apikey")
        .set({ enabled: 0, updatedAt: now().toISOString() })
        .where("id", "=", keyId)
        .where("enabled", "=", 1)
        .executeTakeFirstOrThrow();
      cache.forget((identity) => identity.kind === "apiKey" && identity.keyId === keyId);
      return numUpdatedRows > 0n;
    },
  };
}
