import type { DatabaseSync } from "node:sqlite";
import type { ExamplePerson } from "@entente/contracts/example/cast";
import type { Language } from "@entente/contracts/rejections";
import { migrate, type Migrations } from "@entente/sqlite";

/** One making of the example network in one language. Removed ones keep their number, so that their ids are never given out again. */
export interface Generation {
  readonly language: Language;
  readonly number: number;
  /** When it was begun, ISO 8601: the moment that its story leads up to. */
  readonly begunAt: string;
  readonly stage: "making" | "ready" | "removing" | "removed";
}

const migrations: Migrations = { application: "EntS", part: "example", steps: [tables] };

function tables(db: DatabaseSync): void {
  db.exec(`
    CREATE TABLE example (
      language TEXT NOT NULL,
      number INTEGER NOT NULL,
      begun_at TEXT NOT NULL,
      stage TEXT NOT NULL,
      PRIMARY KEY (language, number)
    ) STRICT;
    CREATE TABLE example_organisation (organisation_id TEXT PRIMARY KEY) STRICT;
    CREATE TABLE example_person (
      language TEXT NOT NULL,
      number INTEGER NOT NULL,
      part TEXT NOT NULL,
      person_id TEXT NOT NULL,
      PRIMARY KEY (language, number, part)
    ) STRICT;
  `);
}

/** Which makings of the example there are, and which organisations and people are invented. Kept beside the credentials. */
export class ExampleBook {
  readonly #db: DatabaseSync;
  // Asked on every session, and small: also of what was removed, since what was invented stays so.
  readonly #organisations: Set<string>;
  readonly #people: Set<string>;

  /** @throws {DatabaseRefused} when the file is newer, foreign or damaged. */
  constructor(db: DatabaseSync) {
    migrate(db, migrations);
    this.#db = db;
    const idsOf = (select: string) =>
      db
        .prepare(select)
        .all()
        .map(({ id }) => String(id));
    this.#organisations = new Set(idsOf("SELECT organisation_id AS id FROM example_organisation"));
    this.#people = new Set(idsOf("SELECT person_id AS id FROM example_person"));
  }

  /** Whether this organisation is invented. */
  holds(organisationId: string): boolean {
    return this.#organisations.has(organisationId);
  }

  /** Whether this person is invented, and so is whoever happens to look around. */
  plays(personId: string): boolean {
    return this.#people.has(personId);
  }

  /** The newest making in a language that was not removed. */
  current(language: Language): Generation | null {
    return this.#generations("WHERE language = ? AND stage <> 'removed' ORDER BY number DESC LIMIT 1", language)[0] ?? null;
  }

  /** Makings that are there, or whose removal was cut short. */
  standing(): Generation[] {
    return this.#generations("WHERE stage <> 'removed' ORDER BY language, number");
  }

  /** How many makings were begun since a moment. */
  begunSince(moment: string): number {
    return this.#generations("WHERE begun_at >= ?", moment).length;
  }

  /** Begins the next making in a language. */
  begin(language: Language, begunAt: string): Generation {
    const last = this.#generations("WHERE language = ? ORDER BY number DESC LIMIT 1", language)[0]?.number ?? 0;
    const generation: Generation = { language, number: last + 1, begunAt, stage: "making" };
    this.#db
      .prepare("INSERT INTO example (language, number, begun_at, stage) VALUES (?, ?, ?, ?)")
      .run(language, generation.number, begunAt, generation.stage);
    return generation;
  }

  /** Says that an organisation is invented, before it is registered. */
  addOrganisation(organisationId: string): void {
    this.#db.prepare("INSERT OR IGNORE INTO example_organisation (organisation_id) VALUES (?)").run(organisationId);
    this.#organisations.add(organisationId);
  }

  addPerson({ language, number }: Generation, part: ExamplePerson, personId: string): void {
    this.#db
      .prepare("INSERT OR REPLACE INTO example_person (language, number, part, person_id) VALUES (?, ?, ?, ?)")
      .run(language, number, part, personId);
    this.#people.add(personId);
  }

  /** The people of a making, by the part they play. */
  people({ language, number }: Generation): ReadonlyMap<string, string> {
    const rows = this.#db.prepare("SELECT part, person_id FROM example_person WHERE language = ? AND number = ?").all(language, number);
    return new Map(rows.map(({ part, person_id: personId }) => [String(part), String(personId)]));
  }

  stage({ language, number }: Generation, stage: Generation["stage"]): void {
    this.#db.prepare("UPDATE example SET stage = ? WHERE language = ? AND number = ?").run(stage, language, number);
  }

  #generations(where: string, ...parameters: readonly string[]): Generation[] {
    const rows = this.#db.prepare(`SELECT language, number, begun_at AS begunAt, stage FROM example ${where}`).all(...parameters);
    // The columns are written by this class alone.
    return rows.map((row) => ({ ...row })) as unknown as Generation[];
  }
}
