import { type Kysely, sql } from "kysely";
import type { IdentityCache } from "./identityCache.ts";
import type { Credentials } from "./port.ts";
import type { Tables } from "./schema.ts";

/** The directory of people, and leaving it. */
export function people(db: Kysely<Tables>, cache: IdentityCache, now: () => Date): Pick<Credentials, "people" | "rename" | "erase"> {
  const person = db.selectFrom("user").select(["id as personId", "name", "email"]);
  return {
    async people(personIds) {
      // One statement for any number of ids: json_each has no limit on parameters.
      return person.where("id", "in", sql<string>`(select value from json_each(${JSON.stringify(personIds)}))`).execute();
    },
    async rename(personId, name) {
      const { numUpdatedRows } = await db
        .updateTable("user")
        .set({ name, updatedAt: now().toISOString() })
        .where("id", "=", personId)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },
    async erase(personId) {
      const erased = await db.transaction().execute(async (tx) => {
        await tx.deleteFrom("session").where("userId", "=", personId).execute();
        await tx.deleteFrom("account").where("userId", "=", personId).execute();
        await tx.deleteFrom("recovery").where("person_id", "=", personId).execute();
        const { numDeletedRows } = await tx.deleteFrom("user").where("id", "=", personId).executeTakeFirstOrThrow();
        return numDeletedRows > 0n;
      });
      cache.forget((identity) => identity.kind === "person" && identity.personId === personId);
      await scrub(db);
      return erased;
    },
  };
}

// Copies that page splits left behind and the pages in the -wal hold what was deleted: VACUUM writes the file afresh, the checkpoint
// empties the -wal.
async function scrub(db: Kysely<Tables>): Promise<void> {
  await sql`VACUUM`.execute(db);
  const { rows } = await sql<{ busy: number }>`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db);
  if (rows[0]?.busy !== 0) throw new Error("the database is in use elsewhere, so what was erased is still in its file; erase again");
}
