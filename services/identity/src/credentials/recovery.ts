import { randomUUIDv7 } from "node:crypto";
import type { Kysely } from "kysely";
import type { IdentityCache } from "./identityCache.ts";
import { hashPassword, passwordFault } from "./passwords.ts";
import type { Credentials } from "./port.ts";
import type { Tables } from "./schema.ts";
import { digestOf, newToken } from "./secrets.ts";

const VALID_MS = 24 * 3_600_000;

/** A forgotten password is mended by a link that somebody hands over, for Entente sends no mail. */
export function recovery(
  db: Kysely<Tables>,
  cache: IdentityCache,
  now: () => Date,
): Pick<Credentials, "createRecoveryLink" | "voidRecoveryLink" | "resetPassword"> {
  return {
    async createRecoveryLink(personId, createdBy) {
      const known = await db.selectFrom("user").select("id").where("id", "=", personId).executeTakeFirst();
      if (!known) return null;
      const token = newToken();
      const expiresAt = new Date(now().getTime() + VALID_MS).toISOString();
      const link = { token_hash: digestOf(token), created_by: createdBy, expires_at: expiresAt };
      await db
        .insertInto("recovery")
        .values({ person_id: personId, ...link })
        .onConflict((older) => older.column("person_id").doUpdateSet(link))
        .execute();
      return { token, expiresAt };
    },
    async voidRecoveryLink(personId) {
      await db.deleteFrom("recovery").where("person_id", "=", personId).execute();
    },
    async resetPassword(token, newPassword) {
      const fault = passwordFault(newPassword);
      if (fault) return { reset: false, reason: fault };
      const link = db
        .selectFrom("recovery")
        .select("person_id")
        .where("token_hash", "=", digestOf(token))
        .where("expires_at", ">", now().toISOString());
      // Asked first without taking it, so that a guess costs no hashing; hashed before the transaction, which must not wait for it.
      if (!(await link.executeTakeFirst())) return { reset: false, reason: "unknown_token" };
      const password = await hashPassword(newPassword);
      const personId = await db.transaction().execute(async (tx) => {
        const taken = await tx
          .deleteFrom("recovery")
          .where("token_hash", "=", digestOf(token))
          .where("expires_at", ">", now().toISOString())
          .returning("person_id")
          .executeTakeFirst();
        if (!taken) return null;
        await setPassword(tx, taken.person_id, password, now().toISOString());
        await tx.deleteFrom("session").where("userId", "=", taken.person_id).execute();
        return taken.person_id;
      });
      if (personId === null) return { reset: false, reason: "unknown_token" };
      cache.forget((identity) => identity.kind === "person" && identity.personId === personId);
      return { reset: true, personId };
    },
  };
}

async function setPassword(tx: Kysely<Tables>, personId: string, password: string, at: string): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable("account")
    .set({ password, updatedAt: at })
    .where("userId", "=", personId)
    .where("providerId", "=", "credential")
    .executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n) return;
  await tx
    .insertInto("account")
    .values({ id: randomUUIDv7(), accountId: personId, providerId: "credential", userId: personId, password, createdAt: at, updatedAt: at })
    .execute();
}
