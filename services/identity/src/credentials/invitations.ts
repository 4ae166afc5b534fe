import type { Kysely, Selectable } from "kysely";
import type { Credentials, Invitation } from "./port.ts";
import type { Tables } from "./schema.ts";
import { digestOf, newToken } from "./secrets.ts";

type Row = Selectable<Tables["invitation"]>;

/** Tokens that let somebody in: a colleague into an organisation, a partner onto the platform. Only their hashes are stored. */
export function invitations(
  db: Kysely<Tables>,
  now: () => Date,
): Pick<Credentials, "createInvitationToken" | "readInvitation" | "useInvitation" | "withdrawInvitation" | "renewInvitation"> {
  const stateOf = (row: Row): Invitation["state"] => {
    if (row.used_by !== null) return "used";
    if (row.withdrawn) return "withdrawn";
    return row.expires_at > now().toISOString() ? "open" : "expired";
  };
  const invitationOf = (row: Row): Invitation => ({
    id: row.id,
    kind: row.kind,
    subject: JSON.parse(row.subject),
    createdBy: row.created_by,
    expiresAt: row.expires_at,
    state: stateOf(row),
    usedBy: row.used_by,
  });
  return {
    async createInvitationToken({ id, kind, subject, createdBy, expiresAt }) {
      const token = newToken();
      await db
        .insertInto("invitation")
        .values({ id, kind, subject: JSON.stringify(subject), token_hash: digestOf(token), created_by: createdBy, expires_at: instant(expiresAt), withdrawn: 0, used_by: null })
        .execute();
      return { token };
    },
    async readInvitation(token) {
      const row = await db.selectFrom("invitation").selectAll().where("token_hash", "=", digestOf(token)).executeTakeFirst();
      return row ? invitationOf(row) : null;
    },
    async useInvitation(token, personId) {
      const row = await db
        .updateTable("invitation")
        .set({ used_by: personId })
        .where("token_hash", "=", digestOf(token))
        .where("withdrawn", "=", 0)
        .where((is) => is.or([is("used_by", "=", personId), is.and([is("used_by", "is", null), is("expires_at", ">", now().toISOString())])]))
        .returningAll()
        .executeTakeFirst();
      return row ? invitationOf(row) : null;
    },
    async withdrawInvitation(invitationId) {
      const { numUpdatedRows } = await db
        .updateTable("invitation")
        .set({ withdrawn: 1 })
        .where("id", "=", invitationId)
        .where("used_by", "is", null)
        .where("withdrawn", "=", 0)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },
    async renewInvitation(invitationId, expiresAt) {
      const token = newToken();
      const { numUpdatedRows } = await db
        .updateTable("invitation")
        .set({ token_hash: digestOf(token), expires_at: instant(expiresAt) })
        .where("id", "=", invitationId)
        .where("used_by", "is", null)
        .where("withdrawn", "=", 0)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n ? { token } : null;
    },
  };
}

// Times are compared as text in SQL, which holds for one spelling only.
const instant = (time: string): string => new Date(time).toISOString();
