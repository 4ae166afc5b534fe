import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { sql, type Kysely } from "kysely";
import { CheckpointMoved, type Document, type SavedBatch, type Writes } from "../port.ts";
import type { Tables } from "../tables.ts";
import { isOutage } from "./errors.ts";
import { SCHEMA } from "./schema.ts";

/** The checkpoint also says which batch moved it, so that a batch whose answer was lost can be known again. */
export interface OwnTables extends Omit<Tables, "checkpoint"> {
  checkpoint: { only: number; position: string; batch: string };
}

type Row = Tables["documents"];

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;
/** One statement takes no more rows, and hardly more characters: what it sends and the server unpacks stays small. */
const STATEMENT_ROWS = 1_000;
const STATEMENT_CHARACTERS = 4_000_000;
/** Fills that wait for their turn are saved together, up to so many rows. */
const GATHERED_ROWS = 5_000;

/**
 * Does the work again until the server is back. Work that the server has done while its answer was lost is done twice, which every
 * write here bears.
 * @throws {ReadStoreUnavailable} when waiting does not help, or is no longer worth while.
 */
export async function patiently<Result>(work: () => Promise<Result>, stopping: AbortSignal): Promise<Result> {
  for (let ms = FIRST_PAUSE_MS; ; ms = Math.min(2 * ms, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isOutage(error) || stopping.aborted) throw error;
      await pause(ms, undefined, { signal: stopping }).catch(() => {
        throw error;
      });
    }
  }
}

/**
 * The writing half. Writes are done one after the other, in the order in which they were asked: so two of them never wait for each
 * other's rows, and of a document filled twice the later one stays.
 */
export function writesOver(db: Kysely<OwnTables>, stopping: AbortSignal): Writes & { finished(): Promise<void> } {
  let turn: Promise<unknown> = Promise.resolve();
  let gathering: { readonly rows: Row[]; readonly filled: Promise<void> } | null = null;
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = turn.then(() => patiently(work, stopping));
    turn = result.catch(() => undefined);
    return result;
  };
  /** As {@link inTurn}, after all that was gathered so far. */
  const next = <Result>(work: () => Promise<Result>): Promise<Result> => {
    gathering = null;
    return inTurn(work);
  };

  return {
    begin: (view, version) =>
      next(async () => {
        const { generation } = await db
          .insertInto("generations")
          .values({ view, version })
          .returning("generation")
          .executeTakeFirstOrThrow();
        return { generation, view, version, active: false, fault: null };
      }),

    activate: (generation) =>
      next(() =>
        db.transaction().execute(async (tx) => {
          await tx
            .updateTable("generations")
            .set({ active: 0 })
            .where("view", "=", (eb) => eb.selectFrom("generations").select("view").where("generation", "=", generation))
            .execute();
          await tx.updateTable("generations").set({ active: 1 }).where("generation", "=", generation).execute();
        }),
      ),

    drop: (generation) =>
      next(() =>
        db.transaction().execute(async (tx) => {
          await tx.deleteFrom("documents").where("generation", "=", generation).execute();
          await tx.deleteFrom("generations").where("generation", "=", generation).execute();
        }),
      ),

    async save(batch) {
      const id = randomUUID();
      const rows = batch.documents.flatMap(({ generation, documents }) => rowsOf(generation, documents));
      await next(() =>
        db.transaction().execute(async (tx) => {
          if (!(await moveCheckpoint(tx, batch, id))) return;
          await putDocuments(tx, rows);
          await putProgress(tx, batch.progress);
          for (const { generation, fault } of batch.faults)
            await tx
              .updateTable("generations")
              .set({ fault_position: fault.position, fault_reason: fault.reason })
              .where("generation", "=", generation)
              .execute();
        }),
      );
    },

    fill(generation, documents) {
      const rows = rowsOf(generation, documents);
      if (gathering && gathering.rows.length + rows.length <= GATHERED_ROWS) {
        gathering.rows.push(...rows);
        return gathering.filled;
      }
      const filled = inTurn(() => {
        if (gathering?.rows === rows) gathering = null;
        return db.transaction().execute((tx) => putDocuments(tx, rows));
      });
      gathering = { rows, filled };
      return filled;
    },

    async finished() {
      await turn;
    },
  };
}

const rowsOf = (generation: number, documents: readonly Document[]): Row[] =>
  documents.map(({ key, stream, revision, doc }) => ({ generation, key, stream, revision, doc }));

/**
 * @returns false when this very batch was saved before and only the answer was lost.
 * @throws {CheckpointMoved} when another one moved it.
 */
async function moveCheckpoint(tx: Kysely<OwnTables>, { from, to }: SavedBatch, batch: string): Promise<boolean> {
  const moved =
    from === null
      ? await tx
          .insertInto("checkpoint")
          .values({ only: 1, position: to, batch })
          .onConflict((conflict) => conflict.doNothing())
          .returning("batch")
          .executeTakeFirst()
      : await tx.updateTable("checkpoint").set({ position: to, batch }).where("position", "=", from).returning("batch").executeTakeFirst();
  if (moved) return true;
  const last = await tx.selectFrom("checkpoint").select("batch").executeTakeFirst();
  if (last?.batch === batch) return false;
  throw new CheckpointMoved();
}

/** One parameter holds all rows of a statement as JSON: it takes Node a third of the work that arrays take, and has no limit of 65,535. */
async function putDocuments(tx: Kysely<OwnTables>, rows: readonly Row[]): Promise<void> {
  // One statement cannot change a row twice.
  const last = new Map(rows.map((row) => [`${row.generation}/${row.key}`, row]));
  for (const part of parts([...last.values()])) {
    await sql`
      INSERT INTO ${sql.table(`${SCHEMA}.documents`)} (generation, key, stream, revision, doc)
      SELECT * FROM json_to_recordset(${JSON.stringify(part)}::json)
        AS given (generation integer, key text, stream text, revision bigint, doc text)
      ON CONFLICT (generation, key) DO UPDATE SET revision = excluded.revision, doc = excluded.doc`.execute(tx);
  }
}

async function putProgress(tx: Kysely<OwnTables>, progress: SavedBatch["progress"]): Promise<void> {
  if (progress.size === 0) return;
  const rows = Array.from(progress, ([stream, revision]) => ({ stream, revision }));
  await sql`
    INSERT INTO ${sql.table(`${SCHEMA}.progress`)} (stream, revision)
    SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS given (stream text, revision bigint)
    ON CONFLICT (stream) DO UPDATE SET revision = excluded.revision`.execute(tx);
}

function* parts(rows: readonly Row[]): Generator<readonly Row[]> {
  let part: Row[] = [];
  let characters = 0;
  for (const row of rows) {
    part.push(row);
    characters += row.doc.length;
    if (part.length < STATEMENT_ROWS && characters < STATEMENT_CHARACTERS) continue;
    yield part;
    part = [];
    characters = 0;
  }
  if (part.length > 0) yield part;
}
