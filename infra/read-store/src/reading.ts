import type { Kysely, RawBuilder, Selectable } from "kysely";
import type { Position, StreamName } from "@entente/contracts/events/envelope";
import type { Document, Generation, ReadStore, Writes } from "./port.ts";
import type { Tables } from "./tables.ts";

/** What reads a read store and is the same question to every engine. */
export type Reads = Omit<ReadStore, keyof Writes | "load" | "close">;

/** What the engines spell differently in SQL. */
export interface Spelling {
  /** The field at the top of `doc`, as text. */
  textField(name: string): RawBuilder<string | null>;
  /** The length of the list at the top of `doc`; null when there is none. */
  listLength(name: string): RawBuilder<number | null>;
  /** What follows the first slash of the key in the table `b`. */
  readonly afterSlash: RawBuilder<string>;
}

/** The reading half of a read store, over the tables of either engine. */
export function readsOver(db: Kysely<Tables>, { textField, listLength, afterSlash }: Spelling): Reads {
  return {
    async checkpoint() {
      const row = await db.selectFrom("checkpoint").select("position").executeTakeFirst();
      return row ? (row.position as Position) : null;
    },

    async generations() {
      const rows = await db.selectFrom("generations").selectAll().orderBy("generation").execute();
      return rows.map(generationOf);
    },

    async get(generation, key) {
      const row = await db
        .selectFrom("documents")
        .selectAll()
        .where("generation", "=", generation)
        .where("key", "=", key)
        .executeTakeFirst();
      return row ? documentOf(row) : null;
    },

    async list(generation, prefix, { after, before, limit, direction = "forwards" }) {
      let query = db.selectFrom("documents").selectAll().where("generation", "=", generation).where("key", ">=", prefix);
      const past = pastPrefix(prefix);
      if (past !== null) query = query.where("key", "<", past);
      if (after !== undefined) query = query.where("key", ">", after);
      if (before !== undefined) query = query.where("key", "<", before);
      const rows = await query
        .orderBy("key", direction === "forwards" ? "asc" : "desc")
        .limit(limit)
        .execute();
      return rows.map(documentOf);
    },

    async related(by, prefix, of) {
      let query = db
        .selectFrom("documents as b")
        .leftJoin("documents as o", (join) => join.on("o.generation", "=", of).on("o.key", "=", afterSlash))
        .select(["b.doc as by", "o.doc as of"])
        .where("b.generation", "=", by)
        .where("b.key", ">=", prefix);
      const past = pastPrefix(prefix);
      if (past !== null) query = query.where("b.key", "<", past);
      return query.orderBy("b.key").execute();
    },

    async upTo(generation, field, value, limit) {
      const rows = await db
        .selectFrom("documents")
        .selectAll()
        .where("generation", "=", generation)
        .where(textField(field), "<=", value)
        .orderBy(textField(field))
        .orderBy("key")
        .limit(limit)
        .execute();
      return rows.map(documentOf);
    },

    async countBy(generation, field) {
      const rows = await db
        .selectFrom("documents")
        .select((eb) => [textField(field).as("value"), eb.fn.countAll<number>().as("n")])
        .where("generation", "=", generation)
        .groupBy("value")
        .execute();
      return Object.fromEntries(rows.map((row) => [row.value ?? "none", row.n]));
    },

    async count(generation) {
      const row = await db
        .selectFrom("documents")
        .select((eb) => eb.fn.countAll<number>().as("n"))
        .where("generation", "=", generation)
        .executeTakeFirstOrThrow();
      return row.n;
    },

    async sumLengths(generation, field) {
      const row = await db
        .selectFrom("documents")
        .select((eb) => eb.fn.sum<number | null>(listLength(field)).as("n"))
        .where("generation", "=", generation)
        .executeTakeFirstOrThrow();
      return row.n ?? 0;
    },

    async progressOfAll() {
      const rows = await db.selectFrom("progress").selectAll().execute();
      return new Map(rows.map((row) => [row.stream as StreamName, row.revision]));
    },

    async progress(stream) {
      const row = await db.selectFrom("progress").select("revision").where("stream", "=", stream).executeTakeFirst();
      return row?.revision ?? -1;
    },
  };
}

const LAST_CODE_POINT = 0x10ffff;
const BEFORE_SURROGATES = 0xd7ff;
const AFTER_SURROGATES = 0xe000;

/** The first text after all that start with the prefix; null when nothing can follow them. */
function pastPrefix(prefix: string): string | null {
  const characters = [...prefix];
  for (let last = characters.pop(); last !== undefined; last = characters.pop()) {
    const point = last.codePointAt(0) ?? LAST_CODE_POINT;
    if (point === LAST_CODE_POINT) continue;
    return characters.join("") + String.fromCodePoint(point === BEFORE_SURROGATES ? AFTER_SURROGATES : point + 1);
  }
  return null;
}

const generationOf = (row: Selectable<Tables["generations"]>): Generation => ({
  generation: row.generation,
  view: row.view,
  version: row.version,
  active: row.active === 1,
  fault: row.fault_position === null ? null : { position: row.fault_position, reason: row.fault_reason ?? "" },
});

const documentOf = (row: Tables["documents"]): Document => ({
  key: row.key,
  stream: row.stream as StreamName,
  revision: row.revision,
  doc: row.doc,
});
